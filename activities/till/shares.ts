import type { Shares } from '../../domain/till.ts';

/** RS-2026.1: the provider gives 2 % of what it takes to the Fund, and the service is free. */
const shares: Shares = {
  fund: { numerator: 2, denominator: 100 },
  fee: { numerator: 0, denominator: 100 },
};

/** What a capture of today is divided by: the one place that says it. */
export function currentShares(): Shares {
  return shares;
}
