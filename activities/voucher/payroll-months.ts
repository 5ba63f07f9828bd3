import { dependentChildren } from '../../domain/family.ts';
import { fringeLimit, fringeTaxable } from '../../domain/fringe.ts';
import { fringeTotal, mealsTotal, taxYearsOf } from '../../domain/fringe-known.ts';
import { addDays, addMonths, type PlainDate } from '../../domain/plain-date.ts';
import { endOfDay, toPlainDate } from '../../domain/time.ts';
import { firstDayOf, monthOf } from '../../domain/welfare-plan.ts';
import type { Tx } from '../../prisma/database.ts';
import type { LoadedVersion } from '../../rules/store.ts';
import type { FringeRecords } from './fringe-records.ts';
import { lastDayOf, lawOn, useRulesAt, type VoucherLaw } from './law.ts';

export type PayrollItem = 'fringe' | 'meals';

/** The last instant of a month, and the law of each day as the rules told it then. */
export interface MonthEnd {
  readonly month: string;
  readonly at: Date;
  readonly lawOn: (day: PlainDate) => VoucherLaw;
}

/** The end of the month before, and of each month of which payroll is asked, up to the month in progress. */
export async function monthEnds(
  tx: Tx,
  { year, month }: { readonly year: number; readonly month?: number | undefined },
): Promise<readonly MonthEnd[]> {
  const current = monthOf(toPlainDate(tx.now));
  const first = firstDayOf(`${year}-${String(month ?? 1).padStart(2, '0')}`);
  const last = month === undefined ? current : monthOf(first);
  const laws = new Map<string, MonthEnd['lawOn']>();
  const ends: MonthEnd[] = [];
  for (let day = addMonths(first, -1); monthOf(day) <= last; day = addMonths(day, 1)) {
    const at = endOfMonth(day);
    const rules = await useRulesAt(tx, at < tx.now ? at : tx.now);
    if (!laws.has(rules.id)) laws.set(rules.id, lawsOf(rules));
    ends.push({ month: monthOf(day), at, lawOn: laws.get(rules.id)! });
  }
  return ends;
}

/** How what is taxable of each year moved from the end of one month to that of the next. */
export function becameKnown(records: FringeRecords, before: MonthEnd, end: MonthEnd) {
  return taxYearsOf(records).flatMap((year) => {
    const [was, is] = [taxable(records, year, before), taxable(records, year, end)];
    return (['fringe', 'meals'] as const)
      .map((item) => ({ month: end.month, year, item, cents: is[item] - was[item] }))
      .filter(({ cents }) => cents !== 0);
  });
}

function taxable(records: FringeRecords, year: number, end: MonthEnd): Record<PayrollItem, number> {
  const { at } = end;
  const law = end.lawOn(lastDayOf(year));
  const children = dependentChildren(records.family, { year, at }, law);
  const { usedCents } = fringeTotal(records, year, at);
  return {
    fringe: fringeTaxable(usedCents, fringeLimit(law, children > 0)),
    meals: mealsTotal(records, year, end),
  };
}

/** Each day's law is read once: a year's meals ask for it thousands of times. */
function lawsOf(rules: LoadedVersion): MonthEnd['lawOn'] {
  const laws = new Map<PlainDate, VoucherLaw>();
  return (day) => {
    const law = laws.get(day) ?? lawOn(rules, day);
    laws.set(day, law);
    return law;
  };
}

function endOfMonth(day: PlainDate): Date {
  return endOfDay(addDays(addMonths(firstDayOf(monthOf(day)), 1), -1));
}
