import { freeUntil, type BookingSide, type BookingTerms } from '../../domain/booking.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Booking, Voucher } from '../../prisma/generated/client.ts';
import { evaluate } from '../../rules/evaluate.ts';
import { amountOrThrow, parametersOn } from '../../rules/parameters.ts';
import { versionInForce } from '../../rules/store.ts';

/** The terms in force for the alliance at the transaction's instant. */
export async function bookingTerms(tx: Tx): Promise<BookingTerms> {
  const { parameters } = await inForce(tx);
  const number = (parameter: string) => amountOrThrow(parameters, { parameter });
  return {
    longestNoticeHours: number('longestNoticeHours'),
    answerHours: number('answerHours'),
    chargeDays: number('chargeDays'),
  };
}

/** What becomes of a booking: cancelled by one of the two now, or nobody came. */
export interface Ending {
  readonly by: BookingSide;
  readonly missed?: true;
}

/**
 * Whether a booking that ends like this may be charged, by the rule set in force. Whoever asked for another moment and
 * was not answered yet had given up this one.
 */
export async function isChargeable(
  tx: Tx,
  booking: Booking,
  voucher: Voucher | undefined,
  { by, missed }: Ending,
): Promise<boolean> {
  if (!voucher || !booking.startsAt || booking.cancellationHours === null) return false;
  const last = freeUntil(booking.startsAt, booking.cancellationHours)!;
  const { content, parameters } = await inForce(tx);
  const { outcome } = await evaluate(content, parameters, {
    termsPublished: true,
    isLate: missed ?? tx.now > last,
    byProvider: by === 'provider' || booking.proposedBy === 'provider',
    paidByFund: voucher.awardId !== null,
  });
  return outcome?.kind === 'requirements' && outcome.compliant;
}

async function inForce(tx: Tx) {
  const { content } = await versionInForce(tx, 'booking-charge', tx.now);
  return { content, parameters: parametersOn(content, toPlainDate(tx.now)) };
}
