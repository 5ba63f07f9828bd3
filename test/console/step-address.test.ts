import { expect, it } from 'vitest';

/** Its modules are the browser's: their types are checked with the console. */
const module = '../../console/screens/provider/step-address.ts';
const { addressOf } = (await import(module)) as {
  readonly addressOf: (
    step: { readonly step: string; readonly state: string },
    application: {
      readonly charterSigningId: string | null;
      readonly agreement: object | null;
      readonly possible: readonly string[];
    },
    roles: readonly string[],
  ) => string | undefined;
};

const charter = { step: 'charter', state: 'open' };
const going = { charterSigningId: 'one', agreement: null, possible: ['completeStep'] };

it('leads whoever signs the charter to its signing, and everybody else to its text', () => {
  expect(addressOf(charter, going, ['representative'])).toBe('/signings/one');
  expect(addressOf(charter, { ...going, charterSigningId: null }, ['representative'])).toBe('/charter');
  for (const role of ['candidate', 'provider']) expect(addressOf(charter, going, [role])).toBe('/charter');
});

it('leads to no step that is not to be changed, but to what is read again', () => {
  const over = { ...going, possible: [] };
  const candidate = ['candidate'];
  expect(addressOf({ step: 'places', state: 'open' }, going, candidate)).toBe('/application/places');
  expect(addressOf({ step: 'places', state: 'done' }, over, candidate)).toBeUndefined();
  expect(addressOf({ step: 'documents', state: 'done' }, over, candidate)).toBe('/application/documents');
  expect(addressOf({ step: 'review', state: 'open' }, going, candidate)).toBeUndefined();
});
