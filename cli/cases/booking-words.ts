import { z } from 'zod';
import { key, oneOf, parts } from './sentence.ts';
import { moment, name, wholeNumber, yesOrNo } from './values.ts';

const at = key('per il', moment, ['giorno e ora, gli orologi di Roma', 'day and time, the clocks of Rome']);
const booking = key('prenotazione', name, ['come il caso la chiama', 'what the case calls it']);
const bookingName = (it: string, en: string) =>
  [`${it}: quale prenotazione`, `${en}: which booking`] as const;

/** What holders and providers do with bookings. */
export const bookingActions = {
  'publishes a notice': key(
    'pubblica un preavviso',
    parts({
      service: key('servizio', name, ['di quelli che offre', 'of those that it offers']),
      hours: key('ore', wholeNumber, ['prima del momento', 'before the moment']),
    }),
    ['un fornitore, per le disdette', 'a provider, for cancellations'],
  ),
  books: key(
    'prenota',
    parts({
      booking,
      voucher: key('buono', name, ['con quale buono', 'with which voucher']),
      provider: key('fornitore', name, ['alla sua prima sede', 'at its first place']),
      at,
    }),
    ['chi ha il buono: propone', 'whoever holds the voucher: proposes'],
  ),
  'moves the booking': key('sposta la prenotazione', parts({ booking, at }), [
    'una delle parti: propone un altro momento',
    'either side: proposes another moment',
  ]),
  'confirms the booking': key(
    'conferma la prenotazione',
    name,
    bookingName('l’altra parte', 'the other side'),
  ),
  'declines the booking': key('rifiuta il momento', name, bookingName('l’altra parte', 'the other side')),
  'cancels the booking': key('disdice la prenotazione', name, bookingName('una delle parti', 'either side')),
  'says nobody came': key('dice che nessuno è venuto', name, bookingName('il fornitore', 'the provider')),
  'charges the booking': key(
    'riscuote la disdetta',
    name,
    bookingName('il fornitore, alla cassa', 'the provider, at its till'),
  ),
} as const;

const expected = parts({
  state: key(
    'stato',
    oneOf({
      proposed: 'proposta',
      confirmed: 'confermata',
      declined: 'rifiutata',
      lapsed: 'decaduta',
      cancelled: 'disdetta',
      missed: 'mancata',
      passed: 'passata',
      redeemed: 'usata',
      charged: 'riscossa',
      ended: 'finita',
    }).optional(),
    ['a che punto è', 'where it stands'],
  ),
  at: key('per il', moment.optional(), ['che cosa è concordato', 'what is agreed']),
  'free until': key('gratis fino al', moment.optional(), [
    'ultimo momento per disdire senza conseguenze',
    'last moment to cancel without consequence',
  ]),
  chargeable: key('si può riscuotere', yesOrNo.optional(), [
    'il fornitore può riscuotere il buono',
    'the provider may take the voucher',
  ]),
});

/** What a case expects of bookings, as their holders read them. */
export const bookingExpectations = {
  bookings: key('prenotazioni', z.record(name, expected).optional(), ['per nome', 'by name']),
} as const;
