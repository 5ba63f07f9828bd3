import { Refusal } from '../domain/refusal.ts';
import { toDateColumn } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { Assessment, Prisma, Relation } from '../prisma/generated/client.ts';

/** Whoever signs for somebody else does so by a document that is valid today. */
export async function mayActForOrThrow(
  tx: Tx,
  who: { personId: string; representativeId: string; relationId?: string | null | undefined },
): Promise<void> {
  if (who.personId === who.representativeId) return;
  if (who.relationId && (await validRelation(tx, who.representativeId, who.personId, who.relationId))) return;
  throw relationNotValid;
}

export const relationNotValid = new Refusal('relationNotValid', {
  detail: {
    it: 'Registri o rinnovi la delega (o il provvedimento) e la indichi nella domanda.',
    en: 'Record or renew the delegation (or the court order) and name it in the application.',
  },
});

/** The relation by which one person may act for another today, if there is one. */
export async function validRelation(
  tx: Tx,
  representativeId: string,
  personId: string,
  relationId?: string,
): Promise<Relation | null> {
  return tx.db.relation.findFirst({
    where: { ...(relationId ? { id: relationId } : {}), personId, representativeId, ...inForce(tx) },
  });
}

/** Begun, not revoked, not expired: what a relation must be today for anybody to act by it. */
export function inForce(tx: Tx): Prisma.RelationWhereInput {
  const today = toDateColumn(toPlainDate(tx.now));
  return {
    revokedOn: null,
    validFrom: { lte: today },
    OR: [{ expiresOn: null }, { expiresOn: { gte: today } }],
  };
}

/**
 * A caseworker takes a step for anybody; everybody else for themselves, or for whom they act for today. Looked at
 * again when the step takes effect: a document may have expired since the case was filed, or since it was asked.
 */
export async function mayStepForOrThrow(
  tx: Tx,
  accountId: string,
  personId: string,
): Promise<'caseworker' | 'person' | 'representative'> {
  const account = await tx.db.account.findUniqueOrThrow({ where: { id: accountId } });
  if (account.roles.includes('caseworker')) return 'caseworker';
  if (account.personId === personId) return 'person';
  if (account.personId && (await validRelation(tx, account.personId, personId))) return 'representative';
  throw relationNotValid;
}

/**
 * Who is written to about a case: whoever filed it, as long as they may act for the person; then whoever acts by
 * court or by law; then the person themself. A letter never goes to somebody whose document has lapsed.
 */
export async function addresseeOf(
  tx: Tx,
  { applicantId, beneficiaryId }: Pick<Assessment, 'applicantId' | 'beneficiaryId'>,
): Promise<string> {
  if (applicantId === beneficiaryId) return applicantId;
  if (await validRelation(tx, applicantId, beneficiaryId)) return applicantId;
  const guardian = await tx.db.relation.findFirst({
    where: { personId: beneficiaryId, kind: { not: 'delegate' }, ...inForce(tx) },
    orderBy: { id: 'asc' },
  });
  return guardian?.representativeId ?? beneficiaryId;
}
