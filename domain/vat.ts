import { portionHalfUp } from './money.ts';

/** The rate in force for each treatment, in percent (DPR 633/1972 art. 16 and tables A; art. 10 for what is exempt). */
export const vatPercents = {
  ordinary: 22,
  reduced10: 10,
  reduced5: 5,
  reduced4: 4,
  exempt: 0,
  outOfScope: 0,
} as const;

export type VatTreatment = keyof typeof vatPercents;

/** What of a price, VAT included, is taxable and what is VAT; the taxable part is rounded half-up to the cent. */
export function splitVat(
  grossCents: number,
  treatment: VatTreatment,
): { readonly taxableCents: number; readonly vatCents: number } {
  const denominator = 100 + vatPercents[treatment];
  const taxableCents = portionHalfUp(grossCents, { numerator: 100, denominator });
  return { taxableCents, vatCents: grossCents - taxableCents };
}
