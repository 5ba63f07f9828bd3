import { recordAudit } from '../audit.ts';
import { isPublished } from '../charter-versions.ts';
import type { FireDeadline } from '../deadlines.ts';
import { mailRepresentative } from '../notices.ts';
import { discardPaper } from './paper.ts';
import { closeAsOvertaken, suspendUnsigned } from './revision.ts';
import { lockSigning, moveSigning } from './signing.ts';

/** Calls an unsigned charter to mind. */
export const remindSigning: FireDeadline = async (tx, deadline, services) => {
  const signing = await lockSigning(tx, deadline.subjectId);
  if (signing.state === 'open' && (await isPublished(tx, signing.charterVersionId)))
    await mailRepresentative(tx, services, signing, 'charterReminder', deadline.id);
};

/**
 * Nobody signed in time: an outcome like another. The alliance may invite again, by a new signing. Whoever is bound by an
 * earlier version is suspended in the same moment, and told by that mail.
 */
export const signingExpires: FireDeadline = async (tx, deadline, services) => {
  const signing = await lockSigning(tx, deadline.subjectId);
  if (signing.state !== 'open') return;
  if (!(await isPublished(tx, signing.charterVersionId))) return closeAsOvertaken(tx, services, signing);
  await discardPaper(tx, services.vault, signing);
  const expired = await moveSigning(tx, signing, {
    state: 'expired',
    waitingFor: 'nothing',
    closedAt: tx.now,
  });
  if (!(await suspendUnsigned(tx, services, expired)))
    await mailRepresentative(tx, services, expired, 'charterExpired');
  await recordAudit(tx, services.vault, {
    action: 'charter.expired',
    subjectKind: 'charterSigning',
    subjectId: signing.id,
  });
};
