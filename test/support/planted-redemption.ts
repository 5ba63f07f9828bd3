import { randomUUID } from 'node:crypto';
import { toPlainDate } from '../../domain/time.ts';
import { post } from '../../ledger/post.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { voucherCaptured, voucherHeld } from '../../ledger/voucher-postings.ts';
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

/** Whole vouchers taken at the till: held and captured in the books, `fundCents` of each pledged to the Fund. */
export async function plantRedemptions(
  tx: Tx,
  { provider, tillUserId }: { readonly provider: PlantedProvider; readonly tillUserId: string },
  vouchers: readonly Voucher[],
  fundCents: number,
): Promise<Redemption[]> {
  const { allianceId, now } = tx;
  const providerId = provider.organisationId;
  const placeId = provider.placeIds[0]!;
  const taken = vouchers.map(({ id: voucherId, nominalCents: amountCents }) => {
    const at = { allianceId, voucherId, providerId, placeId, tillUserId, amountCents };
    const split = { providerCents: amountCents - fundCents, fundCents, feeCents: 0 };
    return { at, split, id: randomUUID(), holdId: randomUUID() };
  });
  const heldUntil = new Date(now.getTime() + 900_000);
  const resolved = { heldUntil, state: 'captured' as const, createdAt: now, resolvedAt: now };
  await tx.db.voucherHold.createMany({
    data: taken.map(({ at, holdId }) => ({ ...at, ...resolved, id: holdId })),
  });
  const effectiveOn = toPlainDate(now);
  const captureOf = (holdId: string) => transferId(holdId, 'capture');
  for (const { at, split, id: redemptionId, holdId } of taken) {
    await post(tx, voucherHeld({ ...at, id: holdId, effectiveOn }));
    const captured = { ...at, ...split, id: captureOf(holdId), effectiveOn, holdId, redemptionId };
    await post(tx, voucherCaptured(captured));
  }
  await tx.db.$executeRaw`
    UPDATE voucher SET state = 'spent', spent_cents = nominal_cents, closed_at = ${now}
     WHERE id = ANY (${vouchers.map(({ id }) => id)}::uuid[])`;
  return tx.db.redemption.createManyAndReturn({
    data: taken.map(({ at, split, id, holdId }) => ({
      ...at,
      ...split,
      id,
      holdId,
      number: `RB-${id.slice(0, 8)}`,
      transferId: captureOf(holdId),
      capturedAt: now,
    })),
  });
}
