import { Refusal, notFound } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { Relation } from '../prisma/generated/client.ts';

/** Everybody named must live in the household today. */
export async function membersOrThrow(
  tx: Tx,
  householdId: string,
  personIds: readonly string[],
): Promise<void> {
  const members = await tx.db.householdMember.findMany({
    where: { householdId, leftOn: null },
    select: { personId: true },
  });
  const known = new Set(members.map(({ personId }) => personId));
  if (members.length > 0 && personIds.every((personId) => known.has(personId))) return;
  throw members.length === 0
    ? notFound({ it: 'Nucleo familiare', en: 'Household' })
    : new Refusal('invalidRequest', {
        detail: {
          it: 'Beneficiario e bisogni devono riguardare persone che oggi fanno parte del nucleo.',
          en: 'Beneficiary and needs must be of people who belong to the household today.',
        },
      });
}

/** Whoever signs for somebody else does so by a document that is valid today. */
export async function mayActForOrThrow(
  tx: Tx,
  who: { personId: string; representativeId: string; relationId?: string | null | undefined },
): Promise<void> {
  if (who.personId === who.representativeId) return;
  if (who.relationId && (await validRelation(tx, who.representativeId, who.personId, who.relationId))) return;
  throw new Refusal('relationNotValid', {
    detail: {
      it: 'Registrare o rinnovare la delega (o il provvedimento) e indicarla nella domanda.',
      en: 'Record or renew the delegation (or the court order) and name it in the application.',
    },
  });
}

/** The relation by which one person may act for another today, if there is one. */
export async function validRelation(
  tx: Tx,
  representativeId: string,
  personId: string,
  relationId?: string,
): Promise<Relation | null> {
  const today = new Date(toPlainDate(tx.now));
  return tx.db.relation.findFirst({
    where: {
      ...(relationId ? { id: relationId } : {}),
      personId,
      representativeId,
      revokedOn: null,
      validFrom: { lte: today },
      OR: [{ expiresOn: null }, { expiresOn: { gte: today } }],
    },
  });
}
