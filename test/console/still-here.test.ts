import { expect, it } from 'vitest';

/** Their modules are the browser's: their types are checked with the console. */
const folder = '../../console/screens/cases';
const { isAt } = (await import(`${folder}/still-here.ts`)) as {
  readonly isAt: (one: object, other: object) => boolean;
};
const { termWithoutWait } = (await import(`${folder}/term-without-wait.ts`)) as {
  readonly termWithoutWait: (receivedAt: string) => string;
};

it('whoever pressed another tab meanwhile, or went to another case, is elsewhere', () => {
  const here = { pathname: '/cases/one', search: '?tab=summary&step=recommend' };
  expect(isAt(here, { ...here })).toBe(true);
  expect(isAt(here, { ...here, search: '?tab=documents' })).toBe(false);
  expect(isAt(here, { ...here, pathname: '/cases/two' })).toBe(false);
});

it('without a request the term is thirty days from receipt, on a working day', () => {
  // The thirtieth is a Sunday.
  expect(termWithoutWait('2026-11-27T20:00:00Z')).toBe('2026-12-28');
});
