export type Row = Readonly<Record<string, unknown>>;
export type Specimen = readonly [constraint: string, table: string, rows: readonly Row[]];

export const one = '00000000-0000-7000-8000-000000000001';
export const other = '00000000-0000-7000-8000-000000000002';
export const at = '2026-06-01T10:00:00Z';

/** The same row twice. */
export function same(constraint: string, table: string, row: Row): Specimen {
  return [constraint, table, [row, row]];
}
