import type { Tx } from '../prisma/database.ts';
import type { UndeliverableMail } from './mail-outcome.ts';
import { openTask } from './tasks.ts';
import { wakeProcessOf } from './wakeup.ts';

const CONTACT_WORKING_DAYS = 2;

/**
 * A mail about somebody's case did not arrive: somebody calls, prints or writes instead. The case's process is
 * woken, so that the task is escalated even when the case is closed already.
 */
export async function askToContactOtherwise(tx: Tx, { about, code }: UndeliverableMail): Promise<void> {
  if (code === 'byPost') return; // the letter itself is posted: that task is open already
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
