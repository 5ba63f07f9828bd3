import { describe, expect, it } from 'vitest';
import { italianDay } from '../domain/italian-day.ts';

const days = Array.from({ length: 31 }, (_, at) => at + 1);
const dateOf = (day: number) => `2026-03-${String(day).padStart(2, '0')}`;

describe('an Italian date with its article', () => {
  it.each(days)('is said as one says the %i of a month', (day) => {
    const isVowel = day === 8 || day === 11;
    const said = (whole: string, elided: string) => `${isVowel ? elided : `${whole} `}${day} marzo 2026`;
    expect(italianDay('il', dateOf(day))).toBe(said('il', 'l’'));
    expect(italianDay('Il', dateOf(day))).toBe(said('Il', 'L’'));
    expect(italianDay('del', dateOf(day))).toBe(said('del', 'dell’'));
    expect(italianDay('dal', dateOf(day))).toBe(said('dal', 'dall’'));
    expect(italianDay('Dal', dateOf(day))).toBe(said('Dal', 'Dall’'));
    expect(italianDay('al', dateOf(day))).toBe(said('al', 'all’'));
  });
});
