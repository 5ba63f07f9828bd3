import { expect, it } from 'vitest';

interface Dossier {
  readonly members: readonly { readonly personId: string; readonly isAdult: boolean }[];
  readonly items: readonly { readonly kind: string; readonly personId: string }[];
}

/** Its modules are the browser's: their types are checked with the console. */
const { isNeeded, kindsAbout, nextFor } = (await import(
  `${'../../console'}/screens/cases/asked-forms.ts`
)) as {
  readonly kindsAbout: (dossier: Dossier, personId: string) => readonly string[];
  readonly nextFor: (dossier: Dossier, kind: string) => string | undefined;
  readonly isNeeded: (dossier: Dossier, kind: string, person: { id: string }) => boolean;
};

const [adult, child] = ['1a', '2c'] as const;

function dossierWith(...items: Dossier['items']): Dossier {
  const members = [
    { personId: adult, isAdult: true },
    { personId: child, isAdult: false },
  ];
  return { members, items };
}

it('asks of a child for the certificate alone, and of an adult for every form', () => {
  const dossier = dossierWith();
  expect(kindsAbout(dossier, child)).toEqual(['certificate']);
  expect(kindsAbout(dossier, adult)).toContain('katzAdl');
  // Of whom nobody knows the age nothing is left out.
  expect(kindsAbout(dossier, 'somebody')).toContain('katzAdl');
});

it('shows what was said of a child all the same', () => {
  expect(kindsAbout(dossierWith({ kind: 'prisma7', personId: child }), child)).toEqual([
    'certificate',
    'prisma7',
  ]);
});

it('goes on with whoever nothing is said of yet', () => {
  expect(nextFor(dossierWith(), 'certificate')).toBe(adult);
  expect(nextFor(dossierWith({ kind: 'certificate', personId: adult }), 'certificate')).toBe(child);
  expect(nextFor(dossierWith({ kind: 'katzAdl', personId: adult }), 'katzAdl')).toBeUndefined();
});

it('needs no questionnaire on functions of whoever was found independent', () => {
  const dossier = dossierWith({ kind: 'independent', personId: adult });
  expect(isNeeded(dossier, 'katzAdl', { id: adult })).toBe(false);
  expect(isNeeded(dossier, 'prisma7', { id: adult })).toBe(true);
  expect(isNeeded(dossier, 'katzAdl', { id: child })).toBe(true);
});
