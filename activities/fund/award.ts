import { possibleDisbursementSteps, type DisbursementStep } from '../../domain/disbursement-steps.ts';
import { Refusal, notFound } from '../../domain/refusal.ts';
import { stepsPossible } from '../../domain/step-words.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Award, Prisma } from '../../prisma/generated/client.ts';
import { lockRow } from '../../prisma/lock-row.ts';
import type { Done } from '../submission.ts';

/** Locks an award for the step, or refuses it: unknown, or not possible in its present state. */
export async function lockAwardForStep(tx: Tx, awardId: string, step: DisbursementStep): Promise<Award> {
  const award = await lockAward(tx, awardId);
  const possible = possibleDisbursementSteps(award.state);
  if (possible.includes(step)) return award;
  throw new Refusal('stepNotPossible', {
    detail:
      possible.length === 0
        ? {
            it: 'L’assegnazione è chiusa: si può solo leggere.',
            en: 'The award is closed: it can only be read.',
          }
        : stepsPossible(possible),
    possible,
  });
}

export async function lockAward(tx: Tx, awardId: string): Promise<Award> {
  const award = await lockRow(tx, 'award', awardId);
  if (!award) throw notFound({ it: 'Assegnazione', en: 'Award' });
  return award;
}

/** Whom an award waits for is never told without until when. */
type Waiting = { waitingFor: string; dueAt: Date | null } | { waitingFor?: never; dueAt?: never };

export function moveAward(
  tx: Tx,
  award: Pick<Award, 'id'>,
  data: Omit<Prisma.AwardUncheckedUpdateInput, keyof Waiting> & Waiting,
): Promise<Award> {
  return tx.db.award.update({ where: { id: award.id }, data: { ...data, revision: { increment: 1 } } });
}

export function awardAnswer(award: Award): Done {
  return {
    status: 200,
    body: {
      awardId: award.id,
      state: award.state,
      waitingFor: award.waitingFor,
      dueAt: award.dueAt?.toISOString() ?? null,
    },
  };
}

export function awardSubject(award: Pick<Award, 'id'>) {
  return { subjectKind: 'award' as const, subjectId: award.id };
}

/** Who the money is for, and who may act for them: kept with the assessment. */
export async function beneficiaryOf(tx: Tx, award: Pick<Award, 'assessmentId'>) {
  return tx.db.assessment.findUniqueOrThrow({
    where: { id: award.assessmentId },
    select: { id: true, beneficiaryId: true, applicantId: true, relationId: true, caseworkerId: true },
  });
}
