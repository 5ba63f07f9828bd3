import Holidays from 'date-holidays';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  ageOn,
  birthdayOf,
  daysBetween,
  formatDate,
  fromDateColumn,
  isPlainDate,
  toDateColumn,
} from '../domain/plain-date.ts';
import { documentRequestSuspension, endOfTerm, procedureDays } from '../domain/term.ts';
import { endOfDay, formatInstant, instantOf, remainingMs, startOfDay, toPlainDate } from '../domain/time.ts';
import {
  addWorkingDays,
  isHoliday,
  isNationalHoliday,
  isWorkingDay,
  slideOffHoliday,
} from '../domain/working-days.ts';

const hourMs = 3_600_000;

const anyDate = fc.integer({ min: 0, max: 365 * 40 }).map((days) => addDays('2010-01-01', days));

describe('civil dates', () => {
  it('exist or are refused', () => {
    expect(['2026-11-22', '2028-02-29'].map(isPlainDate)).toEqual([true, true]);
    const wrong = [
      '2026-02-30',
      '2026-02-29',
      '2026-13-01',
      '0000-01-01',
      '1899-12-31',
      '2200-01-01',
      '20260101',
      '2026-1-1',
      '2026-01-01T10:00',
      '',
      ' ',
    ];
    expect(wrong.map(isPlainDate)).toEqual(wrong.map(() => false));
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
    expect(() => addDays('2026-01-01T23:00', 1)).toThrow(RangeError);
  });

  it('step over months, years and leap days', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2027-11-30', 3)).toBe('2028-02-29');
    expect(daysBetween('2026-02-28', '2026-03-01')).toBe(1);
    expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1);
  });

  it('are read in the two languages', () => {
    expect(formatDate('2026-11-22', 'it')).toBe('22 novembre 2026');
    expect(formatDate('2026-11-22', 'en')).toBe('22 November 2026');
  });

  it('survive a date column', () => {
    fc.assert(fc.property(anyDate, (date) => fromDateColumn(toDateColumn(date)) === date));
    expect(toDateColumn('2026-03-29').toISOString()).toBe('2026-03-29T00:00:00.000Z');
  });
});

describe('ages', () => {
  it('change on the birthday itself', () => {
    expect(ageOn('2012-06-10', '2026-06-09')).toBe(13);
    expect(ageOn('2012-06-10', '2026-06-10')).toBe(14);
    expect(ageOn('2023-11-22', '2026-11-21')).toBe(2);
    expect(ageOn('2023-11-22', '2026-11-22')).toBe(3);
    expect(ageOn('2026-11-22', '2026-11-22')).toBe(0);
    expect(() => ageOn('2026-11-23', '2026-11-22')).toThrow(RangeError);
  });

  it('of someone born on 29 February change on 28 February in a common year', () => {
    expect(birthdayOf('2024-02-29', 3)).toBe('2027-02-28');
    expect(birthdayOf('2024-02-29', 4)).toBe('2028-02-29');
    expect(ageOn('2024-02-29', '2027-02-27')).toBe(2);
    expect(ageOn('2024-02-29', '2027-02-28')).toBe(3);
    expect(ageOn('2024-02-29', '2028-02-28')).toBe(3);
    expect(ageOn('2024-02-29', '2028-02-29')).toBe(4);
  });

  it('agree with the birthdays on every day', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 12_000 }), (birthDate, daysLater) => {
        const date = addDays(birthDate, daysLater);
        const age = ageOn(birthDate, date);
        expect(birthdayOf(birthDate, age) <= date).toBe(true);
        expect(birthdayOf(birthDate, age + 1) > date).toBe(true);
      }),
    );
  });
});

