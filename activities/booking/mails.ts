import type { Text } from '../../domain/text.ts';
import { formatInstant } from '../../domain/time.ts';
import { toPerson, toProvider } from '../mail-audience.ts';
import { readAt } from '../mail-sentences.ts';

/** What happened to a booking, as either side is told: a sentence that may be read by others names no service. */
const news = {
  proposed: {
    it: 'è stato proposto un momento per una prenotazione',
    en: 'a moment was proposed for a booking',
  },
  confirmed: { it: 'una prenotazione è confermata', en: 'a booking is confirmed' },
  declined: {
    it: 'il momento proposto per una prenotazione non va',
    en: 'the moment proposed does not suit',
  },
  lapsed: {
    it: 'a una proposta di prenotazione nessuno ha risposto in tempo',
    en: 'nobody answered a proposed booking in time',
  },
  cancelled: { it: 'una prenotazione è disdetta', en: 'a booking was cancelled' },
  missed: {
    it: 'il fornitore dice che a una prenotazione nessuno è venuto',
    en: 'the provider says that nobody came to a booking',
  },
  charged: {
    it: 'per una prenotazione disdetta tardi, o a cui nessuno è venuto, il fornitore ha riscosso il buono',
    en: 'the provider took the voucher of a booking that was cancelled late, or to which nobody came',
  },
  ended: {
    it: 'una prenotazione non vale più: il motivo è scritto nel servizio',
    en: 'a booking holds no longer: why is written in the service',
  },
} as const satisfies Record<string, Text>;

export type BookingNews = keyof typeof news;

interface OfBooking {
  readonly news: BookingNews;
  /** The moment it is about. */
  readonly at: string;
}

const text = ({ news: told, at }: OfBooking) => ({
  subject: { it: 'Una prenotazione', en: 'A booking' },
  paragraphs: [
    {
      it: `${news[told].it}: ${formatInstant(new Date(at), 'it')}.`,
      en: `${news[told].en}: ${formatInstant(new Date(at), 'en')}.`,
    },
    readAt('di che cosa si tratta, e rispondere,', 'what it is about, and to answer,'),
  ],
});

export const bookingMails = {
  bookingNewsForHolder: toPerson(text),
  bookingNewsForProvider: toProvider(text),
} as const;
