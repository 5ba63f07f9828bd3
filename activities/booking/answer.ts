import { closesAt, chargeableUntil, otherSide, type BookingSide } from '../../domain/booking.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Booking, Prisma } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import type { ActivityServices } from '../services.ts';
import { lockBooking, type LockedBooking } from './lock.ts';
import type { BookingNews } from './mails.ts';
import { announce, goodThenOrThrow, proposal } from './propose.ts';
import { bookingTerms, isChargeable } from './rule.ts';
import { tellOfBooking } from './tell.ts';

type Services = Pick<ActivityServices, 'vault'>;

/** Says yes to what the other side proposed. What an earlier booking of the voucher could be charged for is forgiven. */
export async function confirmBooking(
  tx: Tx,
  services: Services,
  known: Booking,
  side: BookingSide,
): Promise<Booking> {
  const locked = await lockOpen(tx, known);
  const { booking, voucher } = locked;
  const startsAt = askedOrThrow(tx, booking, side);
  await goodThenOrThrow(tx, { voucher, providerId: booking.providerId }, startsAt);
  if (voucher)
    await tx.db.booking.updateMany({
      where: {
        voucherId: voucher.id,
        state: { in: ['cancelled', 'missed'] },
        chargeableUntil: { not: null },
      },
      data: { chargeableUntil: null },
    });
  const dueAt = closesAt(startsAt, await bookingTerms(tx));
  return settle(tx, services, booking, side, 'confirmed', {
    ...nothingProposed,
    state: 'confirmed',
    startsAt,
    dueAt,
  });
}

/** Proposes another moment; what was agreed holds until the other side says yes. */
export async function moveBooking(
  tx: Tx,
  services: Services,
  known: Booking,
  side: BookingSide,
  start: Date,
): Promise<Booking> {
  const { booking, voucher } = await lockOpen(tx, known);
  await goodThenOrThrow(tx, { voucher, providerId: booking.providerId }, start);
  const data = proposal(side, start, await bookingTerms(tx), tx.now);
  const moved = await tx.db.booking.update({ where: { id: booking.id }, data });
  await announce(tx, services, moved, side);
  return moved;
}

/** Says no to what the other side proposed; what was agreed before stays. */
export async function declineBooking(
  tx: Tx,
  services: Services,
  known: Booking,
  side: BookingSide,
): Promise<Booking> {
  const { booking } = await lockOpen(tx, known);
  askedOrThrow(tx, booking, side);
  const { startsAt } = booking;
  const data = startsAt
    ? { ...nothingProposed, dueAt: closesAt(startsAt, await bookingTerms(tx)) }
    : { ...over(tx), state: 'declined' as const, endedBy: side };
  return settle(tx, services, booking, side, 'declined', data);
}

/**
 * Ends a booking. In time, by the provider, or of a service that asks for no notice it costs nothing; late, the provider
 * may take the voucher for some days, by rule, and else nothing: no money moves here.
 */
export async function cancelBooking(
  tx: Tx,
  services: Services,
  known: Booking,
  side: BookingSide,
): Promise<Booking> {
  const locked = await lockOpen(tx, known);
  const { booking } = locked;
  if (side === 'holder' && booking.startsAt && booking.startsAt <= tx.now) throw begun;
  const until = await chargedUntil(tx, locked, { by: side });
  return settle(tx, services, booking, side, 'cancelled', {
    ...over(tx),
    state: 'cancelled',
    endedBy: side,
    chargeableUntil: until,
  });
}

/** The provider says, after the moment, that nobody came. */
export async function missBooking(tx: Tx, services: Services, known: Booking): Promise<Booking> {
  const locked = await lockOpen(tx, known);
  const { booking } = locked;
  if (!booking.startsAt || booking.startsAt > tx.now) throw notYet;
  const until = await chargedUntil(tx, locked, { by: 'holder', missed: true });
  return settle(tx, services, booking, 'provider', 'missed', {
    ...over(tx),
    state: 'missed',
    chargeableUntil: until,
  });
}

async function chargedUntil(
  tx: Tx,
  { booking, voucher }: LockedBooking,
  ending: Parameters<typeof isChargeable>[3],
): Promise<Date | null> {
  if (!voucher || !(await isChargeable(tx, booking, voucher, ending))) return null;
  return chargeableUntil(tx.now, await bookingTerms(tx), voucher.expiresAt);
}

async function settle(
  tx: Tx,
  { vault }: Services,
  before: Booking,
  side: BookingSide,
  news: Exclude<BookingNews, 'proposed'>,
  data: Prisma.BookingUpdateInput,
): Promise<Booking> {
  const booking = await tx.db.booking.update({ where: { id: before.id }, data });
  await tellOfBooking(tx, vault, before, news, otherSide(side));
  await recordAudit(tx, vault, {
    action: `booking.${news}`,
    subjectKind: 'booking',
    subjectId: before.id,
    reason: side,
  });
  return booking;
}

/** Locked, and neither ended nor past the instant at which it ends by itself; a move that nobody answered ends nothing. */
async function lockOpen(tx: Tx, known: Booking): Promise<LockedBooking> {
  const locked = await lockBooking(tx, known);
  const { dueAt, startsAt, proposedStart } = locked.booking;
  const waitsForMove = startsAt !== null && proposedStart !== null;
  if (!dueAt || (dueAt < tx.now && !waitsForMove)) throw closed;
  return locked;
}

function askedOrThrow(tx: Tx, { proposedBy, proposedStart, dueAt }: Booking, side: BookingSide): Date {
  if (!proposedStart || proposedBy === side || dueAt! < tx.now) throw nothingAsked;
  return proposedStart;
}

const nothingProposed = { proposedStart: null, proposedBy: null } as const;

/** What every booking that ends is left with. */
export function over(tx: Tx) {
  return { ...nothingProposed, dueAt: null, endedAt: tx.now };
}

const refusalOf = (it: string, en: string, possible: readonly string[] = ['listBookings']) =>
  new Refusal('stepNotPossible', { detail: { it, en }, possible });

const closed = refusalOf(
  'Questa prenotazione non è più aperta: se ne può proporre un’altra.',
  'This booking is open no longer: another one can be proposed.',
  ['proposeBooking'],
);
const nothingAsked = refusalOf(
  'Non c’è una proposta dell’altra parte a cui rispondere: forse è scaduta, o è stata ritirata.',
  'There is no proposal of the other side to answer: it may have lapsed, or been replaced.',
);
const begun = refusalOf(
  'Il momento è già passato: che cosa è stato lo dice il fornitore. Se ne può proporre un altro.',
  'The moment is past: the provider says what became of it. Another one can be proposed.',
  ['moveBooking'],
);
const notYet = refusalOf(
  'Che nessuno è venuto si dice dopo il momento concordato.',
  'That nobody came is said after the moment that was agreed.',
);
