import { formatDate, type PlainDate } from './plain-date.ts';

/** The articles that a date takes, alone or with a preposition; `entro il` and `fino al` end in one of them. */
const elided = {
  il: 'l’',
  Il: 'L’',
  del: 'dell’',
  dal: 'dall’',
  Dal: 'Dall’',
  al: 'all’',
} as const;

/** Days whose name begins with a vowel, otto and undici: the article loses its own. */
const vowelDays = [8, 11];

/** "il 12 marzo 2026" but "l’11 marzo 2026", "dal 7" but "dall’8". */
export function italianDay(article: keyof typeof elided, date: PlainDate): string {
  const day = formatDate(date, 'it');
  return vowelDays.includes(Number(date.slice(8))) ? `${elided[article]}${day}` : `${article} ${day}`;
}
