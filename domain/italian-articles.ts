/** The articles that a date takes, alone or with a preposition; `entro il` and `fino al` end in one of them. */
const elided = {
  il: 'l’',
  Il: 'L’',
  del: 'dell’',
  Del: 'Dell’',
  dal: 'dall’',
  Dal: 'Dall’',
  al: 'all’',
  Al: 'All’',
  sul: 'sull’',
  nel: 'nell’',
} as const;
export type Article = keyof typeof elided;

/** Days whose name begins with a vowel, otto and undici: the article loses its own. */
const vowelDays = [8, 11];

/** An article and the text that begins with that day of a month: "il 12 marzo" but "l’11 marzo". */
export function withArticle(article: Article, day: number, text: string): string {
  return vowelDays.includes(day) ? `${elided[article]}${text}` : `${article} ${text}`;
}

const months =
  'gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre';
const dated = new RegExp(
  `\\b(${Object.keys(elided).join('|')}) ((${vowelDays.join('|')}) (?:${months})\\b)`,
  'g',
);

/** A sentence into which dates were put as it is said: "entro il 8 marzo 2026" is "entro l’8 marzo 2026". */
export function withDatesElided(sentence: string): string {
  return sentence.replace(dated, (_whole, article: Article, text: string, day: string) =>
    withArticle(article, Number(day), text),
  );
}
