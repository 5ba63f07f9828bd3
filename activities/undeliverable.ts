import { endOfDay, toPlainDate } from '../domain/time.ts';
import { addWorkingDays } from '../domain/working-days.ts';
import type { Tx } from '../prisma/database.ts';
import type { UndeliverableMail } from './mail-outcome.ts';
import { letterTemplates } from './notices.ts';
import { openTask } from './tasks.ts';
import { wakeProcessOf } from './wakeup.ts';

const CONTACT_WORKING_DAYS = 2;

const INVITE_AGAIN_WORKING_DAYS = 2;

/**
 * A mail about somebody's case did not arrive: somebody calls, prints or writes instead. The case's process is
 * woken, so that the task is escalated even when the case is closed already.
 */
export async function askToContactOtherwise(
  tx: Tx,
  { about, code, template }: UndeliverableMail,
): Promise<void> {
  if (about?.kind === 'account') return askToInviteAgain(tx, about.id);
  // The letter itself is posted: that task is open already. What comes without a letter, somebody has to say.
  if (code === 'byPost' && letterTemplates.some((announcing) => announcing === template)) return;
  if (about?.kind !== 'assessment' && about?.kind !== 'award') return;
  const subject = { subjectKind: about.kind, subjectId: about.id } as const;
  await openTask(tx, {
    ...subject,
    kind: 'contactOtherwise',
    candidateRole: 'caseworker',
    dueInWorkingDays: CONTACT_WORKING_DAYS,
  });
  await wakeProcessOf(tx, subject);
}

/**
 * An invitation did not arrive: administrators see on their list that its address is wanting. An account has no
 * process whose deadlines could remind or escalate; the list says when it is overdue.
 */
async function askToInviteAgain(tx: Tx, accountId: string): Promise<void> {
  const task = {
    kind: 'inviteAgain',
    subjectKind: 'account',
    subjectId: accountId,
    candidateRole: 'administrator',
  } as const;
  const asked = await tx.db.task.count({ where: { ...task, state: { in: ['open', 'claimed'] } } });
  if (asked > 0) return;
  const dueAt = endOfDay(addWorkingDays(toPlainDate(tx.now), INVITE_AGAIN_WORKING_DAYS));
  await tx.db.task.create({
    data: { ...task, allianceId: tx.allianceId, excludedIds: [], dueAt, createdAt: tx.now },
  });
}
