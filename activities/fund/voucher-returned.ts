import type { Tx } from '../../prisma/database.ts';
import type { Award, Voucher } from '../../prisma/generated/client.ts';
import { fundAllocationId } from '../../workflows/contract.ts';
import { askToConsiderSwap } from '../provider-standing/holders.ts';
import { wakeUp } from '../wakeup.ts';
import { moveAward } from './award.ts';
import { releaseRest } from './money.ts';

type Returned = Pick<Voucher, 'awardId' | 'orderId' | 'nominalCents'>;

/** Of many: the awards, locked in one order by whoever will lock their vouchers next. */
export async function holdAwards(tx: Tx, awardIds: readonly string[]): Promise<void> {
  await tx.db
    .$queryRaw`SELECT id FROM award WHERE id = ANY (${[...awardIds]}::uuid[]) ORDER BY id FOR UPDATE`;
}

/**
 * What Fund vouchers of a provider that stopped bought nothing with. Their caseworkers are asked to change the provider,
 * who may have had no task until now: an order of which nothing was left is asked for again.
 */
export async function takeUnitsBack(tx: Tx, returned: readonly Returned[]): Promise<void> {
  for (const voucher of returned) {
    const award = await tx.db.award.findUniqueOrThrow({ where: { id: voucher.awardId! } });
    await takeUnitBack(tx, award, voucher);
    if (award.state === 'delivering') await askToConsiderSwap(tx, award);
  }
}

/**
 * What a Fund voucher bought nothing with is on its award's account again. While the award is delivering its order asks
 * for that unit once more; of an award that is over it goes back to the Fund, which gives the household its cap back
 * and whoever waits their turn. Lock the award before the voucher.
 */
export async function takeUnitBack(
  tx: Tx,
  award: Award,
  { orderId, nominalCents }: Omit<Returned, 'awardId'>,
): Promise<void> {
  if (award.state === 'delivering') return askAgain(tx, orderId);
  await releaseRest(tx, award, nominalCents);
  await moveAward(tx, award, { releasedCents: award.releasedCents + nominalCents });
  await wakeUp(tx, fundAllocationId(tx.allianceId));
}

/** Also of an order that had nothing left to deliver. */
async function askAgain(tx: Tx, voucherOrderId: string | null): Promise<void> {
  const { providerOrderId } = await tx.db.voucherOrder.findUniqueOrThrow({ where: { id: voucherOrderId! } });
  await tx.db.providerOrder.update({
    where: { id: providerOrderId! },
    data: { units: { increment: 1 }, closedAt: null },
  });
}
