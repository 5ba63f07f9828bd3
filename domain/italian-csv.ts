import { parse } from 'csv-parse/sync';

/** A cell: text that somebody wrote, or an amount. */
export type CsvCell = string | { readonly cents: number };

/** A line of a table that somebody sent, and where it stands in the file. */
export interface CsvLine {
  readonly number: number;
  readonly cells: readonly string[];
}

export interface CsvTable {
  /** In small letters. */
  readonly header: readonly string[];
  readonly lines: readonly CsvLine[];
}

/**
 * A table as Excel in Italy opens it with a double click: byte-order mark, semicolons, decimal comma. Text that a
 * spreadsheet would take for a formula is shown as the text it is.
 */
export function italianCsv(rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(written).join(';')}\r\n`).join('')}`;
}

/**
 * Reads such a table as banks and spreadsheets in Italy save it, with a byte-order mark or none; empty lines are no
 * lines. Undefined when it is no table, or has no header; lines may be shorter or longer than it.
 */
export function readItalianCsv(text: string): CsvTable | undefined {
  try {
    const records = parse(text, {
      bom: true,
      delimiter: ';',
      relax_column_count: true,
      skip_records_with_empty_values: true,
      info: true,
    }) as unknown as readonly { record: string[]; info: { lines: number } }[];
    const [header, ...lines] = records.map(({ record, info }) => ({
      number: info.lines,
      cells: record.map((cell) => cell.trim()),
    }));
    return header && { header: header.cells.map((name) => name.toLowerCase()), lines };
  } catch {
    return undefined;
  }
}

function written(cell: CsvCell): string {
  if (typeof cell !== 'string') return decimalComma(cell.cents);
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[;"\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function decimalComma(cents: number): string {
  const whole = Math.trunc(Math.abs(cents) / 100);
  return `${cents < 0 ? '-' : ''}${whole},${String(Math.abs(cents) % 100).padStart(2, '0')}`;
}
