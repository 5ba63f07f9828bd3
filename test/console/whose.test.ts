import { describe, expect, it } from 'vitest';

/** Its modules are the browser's: their types are checked with the console. */
const { whoseCertificate, namedFor } = (await import(
  `${'../../console'}/screens/cases/dossier-items.ts`
)) as {
  readonly whoseCertificate: (
    dossier: { items: readonly object[] },
    documentId: string,
  ) => string | undefined;
  readonly namedFor: (what: string, name?: string) => string;
};

describe('a certificate', () => {
  const items = [
    { kind: 'certificate', personId: 'emma', value: 'none' },
    { kind: 'work', value: { documentId: 'second' } },
    { kind: 'certificate', personId: 'paolo', value: { documentId: 'first' } },
    { kind: 'certificate', personId: 'lucia', value: { documentId: 'second' } },
  ];

  it('is theirs of whom the form speaks that rests on it', () => {
    expect(whoseCertificate({ items }, 'first')).toBe('paolo');
    expect(whoseCertificate({ items }, 'second')).toBe('lucia');
    expect(whoseCertificate({ items }, 'third')).toBeUndefined();
  });

  it('is named with them, where their name is known', () => {
    expect(namedFor('Certificato', 'Paolo')).toBe('Certificato: Paolo');
    expect(namedFor('Certificato')).toBe('Certificato');
  });
});
