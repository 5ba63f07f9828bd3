/** A cell: text is guarded against being taken for a formula, an amount of cents is written with a decimal comma. */
export type CsvCell = string | { readonly cents: number };

const byteOrderMark = '\uFEFF';

/**
 * A table as Italian spreadsheets open it by itself: UTF-8 that says so, semicolons, decimal commas, CRLF. Text that a
 * spreadsheet would read as a formula gets an apostrophe in front (CWE-1236).
 */
export function italianCsv(header: readonly string[], rows: readonly (readonly CsvCell[])[]): Uint8Array {
  const lines = [header, ...rows].map((cells) => cells.map(cellText).join(';'));
  return new TextEncoder().encode(`${byteOrderMark}${lines.map((line) => `${line}\r\n`).join('')}`);
}

function cellText(cell: CsvCell): string {
  if (typeof cell !== 'string') return withComma(cell.cents);
  const guarded = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[;"\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function withComma(cents: number): string {
  const sign = cents < 0 ? '-' : '';
  const [whole, rest] = [Math.trunc(Math.abs(cents) / 100), Math.abs(cents) % 100];
  return `${sign}${whole},${String(rest).padStart(2, '0')}`;
}
