import { z } from 'zod';
import {
  cancelBooking,
  confirmBooking,
  declineBooking,
  missBooking,
  moveBooking,
} from '../activities/booking/answer.ts';
import { chargeBooking } from '../activities/booking/charge.ts';
import { ownRoles } from './access.ts';
import { ownBookingOrThrow, providersBookingOrThrow } from './booking-access.ts';
import { bookingParams, bookingState, momentFields, momentOrThrow } from './booking-schema.ts';
import { standingOf } from './booking-view.ts';
import { route } from './route.ts';
import { atTill } from './till-access.ts';
import { atTheTill, receipt } from './till-schema.ts';
import { shownReceipt } from './till-view.ts';

const onePath = '/v1/bookings/{bookingId}';
const ofBooking = { kind: 'write', method: 'post', tag: 'bookings', params: bookingParams } as const;
const byEither = { ...ofBooking, who: [...ownRoles, 'provider'], reply: bookingState } as const;

const confirm = route({
  ...byEither,
  operation: 'confirmBooking',
  path: `${onePath}/confirmation`,
  summary: {
    it: 'Accetta il momento proposto dall’altra parte',
    en: 'Accept the moment that the other side proposed',
  },
  async write(tx, { params, principal }, services) {
    const { booking, side } = await ownBookingOrThrow(tx, principal, params.bookingId);
    return standingOf(await confirmBooking(tx, services, booking, side));
  },
});

const move = route({
  ...byEither,
  operation: 'moveBooking',
  path: `${onePath}/move`,
  summary: {
    it: 'Propone un altro momento: ciò che era concordato vale finché l’altra parte non accetta',
    en: 'Propose another moment: what was agreed holds until the other side accepts',
  },
  body: z.strictObject(momentFields),
  async write(tx, { params, body, principal }, services) {
    const { booking, side } = await ownBookingOrThrow(tx, principal, params.bookingId);
    return standingOf(await moveBooking(tx, services, booking, side, momentOrThrow(body)));
  },
});

const decline = route({
  ...byEither,
  operation: 'declineBooking',
  path: `${onePath}/refusal`,
  summary: {
    it: 'Rifiuta il momento proposto dall’altra parte; ciò che era concordato resta',
    en: 'Decline the moment that the other side proposed; what was agreed stays',
  },
  async write(tx, { params, principal }, services) {
    const { booking, side } = await ownBookingOrThrow(tx, principal, params.bookingId);
    return standingOf(await declineBooking(tx, services, booking, side));
  },
});

const cancel = route({
  ...byEither,
  operation: 'cancelBooking',
  path: `${onePath}/cancellation`,
  summary: {
    it: 'Disdice una prenotazione; solo se tardi, e se il servizio lo diceva, il fornitore può poi riscuotere il buono',
    en: 'Cancel a booking; only when late, and where the service had said so, the provider may take the voucher later',
  },
  async write(tx, { params, principal }, services) {
    const { booking, side } = await ownBookingOrThrow(tx, principal, params.bookingId);
    return standingOf(await cancelBooking(tx, services, booking, side));
  },
});

const miss = route({
  ...byEither,
  operation: 'missBooking',
  path: `${onePath}/no-show`,
  who: ['provider'],
  summary: {
    it: 'Il fornitore dice, dopo il momento concordato, che nessuno è venuto',
    en: 'The provider says, after the moment that was agreed, that nobody came',
  },
  async write(tx, { params, principal }, services) {
    const booking = await providersBookingOrThrow(tx, principal, params.bookingId);
    return standingOf(await missBooking(tx, services, booking));
  },
});

const charge = route({
  ...ofBooking,
  operation: 'chargeBooking',
  path: `${onePath}/charge`,
  who: ['provider'],
  summary: {
    it: 'Riscuote alla cassa, senza codice, il buono di chi ha disdetto tardi o non è venuto',
    en: 'Take at the till, without its code, the voucher of whoever cancelled late or did not come',
  },
  status: 201,
  body: z.strictObject(atTheTill),
  reply: receipt,
  refusals: ['pinNotValid', 'voucherNotGood', 'stepNotPossible'],
  async write(tx, { params, body, principal }, services) {
    const booking = await providersBookingOrThrow(tx, principal, params.bookingId);
    return atTill(tx, services.vault, principal, body, async (till) => {
      const taken = await chargeBooking(tx, services, till, booking);
      return shownReceipt(taken.redemption, taken.voucherNumber);
    });
  },
});

export const bookingStepRoutes = [confirm, move, decline, cancel, miss, charge];
