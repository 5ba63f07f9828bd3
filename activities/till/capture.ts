import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { notFound, Refusal } from '../../domain/refusal.ts';
import { splitCapture } from '../../domain/till.ts';
import { toPlainDate } from '../../domain/time.ts';
import { codeBytes, codeFrom } from '../../domain/voucher-code.ts';
import { reasonOf } from '../../domain/voucher-reasons.ts';
import { post } from '../../ledger/post.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { voucherCaptured } from '../../ledger/voucher-postings.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Redemption, TillUser, VoucherHold } from '../../prisma/generated/client.ts';
import { freeHeld, makeActive } from './let-go.ts';
import { sharesOf } from './shares.ts';

/** What a till took, and with which voucher. */
export interface Receipt {
  readonly redemption: Redemption;
  readonly voucherNumber: string;
}

/**
 * Takes what a till set aside, or less of it where the voucher may be used in parts. A hold is good up to its own last
 * instant, also when the voucher's last day ended meanwhile. A hold that is over is let go here, by a refusal that is
 * returned and so keeps it.
 */
export async function captureHold(
  tx: Tx,
  till: TillUser,
  holdId: string,
  wantedCents: number | undefined,
): Promise<Receipt | Refusal> {
  const providerId = till.organisationId;
  const spent = await spend(tx, { providerId, holdId, wantedCents });
  if (!spent) return whyNot(tx, providerId, holdId);
  const { voucherId, voucherNumber, amountCents } = spent;
  if (voucherNumber === null) throw notThatMuch;
  const id = randomUUIDv7();
  const shares = await sharesOf(tx, { paidByFund: spent.awardId !== null });
  const split = splitCapture(amountCents, shares);
  const transfer = transferId(`redemption/${id}`, 'capture');
  const redemption: Redemption = {
    id,
    allianceId: tx.allianceId,
    number: receiptNumber(tx.now),
    holdId,
    voucherId,
    providerId,
    placeId: till.placeId,
    tillUserId: till.id,
    amountCents,
    ...split,
    refundedCents: 0,
    transferId: transfer,
    capturedAt: tx.now,
    collectedAt: null,
  };
  await insertRedemption(tx, redemption);
  const event = { id: transfer, effectiveOn: toPlainDate(tx.now), voucherId };
  await post(tx, voucherCaptured({ ...event, ...split, holdId, redemptionId: id, providerId }));
  return { redemption, voucherNumber };
}

/** Lets go of what a till set aside. */
export async function releaseHold(tx: Tx, till: TillUser, holdId: string): Promise<VoucherHold> {
  const providerId = till.organisationId;
  const [hold] = await tx.db.voucherHold.updateManyAndReturn({
    where: { id: holdId, providerId, state: 'held' },
    data: { state: 'released', resolvedAt: tx.now },
  });
  if (!hold) throw await whyNot(tx, providerId, holdId);
  await freeHeld(tx, hold);
  await makeActive(tx, hold.voucherId);
  return hold;
}

interface Spent {
  readonly voucherId: string;
  readonly amountCents: number;
  readonly awardId: string | null;
  /** None where the hold is there and the voucher is not to be taken like this. */
  readonly voucherNumber: string | null;
}

