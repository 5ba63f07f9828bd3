import { describe, expect, it } from 'vitest';
import { shippedVersions } from '../rules/shipped.ts';
import { filesOfTree, read } from './support/tree.ts';

/** An apostrophe as typewriters had it, between letters: in a text people read it is ’ everywhere. */
const typewritten = /\p{L}\\?'\p{L}/u;
const insideWord =
  'The 42 comuni keep the names that ISTAT writes, and case files the words that people type.';
const asTyped = new Set(['domain/territory/comuni.ts', 'cli/cases/steps.ts', 'cli/cases/words.ts']);

const italian = filesOfTree()
  .filter((path) => /^(activities|api|charters|cli|domain|ledger|rules|runtime|signatures)\//.test(path))
  .filter((path) => path.endsWith('.ts') && !asTyped.has(path))
  .flatMap((path) =>
    read(path)
      .split('\n')
      .filter((line) => /^\s*(?:it: |\w+: \{ it: )/.test(line))
      .map((line) => `${path}: ${line.replace(/, en: .*/, '').trim()}`),
  );

describe('what people read in Italian', () => {
  it(`has one kind of apostrophe. ${insideWord}`, () => {
    expect(italian.length).toBeGreaterThan(400);
    expect(italian.filter((line) => typewritten.test(line))).toEqual([]);
    expect(typewritten.test("dell'alleanza")).toBe(true);
  });

  it('calls the reader Lei on every screen and in every refusal beside it; mails and letters are in running text', () => {
    const screens = filesOfTree()
      .filter((path) => path.startsWith('console/words/it/'))
      .flatMap((path) =>
        Object.values(JSON.parse(read(path)) as Record<string, string>).map((text) => `${path}: ${text}`),
      );
    const answers = italian.filter((line) => !/mails?(-templates)?\.ts:/.test(line));
    const ofAnother = /di lei|risponderebbe lei/;
    const reader = /\blei\b|\b[Ii]l suo (ruolo|lavoro)\b/;
    expect(screens.length).toBeGreaterThan(2_000);
    expect([...screens, ...answers].filter((line) => reader.test(line.replace(ofAnother, '')))).toEqual([]);
  });

  it('of the shipped rules too, whose texts stand in letters: a proposal is told by its status alone', () => {
    const texts = shippedVersions.flatMap((version) => textsIn(version));
    expect(texts.length).toBeGreaterThan(500);
    expect(texts.filter((text) => typewritten.test(text) || text.includes('PROPOSED'))).toEqual([]);
    const marked = shippedVersions.flatMap(({ legalReferences }) => legalReferences);
    expect(marked.some(({ status }) => status === 'proposed')).toBe(true);
  });
});

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((member) => textsIn(member));
}
