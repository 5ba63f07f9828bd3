import type { BookingSide } from '../domain/booking.ts';
import { notFound } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Booking, Prisma } from '../prisma/generated/client.ts';
import { reachablePersonIds } from './access.ts';
import type { Principal } from './principal.ts';
import { dutyOf } from './provider-access.ts';

/** Bookings of people in the caller's reach, and of the provider, or the one place of it, the caller works for. */
export async function reachableBookings(tx: Tx, principal: Principal): Promise<Prisma.BookingWhereInput> {
  const duty = dutyOf(principal);
  const ofHolder = { holderId: { in: [...(await reachablePersonIds(tx, principal))] } };
  return { OR: [ofHolder, ...(duty ? [atProvider(duty)] : [])] };
}

export interface OwnBooking {
  readonly booking: Booking;
  readonly side: BookingSide;
}

/**
 * A booking and on which side of it the caller stands; 404 alike for everybody else. Whoever books at the provider they
 * work for is its holder: a colleague answers.
 */
export async function ownBookingOrThrow(
  tx: Tx,
  principal: Principal,
  bookingId: string,
): Promise<OwnBooking> {
  const where = await reachableBookings(tx, principal);
  const booking = await tx.db.booking.findFirst({ where: { id: bookingId, ...where } });
  if (!booking) throw notFound(bookingWord);
  const isHolder = (await reachablePersonIds(tx, principal)).includes(booking.holderId);
  return { booking, side: isHolder ? 'holder' : 'provider' };
}

/** Of those, whose voucher may still be taken: whoever cancelled late may have spent it since. */
export async function chargeableBookings(
  tx: Tx,
  reachable: Prisma.BookingWhereInput,
): Promise<Prisma.BookingWhereInput> {
  const ended: Prisma.BookingWhereInput = {
    state: { in: ['cancelled', 'missed'] },
    chargeableUntil: { gte: tx.now },
  };
  const rows = await tx.db.booking.findMany({
    where: { AND: [reachable, ended] },
    select: { voucherId: true },
  });
  const good = await tx.db.voucher.findMany({
    where: {
      id: { in: rows.flatMap(({ voucherId }) => voucherId ?? []) },
      state: { in: ['active', 'held'] },
      expiresAt: { gte: tx.now },
    },
    select: { id: true },
  });
  return { ...ended, voucherId: { in: good.map(({ id }) => id) } };
}

/** As somebody of its provider, and not as whoever booked it. */
export async function providersBookingOrThrow(
  tx: Tx,
  principal: Principal,
  bookingId: string,
): Promise<Booking> {
  const { booking, side } = await ownBookingOrThrow(tx, principal, bookingId);
  if (side !== 'provider') throw notFound(bookingWord);
  return booking;
}

function atProvider({ organisationId, placeId }: { organisationId: string; placeId: string | null }) {
  return { providerId: organisationId, ...(placeId === null ? {} : { placeId }) };
}

const bookingWord = { it: 'Prenotazione', en: 'Booking' };
