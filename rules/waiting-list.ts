import { amountOrThrow, type ParameterValues } from './parameters.ts';
import type { AccessContract, RuleSetVersion } from './schema.ts';

/** What places a granted application on the waiting list. */
export interface WaitingCandidate {
  /** The raw score: an overridden band changes what is granted, never who comes first. */
  readonly scoreHundredths: number;
  readonly iseeCents: number;
  readonly completeAt: Date;
  readonly id: string;
}

type WaitingOrder = AccessContract['waitingList']['order'];

/** A comparison for `toSorted`: whoever is served first comes first. */
export function compareWaiting(
  order: WaitingOrder,
): (one: WaitingCandidate, other: WaitingCandidate) => number {
  return (one, other) => {
    for (const { key, direction } of order) {
      const [left, right] = [sortable(one[key]), sortable(other[key])];
      if (left !== right) return left < right === (direction === 'ascending') ? -1 : 1;
    }
    return 0;
  };
}

export interface WaitingTerms {
  readonly order: WaitingOrder;
  readonly offerWorkingDays: number;
  readonly waitingDays: number;
}

/** How the waiting list works under a fund-access version; throws for a version of another kind. */
export function waitingTerms(version: RuleSetVersion, parameters: ParameterValues): WaitingTerms {
  const contract = version.outcomeContract;
  if (contract.kind !== 'access') throw new Error(`${version.ruleSet} has no waiting list`);
  const { order, offerWorkingDays, waitingDays } = contract.waitingList;
  return {
    order,
    offerWorkingDays: amountOrThrow(parameters, offerWorkingDays),
    waitingDays: amountOrThrow(parameters, waitingDays),
  };
}

function sortable(value: number | string | Date): number | string {
  return value instanceof Date ? value.getTime() : value;
}
