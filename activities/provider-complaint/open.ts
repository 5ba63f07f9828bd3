import { complaintTimes } from '../../domain/provider-complaint.ts';
import { addDays, fromDateColumn, toDateColumn } from '../../domain/plain-date.ts';
import { endOfDay, toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ProviderComplaint } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { contentOf } from '../charter-versions.ts';
import { setDeadline } from '../deadlines.ts';
import { openTask } from '../tasks.ts';
import { complaintKey, complaintSubject } from './complaint.ts';

/** How many days there are for an answer: what the charter in force says. */
export async function answerDays(tx: Tx): Promise<number> {
  const version = await tx.db.charterVersion.findFirst({
    where: { publishedAt: { not: null }, effectiveOn: { lte: toDateColumn(toPlainDate(tx.now)) } },
    orderBy: [{ effectiveOn: 'desc' }, { number: 'desc' }],
  });
  const said = version && Number(contentOf(version).parameters['complaintAnswerDays']);
  return Math.min(said || complaintTimes.answerDays, complaintTimes.answerDays);
}

/**
 * Keeps what the provider says, and asks somebody who did not decide the matter to answer it: reminded, escalated, and,
 * when the last day has passed all the same, an administrator's to see to.
 */
export async function openRound(
  tx: Tx,
  vault: Vault,
  complaint: ProviderComplaint,
  said: { readonly reasons: string; readonly filedBy: string; readonly excludedIds: readonly string[] },
): Promise<void> {
  const { reasons, filedBy, excludedIds } = said;
  const { round: number, dueOn } = complaint;
  await tx.db.complaintRound.create({
    data: {
      allianceId: tx.allianceId,
      complaintId: complaint.id,
      number,
      reasonsSealed: await vault.seal(tx, complaintKey(complaint), `reasons/${number}`, reasons),
      filedBy,
      filedAt: tx.now,
      dueOn,
      excludedIds: [...excludedIds],
    },
  });
  const subject = complaintSubject(complaint);
  await openTask(tx, {
    ...subject,
    kind: 'answerComplaint',
    candidateRole: await whoseTurn(tx, excludedIds),
    excludedIds,
    dueInWorkingDays: complaintTimes.taskWorkingDays,
    reminderWorkingDays: complaintTimes.taskReminderWorkingDays,
  });
  await setDeadline(tx, { ...subject, kind: 'complaintOverdue', dueAt: endOfDay(fromDateColumn(dueOn)) });
}

/** A caseworker answers or, when every one of them had to do with the matter, an administrator. */
async function whoseTurn(tx: Tx, excludedIds: readonly string[]): Promise<'caseworker' | 'administrator'> {
  const able = await tx.db.account.count({
    where: { roles: { has: 'caseworker' }, disabledAt: null, id: { notIn: [...excludedIds] } },
  });
  return able > 0 ? 'caseworker' : 'administrator';
}

export async function dueOnFrom(tx: Tx): Promise<Date> {
  return toDateColumn(addDays(toPlainDate(tx.now), await answerDays(tx)));
}
