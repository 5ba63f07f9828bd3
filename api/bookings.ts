import { z } from 'zod';
import { proposeBooking } from '../activities/booking/propose.ts';
import { endOfDay, startOfDay } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import { ownRoles } from './access.ts';
import { chargeableBookings, ownBookingOrThrow, reachableBookings } from './booking-access.ts';
import { bookingParams, bookingState, bookingView, momentFields, momentOrThrow } from './booking-schema.ts';
import { bookingViews, standingOf } from './booking-view.ts';
import { invalidField } from './invalid-field.ts';
import type { Principal } from './principal.ts';
import { route } from './route.ts';
import { asPage, id, orderedQuery, page, pageArguments, plainDate } from './schema.ts';
import { ownVoucherOrThrow, privateOrderOrThrow } from './voucher-access.ts';

const tag = 'bookings';
const who = [...ownRoles, 'provider'] as const;

const newBooking = z.strictObject({
  voucherId: id.optional().meta({ description: 'The voucher that is to be used then' }),
  privateOrderId: id.optional().meta({ description: 'Or the private order of which it is a unit' }),
  placeId: id.meta({ description: 'One of the places at which the service is offered' }),
  ...momentFields,
});

const propose = route({
  kind: 'write',
  operation: 'proposeBooking',
  method: 'post',
  path: '/v1/bookings',
  tag,
  summary: {
    it: 'Propone al fornitore giorno e ora per usare un proprio buono, o un ordine privato',
    en: 'Propose to the provider a day and time at which to use a voucher of one’s own, or a private order',
  },
  who: ownRoles,
  status: 201,
  body: newBooking,
  reply: bookingState,
  async write(tx, { body, principal }, services) {
    const of = await titleOrThrow(tx, principal, body);
    const start = momentOrThrow(body);
    return standingOf(await proposeBooking(tx, services, { ...of, placeId: body.placeId, start }));
  },
});

const list = route({
  kind: 'read',
  operation: 'listBookings',
  method: 'get',
  path: '/v1/bookings',
  tag,
  summary: {
    it: 'Le proprie prenotazioni; per un fornitore quelle delle sue sedi, o della propria, anche di un giorno',
    en: 'One’s own bookings; for a provider those of its places, or of one’s own, also of one day',
  },
  who,
  query: orderedQuery.extend({
    day: plainDate.optional().meta({ description: 'What is agreed or proposed for that day in Rome' }),
    open: z.enum(['true', 'false']).optional().meta({ description: 'true: what did not end yet' }),
    chargeable: z.literal('true').optional().meta({
      description:
        'true: what ended late or to which nobody came, while its voucher is still good and may be taken',
    }),
  }),
  reply: page(bookingView),
  async read(tx, { query: { day, open, chargeable, ...paging }, principal }, { vault }) {
    const within = day ? { gte: startOfDay(day), lte: endOfDay(day) } : undefined;
    const reachable = await reachableBookings(tx, principal);
    const rows = await tx.db.booking.findMany({
      ...pageArguments(paging),
      where: {
        AND: [
          reachable,
          within ? { OR: [{ startsAt: within }, { proposedStart: within }] } : {},
          open === undefined ? {} : { dueAt: open === 'true' ? { not: null } : null },
          chargeable ? await chargeableBookings(tx, reachable) : {},
        ],
      },
    });
    return asPage(await bookingViews(tx, vault, rows), paging.limit);
  },
});

const get = route({
  kind: 'read',
  operation: 'getBooking',
  method: 'get',
  path: '/v1/bookings/{bookingId}',
  tag,
  summary: { it: 'Una prenotazione, per le due parti', en: 'A booking, for its two sides' },
  who,
  params: bookingParams,
  reply: bookingView,
  async read(tx, { params, principal }, { vault }) {
    const { booking } = await ownBookingOrThrow(tx, principal, params.bookingId);
    const [shown] = await bookingViews(tx, vault, [booking]);
    return shown!;
  },
});

export const bookingRoutes = [propose, list, get];

/** One of the two, and the caller's own. */
async function titleOrThrow(
  tx: Tx,
  principal: Principal,
  { voucherId, privateOrderId }: z.output<typeof newBooking>,
): Promise<{ readonly voucherId: string | null; readonly privateOrderId: string | null }> {
  if ((voucherId === undefined) === (privateOrderId === undefined)) throw oneOfTwo;
  if (voucherId !== undefined) await ownVoucherOrThrow(tx, principal, voucherId);
  if (privateOrderId !== undefined) await privateOrderOrThrow(tx, principal, privateOrderId, 'buyer');
  return { voucherId: voucherId ?? null, privateOrderId: privateOrderId ?? null };
}

const oneOfTwo = invalidField('/body/voucherId', {
  it: 'indichi un buono oppure un ordine privato, uno dei due',
  en: 'give a voucher or a private order, one of the two',
});
