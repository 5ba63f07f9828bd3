import { isCents, portionDown, sumCents, type Fraction } from '../domain/money.ts';

/** A need in whole, indivisible units (hours, sessions, weeks). */
export interface FundingNeed {
  readonly unitPriceCents: number;
  readonly units: number;
  /** Units that others already pay (B2, nursery bonus, INPS): never funded twice. */
  readonly alreadyCoveredUnits: number;
  /** The share by the ISEE kind of this need, where it differs from the household's. */
  readonly share?: Fraction | undefined;
}

export interface FundedNeed {
  readonly fundedUnits: number;
  readonly fundedCents: number;
  /** Some units were asked and none can be funded: for the commission to settle, never a refusal. */
  readonly questionForCommission: boolean;
}

export interface Funding {
  readonly needs: readonly FundedNeed[];
  readonly awardCents: number;
  readonly remainingCapCents: number;
  /** The whole award would be zero although something was asked. */
  readonly questionForCommission: boolean;
}

export interface FundingRequest {
  /** In the applicant's order: each consumes what the ones before left of the cap. */
  readonly needs: readonly FundingNeed[];
  readonly share: Fraction;
  readonly remainingCapCents: number;
}

/**
 * Units funded per need: min(floor(units × share), floor(remaining cap / unit price)), in integer divisions
 * throughout (RS-2026.1). Throws RangeError on amounts that are not whole and positive.
 */
export function fundNeeds({ needs, share, remainingCapCents }: FundingRequest): Funding {
  if (!isCents(remainingCapCents)) throw new RangeError(`not an amount of cents: ${remainingCapCents}`);
  let leftCents = remainingCapCents;
  const funded = needs.map((need): FundedNeed => {
    assertNeed(need);
    const askedUnits = Math.max(0, need.units - need.alreadyCoveredUnits);
    const shareUnits = portionDown(askedUnits, need.share ?? share);
    const fundedUnits = Math.min(shareUnits, Math.floor(leftCents / need.unitPriceCents));
    const fundedCents = fundedUnits * need.unitPriceCents;
    leftCents -= fundedCents;
    return { fundedUnits, fundedCents, questionForCommission: askedUnits > 0 && fundedUnits === 0 };
  });
  const awardCents = sumCents(funded.map(({ fundedCents }) => fundedCents));
  return {
    needs: funded,
    awardCents,
    remainingCapCents: leftCents,
    questionForCommission: awardCents === 0 && funded.some((need) => need.questionForCommission),
  };
}

/**
 * What the Fund can pay today of an award it cannot pay whole: the needs in the applicant's order, each as
 * many whole units as the money still available pays. Only accepted by the applicant it becomes an award.
 */
export function partialOffer(
  needs: readonly { readonly unitPriceCents: number; readonly fundedUnits: number }[],
  availableCents: number,
): { readonly units: readonly number[]; readonly offerCents: number } {
  if (!isCents(availableCents)) throw new RangeError(`not an amount of cents: ${availableCents}`);
  let leftCents = availableCents;
  const units = needs.map(({ unitPriceCents, fundedUnits }) => {
    const offered = Math.min(fundedUnits, Math.floor(leftCents / unitPriceCents));
    leftCents -= offered * unitPriceCents;
    return offered;
  });
  return { units, offerCents: availableCents - leftCents };
}

function assertNeed({ unitPriceCents, units, alreadyCoveredUnits }: FundingNeed): void {
  const isWhole = [unitPriceCents, units, alreadyCoveredUnits].every((value) => isCents(value));
  if (!isWhole || unitPriceCents === 0)
    throw new RangeError(`not a need in whole units: ${unitPriceCents} × ${units} − ${alreadyCoveredUnits}`);
}
