import { toPlainDate } from '../../domain/time.ts';
import { post } from '../../ledger/post.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { voucherHoldReleased } from '../../ledger/voucher-postings.ts';
import type { Tx } from '../../prisma/database.ts';
import { voucherExpiryId } from '../../workflows/contract.ts';
import { wakeUp } from '../wakeup.ts';

/**
 * Lets go of what a voucher's hold keeps once its quarter of an hour is over: whoever meets it does so, for no timer does.
 * The voucher stays `held`, for its finder to do with it what they came for.
 *
 * @returns whether there was such a hold, and this transaction ended it
 */
export async function lapseHold(tx: Tx, voucherId: string): Promise<boolean> {
  const [hold] = await tx.db.voucherHold.updateManyAndReturn({
    where: { voucherId, state: 'held', heldUntil: { lt: tx.now } },
    data: { state: 'lapsed', resolvedAt: tx.now },
  });
  if (!hold) return false;
  await freeHeld(tx, hold);
  return true;
}

/** What a hold that is no longer kept is free again. */
export async function freeHeld(
  tx: Tx,
  { id, voucherId }: { readonly id: string; readonly voucherId: string },
): Promise<void> {
  const effectiveOn = toPlainDate(tx.now);
  await post(
    tx,
    voucherHoldReleased({ id: transferId(`hold/${id}`, 'release'), effectiveOn, holdId: id, voucherId }),
  );
}

/** A voucher that was held is good again; one past its last instant expires now, and not when its hold would have ended. */
export async function makeActive(tx: Tx, voucherId: string): Promise<void> {
  const [voucher] = await tx.db.voucher.updateManyAndReturn({
    where: { id: voucherId, state: 'held' },
    data: { state: 'active' },
  });
  if (voucher && voucher.expiresAt < tx.now) await wakeUp(tx, voucherExpiryId(tx.allianceId));
}
