import { stdnum } from 'stdnum';
import { ibanFault, ibanFaults } from '../../domain/iban.ts';
import { isPlainDate, type PlainDate } from '../../domain/plain-date.ts';
import { comuneByCode, comuneByName, isIstatCode } from '../../domain/territory.ts';
import type { Text } from '../../domain/text.ts';
import { vatNumberFault, vatNumberFaults } from '../../domain/vat-number-fault.ts';
import { quote } from './problem.ts';

/** What a cell says, or what is wrong with it. Cells arrive trimmed and not empty. */
export type Reading<T> = { readonly value: T } | { readonly wrong: Text };
export type CellReader<T> = (cell: string) => Reading<T>;

const LONGEST_TEXT = 200;
const TERRITORY_EXAMPLE = 'Lovere';

/** Plain text. What a spreadsheet would run as a formula is refused, because exports carry it on. */
export const text: CellReader<string> = (cell) => {
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(cell) || !cell.isWellFormed())
    return wrong('contiene caratteri di controllo', 'it contains control characters');
  if (/^[=+\-@]/.test(cell))
    return wrong('non può iniziare con =, +, - o @', 'it cannot begin with =, +, - or @');
  if (cell.length > LONGEST_TEXT)
    return wrong(`supera i ${LONGEST_TEXT} caratteri`, `it has more than ${LONGEST_TEXT} characters`);
  return { value: cell.normalize('NFC') };
};

/** YYYY-MM-DD or DD/MM/YYYY, of a day that exists. */
export const date: CellReader<PlainDate> = (cell) => {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(cell) ?? [];
  const value = year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : cell;
  if (isPlainDate(value)) return { value };
  return wrong(
    'non è una data: scriverla come 31/12/2026 o 2026-12-31',
    'not a date: write it as 31/12/2026 or 2026-12-31',
  );
};

/** An Italian VAT number (partita IVA), with or without "IT" before it. */
export const vatNumber: CellReader<string> = (cell) => {
  const bare = cell.replaceAll(/[\s:-]/g, '').replace(/^IT/i, '');
  const fault = vatNumberFault(bare);
  return fault ? { wrong: vatNumberFaults[fault] } : { value: bare };
};

/** A person's sixteen-character tax code (codice fiscale). */
export const taxCode: CellReader<string> = (cell) => {
  const checked = stdnum['IT']!['codicefiscale']!.validate(cell);
  if (checked.isValid) return { value: checked.compact };
  return wrong(
    'non è un codice fiscale: 16 caratteri, con la lettera di controllo giusta',
    'not a tax code: 16 characters with the right check letter',
  );
};

/**
 * A comune: its six-digit ISTAT code, or its name if it is one of the alliance's 42. Spreadsheets drop a leading
 * zero; it is put back when the code is then one of the 42.
 */
export const comune: CellReader<string> = (cell) => {
  const known = comuneByCode(cell) ?? comuneByCode(`0${cell}`) ?? comuneByName(cell);
  if (known) return { value: known.istatCode };
  if (isIstatCode(cell)) return { value: cell };
  return wrong(
    `${quote(cell)} non è uno dei 42 comuni del territorio (per esempio ${TERRITORY_EXAMPLE}): per un altro comune d’Italia scrivere il codice ISTAT di 6 cifre`,
    `${quote(cell)} is not one of the territory’s 42 comuni (such as ${TERRITORY_EXAMPLE}): for another one of Italy write its six-digit ISTAT code`,
  );
};

export const email: CellReader<string> = (cell) =>
  /^[^\s@<>"',;:()\\[\]]+@[^\s@.]+(\.[^\s@.]+)+$/.test(cell) && /^[!-~]{3,254}$/.test(cell)
    ? { value: cell.toLowerCase() }
    : wrong('non è un indirizzo e-mail', 'not an e-mail address');

export const phone: CellReader<string> = (cell) =>
  /^\+?\d[\d ./-]{4,24}$/.test(cell)
    ? { value: cell }
    : wrong('non è un numero di telefono', 'not a phone number');

/** An IBAN of a SEPA country, however it is spaced. */
export const iban: CellReader<string> = (cell) => {
  const compact = cell.replaceAll(' ', '').toUpperCase();
  const fault = ibanFault(compact);
  return fault ? { wrong: ibanFaults[fault] } : { value: compact };
};

/** One word of a list, in Italian or English. */
export function choice<T extends string>(words: Readonly<Record<T, readonly string[]>>): CellReader<T> {
  const entries = Object.entries(words) as [T, readonly string[]][];
  const allowed = entries.map(([, [italian]]) => italian).join(', ');
  return (cell) => {
    const found = entries.find(([value, names]) => [value, ...names].some((name) => sameWord(name, cell)));
    if (found) return { value: found[0] };
    return wrong(
      `${quote(cell)} non è tra i valori previsti: ${allowed}`,
      `${quote(cell)} is not one of: ${entries.map(([value]) => value).join(', ')}`,
    );
  };
}

/** Several words of a list, with `+`, `|`, `/`, `,` or `;` between them. */
export function choices<T extends string>(
  words: Readonly<Record<T, readonly string[]>>,
): CellReader<readonly T[]> {
  const one = choice(words);
  return (cell) => {
    const readings = cell.split(/[+|/,;]/).map((part) => one(part.trim()));
    const refused = readings.find((reading) => 'wrong' in reading);
    if (refused) return refused;
    return {
      value: [...new Set(readings.flatMap((reading) => ('value' in reading ? [reading.value] : [])))],
    };
  };
}

/** Whether two words are the same for somebody who writes headers by hand: case, accents and signs do not count. */
export function sameWord(one: string, other: string): boolean {
  return plainWord(one) === plainWord(other);
}

function plainWord(word: string): string {
  return word
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}

function wrong(it: string, en: string): { readonly wrong: Text } {
  return { wrong: { it, en } };
}
