import { addDays } from './plain-date.ts';
import { addMinutes, endOfDay, toPlainDate } from './time.ts';

/** The two that a booking binds: whoever holds the voucher, or acts for them, and the provider. */
export type BookingSide = 'holder' | 'provider';

/** What a booking follows from; of each version of the rules its own. */
export interface BookingTerms {
  readonly longestNoticeHours: number;
  readonly answerHours: number;
  readonly chargeDays: number;
}

export function otherSide(side: BookingSide): BookingSide {
  return side === 'holder' ? 'provider' : 'holder';
}

/** The last instant to answer what was proposed: some hours, and never beyond the moment itself. */
export function answerBy(proposedStart: Date, { answerHours }: BookingTerms, now: Date): Date {
  return earlier(addMinutes(now, answerHours * 60), proposedStart);
}

/** How long after its moment somebody may say what became of it: so many whole days in Rome. */
export function closesAt(startsAt: Date, { chargeDays }: BookingTerms): Date {
  return endOfDay(addDays(toPlainDate(startsAt), chargeDays));
}

/** Until when the provider may take the voucher: so many whole days in Rome, and never after the voucher ends. */
export function chargeableUntil(now: Date, { chargeDays }: BookingTerms, expiresAt: Date): Date {
  return earlier(endOfDay(addDays(toPlainDate(now), chargeDays)), expiresAt);
}

/**
 * The last instant to cancel without consequence, in hours of any clock: over a change of the clocks it is not the same
 * hour of the day. Null where the service asks for no notice: then there is no last one.
 */
export function freeUntil(startsAt: Date, cancellationHours: number | null): Date | null {
  return cancellationHours === null ? null : addMinutes(startsAt, -cancellationHours * 60);
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}
