import { toPlainDate } from '../../domain/time.ts';
import { post } from '../../ledger/post.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { voucherEnded } from '../../ledger/voucher-postings.ts';
import type { Tx } from '../../prisma/database.ts';
import type { RedemptionRefund, Voucher } from '../../prisma/generated/client.ts';
import { chargedOf, giveCharged } from '../voucher/charged-credit.ts';
import { collectForFund } from '../voucher-expiry/fund-residual.ts';
import { residualsOf } from '../voucher-expiry/residual.ts';

/**
 * The voucher lapsed while its dispute was undecided: what a decision gives back to it goes on at once to where the
 * residual rule sends the rest of it. The employer's share stays, as when a rest goes back to the wallet.
 */
export async function passOn(
  tx: Tx,
  voucher: Voucher,
  { id: refundId, amountCents }: RedemptionRefund,
): Promise<void> {
  const { id, state, expiresAt: at } = voucher;
  const [ending] = await residualsOf(tx, [{ ...voucher, at }]);
  await tx.db.voucher.update({
    where: { id },
    data: { residualTo: ending!.to, residualCents: { increment: amountCents } },
  });
  await post(
    tx,
    voucherEnded(state === 'voided' ? 'voucher_voided' : 'voucher_expired', {
      id: transferId(`voucher/${id}`, 'end', refundId),
      voucherId: id,
      amountCents,
      residual: ending!.residual,
      effectiveOn: toPlainDate(tx.now),
    }),
  );
  await giveCharged(tx, chargedOf([{ ...ending!, cents: amountCents }], { isTakenBack: false }));
  if (ending!.to === 'fund')
    await collectForFund(tx, [{ of: `redemption-refund/${refundId}`, ref: id, cents: amountCents }]);
}
