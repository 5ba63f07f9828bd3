import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { answerComplaintInput, reopenComplaintInput } from '../../domain/provider-complaint.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ProviderComplaint } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import { cancelDeadlines } from '../deadlines.ts';
import { storeDocument } from '../documents.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { cancelTasks, completeTasks } from '../tasks.ts';
import {
  complaintAnswer,
  complaintKey,
  complaintSubject,
  currentRound,
  lockComplaintForStep,
} from './complaint.ts';
import { renderAnswer } from './letter.ts';
import { mailComplaint } from './mails.ts';
import { dueOnFrom, openRound } from './open.ts';

/** Somebody who did not decide the matter answers with reasons, in a letter; the provider is told where it lies. */
export async function answerComplaint(
  tx: Tx,
  submission: OpenSubmission<z.output<typeof answerComplaintInput>>,
  services: ActivityServices,
): Promise<Done> {
  const { vault } = services;
  const { accountId, body } = submission;
  const complaint = await lockComplaintForStep(tx, submission.subjectId, 'answerComplaint');
  const round = await currentRound(tx, complaint);
  if (round.excludedIds.includes(accountId)) throw decidedByThem;
  const bytes = await renderAnswer(tx, services, complaint, { ...body, accountId });
  const letterDocumentId = await storeDocument(tx, vault, {
    ...complaintSubject(complaint),
    kind: 'complaintAnswer',
    name: `risposta-${complaint.code}.pdf`,
    content: { bytes, mediaType: 'application/pdf' },
  });
  await tx.db.complaintRound.update({
    where: { id: round.id },
    data: {
      answeredBy: accountId,
      answeredAt: tx.now,
      outcome: body.outcome,
      answerSealed: await vault.seal(tx, complaintKey(complaint), `answer/${round.number}`, body.reasons),
      letterDocumentId,
    },
  });
  const answered = await move(tx, complaint, { state: 'answered' });
  await completeTasks(tx, complaintSubject(complaint), tasks, accountId);
  await stopClock(tx, complaint);
  await mailComplaint(tx, services, answered, 'complaintAnswered');
  await recordAudit(tx, vault, {
    action: 'complaint.answered',
    subjectKind: 'providerComplaint',
    subjectId: complaint.id,
    detail: {
      subject: complaintKey(complaint),
      value: { documentHash: createHash('sha256').update(bytes).digest('hex') },
    },
  });
  return complaintAnswer(answered);
}

/** Once more, with what the answer left out; now by a third person. */
export async function reopenComplaint(
  tx: Tx,
  submission: OpenSubmission<z.output<typeof reopenComplaintInput>>,
  { vault }: ActivityServices,
): Promise<Done> {
  const complaint = await lockComplaintForStep(tx, submission.subjectId, 'reopenComplaint');
  const before = await currentRound(tx, complaint);
  const round = complaint.round + 1;
  const reopened = await move(tx, complaint, { state: 'open', round, dueOn: await dueOnFrom(tx) });
  await openRound(tx, vault, reopened, {
    reasons: submission.body.reasons,
    filedBy: submission.accountId,
    excludedIds: [...new Set([...before.excludedIds, before.answeredBy!])],
  });
  await recordAudit(tx, vault, {
    action: 'complaint.reopened',
    subjectKind: 'providerComplaint',
    subjectId: complaint.id,
  });
  return complaintAnswer(reopened);
}

/** The provider no longer asks for an answer. */
export async function withdrawComplaint(
  tx: Tx,
  submission: OpenSubmission,
  { vault }: ActivityServices,
): Promise<Done> {
  const complaint = await lockComplaintForStep(tx, submission.subjectId, 'withdrawComplaint');
  const withdrawn = await move(tx, complaint, { state: 'withdrawn' });
  await cancelTasks(tx, complaintSubject(complaint), tasks);
  await stopClock(tx, complaint);
  await recordAudit(tx, vault, {
    action: 'complaint.withdrawn',
    subjectKind: 'providerComplaint',
    subjectId: complaint.id,
  });
  return complaintAnswer(withdrawn);
}

const tasks = ['answerComplaint', 'complaintOverdue'] as const;

function move(
  tx: Tx,
  { id }: ProviderComplaint,
  data: Partial<Pick<ProviderComplaint, 'state' | 'round' | 'dueOn'>>,
): Promise<ProviderComplaint> {
  return tx.db.providerComplaint.update({ where: { id }, data });
}

function stopClock(tx: Tx, complaint: ProviderComplaint): Promise<void> {
  return cancelDeadlines(tx, { ...complaintSubject(complaint), kinds: ['complaintOverdue'] });
}

const decidedByThem = new Refusal('samePerson', {
  detail: {
    it: 'Chi ha deciso la questione, o ha già risposto, non risponde al reclamo.',
    en: 'Whoever decided the matter, or answered before, does not answer the complaint.',
  },
});
