import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumCents } from '../domain/money.ts';
import { SMALLEST_GROUP, tellableGroups } from '../domain/small-groups.ts';

interface Spent {
  readonly members: number;
  readonly cents: number;
}

const group: fc.Arbitrary<Spent> = fc
  .record({ members: fc.nat({ max: 9 }), each: fc.integer({ min: 1, max: 90_000 }) })
  .map(({ members, each }) => ({ members, cents: members * each }));

/** Some of what one of several may have had, as far as anybody knows who knows what all of them had. */
function couldBe(one: Spent, several: readonly Spent[], cents: number): ReadonlySet<number> {
  return several.length === 1 ? new Set([one.cents]) : new Set([0, cents, one.cents]);
}

const told = (...sizes: number[]) => {
  const groups = sizes.map((members) => ({ members }));
  const tellable = tellableGroups(groups);
  return groups.filter((group) => tellable.has(group)).map(({ members }) => members);
};

describe('groups beside their sum', () => {
  it('are told from five on, and when they are empty', () => {
    expect(told(5, 9, 0)).toEqual([5, 9, 0]);
  });

  it('are not told of fewer than five', () => {
    expect(told(4, 3, 9)).toEqual([9]);
  });

  it('tell no small one by subtraction: the next smallest is left out with it', () => {
    expect(told(4, 7, 9)).toEqual([9]);
    expect(told(1, 5)).toEqual([]);
  });

  it('are none when there is only one small one, beside empty ones neither', () => {
    expect(told(2)).toEqual([]);
    expect(told(2, 0, 0, 0)).toEqual([]);
    expect(told(1, 2, 0)).toEqual([]);
  });

  it('leave no hidden figure to be had from the shown ones and the sum, whatever the groups', () => {
    fc.assert(
      fc.property(fc.array(group, { minLength: 2, maxLength: 6 }), (groups) => {
        const tellable = tellableGroups(groups);
        const hidden = groups.filter((one) => !tellable.has(one));
        expect(groups.filter(({ members }) => members > 0 && members < SMALLEST_GROUP)).toEqual(
          hidden.filter(({ members }) => members > 0 && members < SMALLEST_GROUP),
        );
        const shownCents = sumCents([...tellable].map(({ cents }) => cents));
        const restCents = sumCents(groups.map(({ cents }) => cents)) - shownCents;
        for (const one of hidden) expect(couldBe(one, hidden, restCents).size).not.toBe(1);
      }),
    );
  });
});
