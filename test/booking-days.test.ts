import { describe, expect, it } from 'vitest';
import { answerBy, chargeableUntil, closesAt, freeUntil } from '../domain/booking.ts';
import { clockTime } from '../domain/time.ts';

describe('the days of a booking', () => {
  const terms = { longestNoticeHours: 48, answerHours: 72, chargeDays: 7 };

  it('count hours of any clock, and whole days in Rome', () => {
    // On 25 October 2026 the clocks go back at three: ten o'clock is 25 hours after ten o'clock.
    const sunday = new Date('2026-10-25T09:00:00Z');
    expect(clockTime(sunday)).toBe('10:00');
    expect(clockTime(freeUntil(sunday, 24)!)).toBe('11:00');
    // On 28 March 2027 they go forward: it is 23.
    expect(clockTime(freeUntil(new Date('2027-03-28T08:00:00Z'), 24)!)).toBe('09:00');
    expect(freeUntil(sunday, null)).toBeNull();
    expect(closesAt(new Date('2026-10-20T08:00:00Z'), terms)).toEqual(new Date('2026-10-27T22:59:59.999Z'));
    expect(answerBy(sunday, terms, new Date('2026-10-24T09:00:00Z'))).toEqual(sunday);
    expect(chargeableUntil(sunday, terms, new Date('2026-10-26T22:59:59.999Z'))).toEqual(
      new Date('2026-10-26T22:59:59.999Z'),
    );
  });
});
