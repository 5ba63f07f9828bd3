import { possibleComplaintSteps } from '../../domain/provider-complaint.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Position, ProcessParams, SubmissionRef } from '../../workflows/contract.ts';
import { positionOf, type FireDeadline } from '../deadlines.ts';
import { fireDeadline } from '../fire-deadline.ts';
import type { ActivityServices } from '../services.ts';
import { giveEffect, type NotingStep } from '../submission.ts';
import { escalateTask, remindTask } from '../tasks.ts';
import { complaintOverdue } from './moments.ts';
import { answerComplaint, reopenComplaint, withdrawComplaint } from './steps.ts';

/** What a complaint does by itself when a moment comes. */
const deadlines: Readonly<Record<string, FireDeadline>> = { complaintOverdue, remindTask, escalateTask };
const actor = { kind: 'system', id: 'provider-complaint' } as const;

/** The activities of `providerComplaint`. */
export function providerComplaintActivities(services: ActivityServices) {
  const step = (effect: NotingStep) => (ref: SubmissionRef) => giveEffect(services, ref, effect, locate);
  return {
    answerComplaint: step(answerComplaint),
    reopenComplaint: step(reopenComplaint),
    withdrawComplaint: step(withdrawComplaint),
    locateComplaint: ({ allianceId, subjectId }: ProcessParams): Promise<Position> =>
      services.database.inAlliance(allianceId, actor, (tx) => locate(tx, subjectId)),
    fireComplaintDeadline: (ref: ProcessParams & { deadlineId: string }): Promise<Position> =>
      fireDeadline(services, ref, deadlines, locate),
  };
}

export type ProviderComplaintActivities = ReturnType<typeof providerComplaintActivities>;

/** Over once nothing is due and only reopening is left: a message starts it again (decision 0003). */
async function locate(tx: Tx, subjectId: string): Promise<Position> {
  const { state, round } = await tx.db.providerComplaint.findUniqueOrThrow({ where: { id: subjectId } });
  const isWaiting = possibleComplaintSteps(state, round).some((step) => step !== 'reopenComplaint');
  return positionOf(tx, { subjectKind: 'providerComplaint', subjectId }, !isWaiting);
}
