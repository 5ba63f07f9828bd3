import { describe, expect, it } from 'vitest';
import { withDatesElided } from '../domain/italian-articles.ts';
import { italianDay, italianMoment } from '../domain/italian-day.ts';
import { formatInstant } from '../domain/time.ts';

const days = Array.from({ length: 31 }, (_, at) => at + 1);
const dateOf = (day: number) => `2026-03-${String(day).padStart(2, '0')}`;

describe('an Italian date with its article', () => {
  it.each(days)('is said as one says the %i of a month', (day) => {
    const isVowel = day === 8 || day === 11;
    const said = (whole: string, elided: string) => `${isVowel ? elided : `${whole} `}${day} marzo 2026`;
    expect(italianDay('il', dateOf(day))).toBe(said('il', 'l’'));
    expect(italianDay('Il', dateOf(day))).toBe(said('Il', 'L’'));
    expect(italianDay('del', dateOf(day))).toBe(said('del', 'dell’'));
    expect(italianDay('Del', dateOf(day))).toBe(said('Del', 'Dell’'));
    expect(italianDay('dal', dateOf(day))).toBe(said('dal', 'dall’'));
    expect(italianDay('Dal', dateOf(day))).toBe(said('Dal', 'Dall’'));
    expect(italianDay('al', dateOf(day))).toBe(said('al', 'all’'));
  });

  it.each(days)('is said so in the sentences of the console too, the %i', (day) => {
    const date = dateOf(day);
    const moment = new Date(`${date}T10:30:00Z`);
    const sentence = `Dal ${day} marzo 2026 al ${day} marzo 2026, entro il ${formatInstant(moment, 'it')}. Buono del ${day}.`;
    expect(withDatesElided(sentence)).toBe(
      `${italianDay('Dal', date)} ${italianDay('al', date)}, entro ${italianMoment('il', moment)}. Buono del ${day}.`,
    );
  });
});