describe('instants in Rome', () => {
  it('belong to the date that clocks there show', () => {
    expect(toPlainDate(new Date('2026-11-22T22:59:59.999Z'))).toBe('2026-11-22');
    expect(toPlainDate(new Date('2026-11-22T23:00:00.000Z'))).toBe('2026-11-23');
    expect(toPlainDate(new Date('2026-07-01T22:00:00.000Z'))).toBe('2026-07-02');
  });

  it('make days of 23 and 25 hours when the clocks change', () => {
    const lengthHours = (date: string): number =>
      (startOfDay(addDays(date, 1)).getTime() - startOfDay(date).getTime()) / hourMs;
    expect(lengthHours('2026-03-29')).toBe(23);
    expect(lengthHours('2026-10-25')).toBe(25);
    expect(lengthHours('2026-11-22')).toBe(24);
  });

  it('keep every day between its first and its last millisecond', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        expect(toPlainDate(startOfDay(date))).toBe(date);
        expect(toPlainDate(endOfDay(date))).toBe(date);
        expect(toPlainDate(new Date(endOfDay(date).getTime() + 1))).toBe(addDays(date, 1));
        expect(toPlainDate(new Date(startOfDay(date).getTime() - 1))).toBe(addDays(date, -1));
      }),
    );
  });

  it('follow winter and summer time', () => {
    expect(instantOf('2026-01-15', '09:00').toISOString()).toBe('2026-01-15T08:00:00.000Z');
    expect(instantOf('2026-07-15', '09:00').toISOString()).toBe('2026-07-15T07:00:00.000Z');
  });

  it('read a skipped time an hour later and a repeated one as the first of the two', () => {
    expect(instantOf('2026-03-29', '02:30').toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(instantOf('2026-03-29', '03:30').toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(instantOf('2026-10-25', '02:30').toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(instantOf('2026-10-25', '03:00').toISOString()).toBe('2026-10-25T02:00:00.000Z');
  });

  it('refuse a time that no clock shows', () => {
    expect(() => instantOf('2026-01-01', '24:30')).toThrow(RangeError);
    expect(() => instantOf('2026-01-01', '9 o’clock')).toThrow(RangeError);
  });

  it('leave a remainder that is never negative', () => {
    const now = new Date('2026-11-22T10:00:00Z');
    expect(remainingMs(new Date('2026-11-22T10:00:00.250Z'), now)).toBe(250);
    expect(remainingMs(now, now)).toBe(0);
    expect(remainingMs(new Date('2026-11-21T10:00:00Z'), now)).toBe(0);
  });

  it('are read in the two languages', () => {
    expect(formatInstant(new Date('2026-11-22T22:05:00Z'), 'it')).toBe('22 novembre 2026 alle ore 23:05');
    expect(formatInstant(new Date('2026-07-22T22:05:00Z'), 'en')).toBe('23 July 2026 at 00:05');
  });
});

describe('working days', () => {
  it('know every national holiday from 2020 to 2035', () => {
    const oracle = new Holidays('IT');
    const expected = new Set<string>();
    for (let year = 2020; year <= 2035; year += 1) {
      for (const { date, type } of oracle.getHolidays(year)) {
        if (type === 'public') expected.add(date.slice(0, 10));
      }
    }
    for (let date = '2020-01-01'; date <= '2035-12-31'; date = addDays(date, 1)) {
      expect(isNationalHoliday(date), date).toBe(expected.has(date));
    }
    expect(expected.size).toBeGreaterThan(16 * 12);
  });

  it('include 4 October only since 2026', () => {
    expect(isNationalHoliday('2025-10-04')).toBe(false);
    expect(isNationalHoliday('2026-10-04')).toBe(true);
    expect(isWorkingDay('2027-10-04')).toBe(false);
  });

  it('know a comune’s patron saint where one is given', () => {
    expect(isHoliday('2026-08-26')).toBe(false);
    expect(isHoliday('2026-08-26', { patronSaint: '08-26' })).toBe(true);
    expect(addWorkingDays('2026-08-25', 1, { patronSaint: '08-26' })).toBe('2026-08-27');
  });

  it('are counted from the day after', () => {
    expect(addWorkingDays('2026-11-20', 0)).toBe('2026-11-20');
    expect(addWorkingDays('2026-11-20', 1)).toBe('2026-11-23');
    expect(addWorkingDays('2026-11-22', 1)).toBe('2026-11-23');
    expect(addWorkingDays('2026-04-02', 1)).toBe('2026-04-03');
    expect(addWorkingDays('2026-04-03', 1)).toBe('2026-04-07');
    expect(addWorkingDays('2026-12-23', 2)).toBe('2026-12-28');
  });

  it('are exactly as many as asked for', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 40 }), (date, days) => {
        const end = addWorkingDays(date, days);
        let counted = 0;
        for (let day = addDays(date, 1); day <= end; day = addDays(day, 1))
          counted += isWorkingDay(day) ? 1 : 0;
        expect(counted).toBe(days);
        expect(isWorkingDay(end)).toBe(true);
      }),
    );
  });
});

describe('terms', () => {
  it('that end on a holiday slide to the next working day, on a Saturday they stay', () => {
    expect(slideOffHoliday('2026-11-22')).toBe('2026-11-23');
    expect(slideOffHoliday('2026-11-21')).toBe('2026-11-21');
    expect(slideOffHoliday('2026-05-01')).toBe('2026-05-04');
    expect(slideOffHoliday('2026-12-25')).toBe('2026-12-28');
    expect(slideOffHoliday('2027-03-28')).toBe('2027-03-30');
  });

  const term = (receivedOn: string, ...suspensions: { from: string; to: string }[]): string =>
    endOfTerm({ receivedOn, days: procedureDays, suspensions });

  it('of thirty days do not count the day of receipt', () => {
    expect(term('2026-06-10')).toBe('2026-07-10');
    expect(term('2026-10-23')).toBe('2026-11-23');
  });

  it('stand still from a request for documents to its answer', () => {
    const suspension = documentRequestSuspension('2026-06-15', '2026-06-22');
    expect(term('2026-06-10', suspension)).toBe('2026-07-17');
  });

  it('stand still at most thirty days for a request, however late the answer', () => {
    expect(documentRequestSuspension('2026-06-15')).toEqual({ from: '2026-06-15', to: '2026-07-15' });
    expect(documentRequestSuspension('2026-06-15', '2026-09-30').to).toBe('2026-07-15');
  });

  it('count overlapping suspensions once and a late one not at all', () => {
    const first = { from: '2026-06-15', to: '2026-06-25' };
    const second = { from: '2026-06-20', to: '2026-06-30' };
    expect(term('2026-06-10', first, second)).toBe('2026-07-25');
    expect(term('2026-06-10', second, first)).toBe('2026-07-25');
    expect(term('2026-06-10', { from: '2026-07-11', to: '2026-07-20' })).toBe('2026-07-10');
  });

  it('are still suspended on their last day, also when a holiday moved it', () => {
    expect(term('2026-06-10', { from: '2026-07-10', to: '2026-07-14' })).toBe('2026-07-14');
    expect(term('2026-10-23', { from: '2026-11-23', to: '2026-11-26' })).toBe('2026-11-26');
  });
});
