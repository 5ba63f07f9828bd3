import type { z } from 'zod';
import { assessmentTimes, type openAssessmentInput } from '../../domain/assessment.ts';
import type { Tx } from '../../prisma/database.ts';
import { recordAudit } from '../audit.ts';
import { setDeadlines } from '../deadlines.ts';
import { watchRepresentation } from '../representation.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { nextDossierCode, nextProtocolNumber } from '../numbering.ts';
import { openTask } from '../tasks.ts';
import { applicationOrThrow, holdPeople } from './application.ts';
import { asDate, assessmentAnswer, dueAtEndOf, termEnd } from './assessment.ts';
import { writeNeeds } from './needs.ts';

type Input = z.output<typeof openAssessmentInput>;

/**
 * An application arrives: it gets its protocol number and receipt the same day, the term of L. 241/1990 starts,
 * and a caseworker is asked to check completeness within five working days.
 */
export async function openAssessment(
  tx: Tx,
  submission: OpenSubmission<Input>,
  services: ActivityServices,
): Promise<Done> {
  const { householdId, applicantId, beneficiaryId, relationId, channel, needs } = submission.body;
  await holdPeople(tx, submission.body);
  await applicationOrThrow(tx, submission.body);
  const isCaseworker = channel === 'desk';
  const draft = { receivedAt: tx.now, documentsRequestedAt: null, documentsAnsweredAt: null };
  const termEndsOn = termEnd(draft);
  const subject = { subjectKind: 'assessment' as const, subjectId: submission.subjectId };
  const caseworkerId = isCaseworker ? submission.accountId : null;
  const { dueAt } = await openTask(tx, {
    ...subject,
    kind: 'declareComplete',
    candidateRole: 'caseworker',
    assigneeId: caseworkerId,
    dueInWorkingDays: assessmentTimes.completenessWorkingDays,
    reminderWorkingDays: assessmentTimes.taskReminderWorkingDays,
  });
  const assessment = await tx.db.assessment.create({
    data: {
      id: submission.subjectId,
      allianceId: tx.allianceId,
      dossierCode: await nextDossierCode(tx),
      protocolNumber: await nextProtocolNumber(tx),
      householdId,
      applicantId,
      beneficiaryId,
      relationId: relationId ?? null,
      channel,
      caseworkerId,
      waitingFor: 'caseworker.completeness',
      dueAt,
      receivedAt: tx.now,
      termEndsOn: asDate(termEndsOn),
      createdAt: tx.now,
    },
  });
  await writeNeeds(tx, services.vault, assessment, needs);
  await watchRepresentation(tx, subject, assessment);
  await setDeadlines(tx, [
    { ...subject, kind: 'writeReceipt', dueAt: tx.now },
    { ...subject, kind: 'termOverrun', dueAt: dueAtEndOf(termEndsOn) },
  ]);
  await recordAudit(tx, services.vault, {
    action: 'assessment.opened',
    subjectKind: 'assessment',
    subjectId: assessment.id,
  });
  return assessmentAnswer(assessment, 201);
}
