import { formatDate, type PlainDate } from './plain-date.ts';
import { formatInstant, toPlainDate } from './time.ts';

/** The articles that a date takes, alone or with a preposition; `entro il` and `fino al` end in one of them. */
const elided = {
  il: 'l’',
  Il: 'L’',
  del: 'dell’',
  dal: 'dall’',
  Dal: 'Dall’',
  al: 'all’',
} as const;
type Article = keyof typeof elided;

/** Days whose name begins with a vowel, otto and undici: the article loses its own. */
const vowelDays = [8, 11];

/** "il 12 marzo 2026" but "l’11 marzo 2026", "dal 7" but "dall’8". */
export function italianDay(article: Article, date: PlainDate): string {
  return withArticle(article, date, formatDate(date, 'it'));
}

/** The same of a moment: "il 12 marzo 2026 alle ore 10:30" but "l’8 marzo 2026 alle ore 10:30". */
export function italianMoment(article: Article, instant: Date): string {
  return withArticle(article, toPlainDate(instant), formatInstant(instant, 'it'));
}

function withArticle(article: Article, date: PlainDate, text: string): string {
  return vowelDays.includes(Number(date.slice(8))) ? `${elided[article]}${text}` : `${article} ${text}`;
}
