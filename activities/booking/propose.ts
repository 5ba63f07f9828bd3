import { answerBy, otherSide, type BookingSide, type BookingTerms } from '../../domain/booking.ts';
import { formatDate } from '../../domain/plain-date.ts';
import { italianDay } from '../../domain/italian-day.ts';
import { redeemableUntil } from '../../domain/redeemable.ts';
import { Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Booking } from '../../prisma/generated/client.ts';
import { voucherExpiryId } from '../../workflows/contract.ts';
import { recordAudit } from '../audit.ts';
import type { ActivityServices } from '../services.ts';
import { stoppedSince } from '../till/stopped.ts';
import { placesOf } from '../voucher/offer.ts';
import { wakeUp } from '../wakeup.ts';
import { lockTitle, type Title } from './lock.ts';
import { tellOfBooking } from './tell.ts';
import { bookingTerms } from './rule.ts';

type Services = Pick<ActivityServices, 'vault'>;

export interface NewBooking {
  readonly voucherId: string | null;
  readonly privateOrderId: string | null;
  readonly placeId: string;
  readonly start: Date;
}

/** Whoever holds a voucher or a private order proposes a moment; it holds once the provider says yes. */
export async function proposeBooking(tx: Tx, { vault }: Services, asked: NewBooking): Promise<Booking> {
  const title = await lockTitle(tx, asked);
  const of = await bookableOrThrow(tx, title);
  await goodThenOrThrow(tx, { ...title, ...of }, asked.start);
  const open = await placesOf(tx, [of.serviceId], toPlainDate(asked.start));
  if (!open.some(({ place }) => place.id === asked.placeId)) throw notThere;
  const { cancellationHours } = await tx.db.offeredService.findUniqueOrThrow({ where: { id: of.serviceId } });
  const booking = await tx.db.booking.create({
    data: {
      ...of,
      allianceId: tx.allianceId,
      voucherId: asked.voucherId,
      privateOrderId: asked.privateOrderId,
      placeId: asked.placeId,
      cancellationHours: title.voucher ? cancellationHours : null,
      ...proposal('holder', asked.start, await bookingTerms(tx), tx.now),
      bookedBy: tx.actor.id,
      createdAt: tx.now,
    },
  });
  await announce(tx, { vault }, booking, 'holder');
  return booking;
}

/** What a side proposes, and until when the other may answer. */
export function proposal(proposedBy: BookingSide, proposedStart: Date, terms: BookingTerms, now: Date) {
  return { proposedBy, proposedStart, dueAt: answerBy(proposedStart, terms, now) };
}

/** The other side is told, and somebody looks when nobody answers. */
export async function announce(
  tx: Tx,
  { vault }: Services,
  booking: Booking,
  by: BookingSide,
): Promise<void> {
  await tellOfBooking(tx, vault, booking, 'proposed', otherSide(by));
  await wakeUp(tx, voucherExpiryId(tx.allianceId));
  await recordAudit(tx, vault, {
    action: 'booking.proposed',
    subjectKind: 'booking',
    subjectId: booking.id,
    reason: by,
  });
}

interface Bookable {
  readonly holderId: string;
  readonly providerId: string;
  readonly serviceId: string;
}

/** Of a voucher one moment at a time; of an order as many as units, those that are past included. */
async function bookableOrThrow(tx: Tx, { voucher, order }: Title): Promise<Bookable> {
  if (order) {
    if (order.state === 'cancelled') throw orderClosed;
    const taken = await tx.db.booking.count({
      where: { privateOrderId: order.id, state: { in: ['proposed', 'confirmed', 'passed', 'missed'] } },
    });
    if (taken >= order.units) throw bookedAlready;
    return { holderId: order.buyerId, providerId: order.providerId, serviceId: order.serviceId };
  }
  const { id, holderId, providerId, serviceId } = voucher!;
  if (!providerId || !serviceId) throw nothingToBook;
  const open = { voucherId: id, state: { in: ['proposed', 'confirmed'] as ('proposed' | 'confirmed')[] } };
  if ((await tx.db.booking.count({ where: open })) > 0) throw bookedAlready;
  return { holderId, providerId, serviceId };
}

/** A moment that is still to come, at which the voucher is good and its provider takes it. */
export async function goodThenOrThrow(
  tx: Tx,
  { voucher, providerId }: Pick<Title, 'voucher'> & { readonly providerId: string },
  start: Date,
): Promise<void> {
  if (start <= tx.now) throw past;
  if (voucher && voucher.state !== 'active' && voucher.state !== 'held') throw voucherOver;
  if (voucher && start > voucher.expiresAt) throw beyondVoucher(toPlainDate(voucher.expiresAt));
  const stoppedOn = await stoppedSince(tx, providerId, toPlainDate(tx.now));
  if (stoppedOn !== undefined && redeemableUntil(stoppedOn) < toPlainDate(start)) throw providerStops;
}

const refusalOf = (it: string, en: string, possible: readonly string[] = []) =>
  new Refusal('stepNotPossible', { detail: { it, en }, possible });

const past = refusalOf(
  'Il momento è già passato: proporne uno a venire.',
  'That moment is past: propose one to come.',
);
const voucherOver = refusalOf(
  'Il buono è già speso, scaduto o annullato: non c’è più niente da prenotare.',
  'The voucher is spent, lapsed or voided already: there is nothing left to book.',
  ['listVouchers'],
);
const providerStops = refusalOf(
  'A quel momento il fornitore, sospeso o uscito dall’alleanza, non prenderà più buoni: proporre un giorno prima, o annullare il buono e scegliere un altro fornitore.',
  'By then the provider, suspended or out of the alliance, takes vouchers no longer: propose an earlier day, or void the voucher and choose another provider.',
  ['voidVoucher'],
);
const orderClosed = refusalOf('L’ordine è annullato.', 'The order was cancelled.', ['placePrivateOrder']);
const bookedAlready = refusalOf(
  'Per questo c’è già una prenotazione: spostarla, o prima disdirla.',
  'There is a booking for it already: move it, or cancel it first.',
  ['moveBooking', 'cancelBooking'],
);
const nothingToBook = refusalOf(
  'Un buono cumulativo non nomina alcun servizio: si usa alla cassa, senza prenotare.',
  'A cumulative voucher names no service: it is used at the till, and not booked.',
);
const notThere = new Refusal('invalidRequest', {
  detail: {
    it: 'Quel giorno il servizio lì non è offerto.',
    en: 'The service is not offered there on that day.',
  },
  errors: [
    {
      pointer: '/body/placeId',
      message: {
        it: 'indichi una sede in cui il servizio è offerto quel giorno',
        en: 'name a place at which the service is offered on that day',
      },
    },
  ],
});

function beyondVoucher(lastDay: string): Refusal {
  return refusalOf(
    `Il buono vale fino ${italianDay('al', lastDay)}: proporre un momento entro quel giorno.`,
    `The voucher is good until ${formatDate(lastDay, 'en')}: propose a moment by then.`,
  );
}
