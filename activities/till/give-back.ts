import { randomUUIDv7 } from 'node:crypto';
import { Refusal } from '../../domain/refusal.ts';
import { expiryAfterRefund, splitRefund, type Split } from '../../domain/till.ts';
import { toPlainDate } from '../../domain/time.ts';
import { reasonOf } from '../../domain/voucher-reasons.ts';
import { writtenTransfer } from '../../ledger/balances.ts';
import { LedgerRefusal, post } from '../../ledger/post.ts';
import { reversal } from '../../ledger/postings.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { voucherRefunded } from '../../ledger/voucher-postings.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Redemption, RedemptionRefund, Voucher, VoucherState } from '../../prisma/generated/client.ts';
import { lockRow } from '../../prisma/lock-row.ts';
import { isOfDead } from '../voucher/after-death.ts';
import { untilWhen, wakeIfSooner } from '../voucher-expiry/until-when.ts';

/**
 * Who gives back: somebody at a till, the two people who asked for a correction and approved it, or whoever decided a
 * dispute.
 */
export type GivenBackBy =
  { readonly tillUserId: string } | { readonly correctionId: string } | { readonly disputeId: string };

export interface GivenBack {
  readonly refund: RedemptionRefund;
  readonly voucher: Voucher;
}

/**
 * Gives back some of a redemption, of which the row decides once: the voucher is good again, and the money goes back
 * the way it came. Where a correction gives it back the voucher keeps its own last day, as if nothing had been taken.
 */
export async function giveBack(
  tx: Tx,
  known: Redemption,
  amountCents: number,
  by: GivenBackBy,
): Promise<GivenBack> {
  if (amountCents === 0 || known.refundedCents + amountCents > known.amountCents) throw moreThanTaken;
  const [taken] = await tx.db.redemption.updateManyAndReturn({
    where: { id: known.id, refundedCents: known.refundedCents },
    data: { refundedCents: { increment: amountCents } },
  });
  if (!taken) throw moreThanTaken;
  const voucher = await restore(tx, known.voucherId, amountCents, by);
  const refund = await payBack(tx, { ...taken, refundedCents: known.refundedCents }, amountCents, by);
  return { refund, voucher };
}

/** Makes the voucher good again for what is given back. Of one that ended the caller sends it on. */
async function restore(tx: Tx, voucherId: string, amountCents: number, by: GivenBackBy): Promise<Voucher> {
  const spent = (await lockRow(tx, 'voucher', voucherId, 'NO KEY UPDATE'))!;
  if (spent.vatKind === 'singlePurpose' && amountCents !== spent.nominalCents) throw wholeOnly;
  const spentCents = { decrement: amountCents };
  if (!refundable.includes(spent.state)) {
    if (!goesOn(spent, by)) throw restEnded;
    return tx.db.voucher.update({ where: { id: voucherId }, data: { spentCents } });
  }
  const voucher = await tx.db.voucher.update({
    where: { id: voucherId },
    data: {
      spentCents,
      closedAt: null,
      state: spent.state === 'held' ? 'held' : 'active',
      ...(await untilWhen(tx, await lastInstantOf(tx, spent, by), spent)),
    },
  });
  await wakeIfSooner(tx, [voucherId], voucher);
  return voucher;
}

/**
 * Past its last day a voucher gets another one, and is reminded of it. One that is corrected keeps its own and lapses at
 * once, and so does one that nobody may use any more.
 */
async function lastInstantOf(tx: Tx, spent: Voucher, by: GivenBackBy): Promise<Date> {
  if ('correctionId' in by) return spent.expiresAt;
  if (await isOfDead(tx, spent)) return tx.now;
  return new Date(Math.max(spent.expiresAt.getTime(), expiryAfterRefund(spent.expiresAt, tx.now).getTime()));
}

/**
 * An expired or voided one has given its rest to whom it belongs, for good: a decision sends what it grants after it, and
 * what a till gives back of one that lapsed is another voucher.
 */
function goesOn({ state }: Voucher, by: GivenBackBy): boolean {
  return 'disputeId' in by || ('tillUserId' in by && state === 'expired');
}

const refundable: readonly VoucherState[] = ['active', 'held', 'spent'];

/** The whole of what the bank has not confirmed yet is the capture's exact reversal; everything else is told anew. */
async function payBack(
  tx: Tx,
  taken: Redemption,
  amountCents: number,
  by: GivenBackBy,
): Promise<RedemptionRefund> {
  const id = randomUUIDv7();
  const split = splitRefund(taken, amountCents);
  const afterCollection = taken.collectedAt !== null;
  const event = { id: transferId(`redemption/${taken.id}`, 'refund', id), effectiveOn: toPlainDate(tx.now) };
  const isWhole = amountCents === taken.amountCents;
  const transfer =
    isWhole && !afterCollection ? await exactReversal(tx, event, taken) : toldAnew(event, taken, split);
  try {
    await post(tx, transfer);
  } catch (error) {
    if (error instanceof LedgerRefusal && error.code === 'insufficientFunds') throw onItsWay;
    throw error;
  }
  return tx.db.redemptionRefund.create({
    data: {
      id,
      allianceId: tx.allianceId,
      redemptionId: taken.id,
      ...by,
      amountCents,
      ...split,
      afterCollection,
      transferId: event.id,
      refundedAt: tx.now,
    },
  });
}

interface RefundEvent {
  readonly id: string;
  readonly effectiveOn: string;
}

async function exactReversal(tx: Tx, event: RefundEvent, taken: Redemption) {
  const original = await writtenTransfer(tx, taken.transferId);
  if (!original) throw new Error(`redemption ${taken.id} has no transfer in the ledger`);
  return reversal({ ...event, businessRef: taken.id, original });
}

function toldAnew(event: RefundEvent, { id, voucherId, providerId, collectedAt }: Redemption, split: Split) {
  return voucherRefunded({
    ...event,
    ...split,
    voucherId,
    redemptionId: id,
    providerId,
    isCollected: collectedAt !== null,
  });
}

const moreThanTaken = new Refusal('stepNotPossible', {
  detail: {
    it: 'Di questa riscossione non resta tanto da rimborsare: forse è già stata rimborsata.',
    en: 'There is not as much left to refund of this redemption: it may have been refunded already.',
  },
  possible: ['listRedemptions'],
});
const wholeOnly = new Refusal('wholeAmountOnly', {
  detail: {
    it: 'Il buono vale per un servizio intero: si rimborsa per intero.',
    en: 'The voucher is for one whole service: it is refunded whole.',
  },
  reasons: [reasonOf('WHOLE_AMOUNT_ONLY')],
});

/** What is left after it ended belongs to somebody else already: it is neither corrected nor, once voided, refunded. */
export const restEnded = new Refusal('voucherNotGood', {
  detail: {
    it: 'Il resto di questo buono è già tornato a chi spettava. Se il buono è scaduto, rimborsare la riscossione alla cassa: chi lo aveva riceve un altro buono. Se è stato annullato, chi lo aveva apre una contestazione.',
    en: 'The rest of this voucher went back to whom it belongs. If it lapsed, refund the redemption at the till: whoever held it gets another voucher. If it was voided, whoever held it opens a dispute.',
  },
  reasons: [reasonOf('OUTSIDE_ITS_DAYS')],
});
const onItsWay = new Refusal('stepNotPossible', {
  detail: {
    it: 'Il pagamento di questa riscossione è in viaggio verso la banca: rimborsare appena la banca lo conferma, di solito entro due giorni.',
    en: 'The payment of this redemption is on its way to the bank: refund it once the bank has confirmed, as a rule within two days.',
  },
  possible: ['refundRedemption'],
});
