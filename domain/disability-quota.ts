/** The numbers of L. 68/1999 art. 3 and 18, by the names of the parameters of the rule set `charter-compliance`. */
export interface QuotaNumbers {
  readonly disabilityQuotaOneFromBase: number;
  readonly disabilityQuotaTwoFromBase: number;
  readonly disabilityQuotaPercentFromBase: number;
  readonly disabilityQuotaPercent: number;
  readonly protectedReserveOneFromBase: number;
  readonly protectedReservePercentFromBase: number;
  readonly protectedReservePercent: number;
}

/** How many people with disabilities an organisation must employ on its declared computation base (art. 3). */
export function disabledWorkersDue(base: number, numbers: QuotaNumbers): number {
  if (base >= numbers.disabilityQuotaPercentFromBase)
    return percentOfBase(base, numbers.disabilityQuotaPercent);
  if (base >= numbers.disabilityQuotaTwoFromBase) return 2;
  return base >= numbers.disabilityQuotaOneFromBase ? 1 : 0;
}

/** How many people of the other protected categories come on top of them, on the same base (art. 18 c. 2). */
export function protectedWorkersDue(base: number, numbers: QuotaNumbers): number {
  if (base >= numbers.protectedReservePercentFromBase)
    return percentOfBase(base, numbers.protectedReservePercent);
  return base >= numbers.protectedReserveOneFromBase ? 1 : 0;
}

/**
 * The percentage in whole people: a fraction above one half counts as one, exactly one half does not (art. 3 and 4).
 * In hundredths of a person, so that no half is ever lost to floating point.
 */
function percentOfBase(base: number, percent: number): number {
  const hundredths = base * percent;
  if (!Number.isSafeInteger(hundredths) || hundredths < 0)
    throw new RangeError(`cannot take ${percent} % of a base of ${base}`);
  const whole = Math.floor(hundredths / 100);
  return hundredths % 100 > 50 ? whole + 1 : whole;
}