/** The hold, then its voucher, then what was booked for it, in one statement; nothing when the hold is not to be taken any more. */
async function spend(
  tx: Tx,
  {
    providerId,
    holdId,
    wantedCents,
  }: { readonly providerId: string; readonly holdId: string; readonly wantedCents: number | undefined },
): Promise<Spent | undefined> {
  const [spent] = await tx.db.$queryRaw<Spent[]>`
    WITH hold AS (
      UPDATE voucher_hold SET state = 'captured', resolved_at = ${tx.now}::timestamptz
       WHERE id = ${holdId}::uuid AND provider_id = ${providerId}::uuid
         AND state = 'held' AND held_until >= ${tx.now}::timestamptz
      RETURNING voucher_id, amount_cents AS held_cents, coalesce(${wantedCents ?? null}::int, amount_cents) AS cents
    ), spent AS (
      UPDATE voucher
         SET spent_cents = spent_cents + cents,
             state = CASE WHEN spent_cents + cents = nominal_cents THEN 'spent' ELSE 'active' END::voucher_state,
             closed_at = CASE WHEN spent_cents + cents = nominal_cents THEN ${tx.now}::timestamptz END
        FROM hold
       WHERE id = voucher_id AND state = 'held' AND cents <= held_cents
         AND (vat_kind = 'multiPurpose' OR cents = nominal_cents)
      RETURNING id, award_id, number
    ), booked AS (
      UPDATE booking
         SET state = 'redeemed', proposed_start = NULL, proposed_by = NULL, due_at = NULL, ended_at = ${tx.now}::timestamptz
        FROM spent
       WHERE booking.voucher_id = spent.id AND booking.state IN ('proposed', 'confirmed')
    )
    SELECT voucher_id AS "voucherId", cents AS "amountCents", award_id AS "awardId", number AS "voucherNumber"
      FROM hold LEFT JOIN spent ON true`;
  return spent;
}

async function insertRedemption(tx: Tx, of: Redemption): Promise<void> {
  await tx.db.$executeRaw`
    INSERT INTO redemption (id, alliance_id, number, hold_id, voucher_id, provider_id, place_id, till_user_id,
                            amount_cents, provider_cents, fund_cents, fee_cents, transfer_id, captured_at)
    VALUES (${of.id}::uuid, ${of.allianceId}::uuid, ${of.number}, ${of.holdId}::uuid, ${of.voucherId}::uuid,
            ${of.providerId}::uuid, ${of.placeId}::uuid, ${of.tillUserId}::uuid,
            ${of.amountCents}, ${of.providerCents}, ${of.fundCents}, ${of.feeCents}, ${of.transferId}::uuid, ${of.capturedAt})`;
}

/** Why a hold cannot be taken: one that is over is ended by whoever meets it. */
async function whyNot(tx: Tx, providerId: string, holdId: string): Promise<Refusal> {
  const [lapsed] = await tx.db.voucherHold.updateManyAndReturn({
    where: { id: holdId, providerId, state: 'held', heldUntil: { lt: tx.now } },
    data: { state: 'lapsed', resolvedAt: tx.now },
  });
  if (lapsed) {
    await freeHeld(tx, lapsed);
    await makeActive(tx, lapsed.voucherId);
    return over.lapsed;
  }
  const hold = await tx.db.voucherHold.findFirst({ where: { id: holdId, providerId } });
  if (!hold) throw notFound({ it: 'Blocco', en: 'Hold' });
  return over[hold.state];
}

/** Unguessable rather than counted: a number that counts would have every till of the alliance wait for every other. */
function receiptNumber(now: Date): string {
  return `R-${toPlainDate(now).slice(0, 4)}-${codeFrom(randomBytes(codeBytes))}`;
}

const refusalOf = (it: string, en: string, possible: readonly string[]) =>
  new Refusal('stepNotPossible', { detail: { it, en }, possible });

const over = {
  held: refusalOf(
    'Qualcun altro alla cassa se ne sta occupando: chiedere di nuovo.',
    'Somebody else at the till is at it: ask again.',
    ['captureHold'],
  ),
  captured: refusalOf('Questo importo è già stato riscosso.', 'This amount was taken already.', [
    'listRedemptions',
  ]),
  released: refusalOf(
    'Il blocco è già stato rilasciato: leggere di nuovo il buono.',
    'The hold was let go already: scan the voucher again.',
    ['holdVoucher'],
  ),
  lapsed: refusalOf(
    'Il quarto d’ora del blocco è passato: leggere di nuovo il buono.',
    'The hold’s quarter of an hour is over: scan the voucher again.',
    ['holdVoucher'],
  ),
} as const;

const notThatMuch = new Refusal('wholeAmountOnly', {
  detail: {
    it: 'Si riscuote l’importo bloccato; una parte, e mai di più, solo di un buono cumulativo.',
    en: 'The amount that was set aside is taken; a part of it, and never more, only of a cumulative voucher.',
  },
  reasons: [reasonOf('WHOLE_AMOUNT_ONLY')],
});
