import { possibleSteps, type AssessmentStep } from '../../domain/assessment-steps.ts';
import { Refusal, notFound } from '../../domain/refusal.ts';
import { addDays, type PlainDate } from '../../domain/plain-date.ts';
import { stepsPossible } from '../../domain/step-words.ts';
import {
  documentRequestDays,
  documentRequestSuspension,
  endOfTerm,
  procedureDays,
} from '../../domain/term.ts';
import { endOfDay, toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Assessment, Prisma } from '../../prisma/generated/client.ts';
import { lockRow } from '../../prisma/lock-row.ts';
import type { Done } from '../submission.ts';

/** Locks an assessment for the step, or refuses it: unknown, or not possible in its present state. */
export async function lockForStep(tx: Tx, assessmentId: string, step: AssessmentStep): Promise<Assessment> {
  const assessment = await lockRow(tx, 'assessment', assessmentId);
  if (!assessment) throw notFound({ it: 'Valutazione', en: 'Assessment' });
  if (possibleSteps(assessment.state).includes(step)) return assessment;
  const possible = stepsNow(assessment);
  throw new Refusal('stepNotPossible', {
    detail:
      possible.length === 0
        ? { it: 'La pratica è chiusa: si può solo leggere.', en: 'The case is closed: it can only be read.' }
        : stepsPossible(possible),
    possible,
  });
}

/** The steps of its state; once the law's thirty days are given, more time is none of them. */
export function stepsNow({
  state,
  documentsRequestedAt,
  dueAt,
}: Pick<Assessment, 'state' | 'documentsRequestedAt' | 'dueAt'>): readonly AssessmentStep[] {
  const isUsedUp = documentsRequestedAt && dueAt && toPlainDate(dueAt) >= latestDueOn(documentsRequestedAt);
  return possibleSteps(state).filter((step) => step !== 'extendDocuments' || !isUsedUp);
}

/** The last day for which documents that were asked for can be awaited. */
export function latestDueOn(requestedAt: Date): PlainDate {
  return addDays(toPlainDate(requestedAt), documentRequestDays);
}

/**
 * `lockForStep` for a step that rests on who belongs to the household: it stays as it is until the step is committed.
 * The household comes first, then what is its own, as where the Fund holds money; a hold does not stand in the way.
 */
export async function lockWithHousehold(
  tx: Tx,
  assessmentId: string,
  step: AssessmentStep,
): Promise<{ readonly assessment: Assessment; readonly householdRevision: number }> {
  const [household] = await tx.db.$queryRaw<{ revision: number }[]>`
    SELECT h.revision FROM household h JOIN assessment a ON a.household_id = h.id
     WHERE a.id = ${assessmentId}::uuid FOR KEY SHARE OF h`;
  const assessment = await lockForStep(tx, assessmentId, step);
  return { assessment, householdRevision: household!.revision };
}

/** Moves an assessment on: its state, what it waits for and until when, which is all that lists and screens read. */
export function moveTo(
  tx: Tx,
  assessment: Pick<Assessment, 'id'>,
  data: Prisma.AssessmentUncheckedUpdateInput & { waitingFor: string },
): Promise<Assessment> {
  return tx.db.assessment.update({
    where: { id: assessment.id },
    data: { ...data, revision: { increment: 1 } },
  });
}

/** What the caller is told: references and states, nothing about the person. */
export function assessmentAnswer(assessment: Assessment, status: 200 | 201 = 200): Done {
  return {
    status,
    body: {
      assessmentId: assessment.id,
      protocolNumber: assessment.protocolNumber,
      dossierCode: assessment.dossierCode,
      state: assessment.state,
      waitingFor: assessment.waitingFor,
      dueAt: assessment.dueAt?.toISOString() ?? null,
    },
  };
}

/** The last day of the procedure's term, with the one suspension a document request may cause. */
export function termEnd(
  assessment: Pick<Assessment, 'receivedAt' | 'documentsRequestedAt' | 'documentsAnsweredAt'>,
): string {
  const { receivedAt, documentsRequestedAt, documentsAnsweredAt } = assessment;
  const suspensions = documentsRequestedAt
    ? [
        documentRequestSuspension(
          toPlainDate(documentsRequestedAt),
          documentsAnsweredAt ? toPlainDate(documentsAnsweredAt) : undefined,
        ),
      ]
    : [];
  return endOfTerm({ receivedOn: toPlainDate(receivedAt), days: procedureDays, suspensions });
}

export function asDate(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

export function dueAtEndOf(date: string): Date {
  return endOfDay(date);
}
