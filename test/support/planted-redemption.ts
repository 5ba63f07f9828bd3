import { randomUUID } from 'node:crypto';
import { notBeingPaidOrThrow } from '../../activities/settlement/being-paid.ts';
import { toPlainDate } from '../../domain/time.ts';
import { writtenTransfer } from '../../ledger/balances.ts';
import { post } from '../../ledger/post.ts';
import { reversal } from '../../ledger/postings.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { voucherCaptured, voucherHeld, voucherRefunded } from '../../ledger/voucher-postings.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Redemption, Voucher } from '../../prisma/generated/client.ts';
import type { PlantedProvider } from './planted-provider.ts';

/** Somebody at the provider's till. */
export async function plantTill(tx: Tx, provider: PlantedProvider): Promise<string> {
  const { id } = await tx.db.tillUser.create({
    data: {
      allianceId: tx.allianceId,
      organisationId: provider.organisationId,
      placeId: provider.placeIds[0]!,
      label: 'Cassa 1',
      pinPrint: 'p',
      createdAt: tx.now,
    },
  });
  return id;
}

/** A whole voucher taken at the till: held and captured in the books, `fundCents` of it pledged to the Fund. */
export async function plantRedemption(
  tx: Tx,
  { provider, tillUserId }: { readonly provider: PlantedProvider; readonly tillUserId: string },
  voucher: Voucher,
  fundCents: number,
): Promise<Redemption> {
  const { allianceId, now } = tx;
  const effectiveOn = toPlainDate(now);
  const [id, holdId] = [randomUUID(), randomUUID()];
  const amountCents = voucher.nominalCents;
  const at = { allianceId, voucherId: voucher.id, providerId: provider.organisationId };
  const till = { ...at, placeId: provider.placeIds[0]!, tillUserId, amountCents };
  const heldUntil = new Date(now.getTime() + 900_000);
  await tx.db.voucherHold.create({
    data: { ...till, id: holdId, heldUntil, state: 'captured', createdAt: now, resolvedAt: now },
  });
  await post(tx, voucherHeld({ ...at, id: holdId, effectiveOn, amountCents }));
  const split = { providerCents: amountCents - fundCents, fundCents, feeCents: 0 };
  const captured = { id: transferId(holdId, 'capture'), effectiveOn, holdId, redemptionId: id };
  await post(tx, voucherCaptured({ ...at, ...captured, ...split }));
  await tx.db.voucher.update({
    where: { id: voucher.id },
    data: { state: 'spent', spentCents: amountCents, closedAt: now },
  });
  return tx.db.redemption.create({
    data: {
      ...till,
      ...split,
      id,
      number: `RB-${id.slice(0, 8)}`,
      holdId,
      transferId: captured.id,
      capturedAt: now,
    },
  });
}

/** The provider gives all of it back: before it was paid the capture is undone, afterwards the provider owes it. */
export async function plantRefund(tx: Tx, id: string): Promise<void> {
  await notBeingPaidOrThrow(tx, id);
  const redemption = await tx.db.redemption.findUniqueOrThrow({ where: { id } });
  const { voucherId, providerId, amountCents, providerCents, fundCents, feeCents } = redemption;
  await tx.db.redemption.update({ where: { id }, data: { refundedCents: amountCents } });
  await tx.db.voucher.update({
    where: { id: voucherId },
    data: { state: 'active', spentCents: 0, closedAt: null },
  });
  const event = { id: transferId(id, 'refund'), effectiveOn: toPlainDate(tx.now) };
  if (redemption.collectedAt) {
    const split = { providerCents, fundCents, feeCents };
    const refund = { ...event, ...split, redemptionId: id, voucherId, providerId, isCollected: true };
    await post(tx, voucherRefunded(refund));
    return;
  }
  const original = await writtenTransfer(tx, redemption.transferId);
  await post(tx, reversal({ ...event, businessRef: id, original: original! }));
}
