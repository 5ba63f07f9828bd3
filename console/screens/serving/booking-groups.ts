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

/** A booking that is over stands where it belongs; any other where it is held. */
export function shownIn(booking: Booking, held: Group | undefined): Group {
  const group = groupOf(booking);
  return group === 'ended' || group === 'chargeable' ? group : (held ?? group);
}

export function isAhead(instant: string): boolean {
  return Date.parse(instant) > Date.now();
}

/** The moment it is about: what is to be answered here, otherwise what was agreed. */
export function momentOf(booking: Booking): string | null {
  return groupOf(booking) === 'toAnswer' ? booking.proposedStart : agreedOf(booking);
}

/** What is cancelled, or did not come about: the agreed moment, whatever was proposed in its place since. */
export function agreedOf({ proposedStart, startsAt }: Booking): string | null {
  return startsAt ?? proposedStart;
}

export function byMoment(one: Booking, other: Booking): number {
  return (momentOf(one) ?? '').localeCompare(momentOf(other) ?? '');
}
