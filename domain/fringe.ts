import { portionHalfUp } from './money.ts';

/** Limits of one tax year (art. 51 c. 3 TUIR). */
export interface FringeLaw {
  readonly fringeLimitCents: number;
  readonly fringeLimitWithChildCents: number;
}

/** How much an employee may receive in kind in the year. */
export function fringeLimit(law: FringeLaw, hasDependentChild: boolean): number {
  return hasDependentChild ? law.fringeLimitWithChildCents : law.fringeLimitCents;
}

/** What of the year's total is taxed. The limit is a cliff: one cent beyond it, and the whole is. */
export function fringeTaxable(totalCents: number, limitCents: number): number {
  return totalCents > limitCents ? totalCents : 0;
}

/** What one day's meal vouchers come to beyond what is exempt: the excess alone is taxed, and enters no limit. */
export function mealTaxable(valueCents: number, days: number, exemptCents: number): number {
  return Math.max(0, valueCents - exemptCents) * days;
}

export interface SimulationRates {
  readonly simulatedContributionHundredths: number;
  readonly simulatedIrpefHundredths: number;
}

/** What taxing an amount would cost the employee: rates without surtaxes, for orientation and never for payroll. */
export interface TaxSimulation {
  readonly simulated: true;
  readonly taxableCents: number;
  readonly contributionsCents: number;
  readonly baseCents: number;
  readonly irpefCents: number;
  readonly costCents: number;
}

export function simulateTax(taxableCents: number, rates: SimulationRates): TaxSimulation {
  const hundredthsOf = (cents: number, numerator: number) =>
    portionHalfUp(cents, { numerator, denominator: 10_000 });
  const contributionsCents = hundredthsOf(taxableCents, rates.simulatedContributionHundredths);
  const baseCents = taxableCents - contributionsCents;
  const irpefCents = hundredthsOf(baseCents, rates.simulatedIrpefHundredths);
  return {
    simulated: true,
    taxableCents,
    contributionsCents,
    baseCents,
    irpefCents,
    costCents: contributionsCents + irpefCents,
  };
}
