import { z } from 'zod';
import { inForce } from '../activities/acting-for.ts';
import type { Tx } from '../prisma/database.ts';
import type { RelationKind, Role } from '../prisma/generated/enums.ts';
import { invalidField } from './invalid-field.ts';
import { hasRole, type Principal } from './principal.ts';

/** Whoever works for the alliance. Everybody else reaches only what is their own. */
export const staffRoles = [
  'caseworker',
  'commissionMember',
  'fundOfficer',
  'administrator',
  'auditor',
] as const satisfies readonly Role[];

/** Whoever asks something for themselves or for somebody they may act for. */
export const ownRoles = ['citizen', 'employee'] as const satisfies readonly Role[];

/** A filter that matches no row. An empty OR inside an AND would match every one. */
export const nothing = { id: { in: [] as string[] } };

/** The caller's own person and everybody it may act for today by a document in force. */
export async function reachablePersonIds(tx: Tx, principal: Principal): Promise<readonly string[]> {
  const { personId } = principal;
  if (!personId || !hasRole(principal, ...ownRoles)) return [];
  const relations = await tx.db.relation.findMany({
    where: { representativeId: personId, ...inForce(tx) },
    select: { personId: true },
  });
  return [...new Set([personId, ...relations.map((relation) => relation.personId)])];
}

/** Whether the person's data are the caller's to see: a caseworker's, the person's own, a representative's. */
export async function mayReachPerson(tx: Tx, principal: Principal, personId: string): Promise<boolean> {
  if (hasRole(principal, 'caseworker')) return true;
  return (await reachablePersonIds(tx, principal)).includes(personId);
}

/**
 * Whether the caller says how the person is reached: a caseworker, the person, a parent or tutor, whom the law makes
 * answer for them in everything. A delegate is lent single acts, and what a support administrator may do only the
 * court's decree says: with either, a caseworker looks first. Else they could turn away what is written to the person.
 */
export async function mayChangeContacts(tx: Tx, principal: Principal, personId: string): Promise<boolean> {
  if (hasRole(principal, 'caseworker')) return true;
  if (!principal.personId || !hasRole(principal, ...ownRoles)) return false;
  if (principal.personId === personId) return true;
  const answering = { representativeId: principal.personId, personId, kind: { in: answeringKinds } };
  return (await tx.db.relation.count({ where: { ...answering, ...inForce(tx) } })) > 0;
}

const answeringKinds: RelationKind[] = ['parent', 'tutor'];

/** Why staff may open somebody's data; kept in the audit trail. */
export const openingReasons = ['desk', 'assessment', 'delivery', 'correction', 'complaint', 'check'] as const;
export type OpeningReason = (typeof openingReasons)[number];

export const openingQuery = z.strictObject({
  reason: z
    .enum(openingReasons)
    .optional()
    .meta({ description: 'Why a caseworker opens it, kept in the audit trail; one’s own data need none' }),
});

/** Nobody of the staff opens somebody's data without saying why. */
export function reasonOrThrow(reason: OpeningReason | undefined): OpeningReason {
  if (reason) return reason;
  throw invalidField('/query/reason', {
    it: `dire perché si aprono i dati, uno tra: ${openingReasons.join(', ')}`,
    en: `say why you open the data, one of: ${openingReasons.join(', ')}`,
  });
}
