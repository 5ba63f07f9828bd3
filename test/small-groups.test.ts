import { describe, expect, it } from 'vitest';
import { tellableGroups } from '../domain/small-groups.ts';

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

  it('are none when there is only one small one', () => {
    expect(told(2)).toEqual([]);
  });
});
