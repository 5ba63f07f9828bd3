import { portionHalfUp, type Fraction } from './money.ts';

/**
 * A share of units for the eye, in hundredths of a percent, the same wherever it is said; units are always counted with
 * the exact fraction. What is less than all is never said to be all, nor what is something to be nothing.
 */
export function percentHundredths(share: Fraction): number {
  const { numerator, denominator } = share;
  if (numerator === 0 || numerator === denominator) return numerator === 0 ? 0 : 10_000;
  return Math.min(9_999, Math.max(1, portionHalfUp(10_000, share)));
}
