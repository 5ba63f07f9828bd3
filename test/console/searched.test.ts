import { describe, expect, it } from 'vitest';

interface Asked {
  readonly name: string;
  readonly birthDate: string;
  readonly comune: string;
}

/** Its modules are the browser's: their types are checked with the console. */
const { personSearched } = (await import(`${'../../console'}/screens/records/searched-person.ts`)) as {
  readonly personSearched: (asked: Asked) => Readonly<Record<string, string>>;
};

describe('whoever was searched and is not there', () => {
  const narrowed = { birthDate: '1990-05-04', comune: '016128' };
  const kept = { birthDate: '1990-05-04', comuneIstat: '016128' };

  it.each([
    ['  Ada  Provetti De Rossi ', { givenName: 'Ada', familyName: 'Provetti De Rossi' }],
    ['Provetti', { familyName: 'Provetti' }],
    ['rss mra80a01h501u', { taxCode: 'RSSMRA80A01H501U' }],
    ['rss\u00a0mra80a01\th501u', { taxCode: 'RSSMRA80A01H501U' }],
  ])('is entered with what the search told: %s', (name, told) => {
    expect(personSearched({ ...narrowed, name })).toEqual({ ...told, ...kept });
  });
});
