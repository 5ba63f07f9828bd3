import { randomUUID } from 'node:crypto';
import { makeTillUser } from '../../activities/till/till-user.ts';
import { toPlainDate } from '../../domain/time.ts';
import { post } from '../../ledger/post.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { voucherCaptured, voucherHeld } from '../../ledger/voucher-postings.ts';
import type { Tx } from '../../prisma/database.ts';
import type { TillUser } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import type { PlantedProvider } from './planted-provider.ts';

/** Somebody who stands at a provider's till. */
export async function plantTill(
  tx: Tx,
  vault: Vault,
  { organisationId, placeIds }: PlantedProvider,
): Promise<TillUser> {
  const who = { organisationId, placeId: placeIds[0]!, label: 'Cassa' };
  const { id } = await makeTillUser(tx, vault, who, '271828');
  return tx.db.tillUser.findUniqueOrThrow({ where: { id } });
}

/** The one row that a till's hold and a capture take by compare-and-set; false when somebody was there before. */
async function takeVoucher(tx: Tx, voucherId: string, from: string, data: object): Promise<boolean> {
  const { count } = await tx.db.voucher.updateMany({
    where: { id: voucherId, state: from as never, expiresAt: { gte: tx.now } },
    data,
  });
  return count === 1;
}

/**
 * A till sets all of a voucher aside until then, as one transaction of a till does: the row first, then the ledger.
 * Undefined when the voucher is not free.
 */
export async function plantHold(
  tx: Tx,
  voucherId: string,
  { organisationId, placeIds }: PlantedProvider,
  heldUntil: Date,
): Promise<string | undefined> {
  const { allianceId, now } = tx;
  const placeId = placeIds[0]!;
  if (!(await takeVoucher(tx, voucherId, 'active', { state: 'held' }))) return undefined;
  const { nominalCents: amountCents } = await tx.db.voucher.findUniqueOrThrow({ where: { id: voucherId } });
  const till = await tx.db.tillUser.create({
    data: { allianceId, organisationId, placeId, label: 'Cassa', pinPrint: randomUUID(), createdAt: now },
  });
  const { id } = await tx.db.voucherHold.create({
    data: {
      allianceId,
      voucherId,
      providerId: organisationId,
      placeId,
      tillUserId: till.id,
      amountCents,
      heldUntil,
      createdAt: now,
    },
  });
  const effectiveOn = toPlainDate(now);
  await post(tx, voucherHeld({ id, voucherId, providerId: organisationId, amountCents, effectiveOn }));
  return id;
}

/** The till takes what it held: it wins although the last day ended meanwhile. */
export async function captureHold(tx: Tx, holdId: string): Promise<void> {
  const hold = await tx.db.voucherHold.update({
    where: { id: holdId, state: 'held', heldUntil: { gt: tx.now } },
    data: { state: 'captured', resolvedAt: tx.now },
  });
  const { voucherId, providerId, amountCents: providerCents } = hold;
  await tx.db.voucher.update({
    where: { id: voucherId, state: 'held' },
    data: { state: 'spent', spentCents: providerCents, closedAt: tx.now },
  });
  await post(
    tx,
    voucherCaptured({
      id: transferId(holdId, 'capture'),
      holdId,
      redemptionId: holdId,
      voucherId,
      providerId,
      providerCents,
      fundCents: 0,
      feeCents: 0,
      effectiveOn: toPlainDate(tx.now),
    }),
  );
}
