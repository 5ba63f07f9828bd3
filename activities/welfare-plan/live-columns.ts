import type { liveColumns } from '../../domain/live-voucher.ts';
import { readEuro } from '../../domain/money.ts';
import { isPlainDate, type PlainDate } from '../../domain/plain-date.ts';
import { taxCode as taxCodeSchema } from '../../domain/tax-code.ts';
import type { Text } from '../../domain/text.ts';
import { vatNumber as vatNumberSchema } from '../../domain/vat-number.ts';

export type LiveColumn = (typeof liveColumns)[number];

/** How a cell is read: undefined says that it cannot be. */
export interface CellReader<T> {
  readonly read: (text: string) => T | undefined;
  readonly wanted: Text;
}

const MOST_CENTS = 100_000_00;

function oneOf<T extends string>(words: Readonly<Record<string, T>>): CellReader<T> {
  const all = Object.keys(words).join(', ');
  return {
    read: (text) => words[text.toLowerCase()],
    wanted: { it: `una di queste parole: ${all}`, en: `one of these words: ${all}` },
  };
}

const euroFrom = (leastCents: number, wanted: Text): CellReader<number> => ({
  read: (text) => {
    const cents = readEuro(text);
    return cents !== undefined && cents >= leastCents && cents <= MOST_CENTS ? cents : undefined;
  },
  wanted,
});

const line = (most: number): CellReader<string> => ({
  read: (text) => (text.length >= 1 && text.length <= most ? text : undefined),
  wanted: { it: `da 1 a ${most} caratteri`, en: `1 to ${most} characters` },
});

const day: CellReader<PlainDate> = {
  read(text) {
    const italian = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
    const date = italian
      ? `${italian[3]}-${italian[2]!.padStart(2, '0')}-${italian[1]!.padStart(2, '0')}`
      : text;
    return isPlainDate(date) ? date : undefined;
  },
  wanted: { it: 'un giorno, come 31/12/2026', en: 'a day, such as 31/12/2026' },
};

export const cells = {
  kind: oneOf({ credito: 'credit', buono: 'voucher' }),
  taxCode: {
    read: (text) => taxCodeSchema.safeParse(text.toUpperCase()).data,
    wanted: { it: 'un codice fiscale valido', en: 'a valid tax code' },
  } satisfies CellReader<string>,
  amount: euroFrom(1, {
    it: 'un importo come 1.140,50, maggiore di zero e fino a 100.000,00',
    en: 'an amount such as 1.140,50, above zero and up to 100.000,00',
  }),
  spent: euroFrom(0, { it: 'un importo come 40,00', en: 'an amount such as 40,00' }),
  /** A spreadsheet takes the leading zeros off. */
  vatNumber: {
    read: (text) => vatNumberSchema.safeParse(text.padStart(11, '0')).data,
    wanted: { it: 'una partita IVA valida', en: 'a valid VAT number' },
  } satisfies CellReader<string>,
  name: line(200),
  day,
  taxLetter: oneOf({
    c: 'c',
    d: 'd',
    'd-bis': 'dBis',
    f: 'f',
    'f-bis': 'fBis',
    'f-ter': 'fTer',
    'f-quater': 'fQuater',
    'comma 3': 'comma3',
  }),
  source: oneOf({
    contratto: 'collectiveAgreement',
    regolamento: 'bindingRegulation',
    volontario: 'voluntary',
  }),
  vat: oneOf({
    multiuso: 'multiPurpose',
    '22': 'ordinary',
    '10': 'reduced10',
    '5': 'reduced5',
    '4': 'reduced4',
    esente: 'exempt',
    'fuori campo': 'outOfScope',
  }),
  pledged: oneOf({ promesso: 'pledged', 'da promettere': 'open' }),
  earlierNumber: line(40),
};
