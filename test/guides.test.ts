import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { read, root } from './support/tree.ts';

/** What a guide quotes, as its language writes quotation marks. */
const quotes = { it: /«([^»]+)»/g, en: /“([^”]+)”/g } as const;

describe.each(['it', 'en'] as const)('the guides in %s', (language) => {
  const words = join(root, 'console/words', language);
  const said = readdirSync(words)
    .flatMap((file) => Object.values(JSON.parse(readFileSync(join(words, file), 'utf8')) as object))
    .join('\n');

  it.each(readdirSync(join(root, 'docs/guides', language)))(
    'quote only what the console says: %s',
    (file) => {
      const quoted = [...read(`docs/guides/${language}/${file}`).matchAll(quotes[language])];
      expect(quoted.map(([, label]) => label!).filter((label) => !said.includes(label))).toEqual([]);
    },
  );
});

/** The annex of decision (EU) 2018/1523, and what AgID asks for beside it. */
const sections = [
  'Stato di conformità',
  'Contenuti non accessibili',
  'Redazione della dichiarazione di accessibilità',
  'Feedback e recapiti',
  'Procedura di attuazione',
  'Informazioni sul sito',
  'Informazioni sulla struttura',
];

it('the accessibility statement has every section of the model, in its order', () => {
  const headings = [...read('docs/guides/it/accessibilita.md').matchAll(/^## (.+)$/gm)];
  expect(headings.map(([, heading]) => heading)).toEqual(sections);
});
