import { beforeEach, expect, it } from 'vitest';

/** Its modules are the browser's: their types are checked with the console. */
const module = '../../console/parts/unsent.ts';
interface Unsent {
  readonly unsentAt: (place: string) => object;
  readonly keepUnsent: (place: string, values: object) => void;
  readonly forgetUnsent: (place: string) => void;
  readonly forgetAllUnsent: () => void;
}
const { unsentAt, keepUnsent, forgetUnsent, forgetAllUnsent } = (await import(module)) as Unsent;

const [mine, theirs] = ['one/identity', 'other/identity'];

beforeEach(() => {
  keepUnsent(mine, { taxCode: 'A' });
  keepUnsent(theirs, { taxCode: 'B' });
});

it('keeps what each wrote in each form, until it was sent', () => {
  expect([unsentAt(mine), unsentAt(theirs), unsentAt('one/other')]).toEqual([
    { taxCode: 'A' },
    { taxCode: 'B' },
    {},
  ]);
  forgetUnsent(mine);
  expect([unsentAt(mine), unsentAt(theirs)]).toEqual([{}, { taxCode: 'B' }]);
});

it('has nothing left for whoever comes next', () => {
  forgetAllUnsent();
  expect([unsentAt(mine), unsentAt(theirs)]).toEqual([{}, {}]);
});
