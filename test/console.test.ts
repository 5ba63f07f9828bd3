import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { clientText } from '../console/client/generate.ts';
import { consoleBundle } from '../runtime/console-bundle.ts';
import { filesOfTree, read, root } from './support/tree.ts';

const FIRST_LOAD_BYTES = 250_000;

const words = join(root, 'console/words');
const areas = readdirSync(join(words, 'it')).map((file) => file.replace('.json', ''));
const keysOf = (language: 'it' | 'en', area: string) =>
  Object.keys(JSON.parse(readFileSync(join(words, language, `${area}.json`), 'utf8')) as object);
const screens = filesOfTree().filter((path) => /^console\/.*\.tsx?$/.test(path) && !/generated/.test(path));
const told = screens.map((path) => read(path)).join('\n');

describe('the words of the console', () => {
  it.each(areas)('are in both languages, those of %s', (area) => {
    expect(keysOf('en', area)).toEqual(keysOf('it', area));
  });

  it.each(areas)('stand once each, those of %s', (area) => {
    // Of two with the same key one is never shown, and nothing says so.
    const keys = [...read(`console/words/it/${area}.json`).matchAll(/^ {2}"([^"]+)":/gm)].map(
      ([, key]) => key,
    );
    expect(keys).toEqual(keysOf('it', area));
  });

  it.each(areas)('are all said somewhere, those of %s', (area) => {
    const unused = keysOf('it', area)
      .map((key) => key.replace(/_(one|other|many)$/, ''))
      .filter((key) => !isSaid(key));
    expect(unused).toEqual([]);
  });

  it('are written in the words’ own files: no tag holds a sentence', () => {
    const sentences = screens
      .filter((path) => path.endsWith('.tsx'))
      .flatMap((path) =>
        [...read(path).matchAll(/>\s*([A-ZÀ-Ý][a-zà-ÿ]+ [^<{}=;]+)</g)].map(([, text]) => text),
      );
    expect(sentences).toEqual([]);
  });
});

describe('an empty list', () => {
  /** A paragraph alone; what stands beside a link has its next step there. */
  const alone = /length === 0(?: && [^<{}]*| \? \(?\s*|\) return )<p[^>]*>\s*\{t\(([^;]*?)\)\}\s*<\/p>/g;
  const saidIn = (path: string) =>
    [...read(path).matchAll(alone)].flatMap(([, key]) =>
      [...key!.matchAll(/'([^']+)'|`([^`$]+)\$\{/g)].map(([, whole, start]) => ({ path, whole, start })),
    );
  /** Where what is left goes, which is no list; and what is the next step itself. */
  const others = /^(?:wallet\.carryOver\.|search\.none$)/;
  const empties = screens.flatMap(saidIn);

  it.each(['it', 'en'] as const)(
    'says in %s what comes next, or what will make something appear',
    (language) => {
      const mute = empties.flatMap(({ path, whole, start }) =>
        textsOf(path, language)
          .filter(([key]) => key === whole || (start !== undefined && key.startsWith(start)))
          .filter(([key, text]) => !others.test(key) && !/[:;]|\. \S/.test(text))
          .map(([key]) => `${path}: ${key}`),
      );
      expect(empties.length).toBeGreaterThan(50);
      expect(mute).toEqual([]);
    },
  );
});

/** The words of the areas that a screen speaks from. */
function textsOf(path: string, language: 'it' | 'en'): readonly (readonly [string, string])[] {
  const spoken = [...read(path).matchAll(/useTranslation\(\[?'(\w+)'/g)].map(([, area]) => area!);
  return [...new Set(spoken)].flatMap((area) =>
    Object.entries(JSON.parse(read(`console/words/${language}/${area}.json`)) as Record<string, string>),
  );
}

/** As it stands, or by a part that is put together: t(`state.${state}`). */
function isSaid(key: string): boolean {
  if (told.includes(`'${key}'`)) return true;
  const parts = key.split('.');
  return parts.some((_part, at) => at > 0 && told.includes(`\`${parts.slice(0, at).join('.')}.\${`));
}

describe('the console', () => {
  it('says what is wrong with something in one place', () => {
    const sayers = screens.filter((path) => read(path).includes('"console-error"'));
    expect(sayers).toEqual(['console/parts/field-notes.tsx']);
  });

  it('has one screen at each address', () => {
    const lists = screens.filter((path) => path.endsWith('screens.ts')).map((path) => read(path));
    const paths = [...lists.join('\n').matchAll(/path: '([^']+)'/g)].map(([, path]) =>
      path!.replaceAll(/:\w+/g, ':'),
    );
    expect(paths.length).toBeGreaterThan(lists.length);
    expect(paths.filter((path, place) => paths.indexOf(path) !== place)).toEqual([]);
  });

  it('speaks to the API as it is: its client was generated from the OpenAPI document of today', async () => {
    const isOfToday = read('console/client/generated/operations.ts') === (await clientText());
    expect(isOfToday, 'run npm run generate:client').toBe(true);
  });

  it('sends what an operation takes, a form with a file too: no screen says that it knows better', () => {
    const casts = screens.filter((path) => /as unknown as Call|new FormData\(\)/.test(read(path)));
    expect(casts).toEqual(['console/client/call.ts', 'console/client/read-whole.ts']);
  });

  it(`loads less than ${FIRST_LOAD_BYTES / 1000} kB before the first screen`, async () => {
    const folder = await consoleBundle();
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    const named = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path!);
    const bytes = named.map((path) => gzipSync(readFileSync(join(folder, path)), { level: 9 }).length);
    const sum = bytes.reduce((one, other) => one + other, 0);
    console.log(`first load of the console: ${Math.round(sum / 1000)} kB gzip in ${named.length} files`);
    expect(named.length).toBeGreaterThan(1);
    expect(sum).toBeLessThan(FIRST_LOAD_BYTES);
    expect(page).not.toMatch(/https?:\/\/|<script(?![^>]*src=)|style=/);
  });
});
