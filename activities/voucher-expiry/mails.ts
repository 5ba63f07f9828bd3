import { italianDay } from '../../domain/italian-day.ts';
import { formatDate, type PlainDate } from '../../domain/plain-date.ts';
import { toPerson } from '../mail-audience.ts';
import { readAt } from '../mail-sentences.ts';

/**
 * What whoever holds vouchers is told of them. Not one word differs between those that an employer's credit bought and
 * those that the Fund gave: a mailbox may be read by others, and at work.
 */
export const voucherExpiryMails = {
  vouchersLapseSoon: toPerson((params: { readonly firstOn: PlainDate }) => ({
    subject: { it: 'Promemoria: c’è qualcosa da usare', en: 'Reminder: there is something to use' },
    paragraphs: [
      {
        it: `uno o più dei suoi buoni stanno per scadere: il primo si può usare fino ${italianDay('al', params.firstOn)} compreso.`,
        en: `one or more of your vouchers are about to lapse: the first can be used until ${formatDate(params.firstOn, 'en')}, that day included.`,
      },
      readAt('l’elenco', 'the list'),
    ],
  })),

  vouchersExtended: toPerson((_params: Record<never, never>) => ({
    subject: { it: 'C’è più tempo', en: 'There is more time' },
    paragraphs: [
      {
        it: 'uno o più dei suoi buoni si possono usare più a lungo: il nuovo ultimo giorno di ciascuno è nell’elenco.',
        en: 'one or more of your vouchers can be used for longer: the new last day of each is in the list.',
      },
      readAt('l’elenco', 'the list'),
    ],
  })),

  vouchersLapsed: toPerson((params: { readonly lapsedOn: PlainDate }) => ({
    subject: { it: 'Una comunicazione per lei', en: 'A notice for you' },
    paragraphs: [
      {
        it: `${italianDay('il', params.lapsedOn)} uno o più dei suoi buoni sono finiti senza essere stati usati del tutto. Dove è andato ciò che restava è scritto, buono per buono, nel servizio.`,
        en: `on ${formatDate(params.lapsedOn, 'en')} one or more of your vouchers ended without being used up. Where what was left went is written in the service, voucher by voucher.`,
      },
      readAt('la comunicazione', 'the notice'),
    ],
  })),

  vouchersStopped: toPerson((params: { readonly lapsedOn: PlainDate }) => ({
    subject: { it: 'Una comunicazione per lei', en: 'A notice for you' },
    paragraphs: [
      {
        it: `${italianDay('il', params.lapsedOn)} uno o più dei suoi buoni sono stati annullati: il fornitore da un mese non può più riceverli. Dove è andato ciò che restava, e chi offre lo stesso lì vicino, è scritto nel servizio.`,
        en: `on ${formatDate(params.lapsedOn, 'en')} one or more of your vouchers were voided: the provider has not been able to take them for a month. Where what was left went, and who offers the same nearby, is written in the service.`,
      },
      readAt('la comunicazione', 'the notice'),
    ],
  })),
};
