/** A cell: text that somebody wrote, or an amount. */
export type CsvCell = string | { readonly cents: number };

/**
 * A table as Excel in Italy opens it with a double click: byte-order mark, semicolons, decimal comma. Text that a
 * spreadsheet would take for a formula is shown as the text it is.
 */
export function italianCsv(rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(written).join(';')}\r\n`).join('')}`;
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
