import { parse } from 'csv-parse/sync';
import { isPlainDate, type PlainDate } from '../../domain/plain-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Text } from '../../domain/text.ts';

/** One line of the bank's list, as it says it. */
export interface BankEntry {
  readonly bankRef: string;
  readonly bookedOn: PlainDate;
  /** Below zero when money left; of a payment that was refused, what was to leave. */
  readonly amountCents: number;
  readonly endToEndId: string | null;
  readonly isRejected: boolean;
}

export const bankColumns = ['riferimento', 'data', 'importo', 'end_to_end', 'esito'] as const;

const MAX_LINES = 2_000;

/**
 * Reads the list as Italian banks and Excel write it: semicolons, decimal comma, day first, a byte-order mark or none.
 * Other columns may stand beside; names in them are not kept. One wrong line, and nothing of the file is taken.
 */
export function readBankCsv(csv: string): readonly BankEntry[] {
  let rows: Record<string, string>[];
  try {
    rows = parse(csv, {
      bom: true,
      delimiter: ';',
      trim: true,
      skip_empty_lines: true,
      columns: (header: string[]) => header.map((name) => name.toLowerCase()),
    });
  } catch {
    throw unreadable({
      it: 'ogni riga deve avere le colonne della prima, separate da punto e virgola',
      en: 'every line must have the columns of the first, with semicolons between them',
    });
  }
  const missing = bankColumns.filter((name) => !(name in (rows[0] ?? {})));
  if (missing.length > 0)
    throw unreadable({
      it: `servono almeno una riga e le colonne ${bankColumns.join(', ')}; mancano ${missing.join(', ')}`,
      en: `at least one line is needed and the columns ${bankColumns.join(', ')}; missing: ${missing.join(', ')}`,
    });
  if (rows.length > MAX_LINES)
    throw unreadable({
      it: `al massimo ${MAX_LINES} righe: dividere il file`,
      en: `${MAX_LINES} lines at most: split the file`,
    });
  return rows.map((row, index) => entryOf(row, index + 2));
}

function entryOf(row: Record<string, string>, lineNumber: number): BankEntry {
  const bankRef = row['riferimento'] ?? '';
  const bookedOn = (row['data'] ?? '').replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, '$3-$2-$1');
  const amountCents = centsOf(row['importo'] ?? '');
  const outcome = row['esito'] ?? '';
  const endToEndId = row['end_to_end'] || null;
  if (!/^[\x21-\x7e][\x20-\x7e]{0,63}$/.test(bankRef)) throw wrongLine(lineNumber, 'riferimento');
  if (!isPlainDate(bookedOn)) throw wrongLine(lineNumber, 'data');
  if (amountCents === undefined) throw wrongLine(lineNumber, 'importo');
  if (!['', 'eseguito', 'respinto'].includes(outcome)) throw wrongLine(lineNumber, 'esito');
  if (endToEndId && !/^[\x20-\x7e]{1,35}$/.test(endToEndId)) throw wrongLine(lineNumber, 'end_to_end');
  return { bankRef, bookedOn, amountCents, endToEndId, isRejected: outcome === 'respinto' };
}

/** "-1.234,56" or "-1234,56", of less than ten million euro and not of nothing. */
function centsOf(text: string): number | undefined {
  if (!/^[+-]?(\d{1,7}|\d{1,3}(\.\d{3}){1,2}),\d{2}$/.test(text)) return undefined;
  const cents = Number(text.replaceAll('.', '').replace(',', ''));
  return cents === 0 ? undefined : cents;
}

function wrongLine(lineNumber: number, column: (typeof bankColumns)[number]): Refusal {
  return unreadable({
    it: `riga ${lineNumber}: correggere la colonna ${column} (${examples[column]})`,
    en: `line ${lineNumber}: correct the column ${column} (${examples[column]})`,
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
      it: 'Correggere il file e inviarlo di nuovo: di questo non è stato preso niente.',
      en: 'Correct the file and send it again: nothing of this one was taken.',
    },
    errors: [{ pointer: '/body/csv', message }],
  });
}
