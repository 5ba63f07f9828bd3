import type { Evaluation } from './evaluate.ts';
import { eventOrThrow, onlyRule } from './outcome.ts';
import { amountOrThrow, type ParameterValues } from './parameters.ts';
import type { RuleSetVersion } from './schema.ts';

export interface AdvanceTerms {
  /** Null while nobody knows whether the household had one this year. */
  readonly isAvailable: boolean | null;
  readonly maxCents: number;
  readonly workingDays: number;
}

/**
 * The urgent advance, which does not wait for the rest of the evaluation; what it pays counts in the cap,
 * where the hold is placed. `maxCents` is 0 unless the advance is known to be available.
 */
export function advanceTerms(
  version: RuleSetVersion,
  parameters: ParameterValues,
  evaluation: Evaluation,
): AdvanceTerms {
  const rule = onlyRule(version, 'advance');
  const { params } = eventOrThrow(rule, 'advance');
  const truth = evaluation.trace.find((trace) => trace.rule === rule.name)?.truth ?? 'unknown';
  return {
    isAvailable: truth === 'unknown' ? null : truth === 'proved',
    maxCents: truth === 'proved' ? amountOrThrow(parameters, params.maxCents) : 0,
    workingDays: amountOrThrow(parameters, params.workingDays),
  };
}
