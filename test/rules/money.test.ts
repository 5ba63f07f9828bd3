import { percentHundredths } from '../../domain/share.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatEuro, portionDown, portionHalfUp, sumCents } from '../../domain/money.ts';

it('a share is said in hundredths of a percent, half up, and as all or nothing only where it is', () => {
  const said = ([numerator, denominator]: readonly [number, number]) =>
    percentHundredths({ numerator, denominator });
  expect(
    (
      [
        [935_997, 1_000_000],
        [0, 3],
        [3, 3],
        [999_999, 1_000_000],
        [1, 1_000_000],
      ] as const
    ).map(said),
  ).toEqual([9_360, 0, 10_000, 9_999, 1]);
});

describe('cents', () => {
  it('are rounded half-up per amount: 2 % of 123.45, 67.89, 0.24 and 0.25', () => {
    const twoPercent = { numerator: 2, denominator: 100 };
    const contributions = [12_345, 6789, 24, 25].map((amount) => portionHalfUp(amount, twoPercent));
    expect(contributions).toEqual([247, 136, 0, 1]);
    expect(sumCents(contributions)).toBe(384);
  });

  it('are never wrong by a cent, even where a product no longer fits a double', () => {
    const amount = fc.integer({ min: 0, max: 9_000_000_000_000 });
    const part = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(amount, part, part, (cents, one, other) => {
        const [numerator, denominator] = [Math.min(one, other), Math.max(one, other)];
        const down = BigInt(portionDown(cents, { numerator, denominator }));
        const near = BigInt(portionHalfUp(cents, { numerator, denominator }));
        const [product, whole] = [BigInt(cents) * BigInt(numerator), BigInt(denominator)];
        expect(down * whole <= product && (down + 1n) * whole > product).toBe(true);
        expect(2n * product - whole <= 2n * near * whole && 2n * near * whole <= 2n * product + whole).toBe(
          true,
        );
        if ((2n * product) % (2n * whole) === whole) expect(near).toBe(down + 1n);
      }),
      { seed: 20260605 },
    );
  });

  it.each([
    [portionDown, -1, { numerator: 1, denominator: 2 }],
    [portionHalfUp, 1, { numerator: 1, denominator: 0 }],
    [portionDown, 0.5, { numerator: 1, denominator: 2 }],
    [portionDown, 1, { numerator: -1, denominator: 2 }],
    [portionDown, Number.MAX_SAFE_INTEGER, { numerator: 2, denominator: 1 }],
  ])('are refused when they are not whole, positive and safe (%#)', (portion, cents, fraction) => {
    expect(() => portion(cents, fraction)).toThrow(RangeError);
  });

  it('cannot be added up beyond what a number can hold', () => {
    expect(() => sumCents([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
    expect(() => sumCents([1, Number.NaN])).toThrow(RangeError);
  });

  it.each([
    [0, '0,00 €', '€0.00'],
    [5, '0,05 €', '€0.05'],
    [99_999, '999,99 €', '€999.99'],
    [114_000, '1.140,00 €', '€1,140.00'],
    [123_456_789_01, '123.456.789,01 €', '€123,456,789.01'],
    [-33_750, '-337,50 €', '-€337.50'],
  ])('read as people write them: %i', (cents, italian, english) => {
    expect(formatEuro(cents)).toBe(italian);
    expect(formatEuro(cents, 'en')).toBe(english);
  });
});
