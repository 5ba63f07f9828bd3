import { portionHalfUp, sumCents } from './money.ts';

/** What came into the Fund and went out of it in one month. */
export interface FundMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  /** Collected, the reserve's share included. */
  readonly inCents: number;
  readonly toReserveCents: number;
  /** Approved for awards, less what awards gave back: below zero when more came back than went. */
  readonly outCents: number;
}

/** What an average month looks like, of so many. */
export interface MonthlyMeans {
  readonly months: number;
  /** What awards can be given of it: without the reserve's share. */
  readonly inCents: number;
  readonly outCents: number;
}

/** The average of whole months, from the first in which anything moved: before it there was no Fund. */
export function monthlyMeans(wholeMonths: readonly FundMonth[]): MonthlyMeans {
  const first = wholeMonths.findIndex(({ inCents, outCents }) => inCents !== 0 || outCents !== 0);
  const lived = first === -1 ? [] : wholeMonths.slice(first);
  const meanOf = (amounts: readonly number[]) =>
    lived.length === 0
      ? 0
      : portionHalfUp(Math.max(0, sumCents(amounts)), { numerator: 1, denominator: lived.length });
  return {
    months: lived.length,
    inCents: meanOf(lived.map(({ inCents, toReserveCents }) => inCents - toReserveCents)),
    outCents: meanOf(lived.map(({ outCents }) => outCents)),
  };
}

/** For how many tenths of a month what is available lasts with nothing coming in, rounded down; null: nothing goes out. */
export function coverTenths(availableCents: number, monthlyOutCents: number): number | null {
  if (monthlyOutCents <= 0) return null;
  return Number((10n * BigInt(Math.max(0, availableCents))) / BigInt(monthlyOutCents));
}

export interface ForecastTerms {
  readonly availableCents: number;
  /** What awards on the waiting list ask for: it is served first. */
  readonly waitingCents: number;
  readonly means: MonthlyMeans;
  /** By how many percent less comes in than on average. */
  readonly lessInPercent: number;
  /** By how many percent more is asked for than on average. */
  readonly moreOutPercent: number;
  readonly months: number;
}

export interface ForecastMonth {
  /** 1 is the next month. */
  readonly month: number;
  readonly inCents: number;
  readonly servedCents: number;
  /** At the end of the month. */
  readonly availableCents: number;
  readonly waitingCents: number;
}

/**
 * The Fund month by month, if each is like the average one. It never goes below zero, for it never gives what it does
 * not have: what cannot be given waits, and is asked for again in the next month.
 */
export function forecastFund(terms: ForecastTerms): readonly ForecastMonth[] {
  const { means, lessInPercent, moreOutPercent } = terms;
  const inCents = portionHalfUp(means.inCents, { numerator: 100 - lessInPercent, denominator: 100 });
  const askedCents = portionHalfUp(means.outCents, { numerator: 100 + moreOutPercent, denominator: 100 });
  const told: ForecastMonth[] = [];
  let { availableCents, waitingCents } = terms;
  for (let month = 1; month <= terms.months; month += 1) {
    availableCents = sumCents([availableCents, inCents]);
    waitingCents = sumCents([waitingCents, askedCents]);
    const servedCents = Math.min(availableCents, waitingCents);
    availableCents -= servedCents;
    waitingCents -= servedCents;
    told.push({ month, inCents, servedCents, availableCents, waitingCents });
  }
  return told;
}
