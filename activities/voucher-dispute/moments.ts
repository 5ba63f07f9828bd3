import { REMINDER_WORKING_DAYS } from '../../domain/voucher-dispute.ts';
import type { Tx } from '../../prisma/database.ts';
import type { VoucherDispute } from '../../prisma/generated/client.ts';
import { lockRow } from '../../prisma/lock-row.ts';
import type { FireDeadline } from '../deadlines.ts';
import { openTask } from '../tasks.ts';
import { disputeSubject, excludedFrom } from './dispute.ts';

/** The provider let its term pass: the office decides on what it has. */
export const disputeUnanswered: FireDeadline = async (tx, deadline) => {
  const dispute = await lockRow(tx, 'voucher_dispute', deadline.subjectId);
  if (dispute?.state === 'open') await askToDecide(tx, dispute);
};

/** Asks a caseworker who has no part in it; once, whichever comes first, the answer or the end of the term. */
export async function askToDecide(tx: Tx, dispute: VoucherDispute): Promise<void> {
  const subject = disputeSubject(dispute);
  const asked = await tx.db.task.count({ where: { ...subject, kind: 'decideVoucherDispute' } });
  if (asked > 0) return;
  const { decisionWorkingDays } = dispute;
  await openTask(tx, {
    ...subject,
    kind: 'decideVoucherDispute',
    candidateRole: 'caseworker',
    excludedIds: await excludedFrom(tx, dispute),
    dueInWorkingDays: decisionWorkingDays,
    ...(decisionWorkingDays > REMINDER_WORKING_DAYS ? { reminderWorkingDays: REMINDER_WORKING_DAYS } : {}),
  });
}
