import { describe, expect, it } from 'vitest';
import { disabledWorkersDue, protectedWorkersDue, type QuotaNumbers } from '../domain/disability-quota.ts';

const law: QuotaNumbers = {
  disabilityQuotaOneFromBase: 15,
  disabilityQuotaTwoFromBase: 36,
  disabilityQuotaPercentFromBase: 51,
  disabilityQuotaPercent: 7,
  protectedReserveOneFromBase: 51,
  protectedReservePercentFromBase: 151,
  protectedReservePercent: 1,
};

describe('the people with disabilities that are due', () => {
  it.each([
    [0, 0],
    [14, 0],
    [15, 1],
    [24, 1],
    [35, 1],
    [36, 2],
    [50, 2],
    [51, 4],
    [64, 4],
    [65, 5],
    [150, 10],
    [151, 11],
    [250, 17],
  ])('on a base of %i are %i', (base, due) => expect(disabledWorkersDue(base, law)).toBe(due));

  it('are the percentage with exactly one half left out, for every base', () => {
    for (let base = 51; base <= 20_000; base += 1) {
      const due = disabledWorkersDue(base, law);
      // due − 1/2 < base × 7 / 100 ≤ due + 1/2, in two-hundredths: nothing here is rounded.
      expect(200 * due - 100 < 14 * base + 0 && 14 * base <= 200 * due + 100).toBe(true);
    }
  });

  it('are counted on whole people only', () => {
    expect(() => disabledWorkersDue(50.5 + 1, law)).toThrow(RangeError);
    expect(() => disabledWorkersDue(Number.MAX_SAFE_INTEGER, law)).toThrow(RangeError);
  });
});

describe('the reserve of article 18', () => {
  it.each([
    [50, 0],
    [51, 1],
    [150, 1],
    [151, 2],
    [250, 2],
    [251, 3],
    [350, 3],
  ])('on a base of %i is %i', (base, due) => expect(protectedWorkersDue(base, law)).toBe(due));
});
