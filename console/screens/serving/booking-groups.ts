import type { Answer } from '../../client/call.ts';

export type Booking = Answer<'listBookings'>['items'][number];

/** What is to be done with a booking, the most urgent first. */
export const groups = ['toAnswer', 'past', 'chargeable', 'agreed', 'waiting', 'ended'] as const;
export type Group = (typeof groups)[number];

export function groupOf({ state, startsAt, proposedStart, proposedBy, chargeableUntil }: Booking): Group {
  if (state !== 'proposed' && state !== 'confirmed')
    return chargeableUntil && isAhead(chargeableUntil) && state !== 'charged' ? 'chargeable' : 'ended';
  if (proposedStart && proposedBy === 'holder') return 'toAnswer';
  if (startsAt) return isAhead(startsAt) ? 'agreed' : 'past';
  return 'waiting';
}

export function isAhead(instant: string): boolean {
  return Date.parse(instant) > Date.now();
}

/** The moment it is about: what somebody still has to answer before what was agreed. */
export function momentOf({ proposedStart, startsAt }: Booking): string | null {
  return proposedStart ?? startsAt;
}

export function byMoment(one: Booking, other: Booking): number {
  return (momentOf(one) ?? '').localeCompare(momentOf(other) ?? '');
}
