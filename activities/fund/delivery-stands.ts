import type { Tx } from '../../prisma/database.ts';
import type { Award } from '../../prisma/generated/client.ts';
import { awardSubject } from './award.ts';

/** Whom an award in delivery waits for, and until when. */
export interface DeliveryStands {
  readonly waitingFor:
    'caseworker.dispute' | 'beneficiary.confirmation' | 'fundOfficer.settlement' | 'provider.delivery';
  readonly dueAt: Date | null;
}

/** Told from its rows, the most pressing first, so that no step leaves behind the moment of another. */
export async function deliveryStands(tx: Tx, award: Pick<Award, 'id'>): Promise<DeliveryStands> {
  const units = await tx.db.deliveredUnit.findMany({
    where: { awardId: award.id, state: { in: ['recorded', 'disputed'] } },
    select: { id: true, state: true },
  });
  if (units.some(({ state }) => state === 'disputed')) {
    const task = await tx.db.task.findFirst({
      where: { ...awardSubject(award), kind: 'resolveDispute', state: { in: ['open', 'claimed'] } },
      orderBy: { dueAt: 'asc' },
    });
    return { waitingFor: 'caseworker.dispute', dueAt: task?.dueAt ?? null };
  }
  if (units.length === 0) return unpaidOrToDeliver(tx, award);
  // A unit that was confirmed keeps its moment until it fires: only those of units nobody spoke of yet count.
  const targetId = { in: units.map(({ id }) => id) };
  const silence = await tx.db.deadline.findFirst({
    where: { ...awardSubject(award), kind: 'acceptSilently', firedAt: null, cancelledAt: null, targetId },
    orderBy: { dueAt: 'asc' },
  });
  return { waitingFor: 'beneficiary.confirmation', dueAt: silence?.dueAt ?? null };
}

/** Confirmed units are paid before more are waited for. */
async function unpaidOrToDeliver(tx: Tx, award: Pick<Award, 'id'>): Promise<DeliveryStands> {
  const task = await tx.db.task.findFirst({
    where: { ...awardSubject(award), kind: 'settleAward', state: { in: ['open', 'claimed'] } },
  });
  return task
    ? { waitingFor: 'fundOfficer.settlement', dueAt: task.dueAt }
    : { waitingFor: 'provider.delivery', dueAt: null };
}
