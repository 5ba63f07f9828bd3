import { notFound } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Award, Prisma } from '../prisma/generated/client.ts';
import { assessmentForStepOrThrow, reachableAssessments } from './assessment-access.ts';
import { nothing } from './access.ts';
import { hasRole, type Principal } from './principal.ts';
import { dutyOf } from './provider-access.ts';

const word = { it: 'Assegnazione', en: 'Award' };

/** Awards a caller may see: the office and whoever verifies it all of them, people their own. Providers see orders, employers nothing. */
export async function reachableAwards(tx: Tx, principal: Principal): Promise<Prisma.AwardWhereInput> {
  if (hasRole(principal, 'caseworker', 'fundOfficer', 'auditor')) return {};
  const assessments = await tx.db.assessment.findMany({
    where: await reachableAssessments(tx, principal),
    select: { id: true },
  });
  return { assessmentId: { in: assessments.map(({ id }) => id) } };
}

export async function awardOrThrow(tx: Tx, principal: Principal, awardId: string): Promise<Award> {
  const award = await tx.db.award.findFirst({
    where: { AND: [{ id: awardId }, await reachableAwards(tx, principal)] },
  });
  if (!award) throw notFound(word);
  return award;
}

/** For a step: the office takes it on any award, people on their own, as on the assessment it came from. */
export async function awardForStepOrThrow(tx: Tx, principal: Principal, awardId: string): Promise<Award> {
  if (hasRole(principal, 'caseworker', 'fundOfficer')) return awardOrThrow(tx, principal, awardId);
  const award = await tx.db.award.findUnique({ where: { id: awardId } });
  if (!award) throw notFound(word);
  await assessmentForStepOrThrow(tx, principal, award.assessmentId, word);
  return award;
}

/** The provider's orders, or those of the one place the caller works at; they reach it once the spending is approved. */
export function ordersOfProvider(principal: Principal): Prisma.ProviderOrderWhereInput {
  const duty = dutyOf(principal);
  if (!duty) return nothing;
  return { providerId: duty.organisationId, ...(duty.placeId === null ? {} : { placeId: duty.placeId }) };
}

export const approvedStates = ['delivering', 'settled'] as const;

/** The award one of the provider's own orders belongs to, or 404. */
export async function awardOfOwnOrderOrThrow(
  tx: Tx,
  principal: Principal,
  awardId: string,
  orderId: string,
): Promise<void> {
  const order = await tx.db.providerOrder.findFirst({
    where: { id: orderId, awardId, ...ordersOfProvider(principal) },
  });
  const award =
    order && (await tx.db.award.findFirst({ where: { id: awardId, state: { in: [...approvedStates] } } }));
  if (!award) throw notFound({ it: 'Ordine', en: 'Order' });
}
