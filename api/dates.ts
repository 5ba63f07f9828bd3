import { fromDateColumn, toDateColumn, type PlainDate } from '../domain/plain-date.ts';

/** A date for a column that may be empty. */
export function columnOf(date: PlainDate | null): Date | null {
  return date === null ? null : toDateColumn(date);
}

/** The civil date in a column that may be empty. */
export function dateIn(column: Date | null): PlainDate | null {
  return column === null ? null : fromDateColumn(column);
}

/** An instant of a column that may be empty, in UTC. */
export function instantIn(column: Date | null): string | null {
  return column === null ? null : column.toISOString();
}
