import type { Tx } from '../prisma/database.ts';
import { toDateColumn } from '../domain/plain-date.ts';
import { Refusal } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import { invalidField } from './invalid-field.ts';
import { ownRoles, reachablePersonIds, staffRoles } from './access.ts';
import { hasRole, type Principal } from './principal.ts';
import { isLocal } from '../domain/territory.ts';

/** Who is not of the alliance yet, such as whoever is only asked to sign for an organisation, learns nobody's price. */
export async function refuseOutsiders(tx: Tx, principal: Principal): Promise<void> {
  const { organisationId } = principal;
  if (!organisationId || hasRole(principal, ...staffRoles, ...ownRoles)) return;
  const today = toDateColumn(toPlainDate(tx.now));
  const members = await tx.db.organisation.count({
    where: {
      id: organisationId,
      adherentFrom: { lte: today },
      OR: [{ adherentUntil: null }, { adherentUntil: { gte: today } }],
    },
  });
  const admissions = await tx.db.admission.count({
    where: {
      organisationId,
      admittedOn: { lte: today },
      OR: [{ endedOn: null }, { endedOn: { gt: today } }],
    },
  });
  if (members + admissions === 0) throw notOfTheAlliance;
}

/**
 * Suspended providers are shown to the staff, to themselves, and to whoever holds something there for a person in
 * their reach: an order that goes on needs somebody to call.
 */
export async function suspendedShownTo(tx: Tx, principal: Principal): Promise<'all' | readonly string[]> {
  if (hasRole(principal, ...staffRoles)) return 'all';
  const own = principal.organisationId && hasRole(principal, 'provider') ? [principal.organisationId] : [];
  const personIds = await reachablePersonIds(tx, principal);
  if (personIds.length === 0) return own;
  const holding = await tx.db.$queryRaw<{ providerId: string }[]>`
    SELECT DISTINCT provider_order.provider_id AS "providerId"
      FROM need
      JOIN provider_order ON provider_order.need_id = need.id
      JOIN award ON award.id = provider_order.award_id AND award.state IN ('delivering', 'settled')
     WHERE need.for_person_id = ANY(${[...personIds]}::uuid[])`;
  return [...own, ...holding.map(({ providerId }) => providerId)];
}

/** The comune that was asked for or, without one, the caller's own: of the person, or of the organisation's office. */
export async function comuneOrThrow(
  tx: Tx,
  principal: Principal,
  asked: string | undefined,
): Promise<string> {
  const comune = asked ?? (await ownComune(tx, principal));
  if (comune && isLocal(comune)) return comune;
  throw invalidField('/query/comune', {
    it: 'serve il codice ISTAT di uno dei 42 comuni (GET /v1/comuni)',
    en: 'the ISTAT code of one of the 42 comuni is needed (GET /v1/comuni)',
  });
}

/** Of the territory; whoever lives or has their office elsewhere, or neither, has none. */
export async function ownComune(tx: Tx, principal: Principal): Promise<string | null> {
  const comune = await comuneOnRecord(tx, principal);
  return comune && isLocal(comune) ? comune : null;
}

async function comuneOnRecord(tx: Tx, { personId, organisationId }: Principal): Promise<string | null> {
  if (personId) return (await tx.db.person.findUnique({ where: { id: personId } }))?.comuneIstat ?? null;
  if (!organisationId) return null;
  return (await tx.db.organisation.findUnique({ where: { id: organisationId } }))?.comuneIstat ?? null;
}

const notOfTheAlliance = new Refusal('notAllowed', {
  detail: {
    it: 'L’elenco dei fornitori è di chi fa parte dell’alleanza: lo si legge da quando l’ente è aderente o ammesso.',
    en: 'The directory is for members of the alliance: it opens once the organisation is adherent or admitted.',
  },
});
