import { expect, it } from 'vitest';

/** Its modules are the browser's: their types are checked with the console. */
const module = '../../console/screens/provider/own-steps.ts';
interface Step {
  readonly step: string;
  readonly state: string;
  readonly owner: string;
  readonly dueOn: string | null;
}
const { ownStepsOf } = (await import(module)) as {
  readonly ownStepsOf: (
    application: { readonly steps: readonly Step[] },
    roles: readonly string[],
  ) => readonly Step[];
};

const step = (name: string, given: Partial<Step> = {}): Step => ({
  step: name,
  state: 'open',
  owner: 'candidate',
  dueOn: '2026-12-27',
  ...given,
});
const steps = [
  step('identity', { state: 'toCheck', owner: 'caseworker' }),
  step('representative', { owner: 'administrator' }),
  step('places', { state: 'done' }),
  step('services'),
  step('documents'),
  step('charter', { owner: 'representative', dueOn: null }),
  step('agreement', { owner: 'representative', dueOn: null }),
];
const names = (roles: readonly string[], all = steps) =>
  ownStepsOf({ steps: all }, roles).map((one) => one.step);

it('tells whoever reads what they do themselves now, in order', () => {
  expect(names(['candidate'])).toEqual(['services', 'documents']);
  expect(names(['administrator'])).toEqual(['representative']);
});

it('tells nobody what waits for others before them', () => {
  expect(names(['representative'])).toEqual([]);
  expect(names(['representative'], [step('charter', { owner: 'representative' })])).toEqual(['charter']);
});
