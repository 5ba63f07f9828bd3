import { addDays, daysBetween, type PlainDate } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import { evaluate } from '../../rules/evaluate.ts';
import { amountOrThrow, parametersOn } from '../../rules/parameters.ts';
import { versionInForce } from '../../rules/store.ts';

/** How long somebody may dispute, answer and decide, by the rules in force today. */
export interface DisputeTerms {
  readonly answerWorkingDays: number;
  readonly decisionWorkingDays: number;
  /** Whether what was taken then may still be disputed today. */
  readonly isInTime: (capturedAt: Date) => Promise<boolean>;
  readonly lastDayFor: (capturedAt: Date) => PlainDate;
}

export async function disputeTerms(tx: Tx): Promise<DisputeTerms> {
  const today = toPlainDate(tx.now);
  const { content } = await versionInForce(tx, 'voucher-dispute', tx.now);
  const parameters = parametersOn(content, today);
  const days = (parameter: string) => amountOrThrow(parameters, { parameter });
  return {
    answerWorkingDays: days('answerWorkingDays'),
    decisionWorkingDays: days('decisionWorkingDays'),
    async isInTime(capturedAt) {
      const daysSinceRedemption = daysBetween(toPlainDate(capturedAt), today);
      const { outcome } = await evaluate(content, parameters, { daysSinceRedemption });
      return outcome?.kind === 'requirements' && outcome.compliant;
    },
    lastDayFor: (capturedAt) => addDays(toPlainDate(capturedAt), days('disputeDays')),
  };
}
