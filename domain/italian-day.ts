import { withArticle, type Article } from './italian-articles.ts';
import { formatDate, type PlainDate } from './plain-date.ts';
import { formatInstant, toPlainDate } from './time.ts';

/** "il 12 marzo 2026" but "l’11 marzo 2026", "dal 7" but "dall’8". */
export function italianDay(article: Article, date: PlainDate): string {
  return withArticle(article, Number(date.slice(8)), formatDate(date, 'it'));
}

/** The same of a moment: "il 12 marzo 2026 alle ore 10:30" but "l’8 marzo 2026 alle ore 10:30". */
export function italianMoment(article: Article, instant: Date): string {
  return withArticle(article, Number(toPlainDate(instant).slice(8)), formatInstant(instant, 'it'));
}
