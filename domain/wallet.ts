import { addDays, earlierOf, laterOf, type PlainDate } from './plain-date.ts';

/** A job with the employer whose plan it is. */
export interface Job {
  readonly startedOn: PlainDate;
  /** The last day, if it is over or is going to be. */
  readonly endedOn: PlainDate | null;
}

export interface WalletFacts {
  readonly plan: {
    readonly state: 'draft' | 'active' | 'closed';
    readonly validFrom: PlainDate;
    readonly validUntil: PlainDate;
    readonly graceDays: number;
  };
  readonly isClosed: boolean;
  readonly jobs: readonly Job[];
}

/** Why a wallet orders nothing. What was issued before stays good in every case. */
export type WalletStop = 'closed' | 'planClosed' | 'notYet' | 'planOver' | 'left';

/** Whether a wallet orders on a day, and the last day on which it does or did, as far as that is known today. */
export interface WalletStanding {
  readonly stop: WalletStop | null;
  readonly ordersUntil: PlainDate | null;
}

/**
 * How a wallet stands on a day. Nothing freezes it: whoever works there orders until the plan is over, whoever left
 * for so many days of grace, the last one included, and whoever comes back orders again.
 */
export function walletStanding({ plan, isClosed, jobs }: WalletFacts, on: PlainDate): WalletStanding {
  const byJob = lastDayByJobs(jobs, plan.graceDays, on);
  const ordersUntil = byJob === undefined ? plan.validUntil : byJob && earlierOf(byJob, plan.validUntil);
  const stop = stopOn();
  return { stop, ordersUntil: stop === 'closed' || stop === 'planClosed' ? null : ordersUntil };

  function stopOn(): WalletStop | null {
    if (isClosed) return 'closed';
    if (plan.state !== 'active') return 'planClosed';
    if (on < plan.validFrom) return 'notYet';
    if (on > plan.validUntil) return 'planOver';
    return ordersUntil === null || on > ordersUntil ? 'left' : null;
  }
}

/** Where what is left of a wallet goes once it orders no more. */
export type CarryTarget = 'nextPlan' | 'employer' | 'fund';

/**
 * By the rule of its plan, whose terms stand since before any credit was given. The plan that follows is for whoever
 * works there: of somebody who left the credit goes back to the employer instead. Null while no next plan is named:
 * nothing is lost by waiting.
 */
export function carryTarget(of: {
  readonly carryOver: CarryTarget;
  readonly nextPlanId: string | null;
  readonly hasLeft: boolean;
}): CarryTarget | null {
  if (of.carryOver !== 'nextPlan') return of.carryOver;
  if (of.hasLeft) return 'employer';
  return of.nextPlanId === null ? null : 'nextPlan';
}

/** Undefined while a job has no known end, null when there never was one. */
function lastDayByJobs(jobs: readonly Job[], graceDays: number, on: PlainDate): PlainDate | null | undefined {
  const begun = jobs.filter(({ startedOn }) => startedOn <= on);
  if (begun.some(({ endedOn }) => endedOn === null)) return undefined;
  const ends = begun.map(({ endedOn }) => endedOn!);
  return ends.length === 0 ? null : addDays(ends.reduce(laterOf), graceDays);
}
