import { describe, expect, it } from 'vitest';

interface Someone {
  readonly id: string;
  readonly as: 'self' | 'relative' | 'principal';
  readonly isChild: boolean;
}
interface Voucher {
  readonly state: string;
  readonly expiresAt: string;
  readonly number: string;
}

/** Its modules are the browser's: their types are checked with the console. */
const person = '../../console/screens/person';
const { onlyOneMeant } = (await import(`${person}/whom.ts`)) as {
  readonly onlyOneMeant: (people: readonly Someone[], category: string) => Someone | undefined;
};
const { firstToUse } = (await import(`${person}/first-to-use.ts`)) as {
  readonly firstToUse: (one: Voucher, other: Voucher) => number;
};

describe('whom an order is for', () => {
  const self: Someone = { id: 'self', as: 'self', isChild: false };
  const spouse: Someone = { id: 'spouse', as: 'relative', isChild: false };
  const emma: Someone = { id: 'emma', as: 'relative', isChild: true };
  const principal: Someone = { id: 'principal', as: 'principal', isChild: false };

  it.each([
    ['oneself, whoever is alone', [self], 'childcare', 'self'],
    ['the one child, of a nursery', [self, spouse, emma], 'childcare', 'emma'],
    ['whom one acts for, of a nursery', [self, principal], 'summerCamp', 'principal'],
    ['nobody, of two who may be children', [self, emma, principal], 'childcare', undefined],
    ['nobody, where nobody is known as a child', [self, spouse], 'childcare', undefined],
    ['nobody, of what is for anybody', [self, emma], 'therapy', undefined],
    ['nobody, before anybody is known', [], 'childcare', undefined],
  ])('is chosen beforehand: %s', (_what, people, category, expected) => {
    expect(onlyOneMeant(people, category)?.id).toBe(expected);
  });
});

describe('vouchers', () => {
  it('stand in the order in which to use them: what lapses first, then by number, and last what is used up', () => {
    const voucher = (number: string, expiresAt: string, state = 'active') => ({ number, expiresAt, state });
    const listed = [
      voucher('V-2', '2027-01-31'),
      voucher('V-10', '2026-12-31', 'held'),
      voucher('V-4', '2026-12-31'),
      voucher('V-1', '2026-11-30', 'spent'),
    ];
    expect(listed.toSorted(firstToUse).map(({ number }) => number)).toEqual(['V-4', 'V-10', 'V-2', 'V-1']);
  });
});
