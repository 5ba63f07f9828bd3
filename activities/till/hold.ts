import { randomUUIDv7 } from 'node:crypto';
import { formatEuro } from '../../domain/money.ts';
import { Refusal } from '../../domain/refusal.ts';
import { addMinutes, toPlainDate } from '../../domain/time.ts';
import { HOLD_MINUTES } from '../../domain/voucher.ts';
import { reasonOf } from '../../domain/voucher-reasons.ts';
import type { HandReasonCode } from '../../domain/voucher-use.ts';
import { post } from '../../ledger/post.ts';
import { voucherHeld } from '../../ledger/voucher-postings.ts';
import type { Tx } from '../../prisma/database.ts';
import type { TillUser, Voucher, VoucherHold } from '../../prisma/generated/client.ts';
import { lapseHold } from './let-go.ts';
import { refuseStoppedProvider } from './stopped.ts';

/**
 * Sets some of a voucher aside at a till: the whole of a single-purpose one, any part of another. Who is first is decided
 * by one statement that also tests the last instant; everybody else is turned away by it, before any money is looked at.
 * Where nothing was written the refusal is returned: it costs no second transaction.
 *
 * @param servedAt the moment at which the voucher had to be good: now, unless a slip or a correction says an earlier one
 */
export async function holdVoucher(
  tx: Tx,
  till: TillUser,
  voucher: Voucher,
  wantedCents: number | undefined,
  servedAt: Date = tx.now,
): Promise<VoucherHold | Refusal> {
  if (voucher.state !== 'active' && voucher.state !== 'held') return reasons[voucher.state];
  const amountCents = amountOrThrow(voucher, wantedCents);
  const hasLapsed = voucher.state === 'held' && (await lapseHold(tx, voucher.id));
  if (voucher.state === 'held' && !hasLapsed) return reasons.held;
  await refuseStoppedProvider(tx, till.organisationId, voucher, toPlainDate(servedAt));
  const hold: VoucherHold = {
    id: randomUUIDv7(),
    allianceId: tx.allianceId,
    voucherId: voucher.id,
    providerId: till.organisationId,
    placeId: till.placeId,
    tillUserId: till.id,
    amountCents,
    heldUntil: addMinutes(tx.now, HOLD_MINUTES),
    state: 'held',
    createdAt: tx.now,
    resolvedAt: null,
  };
  if (!(await isFirst(tx, voucher, hold, servedAt))) throw await notGood(tx, voucher.id);
  const { id, voucherId, providerId } = hold;
  await post(tx, voucherHeld({ id, effectiveOn: toPlainDate(tx.now), voucherId, amountCents, providerId }));
  return hold;
}

/** The voucher as it was found, and what is set aside of it, in one statement: of many, one finds it so. */
async function isFirst(tx: Tx, voucher: Voucher, hold: VoucherHold, servedAt: Date): Promise<boolean> {
  const count = await tx.db.$executeRaw`
    WITH held AS (
      UPDATE voucher SET state = 'held'
       WHERE id = ${voucher.id}::uuid AND state = ${voucher.state}::voucher_state
         AND spent_cents = ${voucher.spentCents} AND expires_at >= ${servedAt}::timestamptz
      RETURNING id
    )
    INSERT INTO voucher_hold (id, alliance_id, voucher_id, provider_id, place_id, till_user_id, amount_cents, held_until, created_at)
    SELECT ${hold.id}::uuid, ${hold.allianceId}::uuid, held.id, ${hold.providerId}::uuid, ${hold.placeId}::uuid,
           ${hold.tillUserId}::uuid, ${hold.amountCents}::int, ${hold.heldUntil}::timestamptz, ${hold.createdAt}::timestamptz
      FROM held`;
  return count === 1;
}

/** How much is to be taken: one service has one price, and nothing is paid on top of a voucher. */
function amountOrThrow(
  { vatKind, nominalCents, spentCents }: Voucher,
  wantedCents: number | undefined,
): number {
  const leftCents = nominalCents - spentCents;
  if (wantedCents === undefined || wantedCents === leftCents) return leftCents;
  if (vatKind === 'singlePurpose') throw wholeOnly;
  if (wantedCents > leftCents) throw notAsMuch(leftCents);
  return wantedCents;
}

/** Why a voucher cannot be held, as it stands now. */
async function notGood(tx: Tx, voucherId: string): Promise<Refusal> {
  const { state, expiresAt } = await tx.db.voucher.findUniqueOrThrow({ where: { id: voucherId } });
  const isOver = expiresAt < tx.now && state !== 'spent' && state !== 'voided';
  return reasons[isOver ? 'expired' : state];
}

const wholeOnly = new Refusal('wholeAmountOnly', {
  detail: {
    it: 'Il buono vale per un servizio intero, al suo prezzo: non si divide e non si integra. Chi ha il buono può ordinare un buono per ogni unità.',
    en: 'The voucher is for one whole service at its price: it is neither divided nor topped up. Its holder can order one voucher for each unit.',
  },
  reasons: [reasonOf('WHOLE_AMOUNT_ONLY')],
});

function notAsMuch(leftCents: number): Refusal {
  return new Refusal('insufficientFunds', {
    detail: {
      it: `Sul buono restano ${formatEuro(leftCents, 'it')}: prenderne al massimo tanti.`,
      en: `${formatEuro(leftCents, 'en')} are left on the voucher: take that much at most.`,
    },
  });
}

const refusalOf = (reason: HandReasonCode, it: string, en: string) =>
  new Refusal('voucherNotGood', { detail: { it, en }, reasons: [reasonOf(reason)] });

const reasons = {
  active: refusalOf(
    'HELD_ELSEWHERE',
    'Il buono è stato usato in questo momento a un’altra cassa: leggerlo di nuovo.',
    'The voucher was used at another till this moment: scan it again.',
  ),
  held: refusalOf(
    'HELD_ELSEWHERE',
    `Il buono è bloccato a una cassa: attendere che lo rilasci, al massimo ${HOLD_MINUTES} minuti.`,
    `The voucher is held at a till: wait until it lets go, ${HOLD_MINUTES} minutes at most.`,
  ),
  spent: refusalOf('USED_ALREADY', 'Il buono è già stato usato.', 'The voucher has been used already.'),
  expired: refusalOf(
    'OUTSIDE_ITS_DAYS',
    'Il buono è scaduto: chi lo aveva legge nella sua lettera dove è andato il valore.',
    'The voucher has expired: its holder’s letter says where the value went.',
  ),
  voided: refusalOf(
    'VOIDED_BEFORE',
    'Il buono è stato annullato: chi lo aveva può averne un altro.',
    'The voucher was voided: its holder may have another one.',
  ),
} as const;
