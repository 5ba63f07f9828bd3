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
