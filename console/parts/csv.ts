import { saveBlob } from '../client/save-blob.ts';

export type Cell = string | number | null;

/** Saves a table as a spreadsheet in Italy opens it: semicolons, decimal comma, UTF-8 with its mark. */
export function saveCsv(name: string, header: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const text = [header, ...rows].map((row) => row.map(written).join(';')).join('\r\n');
  saveBlob(`${name}.csv`, new Blob(['\ufeff', text, '\r\n'], { type: 'text/csv' }));
}

/** Euro in a cell, out of cents. */
export function euroCell(cents: number): string {
  const sign = cents < 0 ? '-' : '';
  const whole = Math.abs(cents);
  return `${sign}${Math.trunc(whole / 100)},${String(whole % 100).padStart(2, '0')}`;
}

/** A cell that a spreadsheet would take for a formula is kept from being one. */
function written(cell: Cell): string {
  if (cell === null) return '';
  const text = String(cell);
  const isFormula = /^[=+@\t\r]|^-(?!\d)/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
