import { Temporal } from 'temporal-polyfill';
import { addDays, type PlainDate } from './plain-date.ts';
import type { Locale } from './text.ts';

/** Every deadline, opening hour and date of the alliance is read off this clock. */
export const timeZone = 'Europe/Rome';

/** The civil date in Rome at an instant. */
export function toPlainDate(instant: Date): PlainDate {
  return inRome(instant).toPlainDate().toString();
}

/** The first instant of a day in Rome. */
export function startOfDay(date: PlainDate): Date {
  return instantOf(date, '00:00');
}

/** The last millisecond of a day in Rome, so that the end of a term still carries the term's own date. */
export function endOfDay(date: PlainDate): Date {
  return new Date(startOfDay(addDays(date, 1)).getTime() - 1);
}

/**
 * The instant at which clocks in Rome show `time` ("HH:mm") on `date`. A time that the spring change skips
 * is read an hour later (02:30 is 03:30); one that the autumn change repeats is the first of the two.
 */
export function instantOf(date: PlainDate, time: string): Date {
  const onTheClock = Temporal.PlainDateTime.from(`${date}T${time}`, { overflow: 'reject' });
  return new Date(onTheClock.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds);
}

/** What clocks in Rome show at an instant: "HH:mm". */
export function clockTime(instant: Date): string {
  return inRome(instant).toPlainTime().toString({ smallestUnit: 'minute' });
}

/** So many minutes of any clock later. */
export function addMinutes(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * 60_000);
}

/** How long to sleep until `due`, in milliseconds: 0 when it has come. */
export function remainingMs(due: Date, now: Date): number {
  return Math.max(0, due.getTime() - now.getTime());
}

/** "22 novembre 2026 alle ore 09:30" or "22 November 2026 at 09:30", as clocks in Rome show it. */
export function formatInstant(instant: Date, locale: Locale): string {
  const language = locale === 'it' ? 'it-IT' : 'en-GB';
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(
    instant,
  );
}

function inRome(instant: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
}
