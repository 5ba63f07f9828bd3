import { toPlainDate } from '../../domain/time.ts';
import { employerShareReturns, type ResidualTo } from '../../domain/voucher-expiry.ts';
import { post, postBatch } from '../../ledger/post.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { voucherEnded, voucherHoldReleased, type Residual } from '../../ledger/voucher-postings.ts';
import type { Tx } from '../../prisma/database.ts';
import { endBookings } from '../booking/end.ts';
import { takeUnitsBack } from '../fund/voucher-returned.ts';
import { queueMails } from '../mail.ts';
import type { ActivityServices } from '../services.ts';
import { chargedOf, giveCharged } from '../voucher/charged-credit.ts';
import { giveBackToFund } from './award-residual.ts';
import type { Lapsing } from './due.ts';
import { returnEmployerShares } from './employer-share.ts';
import { collectForFund } from './fund-residual.ts';
import { residualsOf } from './residual.ts';

/** A voucher that ends, with what is left on it and where that goes. */
export interface Ending extends Lapsing {
  readonly cents: number;
  readonly to: ResidualTo;
  readonly residual: Residual;
}

/** Of each way to end: its place in the books, and what its holder is told. */
const ways = {
  expired: { kind: 'voucher_expired', template: 'vouchersLapsed', voidReason: null },
  voided: { kind: 'voucher_voided', template: 'vouchersStopped', voidReason: 'providerStopped' },
} as const;

/**
 * Ends vouchers that the caller has locked, all in the transaction at hand: state, one transfer for each, what follows
 * for its employer or award, and one mail for each holder and day. One that a till holds at this moment is left as it
 * is; a hold whose time is over is voided first.
 *
 * @returns how many ended
 */
export async function endVouchers(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  locked: readonly Lapsing[],
  way: keyof typeof ways,
): Promise<number> {
  const free = await withoutLiveHold(tx, locked);
  if (free.length === 0) return 0;
  const endings = await residualsOf(tx, free);
  await close(tx, endings, way);
  const reason = way === 'expired' ? 'voucherExpired' : 'voucherVoided';
  await endBookings(tx, services, { voucherId: { in: endings.map(({ id }) => id) } }, reason);
  const effectiveOn = toPlainDate(tx.now);
  await postBatch(
    tx,
    { kind: ways[way].kind, effectiveOn },
    endings
      .filter(({ cents }) => cents > 0)
      .map(({ id, cents, residual }) =>
        voucherEnded(ways[way].kind, {
          id: transferId(`voucher/${id}`, 'end'),
          voucherId: id,
          amountCents: cents,
          residual,
          effectiveOn,
        }),
      ),
  );
  if (way === 'expired') await giveBackToFund(tx, endings);
  else
    await takeUnitsBack(
      tx,
      endings.filter(({ to }) => to === 'award'),
    );
  await collectForFund(
    tx,
    endings
      .filter(({ to, cents }) => to === 'fund' && cents > 0)
      .map(({ id, cents }) => ({ of: `voucher/${id}`, ref: id, cents })),
  );
  const owing = endings.filter(({ to }) => employerShareReturns(way, to));
  const staying = await returnEmployerShares(tx, services, owing);
  const takenBack = new Set(owing.filter(({ id }) => !staying.has(id)));
  await giveCharged(tx, [
    ...chargedOf([...takenBack], { isTakenBack: true }),
    ...chargedOf(
      endings.filter((ending) => !takenBack.has(ending)),
      { isTakenBack: false },
    ),
  ]);
  await tellHolders(tx, services, endings, way);
  return endings.length;
}

/** Read after the vouchers were locked: no till begins a hold on any of them any more. */
async function withoutLiveHold(tx: Tx, locked: readonly Lapsing[]): Promise<readonly Lapsing[]> {
  const holds = await tx.db.$queryRaw<{ id: string; voucherId: string; heldUntil: Date }[]>`
    SELECT id, voucher_id AS "voucherId", held_until AS "heldUntil" FROM voucher_hold
     WHERE voucher_id = ANY (${locked.map(({ id }) => id)}::uuid[]) AND state = 'held'`;
  if (holds.length === 0) return locked;
  const live = new Set(holds.filter(({ heldUntil }) => heldUntil > tx.now).map(({ voucherId }) => voucherId));
  const lapsed = holds.filter(({ voucherId }) => !live.has(voucherId));
  await tx.db.voucherHold.updateMany({
    where: { id: { in: lapsed.map(({ id }) => id) }, state: 'held' },
    data: { state: 'lapsed', resolvedAt: tx.now },
  });
  const effectiveOn = toPlainDate(tx.now);
  for (const { id: holdId, voucherId } of lapsed)
    await post(
      tx,
      voucherHoldReleased({
        id: transferId(`voucher-hold/${holdId}`, 'lapse'),
        holdId,
        voucherId,
        effectiveOn,
      }),
    );
  return locked.filter(({ id }) => !live.has(id));
}

async function close(tx: Tx, endings: readonly Ending[], state: keyof typeof ways): Promise<void> {
  const { voidReason } = ways[state];
  const closed = await tx.db.$executeRaw`
    UPDATE voucher SET state = ${state}::voucher_state, closed_at = ${tx.now}, remind_at = NULL,
                       void_reason = ${voidReason}::void_reason,
                       residual_to = ending.residual_to::voucher_residual, residual_cents = ending.cents
      FROM unnest(${endings.map(({ id }) => id)}::uuid[], ${endings.map(({ to }) => to)}::text[],
                  ${endings.map(({ cents }) => cents)}::int[]) AS ending (id, residual_to, cents)
     WHERE voucher.id = ending.id AND state IN ('active', 'held')`;
  if (closed !== endings.length) throw new Error('A locked voucher ended meanwhile.');
}

/** One mail a day for each holder, however many of their vouchers ended and whichever page they stood on. */
async function tellHolders(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  endings: readonly Ending[],
  way: keyof typeof ways,
): Promise<void> {
  const lapsedOn = toPlainDate(tx.now);
  const { template } = ways[way];
  const holders = new Set(endings.filter(({ cents }) => cents > 0).map(({ holderId }) => holderId));
  await queueMails(
    tx,
    vault,
    [...holders].map((recipientId) => ({
      template,
      recipientId,
      params: { lapsedOn },
      dedupeKey: `${template}/${recipientId}/${lapsedOn}`,
    })),
  );
}
