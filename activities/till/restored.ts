import { randomUUIDv7 } from 'node:crypto';
import { expiryAfterRefund } from '../../domain/till.ts';
import { toPlainDate } from '../../domain/time.ts';
import { post } from '../../ledger/post.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { voucherRestored } from '../../ledger/voucher-postings.ts';
import type { Tx } from '../../prisma/database.ts';
import type { RedemptionRefund, Voucher } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { nextVoucherNumbers } from '../numbering.ts';
import { isOfDead } from '../voucher/after-death.ts';
import { printsOf } from '../voucher/secret.ts';
import { untilWhen, wakeIfSooner } from '../voucher-expiry/until-when.ts';

/**
 * The rest of a voucher has lapsed and gone where its rule said, and now a provider gives back what it took: that is
 * good again as another voucher of the same person, for as long as every refund past the last day. Nobody is charged
 * for it and it counts towards no limit again: it was both when the first was issued.
 */
export async function restoreSpent(
  tx: Tx,
  vault: Vault,
  lapsed: Voucher,
  { id: refundId, amountCents }: RedemptionRefund,
): Promise<Voucher> {
  const [number] = await nextVoucherNumbers(tx, 1);
  const id = randomUUIDv7();
  const isOver = await isOfDead(tx, lapsed);
  const { allianceId, walletId, employerId, carryOver, taxLetter, vatKind, providerId, serviceId } = lapsed;
  const voucher = await tx.db.voucher.create({
    data: {
      id,
      allianceId,
      number: number!,
      walletId,
      employerId,
      carryOver,
      taxLetter,
      vatKind,
      providerId,
      serviceId,
      holderId: lapsed.holderId,
      beneficiaryId: lapsed.beneficiaryId,
      restoredFrom: lapsed.id,
      nominalCents: amountCents,
      chargedCents: amountCents,
      ...(await printsOf(tx, vault, { id, providerId })),
      issuedAt: tx.now,
      ...(await untilWhen(tx, isOver ? tx.now : expiryAfterRefund(lapsed.expiresAt, tx.now))),
    },
  });
  await wakeIfSooner(tx, [id], voucher);
  await post(
    tx,
    voucherRestored({
      id: transferId(`redemption-refund/${refundId}`, 'restore'),
      effectiveOn: toPlainDate(tx.now),
      fromId: lapsed.id,
      voucherId: id,
      amountCents,
    }),
  );
  return voucher;
}
