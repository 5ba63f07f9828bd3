import { Temporal } from 'temporal-polyfill';
import type { Locale } from './text.ts';

/** A civil date in Europe/Rome, `YYYY-MM-DD`. Two of them compare as strings. */
export type PlainDate = string;

const shape = /^\d{4}-\d{2}-\d{2}$/;

/** Nobody alive was born before it, nothing is due after it; a database does not know the year 0. */
const centuries = { from: '1900-01-01', until: '2199-12-31' };

/** Whether the text is `YYYY-MM-DD`, of 1900 to 2199, and names a day that exists: 2026-02-30 does not. */
export function isPlainDate(text: string): boolean {
  if (!shape.test(text) || text < centuries.from || text > centuries.until) return false;
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The date `days` later, or earlier when negative. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return parse(date).add({ days }).toString();
}

/** The same day of the month `months` later; where that month has no such day, its last one (art. 2963 c.c.). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  return parse(date).add({ months }).toString();
}

/** The same day `years` later; 29 February becomes 28 February in a common year. */
export function addYears(date: PlainDate, years: number): PlainDate {
  return parse(date).add({ years }).toString();
}

/** Days from one date to another: 1 from a day to the next, negative when `to` comes first. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return parse(from).until(parse(to), { largestUnit: 'days' }).days;
}

/** 1 for Monday to 7 for Sunday. */
export function dayOfWeek(date: PlainDate): number {
  return parse(date).dayOfWeek;
}

/** The earlier of two dates. */
export function earlierOf(one: PlainDate, other: PlainDate): PlainDate {
  return one < other ? one : other;
}

/** The later of two dates. */
export function laterOf(one: PlainDate, other: PlainDate): PlainDate {
  return one > other ? one : other;
}

/**
 * The day on which someone completes so many years. Born on 29 February, in a common year that is 28 February:
 * where the month lacks the day a term ends with the month's last one (art. 2963 c.c., by analogy).
 */
export function birthdayOf(birthDate: PlainDate, age: number): PlainDate {
  return addYears(birthDate, age);
}

/** From this birthday on somebody is of age. */
export const ADULT_YEARS = 18;

/** Completed years on a date; the day of the birthday counts as completed. Throws a RangeError before birth. */
export function ageOn(birthDate: PlainDate, date: PlainDate): number {
  if (date < birthDate) throw new RangeError(`Nobody born on ${birthDate} has an age on ${date}`);
  const yearsApart = parse(date).year - parse(birthDate).year;
  return birthdayOf(birthDate, yearsApart) <= date ? yearsApart : yearsApart - 1;
}

/** A date column of the database, which Prisma reads and writes as midnight UTC. */
export function toDateColumn(date: PlainDate): Date {
  return new Date(`${parse(date).toString()}T00:00:00.000Z`);
}

/** The civil date in a date column. */
export function fromDateColumn(column: Date): PlainDate {
  return column.toISOString().slice(0, 10);
}

const longDate = {
  it: new Intl.DateTimeFormat('it-IT', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
} as const satisfies Readonly<Record<Locale, Intl.DateTimeFormat>>;

/** "22 novembre 2026" or "22 November 2026". */
export function formatDate(date: PlainDate, locale: Locale): string {
  return longDate[locale].format(toDateColumn(date));
}

function parse(date: PlainDate): Temporal.PlainDate {
  if (!shape.test(date)) throw new RangeError(`Not a date of the form YYYY-MM-DD: ${date}`);
  return Temporal.PlainDate.from(date, { overflow: 'reject' });
}
