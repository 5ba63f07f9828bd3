import { addDays, dayOfWeek, type PlainDate } from './plain-date.ts';

/** What a comune adds to the national holidays: its patron saint's day, `MM-DD`. */
export interface LocalCalendar {
  readonly patronSaint?: string;
}

/** L. 260/1949 with L. 54/1977, L. 336/2000 and L. 151/2025; Easter Monday moves and is computed. */
const fixedHolidays = [
  '01-01',
  '01-06',
  '04-25',
  '05-01',
  '06-02',
  '08-15',
  '11-01',
  '12-08',
  '12-25',
  '12-26',
] as const;

const saintFrancis = { day: '10-04', since: '2026-01-01' } as const;

const saturday = 6;
const sunday = 7;

/** A Sunday, a national holiday or the patron saint's day. Saturday is not a holiday in law. */
export function isHoliday(date: PlainDate, calendar: LocalCalendar = {}): boolean {
  if (dayOfWeek(date) === sunday) return true;
  return isNationalHoliday(date) || date.slice(5) === calendar.patronSaint;
}

/** A day on which the offices work: Monday to Friday, holidays apart. */
export function isWorkingDay(date: PlainDate, calendar: LocalCalendar = {}): boolean {
  return dayOfWeek(date) !== saturday && !isHoliday(date, calendar);
}

/** One of the twelve fixed days, Easter Monday or Easter itself, whatever the day of the week. */
export function isNationalHoliday(date: PlainDate): boolean {
  const day = date.slice(5);
  if (fixedHolidays.some((holiday) => holiday === day)) return true;
  if (day === saintFrancis.day && date >= saintFrancis.since) return true;
  const easter = easterOf(Number(date.slice(0, 4)));
  return date === easter || date === addDays(easter, 1);
}

/** The day on which a term of so many working days ends; the first day is not counted (art. 155 c.p.c.). */
export function addWorkingDays(date: PlainDate, days: number, calendar: LocalCalendar = {}): PlainDate {
  let reached = date;
  for (let counted = 0; counted < days; counted += 1) {
    reached = nextWorkingDay(addDays(reached, 1), calendar);
  }
  return reached;
}

/** The end of a term: one that falls on a holiday slides to the next working day, one on a Saturday stays. */
export function slideOffHoliday(date: PlainDate, calendar: LocalCalendar = {}): PlainDate {
  return isHoliday(date, calendar) ? nextWorkingDay(date, calendar) : date;
}

function nextWorkingDay(from: PlainDate, calendar: LocalCalendar): PlainDate {
  let date = from;
  while (!isWorkingDay(date, calendar)) date = addDays(date, 1);
  return date;
}

/** Gregorian Easter by the anonymous ("Meeus/Jones/Butcher") computus; the letters are the method's own. */
function easterOf(year: number): PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  const month = String(Math.floor(sum / 31)).padStart(2, '0');
  const day = String((sum % 31) + 1).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${month}-${day}`;
}
