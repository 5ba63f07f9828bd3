import type { z } from 'zod';
import { assessmentTimes, type openAssessmentInput } from '../../domain/assessment.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import { recordAudit } from '../audit.ts';
import { setDeadline } from '../deadlines.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { openTask } from '../tasks.ts';
import { mayActForOrThrow, membersOrThrow } from '../acting-for.ts';
import {
  asDate,
  assessmentAnswer,
  dueAtEndOf,
  nextNumber,
  nextProtocolNumber,
  termEnd,
} from './assessment.ts';
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
  await membersOrThrow(tx, householdId, [beneficiaryId, ...needs.map((need) => need.forPersonId)]);
  await mayActForOrThrow(tx, { personId: beneficiaryId, representativeId: applicantId, relationId });
  const isCaseworker = channel === 'desk';
  const draft = { receivedAt: tx.now, documentsRequestedAt: null, documentsAnsweredAt: null };
  const termEndsOn = termEnd(draft);
  const number = await nextNumber(tx, 'nextCase');
  const task = { subjectKind: 'assessment' as const, subjectId: submission.subjectId };
  const assessment = await tx.db.assessment.create({
    data: {
      id: submission.subjectId,
      allianceId: tx.allianceId,
      protocolNumber: await nextProtocolNumber(tx),
      dossierCode: `FS-${toPlainDate(tx.now).slice(0, 4)}-${String(number).padStart(6, '0')}`,
      householdId,
      applicantId,
      beneficiaryId,
      relationId: relationId ?? null,
      channel,
      caseworkerId: isCaseworker ? submission.accountId : null,
      waitingFor: 'caseworker.completeness',
      receivedAt: tx.now,
      termEndsOn: asDate(termEndsOn),
      createdAt: tx.now,
    },
  });
  await writeNeeds(tx, assessment, needs);
  const { dueAt } = await openTask(tx, {
    ...task,
    kind: 'declareComplete',
    candidateRole: 'caseworker',
    assigneeId: assessment.caseworkerId,
    dueInWorkingDays: assessmentTimes.completenessWorkingDays,
    reminderWorkingDays: assessmentTimes.taskReminderWorkingDays,
  });
  await setDeadline(tx, { ...task, kind: 'writeReceipt', dueAt: tx.now });
  await setDeadline(tx, { ...task, kind: 'termOverrun', dueAt: dueAtEndOf(termEndsOn) });
  await recordAudit(tx, services.vault, {
    action: 'assessment.opened',
    subjectKind: 'assessment',
    subjectId: assessment.id,
  });
  const opened = await tx.db.assessment.update({ where: { id: assessment.id }, data: { dueAt } });
  return assessmentAnswer(opened, 201);
}
