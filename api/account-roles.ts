import type { Tx } from '../prisma/database.ts';
import type { Account } from '../prisma/generated/client.ts';
import { holdRow } from '../prisma/lock-row.ts';
import type { Role } from '../prisma/generated/enums.ts';
import { Refusal } from '../domain/refusal.ts';
import { ownRoles } from './access.ts';
import { invalidField } from './invalid-field.ts';

/** The roles that one account may hold together. Every other role stands alone: who makes does not check. */
const together: readonly (readonly Role[])[] = [ownRoles, ['provider', 'employer', 'representative']];

/** Whom an account is for: what its roles need, and nothing that they do not. */
type Standing = Pick<Account, 'roles' | 'personId' | 'organisationId'>;

/** Refuses roles that do not go together, or without the person or the organisation that they are for. */
export async function refuseUnfit(tx: Tx, standing: Standing): Promise<void> {
  refuseMixed(standing.roles);
  await refuseWrongPerson(tx, standing);
  await refuseWrongOrganisation(tx, standing);
}

/** Erasing somebody closed their account for good. */
export async function refuseErased(tx: Tx, { personId }: Standing): Promise<void> {
  if (personId === null) return;
  const erased = await tx.db.person.count({ where: { id: personId, erasedAt: { not: null } } });
  if (erased === 0) return;
  throw new Refusal('erased', {
    detail: {
      it: 'La persona di questa utenza è stata cancellata: l’utenza resta chiusa.',
      en: 'The person of this account was erased: it stays closed.',
    },
  });
}

function refuseMixed(roles: readonly Role[]): void {
  const isTwice = new Set(roles).size < roles.length;
  const mayMeet = roles.length === 1 || together.some((group) => roles.every((role) => group.includes(role)));
  if (!isTwice && mayMeet) return;
  throw invalidField('/body/roles', {
    it: 'un’utenza ha un solo ruolo; insieme stanno soltanto citizen con employee, e provider, employer e representative tra loro',
    en: 'an account has one role; only citizen with employee, and provider, employer and representative, go together',
  });
}

async function refuseWrongPerson(tx: Tx, { roles, personId }: Standing): Promise<void> {
  const isNeeded = ownRoles.some((role) => roles.includes(role));
  const isThere =
    personId !== null &&
    (await tx.db.person.count({ where: { id: personId, erasedAt: null, deceasedOn: null } })) > 0;
  if (isNeeded === isThere && (isNeeded || personId === null)) return;
  throw invalidField(
    '/body/personId',
    isNeeded
      ? {
          it: 'serve la persona, registrata nell’alleanza, che agisce con questi ruoli',
          en: 'these roles need the person, entered in the alliance, who acts in them',
        }
      : {
          it: 'questi ruoli non sono di una persona seguita: lo tolga',
          en: 'not for these roles: remove it',
        },
  );
}

async function refuseWrongOrganisation(tx: Tx, { roles, organisationId }: Standing): Promise<void> {
  const needed = roles.filter((role) => role === 'provider' || role === 'employer');
  const isForbidden = ownRoles.some((role) => roles.includes(role));
  // Whoever signs, signs for an organisation, whatever that is in the alliance: a municipality, a school, a union.
  if (organisationId === null && needed.length === 0 && !roles.includes('representative')) return;
  const fitting =
    organisationId !== null && !isForbidden
      ? await tx.db.organisation.count({ where: { id: organisationId, roles: { hasEvery: needed } } })
      : 0;
  if (fitting > 0) return;
  throw invalidField(
    '/body/organisationId',
    isForbidden
      ? { it: 'chi agisce per sé non rappresenta un ente: lo tolga', en: 'not for these roles: remove it' }
      : {
          it: `serve un ente dell’alleanza${needed.length ? ` che sia ${needed.join(' e ')}` : ''}`,
          en: `an organisation of the alliance${needed.length ? ` that is ${needed.join(' and ')}` : ''} is needed`,
        },
  );
}

const FEWEST_ADMINISTRATORS = 2;

/** One change of administrators at a time, so that two at once cannot each count on the other's. */
export async function lockAdministration(tx: Tx): Promise<void> {
  await holdRow(tx, 'alliance', tx.allianceId);
}

/** Rules are published by a second person: there are always two who have signed in and still may. */
export async function refuseTooFewAdministrators(tx: Tx, leaving: Account): Promise<void> {
  if (!leaving.roles.includes('administrator') || leaving.disabledAt !== null) return;
  const others = await tx.db.account.findMany({
    where: { id: { not: leaving.id }, disabledAt: null, roles: { has: 'administrator' } },
    select: { id: true },
  });
  const seen = await tx.db.token.findMany({
    where: { accountId: { in: others.map(({ id }) => id) } },
    distinct: ['accountId'],
    select: { accountId: true },
  });
  if (seen.length >= FEWEST_ADMINISTRATORS) return;
  throw new Refusal('stepNotPossible', {
    detail: {
      it: 'Resterebbero meno di due amministratori attivi: prima invitarne un altro, che sia entrato almeno una volta.',
      en: 'Fewer than two active administrators would be left: first invite another, who has signed in once.',
    },
    possible: ['createAccount'],
  });
}
