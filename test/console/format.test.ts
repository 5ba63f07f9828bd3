import { describe, expect, it } from 'vitest';

/** A module of the browser's: its types are checked with the console. */
const format = '../../console/words/format.ts';
const { fromNow } = (await import(format)) as {
  readonly fromNow: (instant: string, now: number) => string;
};

describe('how far off something is', () => {
  const now = Date.parse('2027-05-19T06:00:00Z');

  it.each([
    ['in days as a calendar counts them', '2027-05-26T21:59:59.999Z', 'tra 7 giorni'],
    ['whatever the hour', '2027-05-25T22:00:00Z', 'tra 7 giorni'],
    ['also of what is past', '2027-05-09T22:00:00Z', '9 giorni fa'],
    ['in hours where it is near', '2027-05-19T21:59:59.999Z', 'tra 16 ore'],
  ])('is told %s', (_how, instant, expected) => {
    expect(fromNow(instant, now)).toBe(expected);
  });
});
