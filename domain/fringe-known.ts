import { mealTaxable } from './fringe.ts';
import type { PlainDate } from './plain-date.ts';

/** Whatever was written, however far ahead the clock of whoever wrote it is. */
export const allThatIsKnown = new Date(8_640_000_000_000_000);

/** A voucher as a tax year counts it. */
export interface Title {
  readonly nominalCents: number;
  readonly deliveredOn: PlainDate;
  /** Its delivery, or the day on which it was taken over from an earlier system. */
  readonly knownAt: Date;
  readonly voided: { readonly at: Date; readonly providerStopped: boolean } | null;
}

/** What an employer entered beside vouchers. */
export interface Entry {
  readonly kind: 'inKind' | 'mealPaper' | 'mealElectronic';
  /** The first day of the month in which it was given. */
  readonly month: PlainDate;
  /** Of meal vouchers what one day is worth. */
  readonly amountCents: number;
  readonly days: number | null;
  readonly knownAt: Date;
  readonly withdrawnAt: Date | null;
}

export interface FringeTotal {
  readonly usedCents: number;
  /** Counted, come back since because the provider stopped, and not counted again when it buys something anew. */
  readonly returnedCents: number;
}

/** Where the year's total stands after vouchers for so much more. */
export function fringeAfter({ usedCents, returnedCents }: FringeTotal, nominalCents: number): number {
  return usedCents + Math.max(0, nominalCents - returnedCents);
}

/** Goods and services in kind of one tax year, as known at an instant. */
export function fringeTotal(
  { titles, entries }: { readonly titles: readonly Title[]; readonly entries: readonly Entry[] },
  year: number,
  at: Date,
): FringeTotal {
  const delivered = titlesTotal(ofYear(titles, year), at);
  const entered = entries.filter(
    (entry) => entry.kind === 'inKind' && isOf(entry.month, year) && stands(entry, at),
  );
  const enteredCents = entered.reduce((sum, { amountCents }) => sum + amountCents, 0);
  return { ...delivered, usedCents: delivered.usedCents + enteredCents };
}

/**
 * What was delivered and not voided, and what was voided because its provider stopped: it had been received, and nobody
 * made a mistake. The credit that came back is counted already, so that what it buys anew in the year counts beyond it.
 */
function titlesTotal(titles: readonly Title[], at: Date): FringeTotal {
  const counting = titles.filter(
    ({ knownAt, voided }) => knownAt <= at && (voided === null || voided.at > at || voided.providerStopped),
  );
  const events = [
    ...counting.map(({ knownAt, nominalCents }) => ({ on: knownAt, isBack: false, cents: nominalCents })),
    ...counting.flatMap(({ voided, nominalCents }) =>
      voided && voided.at <= at ? [{ on: voided.at, isBack: true, cents: nominalCents }] : [],
    ),
  ].toSorted((one, other) => Number(one.on) - Number(other.on));
  let usedCents = 0;
  let returnedCents = 0;
  for (const { isBack, cents } of events) {
    const againCents = isBack ? 0 : Math.min(cents, returnedCents);
    returnedCents += isBack ? cents : -againCents;
    usedCents += isBack ? 0 : cents - againCents;
  }
  return { usedCents, returnedCents };
}

export interface MealLaw {
  readonly mealPaperCents: number;
  readonly mealElectronicCents: number;
}

/**
 * What of a tax year's meals is beyond the exempt amount of its day, as known at an instant. A voucher of letter c is one
 * electronic meal voucher of one day, whatever unit its service is sold by: so nothing goes untaxed that should be.
 */
export function mealsTotal(
  { meals, entries }: { readonly meals: readonly Title[]; readonly entries: readonly Entry[] },
  year: number,
  { at, lawOn }: { readonly at: Date; readonly lawOn: (day: PlainDate) => MealLaw },
): number {
  const vouchers = ofYear(meals, year)
    .filter(({ knownAt, voided }) => knownAt <= at && (voided === null || voided.at > at))
    .map(({ nominalCents, deliveredOn }) =>
      mealTaxable(nominalCents, 1, lawOn(deliveredOn).mealElectronicCents),
    );
  const entered = entries
    .filter((entry) => entry.days !== null && isOf(entry.month, year) && stands(entry, at))
    .map(({ kind, month, amountCents, days }) => {
      const { mealPaperCents, mealElectronicCents } = lawOn(month);
      return mealTaxable(amountCents, days!, kind === 'mealPaper' ? mealPaperCents : mealElectronicCents);
    });
  return [...vouchers, ...entered].reduce((sum, cents) => sum + cents, 0);
}

/** The tax years of which anything was given, the earliest first. */
export function taxYearsOf(given: {
  readonly titles: readonly Title[];
  readonly meals: readonly Title[];
  readonly entries: readonly Entry[];
}): readonly number[] {
  const days = [
    ...[...given.titles, ...given.meals].map(({ deliveredOn }) => deliveredOn),
    ...given.entries.map(({ month }) => month),
  ];
  return [...new Set(days.map((day) => Number(day.slice(0, 4))))].toSorted((one, other) => one - other);
}

function ofYear(titles: readonly Title[], year: number): readonly Title[] {
  return titles.filter(({ deliveredOn }) => isOf(deliveredOn, year));
}

function isOf(day: PlainDate, year: number): boolean {
  return day.startsWith(`${year}-`);
}

function stands({ knownAt, withdrawnAt }: Entry, at: Date): boolean {
  return knownAt <= at && (withdrawnAt === null || withdrawnAt > at);
}
