import type { PlainDate } from '../../domain/plain-date.ts';
import type { Locale } from '../../domain/text.ts';
import type { Bytes } from '../../vault/envelope.ts';
import { heading, items, paragraph, type Block } from '../letters/block.ts';
import { layoutsUpon } from '../letters/fonts.ts';
import { drawPdf } from '../letters/pdf.ts';

/** Everything that stands on a place's blank slips; the same always gives the same bytes. */
export interface PrintedSlips {
  readonly allianceName: string;
  readonly providerName: string;
  readonly placeName: string;
  readonly printedOn: PlainDate;
  readonly numbers: readonly string[];
}

const SLIPS_A_PAGE = 2;

/** Blank slips to print and keep at the till, as a tagged PDF: what to do on the first page, then two on each. */
export function renderSlips(slips: PrintedSlips, language: Locale): Promise<Bytes> {
  const { allianceName, providerName, placeName, printedOn, numbers } = slips;
  const { title, rules, slip, fields } = words[language];
  return drawPdf(
    {
      title,
      author: allianceName,
      writtenOn: printedOn,
      language,
      footer: `${title} – ${placeName}`,
      opening: [[allianceName], [providerName, placeName]],
      blocks: [
        items(rules),
        ...numbers.flatMap((number, nth): readonly Block[] => [
          ...(nth % SLIPS_A_PAGE === 0 ? [{ kind: 'newPage' } as const] : []),
          heading(`${slip} ${number}`),
          ...fields.map((field) => paragraph(`${field}: ${'_'.repeat(24)}`)),
        ]),
      ],
    },
    layoutsUpon(),
  );
}

const words = {
  it: {
    title: 'Tagliandi per quando manca la rete',
    slip: 'Tagliando',
    rules: [
      'Si usano solo mentre la cassa non ha rete. Ogni tagliando ha un numero e si registra una volta sola, in questa sede.',
      'Guardare se è venuta la persona scritta sul buono; se è venuta un’altra, il buono non si prende.',
      'Scrivere il codice di dodici segni che sta sul buono, il giorno e l’ora del servizio e l’importo. Un buono per un servizio si prende intero e non si integra con denaro.',
      'La persona firma. Nessun altro dato di lei va sul tagliando.',
      'Appena torna la rete, ed entro lo stesso giorno, registrare il tagliando alla cassa con il proprio PIN. Dopo quel giorno può farlo solo l’ufficio del Fondo, dopo una richiesta con il motivo.',
      'Se la registrazione è rifiutata, la risposta dice perché e che cosa fare. Alla persona non si chiede denaro. Conservare il tagliando firmato con le carte della cassa.',
    ],
    fields: [
      'Codice del buono (dodici segni)',
      'Giorno e ora del servizio',
      'Importo in euro',
      'Addetto di cassa',
      'Firma di chi usa il servizio',
    ],
  },
  en: {
    title: 'Slips for when there is no network',
    slip: 'Slip',
    rules: [
      'They are used only while the till has no network. Each slip has a number and is entered once, at this place.',
      'Look whether the person named on the voucher came; if it was somebody else, the voucher is not taken.',
      'Write the code of twelve signs that stands on the voucher, day and time of the service, and the amount. A voucher for one service is taken whole and not topped up with money.',
      'The person signs. Nothing else about them goes on the slip.',
      'As soon as the network is back, and on the same day, enter the slip at the till with your PIN. After that day only the Fund’s office can, once it is asked with a reason.',
      'If the slip is refused, the answer says why and what to do. The person is not asked for money. Keep the signed slip with the papers of the till.',
    ],
    fields: [
      'Code of the voucher (twelve signs)',
      'Day and time of the service',
      'Amount in euro',
      'Who stands at the till',
      'Signature of whoever uses the service',
    ],
  },
} as const satisfies Record<Locale, unknown>;
