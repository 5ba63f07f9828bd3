import { lockAccount } from '../activities/invitations.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Account } from '../prisma/generated/client.ts';
import { invalidField } from './invalid-field.ts';
import type { Principal } from './principal.ts';

/**
 * The provider for whose people the caller answers. Changes among them wait for each other on the organisation's row:
 * of two who take each other's access away at once, the second no longer has any.
 */
export async function responsibleOrThrow(
  tx: Tx,
  { organisationId, accountId }: Principal,
  { lock }: { readonly lock: boolean } = { lock: false },
): Promise<string> {
  if (!organisationId) throw notResponsible;
  if (lock)
    await tx.db.$queryRaw`SELECT id FROM organisation WHERE id = ${organisationId}::uuid FOR NO KEY UPDATE`;
  const caller = await tx.db.account.findUniqueOrThrow({ where: { id: accountId } });
  if (!caller.responsible || caller.disabledAt) throw notResponsible;
  return organisationId;
}

/** Somebody who works for that provider and does nothing else, locked; what else somebody is, the alliance says. */
export async function colleagueOrThrow(tx: Tx, organisationId: string, accountId: string): Promise<Account> {
  const isTheirs = { id: accountId, organisationId, roles: { has: 'provider' as const } };
  if ((await tx.db.account.count({ where: isTheirs })) === 0)
    throw notFound({ it: 'Persona del fornitore', en: 'Person of the provider' });
  const account = await lockAccount(tx, accountId);
  if (account.roles.length > 1) throw moreThanThat;
  if (account.disabledAt) throw revoked;
  return account;
}

/** Somebody always answers for a provider: who has signed in once and still may. */
export async function refuseLastResponsible(tx: Tx, leaving: Account): Promise<void> {
  if (!leaving.responsible) return;
  const others = await tx.db.account.findMany({
    where: {
      id: { not: leaving.id },
      organisationId: leaving.organisationId,
      roles: { has: 'provider' },
      responsible: true,
      disabledAt: null,
    },
    select: { id: true },
  });
  const seen = await tx.db.token.count({ where: { accountId: { in: others.map(({ id }) => id) } } });
  if (seen === 0) throw lastResponsible;
}

/** One mailbox, one account of a provider. Under the organisation's lock. */
export async function refuseTwin(tx: Tx, organisationId: string, email: string): Promise<void> {
  const twins = await tx.db.account.count({
    where: { organisationId, email, roles: { has: 'provider' }, disabledAt: null },
  });
  if (twins === 0) return;
  throw invalidField('/body/email', {
    it: 'con questo indirizzo c’è già un’utenza del fornitore: mandare a quella un nuovo invito',
    en: 'an account of the provider has this address already: send that one a new invitation',
  });
}

const notResponsible = new Refusal('notAllowed', {
  detail: {
    it: 'Le persone di un fornitore le invita e le toglie solo chi ne risponde.',
    en: 'A provider’s people are invited and removed only by whoever answers for them.',
  },
});
const moreThanThat = new Refusal('stepNotPossible', {
  detail: {
    it: 'Questa persona ha nell’alleanza anche un altro ruolo: la sua utenza la cambia chi amministra l’alleanza.',
    en: 'This person is something else in the alliance too: their account is changed by the alliance’s administrators.',
  },
});
const revoked = new Refusal('stepNotPossible', {
  detail: {
    it: 'L’accesso è già stato tolto: per darlo di nuovo si invita la persona.',
    en: 'The access was taken away already: to give it again, invite the person.',
  },
  possible: ['inviteProviderPerson'],
});
const lastResponsible = new Refusal('stepNotPossible', {
  detail: {
    it: 'Non resterebbe nessuno che risponda per il fornitore: prima invitare un’altra persona, che sia entrata almeno una volta.',
    en: 'Nobody would be left who answers for the provider: first invite somebody else, who has signed in once.',
  },
  possible: ['inviteProviderPerson'],
});
