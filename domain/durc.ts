import { sumCents } from './money.ts';
import { addDays, daysBetween, type PlainDate } from './plain-date.ts';

/** What one body or fund that collects contributions (INPS, INAIL, the construction funds) says is owed to it. */
export interface DurcDebt {
  readonly debtCents: number;
  readonly penaltiesCents: number;
  readonly interestCents: number;
}

/** Days since a DURC was verified: 0 on that day, so 120 on the last day of one that is valid for 120. */
export function durcAgeDays(verifiedOn: PlainDate, on: PlainDate): number {
  const days = daysBetween(verifiedOn, on);
  if (days < 0) throw new RangeError(`A DURC verified on ${verifiedOn} says nothing about ${on}`);
  return days;
}

/** The last day on which it is valid. */
export function durcValidUntil(verifiedOn: PlainDate, validityDays: number): PlainDate {
  return addDays(verifiedOn, validityDays);
}

/** The tolerance is of each body by itself, with what the debt has grown by: never of all of them together. */
export function greatestShortfallCents(debts: readonly DurcDebt[]): number {
  return Math.max(
    0,
    ...debts.map(({ debtCents, penaltiesCents, interestCents }) =>
      sumCents([debtCents, penaltiesCents, interestCents]),
    ),
  );
}

/** Regular up to the tolerance, the limit included: 150.00 with interest passes, 150.01 does not. */
export function isRegular(debts: readonly DurcDebt[], toleranceCents: number): boolean {
  return greatestShortfallCents(debts) <= toleranceCents;
}
