import { readItalianCsv, type CsvLine } from '../../domain/italian-csv.ts';
import { readEuro } from '../../domain/money.ts';
import { isPlainDate } from '../../domain/plain-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Text } from '../../domain/text.ts';
import { isBankRef, isEndToEndId, MOST_BANK_CENTS, MOST_BANK_LINES, type BankEntry } from './bank-entry.ts';

/** One line of a list, and which it is in the file. */
export interface ListedEntry extends BankEntry {
  readonly lineNumber: number;
}

export const bankColumns = ['riferimento', 'data', 'importo', 'end_to_end', 'esito'] as const;

/**
 * Reads the list as Italian banks and Excel write it: semicolons, decimal comma, day first, a byte-order mark or none.
 * Other columns may stand beside; names in them are not kept. One wrong line, and nothing of the file is taken.
 */
export function readBankCsv(csv: string): readonly ListedEntry[] {
  const { header, lines } = readItalianCsv(csv) ?? { header: [], lines: [] };
  const missing = bankColumns.filter((name) => !header.includes(name));
  if (missing.length > 0 || lines.length === 0)
    throw unreadable({
      it: `servono almeno una riga e le colonne ${bankColumns.join(', ')}; mancano ${missing.join(', ')}`,
      en: `at least one line is needed and the columns ${bankColumns.join(', ')}; missing: ${missing.join(', ')}`,
    });
  if (lines.length > MOST_BANK_LINES)
    throw unreadable({
      it: `al massimo ${MOST_BANK_LINES} righe: dividere il file`,
      en: `${MOST_BANK_LINES} lines at most: split the file`,
    });
  if (lines.some(({ cells }) => cells.length !== header.length))
    throw unreadable({
      it: 'ogni riga deve avere le colonne della prima, separate da punto e virgola',
      en: 'every line must have the columns of the first, with semicolons between them',
    });
  return lines.map((line) => entryOf(header, line));
}

function entryOf(header: readonly string[], { number, cells }: CsvLine): ListedEntry {
  const cell = (name: (typeof bankColumns)[number]) => cells[header.indexOf(name)]!;
  const bankRef = cell('riferimento');
  const bookedOn = cell('data').replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, '$3-$2-$1');
  const amountCents = centsOf(cell('importo'));
  const outcome = cell('esito');
  const endToEndId = cell('end_to_end') || null;
  if (!isBankRef(bankRef)) throw wrongLine(number, 'riferimento');
  if (!isPlainDate(bookedOn)) throw wrongLine(number, 'data');
  if (amountCents === undefined) throw wrongLine(number, 'importo');
  if (!['', 'eseguito', 'respinto'].includes(outcome)) throw wrongLine(number, 'esito');
  if (endToEndId && !isEndToEndId(endToEndId)) throw wrongLine(number, 'end_to_end');
  const isRejected = outcome === 'respinto';
  return { lineNumber: number, bankRef, bookedOn, amountCents, endToEndId, isRejected };
}

/** "-1.234,56" or "-1234,56", always with its cents, and not of nothing. */
function centsOf(text: string): number | undefined {
  const [, sign, amount] = /^([+-]?)([\d.]+,\d{2})$/.exec(text) ?? [];
  const cents = readEuro(amount ?? '');
  if (cents === undefined || cents === 0 || cents > MOST_BANK_CENTS) return undefined;
  return sign === '-' ? -cents : cents;
}

function wrongLine(lineNumber: number, column: (typeof bankColumns)[number]): Refusal {
  return unreadable({
    it: `riga ${lineNumber}: corregga la colonna ${column} (${examples[column]})`,
    en: `line ${lineNumber}: correct the column ${column} (${examples[column]})`,
  });
}

/** A line that is well written and still cannot be. */
export function wrongEntry({ lineNumber, endToEndId }: ListedEntry, { it, en }: Text): Refusal {
  return unreadable({
    it: `riga ${lineNumber}, ${endToEndId}: ${it}`,
    en: `line ${lineNumber}, ${endToEndId}: ${en}`,
  });
}

const examples = {
  riferimento: 'CRO123456789',
  data: '27/11/2026',
  importo: '-1.234,56',
  end_to_end: 'LP-2026-0001-0001',
  esito: 'eseguito / respinto',
};

function unreadable(message: Text): Refusal {
  return new Refusal('invalidRequest', {
    detail: {
      it: 'Corregga il file e lo invii di nuovo: di questo non è stato preso niente.',
      en: 'Correct the file and send it again: nothing of this one was taken.',
    },
    errors: [{ pointer: '/body/csv', message }],
  });
}
