import type { z } from 'zod';
import { assessmentTimes, type requestDocumentsInput } from '../../domain/assessment.ts';
import { Refusal } from '../../domain/refusal.ts';
import { addDays, fromDateColumn } from '../../domain/plain-date.ts';
import { undecidedTasks } from '../../domain/task-kinds.ts';
import { startOfDay, toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Assessment, DocumentRequest, Prisma } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import { cancelDeadlines, setDeadline, type Deadline } from '../deadlines.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { cancelTasks, completeTasks, openTask } from '../tasks.ts';
import { asDate, assessmentAnswer, dueAtEndOf, lockForStep, moveTo, termEnd } from './assessment.ts';
import { dossierSubject } from './dossier.ts';

type Input = z.output<typeof requestDocumentsInput>;

/** Asks the applicant for what is missing: once, for thirty days at most, while the term stands still (L. 241/1990 art. 2 c. 7). */
export async function requestDocuments(
  tx: Tx,
  submission: OpenSubmission<Input>,
  services: ActivityServices,
): Promise<Done> {
  const assessment = await lockForStep(tx, submission.subjectId, 'requestDocuments');
  if (assessment.documentsRequestedAt) throw onlyOnce;
  const subject = subjectOf(assessment);
  const dueOn = addDays(toPlainDate(tx.now), submission.body.dueInDays);
  const request = await tx.db.documentRequest.create({
    data: {
      allianceId: tx.allianceId,
      assessmentId: assessment.id,
      sealed: await services.vault.seal(
        tx,
        dossierSubject(assessment.id),
        'documentRequest',
        submission.body.documents,
      ),
      dueOn: asDate(dueOn),
      createdAt: tx.now,
    },
  });
  await completeTasks(tx, subject, ['declareComplete'], submission.accountId);
  await setDeadline(tx, { ...subject, kind: 'writeDocumentRequest', targetId: request.id, dueAt: tx.now });
  await awaitDocuments(tx, request);
  const moved = await moveTo(tx, assessment, {
    state: 'awaitingDocuments',
    waitingFor: 'applicant.documents',
    dueAt: dueAtEndOf(dueOn),
    documentsRequestedAt: tx.now,
  });
  await resetTerm(tx, moved);
  await recordAudit(tx, services.vault, {
    action: 'documents.requested',
    subjectKind: 'assessment',
    subjectId: assessment.id,
  });
  return assessmentAnswer(moved);
}

const onlyOnce = new Refusal('documentsAlreadyRequested', {
  detail: {
    it: 'Decida sugli atti, oppure la chiuda come improcedibile.',
    en: 'Decide on the file as it is, or close the application as inadmissible.',
  },
  possible: ['declareComplete', 'closeInadmissible'],
});

/** Sets when documents are waited for no longer, and when they are asked for once more before. */
export async function awaitDocuments(tx: Tx, request: DocumentRequest): Promise<void> {
  const about = { subjectKind: 'assessment', subjectId: request.assessmentId, targetId: request.id } as const;
  const dueOn = fromDateColumn(request.dueOn);
  await setDeadline(tx, { ...about, kind: 'documentsDue', dueAt: dueAtEndOf(dueOn) });
  const remindOn = addDays(dueOn, -assessmentTimes.documentsReminderDays);
  if (remindOn > toPlainDate(tx.now))
    await setDeadline(tx, { ...about, kind: 'remindDocuments', dueAt: startOfDay(remindOn) });
}

/** What was asked for came, also to the desk: the clock runs again, and completeness is checked anew. */
export function documentsAnswered(tx: Tx, assessment: Assessment, accountId: string): Promise<Assessment> {
  return endWait(tx, assessment, { answeredAt: tx.now, answeredBy: accountId });
}

/** Nobody answered, and a caseworker waits no longer: the clock runs again. */
export function stopWaiting(tx: Tx, assessment: Assessment, accountId: string): Promise<Assessment> {
  return endWait(tx, assessment, { stoppedAt: tx.now, stoppedBy: accountId });
}

/** Nobody answered in time: the caseworker decides on the file or closes; the clock runs again by law. */
export async function documentsDue(tx: Tx, deadline: Deadline): Promise<void> {
  const assessment = await tx.db.assessment.findUniqueOrThrow({ where: { id: deadline.subjectId } });
  if (assessment.state === 'awaitingDocuments') await endWait(tx, assessment, { stoppedAt: tx.now });
}

/** Requests that nobody answered, and nobody stopped waiting for. */
export const awaited = { answeredAt: null, stoppedAt: null } as const;

async function endWait(
  tx: Tx,
  assessment: Assessment,
  how: Pick<
    Prisma.DocumentRequestUncheckedUpdateManyInput,
    'answeredAt' | 'answeredBy' | 'stoppedAt' | 'stoppedBy'
  >,
): Promise<Assessment> {
  await tx.db.documentRequest.updateMany({ where: { assessmentId: assessment.id, ...awaited }, data: how });
  return backToCompleteness(tx, { ...assessment, documentsAnsweredAt: tx.now });
}

/** Completeness is looked at (again), with a task that has its own five working days. */
export async function backToCompleteness(tx: Tx, assessment: Assessment): Promise<Assessment> {
  const subject = subjectOf(assessment);
  await cancelTasks(tx, subject, undecidedTasks);
  await cancelDeadlines(tx, { ...subject, kinds: ['documentsDue', 'remindDocuments'] });
  const { dueAt } = await openTask(tx, {
    ...subject,
    kind: 'declareComplete',
    candidateRole: 'caseworker',
    assigneeId: assessment.caseworkerId,
    dueInWorkingDays: assessmentTimes.completenessWorkingDays,
    reminderWorkingDays: assessmentTimes.taskReminderWorkingDays,
  });
  const moved = await moveTo(tx, assessment, {
    state: 'completeness',
    waitingFor: 'caseworker.completeness',
    dueAt,
    documentsAnsweredAt: assessment.documentsAnsweredAt,
  });
  await resetTerm(tx, moved);
  return moved;
}

/** The end of the term moves with its suspension, and the pending overrun with it. */
async function resetTerm(tx: Tx, assessment: Assessment): Promise<void> {
  const termEndsOn = termEnd(assessment);
  await cancelDeadlines(tx, { ...subjectOf(assessment), kinds: ['termOverrun'] });
  await setDeadline(tx, { ...subjectOf(assessment), kind: 'termOverrun', dueAt: dueAtEndOf(termEndsOn) });
  await tx.db.assessment.update({ where: { id: assessment.id }, data: { termEndsOn: asDate(termEndsOn) } });
}

export function subjectOf(assessment: Pick<Assessment, 'id'>) {
  return { subjectKind: 'assessment' as const, subjectId: assessment.id };
}
