import type { Fraction } from '../../domain/money.ts';
import type { Need } from '../../prisma/generated/client.ts';
import { fundNeeds, type Funding } from '../../rules/funding.ts';
import type { AccessOutcome } from '../../rules/outcome.ts';

/** A need and what the Fund's rules say of it, by the ISEE that counts for it. */
export interface FundableNeed {
  readonly need: Need;
  readonly outcome: AccessOutcome | null;
}

const nothing: Fraction = { numerator: 0, denominator: 1 };

/**
 * What the Fund would pay of each need, in their order: whole units, by the need's own share, within what is left of
 * the household's cap. A need that its rules do not admit gets none; undefined when they admit no need at all.
 */
export function fundingOf(needs: readonly FundableNeed[]): Funding | undefined {
  const eligible = needs.find(({ outcome }) => outcome?.eligible)?.outcome;
  if (!eligible?.cap || !eligible.share) return undefined;
  return fundNeeds({
    share: eligible.share,
    remainingCapCents: eligible.cap.remainingCents,
    needs: needs.map(({ need, outcome }) => ({
      unitPriceCents: need.unitPriceCents,
      units: need.units,
      alreadyCoveredUnits: need.coveredUnits,
      share: outcome?.share ?? nothing,
    })),
  });
}
