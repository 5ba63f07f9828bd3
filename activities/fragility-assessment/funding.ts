import type { Fraction } from '../../domain/money.ts';
import type { Need } from '../../prisma/generated/client.ts';
import { fundNeeds, type Funding } from '../../rules/funding.ts';
import type { AccessOutcome, HouseholdCap } from '../../rules/outcome.ts';

/** A need and what the Fund's rules say of it, by the ISEE that counts for it. */
export interface FundableNeed {
  readonly need: Need;
  readonly outcome: AccessOutcome | null;
}

const nothing: Fraction = { numerator: 0, denominator: 1 };

type Eligible = AccessOutcome & { readonly cap: HouseholdCap; readonly share: Fraction };

/** The first need that the rules admit: it makes the whole application eligible, whatever its place. */
export function firstEligible<Advised extends Pick<FundableNeed, 'outcome'>>(
  needs: readonly Advised[],
): (Advised & { readonly outcome: Eligible }) | undefined {
  return needs.find(
    (need): need is Advised & { readonly outcome: Eligible } => need.outcome?.eligible === true,
  );
}

/**
 * What the Fund would pay of each need, in their order: whole units, by the need's own share, within what is left of
 * the household's cap. A need that its rules do not admit gets none.
 */
export function fundingOf(needs: readonly FundableNeed[], { share, cap }: Eligible): Funding {
  return fundNeeds({
    share,
    remainingCapCents: cap.remainingCents,
    needs: needs.map(({ need, outcome }) => ({
      unitPriceCents: need.unitPriceCents,
      units: need.units,
      alreadyCoveredUnits: need.coveredUnits,
      share: outcome?.share ?? nothing,
    })),
  });
}
