import { disbursementTimes } from '../../domain/disbursement.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Award, Prisma } from '../../prisma/generated/client.ts';
import { fundAllocationId } from '../../workflows/contract.ts';
import { cancelDeadlines } from '../deadlines.ts';
import { mailOrderClosed } from '../notices.ts';
import type { ActivityServices } from '../services.ts';
import { cancelTasks, openTask } from '../tasks.ts';
import { wakeUp } from '../wakeup.ts';
import { awardSubject, moveAward } from './award.ts';
import { deliveryStands } from './delivery-stands.ts';
import { awardBalanceCents, releaseHold, releaseRest } from './money.ts';

/** Everything ordered was delivered and is beyond dispute: what is left, if anything, goes back and settlement is asked for. */
export async function closeIfDelivered(tx: Tx, services: ActivityServices, award: Award): Promise<Award> {
  const orders = await tx.db.providerOrder.findMany({ where: { awardId: award.id, closedAt: null } });
  const units = await tx.db.deliveredUnit.findMany({ where: { awardId: award.id } });
  const pending = units.filter(({ state }) => state === 'recorded' || state === 'disputed');
  const isComplete = orders.every(
    (order) =>
      units.filter(({ orderId, state }) => orderId === order.id && state === 'confirmed').length ===
      order.units,
  );
  if (pending.length === 0 && isComplete) return giveBackRest(tx, services, award);
  const isUnpaid = units.some(({ state, settlementId }) => state === 'confirmed' && settlementId === null);
  if (isUnpaid) await askToSettle(tx, award);
  return moveAward(tx, award, await deliveryStands(tx, award));
}

/** Orders close, reminders stop, the money that nobody has earned returns to the Fund and wakes whoever waits for it. */
export async function giveBackRest(tx: Tx, services: ActivityServices, award: Award): Promise<Award> {
  await closeOrders(tx, services, award);
  await cancelTasks(tx, awardSubject(award), ['approveDisbursement', 'reviewAward']);
  await cancelDeadlines(tx, { ...awardSubject(award), kinds: ['acceptSilently'] });
  if (award.state === 'held') await releaseHold(tx, award);
  const restCents = await restOf(tx, award);
  const frozenCents = await frozen(tx, award);
  const freeCents = restCents - frozenCents;
  if (award.state === 'delivering' && freeCents > 0) await releaseRest(tx, award, freeCents);
  await wakeUp(tx, fundAllocationId(tx.allianceId));
  const releasedCents = award.releasedCents + freeCents;
  const toSettle = await tx.db.deliveredUnit.count({
    where: { awardId: award.id, state: 'confirmed', settlementId: null },
  });
  if (frozenCents > 0) return moveAward(tx, award, { ...(await deliveryStands(tx, award)), releasedCents });
  if (toSettle > 0) return askForSettlement(tx, award, releasedCents);
  const settledUnits = await tx.db.deliveredUnit.count({ where: { awardId: award.id, state: 'confirmed' } });
  const vouchers = await tx.db.voucher.count({ where: { awardId: award.id, state: { not: 'voided' } } });
  await cancelDeadlines(tx, { ...awardSubject(award), kinds: ['representationEnds', 'waitingEnds'] });
  return moveAward(tx, award, {
    state: settledUnits + vouchers > 0 ? 'settled' : 'released',
    releasedCents,
    waitingFor: 'nothing',
    dueAt: null,
    closedAt: tx.now,
  });
}

/** What nobody has earned of it yet, and in which no unit has a part that somebody has still to speak of. */
export async function releasableCents(tx: Tx, award: Award): Promise<number | null> {
  const pending = await tx.db.deliveredUnit.count({ where: { awardId: award.id, ...unspokenOf } });
  return pending > 0 ? null : restOf(tx, award);
}

/** Units that the provider recorded, and of which it is not settled whether they are owed. */
export const unspokenOf = {
  state: { in: ['recorded', 'disputed'] },
} satisfies Prisma.DeliveredUnitWhereInput;

function restOf(tx: Tx, award: Award): Promise<number> | number {
  if (award.state === 'delivering') return awardBalanceCents(tx, award);
  return award.amountCents - award.releasedCents;
}

/** A provider that was never told of its order, for it was not approved, is not told of its end either. */
async function closeOrders(tx: Tx, services: ActivityServices, award: Award): Promise<void> {
  const closed = await tx.db.providerOrder.updateManyAndReturn({
    where: { awardId: award.id, closedAt: null },
    data: { closedAt: tx.now },
  });
  if (award.state !== 'delivering') return;
  for (const order of closed) await mailOrderClosed(tx, services, order);
}

/** Disputed units keep their cents until the dispute is decided. */
async function frozen(tx: Tx, award: Award): Promise<number> {
  const { _sum } = await tx.db.deliveredUnit.aggregate({
    where: { awardId: award.id, state: 'disputed' },
    _sum: { amountCents: true },
  });
  return _sum.amountCents ?? 0;
}

async function askForSettlement(tx: Tx, award: Award, releasedCents: number): Promise<Award> {
  const dueAt = await askToSettle(tx, award);
  return moveAward(tx, award, { releasedCents, waitingFor: 'fundOfficer.settlement', dueAt });
}

/** What is confirmed is to be paid: one task an award, however many units came since. */
async function askToSettle(tx: Tx, award: Award): Promise<Date | null> {
  const open = await tx.db.task.findFirst({
    where: { ...awardSubject(award), kind: 'settleAward', state: { in: ['open', 'claimed'] } },
  });
  if (open) return open.dueAt;
  const asked = await openTask(tx, {
    ...awardSubject(award),
    kind: 'settleAward',
    candidateRole: 'fundOfficer',
    excludedIds: [award.proposedBy],
    dueInWorkingDays: disbursementTimes.approvalWorkingDays,
  });
  return asked.dueAt;
}
