import type { Tx } from '../../prisma/database.ts';
import type { Voucher } from '../../prisma/generated/client.ts';
import { lockRow } from '../../prisma/lock-row.ts';
import { voucherExpiryId } from '../../workflows/contract.ts';
import { lockAward } from '../fund/award.ts';
import type { ActivityServices } from '../services.ts';
import { wakeUp } from '../wakeup.ts';
import { voidVoucher } from './void.ts';

/**
 * Vouchers of which nobody makes use any more: those of the Fund for the dead or in their hands, and those that they
 * bought for themself. What nobody spent is voided by the road of every void. One that a till holds is decided there
 * first, and one that was spent in part has a rest: their last instant is now, so that they lapse once nothing holds them.
 * What the dead bought for their family stays good, and what was taken before stays taken.
 */
export async function endVouchersOfDead(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  personId: string,
): Promise<void> {
  const found = await tx.db.voucher.findMany({
    where: {
      state: { in: ['active', 'held'] },
      expiresAt: { gte: tx.now },
      OR: [
        { awardId: { not: null }, OR: [{ holderId: personId }, { beneficiaryId: personId }] },
        { awardId: null, holderId: personId, beneficiaryId: personId },
      ],
    },
    select: { id: true, awardId: true },
    orderBy: { id: 'asc' },
  });
  const awardIds = new Set(found.flatMap(({ awardId }) => awardId ?? []));
  for (const awardId of [...awardIds].toSorted()) await lockAward(tx, awardId);
  for (const { id } of found) await end(tx, services, (await lockRow(tx, 'voucher', id, 'NO KEY UPDATE'))!);
}

async function end(tx: Tx, services: Pick<ActivityServices, 'vault'>, voucher: Voucher): Promise<void> {
  const { id, state, spentCents } = voucher;
  if (state !== 'active' && state !== 'held') return;
  const isHeld = await tx.db.voucherHold.count({
    where: { voucherId: id, state: 'held', heldUntil: { gte: tx.now } },
  });
  if (isHeld === 0 && spentCents === 0) return voidVoucher(tx, services, voucher, 'beneficiaryDied');
  await tx.db.voucher.update({ where: { id }, data: { expiresAt: tx.now, remindAt: null } });
  await wakeUp(tx, voucherExpiryId(tx.allianceId));
}

/** Whether nobody may use a voucher any more: what comes back to it does not stay there. */
export async function isOfDead(
  tx: Tx,
  { awardId, holderId, beneficiaryId }: Pick<Voucher, 'awardId' | 'holderId' | 'beneficiaryId'>,
): Promise<boolean> {
  const died = (
    await tx.db.person.findMany({
      where: { id: { in: [holderId, beneficiaryId] }, deceasedOn: { not: null } },
      select: { id: true },
    })
  ).map(({ id }) => id);
  if (awardId !== null) return died.length > 0;
  return died.includes(holderId) && holderId === beneficiaryId;
}
