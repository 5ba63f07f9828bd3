import type { Tx } from '../../prisma/database.ts';
import type { Award, Voucher } from '../../prisma/generated/client.ts';
import { fundAllocationId } from '../../workflows/contract.ts';
import { wakeUp } from '../wakeup.ts';
import { moveAward } from './award.ts';
import { releaseRest } from './money.ts';

/**
 * What a Fund voucher bought nothing with is on its award's account again. While the award is delivering its order asks
 * for that unit once more; of an award that is over it goes back to the Fund, which gives the household its cap back
 * and whoever waits their turn. Lock the award before the voucher.
 */
export async function takeUnitBack(
  tx: Tx,
  award: Award,
  { orderId, nominalCents }: Pick<Voucher, 'orderId' | 'nominalCents'>,
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
