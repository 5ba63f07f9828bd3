import type { Tx } from '../prisma/database.ts';
import { subjectKinds } from '../workflows/contract.ts';
import { askAdministrators } from './office-tasks.ts';
import type { UndeliverableMail } from './mail-outcome.ts';
import { letterTemplates } from './notices.ts';
import { openTask } from './tasks.ts';
import { wakeProcessOf } from './wakeup.ts';

const CONTACT_WORKING_DAYS = 2;

/**
 * A mail about somebody's case did not arrive: somebody calls, prints or writes instead. The case's process is
 * woken, so that the task is escalated even when the case is closed already.
 */
export async function askToContactOtherwise(
  tx: Tx,
  { about, code, template }: UndeliverableMail,
): Promise<void> {
  // An invitation: administrators see on their list that its address is wanting.
  if (about?.kind === 'account') {
    if (template === 'candidateLink' && !(await cameIn(tx, about.id))) return;
    return askAdministrators(tx, { kind: 'inviteAgain', subjectKind: 'account', subjectId: about.id });
  }
  // The letter itself is posted: that task is open already. What comes without a letter, somebody has to say.
  if (code === 'byPost' && letterTemplates.some((announcing) => announcing === template)) return;
  const kind = Object.values(subjectKinds).find((one) => one === about?.kind);
  if (!about || !kind) return;
  const subject = { subjectKind: kind, subjectId: about.id } as const;
  await openTask(tx, {
    ...subject,
    kind: 'contactOtherwise',
    candidateRole: 'caseworker',
    dueInWorkingDays: CONTACT_WORKING_DAYS,
  });
  await wakeProcessOf(tx, subject);
}

/** Whoever knocks at the open door may name a mailbox that does not exist; until somebody came in it is nobody's work. */
async function cameIn(tx: Tx, accountId: string): Promise<boolean> {
  return (await tx.db.invitation.count({ where: { accountId, usedAt: { not: null } } })) > 0;
}
