import { spoken } from './words.ts';

/** Dates, times and money as the reader's language writes them; the alliance's clock is Rome's. */
const ROME = 'Europe/Rome';

const locales = { it: 'it-IT', en: 'en-GB' } as const;

/** 1.234,56 € in Italian, €1,234.56 in English. */
export function money(cents: number): string {
  return new Intl.NumberFormat(locales[spoken()], {
    style: 'currency',
    currency: 'EUR',
    useGrouping: 'always',
  }).format(cents / 100);
}

/** 3 dicembre 2026, of `YYYY-MM-DD` or of an instant. */
export function day(date: string): string {
  return new Intl.DateTimeFormat(locales[spoken()], { dateStyle: 'long', timeZone: zoneOf(date) }).format(
    new Date(date),
  );
}

/** nov 2026, of `YYYY-MM`. */
export function monthName(month: string): string {
  return new Intl.DateTimeFormat(locales[spoken()], {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01`));
}

/** dicembre, of 12. */
export function monthAlone(month: number): string {
  return new Intl.DateTimeFormat(locales[spoken()], { month: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2000, month - 1)),
  );
}

/** 3 dicembre 2026 alle ore 14:05, of an instant. */
export function moment(instant: string): string {
  return new Intl.DateTimeFormat(locales[spoken()], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: ROME,
  }).format(new Date(instant));
}

/** With its seconds, for whoever verifies in which order things were done. */
export function exactMoment(instant: string): string {
  return new Intl.DateTimeFormat(locales[spoken()], {
    dateStyle: 'long',
    timeStyle: 'medium',
    timeZone: ROME,
  }).format(new Date(instant));
}

/** 14:05, of an instant of today. */
export function clock(instant: string): string {
  return new Intl.DateTimeFormat(locales[spoken()], { timeStyle: 'short', timeZone: ROME }).format(
    new Date(instant),
  );
}

/** tra 3 giorni, 2 ore fa: beside an absolute moment, never in its place. Days are counted as calendars do. */
export function fromNow(instant: string, now = Date.now()): string {
  const words = new Intl.RelativeTimeFormat(locales[spoken()], { numeric: 'auto' });
  const minutes = Math.round((Date.parse(instant) - now) / 60_000);
  if (Math.abs(minutes) < 60) return words.format(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  if (Math.abs(hours) < 36) return words.format(hours, 'hour');
  const dayOf = (at: number) => Date.parse(romeToday(new Date(at)));
  return words.format((dayOf(Date.parse(instant)) - dayOf(now)) / 86_400_000, 'day');
}

/** 10.000 € or €10,000, where cents would only crowd a scale. */
export function wholeEuro(euro: number): string {
  return new Intl.NumberFormat(locales[spoken()], {
    style: 'currency',
    currency: 'EUR',
    maximumFractionDigits: 0,
    useGrouping: 'always',
  }).format(euro);
}

export function number(value: number, digits = 0): string {
  return new Intl.NumberFormat(locales[spoken()], {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: 'always',
  }).format(value);
}

/** A score, as the explanation of a decision says it: 49, and 11,5. */
export function points(hundredths: number): string {
  return new Intl.NumberFormat(locales[spoken()], { maximumFractionDigits: 2 }).format(hundredths / 100);
}

/** A civil date has no hour that a time zone could move. */
function zoneOf(date: string): string {
  return date.length === 10 ? 'UTC' : ROME;
}

/** Today where the alliance is, as YYYY-MM-DD. */
export function romeToday(now = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ROME }).format(now);
}

/** An account as it is read and compared: four signs at a time. */
export function iban(whole: string): string {
  return whole.replaceAll(/(.{4})(?=.)/g, '$1 ');
}
