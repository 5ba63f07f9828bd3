import { addDays } from '../../domain/plain-date.ts';
import { endOfDay, toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Award } from '../../prisma/generated/client.ts';
import { parametersOn } from '../../rules/parameters.ts';
import { loadVersion, type LoadedVersion } from '../../rules/store.ts';
import { waitingTerms } from '../../rules/waiting-list.ts';
import { recordAudit } from '../audit.ts';
import { cancelDeadlines, setDeadline, type FireDeadline } from '../deadlines.ts';
import { awardSubject, lockAward } from './award.ts';
import { askForLetter } from './award-letters.ts';
import { giveBackRest } from './closing.ts';

/** The version of `fund-access` an award was decided under. */
export async function accessVersion(tx: Tx, award: Pick<Award, 'assessmentId'>): Promise<LoadedVersion> {
  const { accessVersionId } = await tx.db.assessment.findUniqueOrThrow({
    where: { id: award.assessmentId },
    select: { accessVersionId: true },
  });
  return loadVersion(tx, accessVersionId!);
}

/** The end of the last day on the waiting list, for an award that takes its place on it now. */
export async function endOfWaiting(tx: Tx, award: Pick<Award, 'assessmentId' | 'completeAt'>): Promise<Date> {
  const { content } = await accessVersion(tx, award);
  const pinned = parametersOn(content, toPlainDate(award.completeAt));
  return endOfDay(addDays(toPlainDate(tx.now), waitingTerms(content, pinned).waitingDays));
}

/** From here on the award waits for the Fund, until that moment at the latest. */
export async function watchWaiting(tx: Tx, award: Pick<Award, 'id'>, dueAt: Date): Promise<void> {
  await cancelDeadlines(tx, { ...awardSubject(award), kinds: ['waitingEnds'] });
  await setDeadline(tx, { ...awardSubject(award), kind: 'waitingEnds', dueAt });
}

/**
 * No money came in the days that the rules name: the award leaves the waiting list, and the person is told what they
 * can do. Whether it still waits is looked at under the lock under which the Fund holds, so nobody loses an award
 * that is just being held; a hold or a review leaves this moment where it is, and it then passes without effect.
 */
export const waitingEnds: FireDeadline = async (tx, deadline, services) => {
  const award = await lockAward(tx, deadline.subjectId);
  if (award.state !== 'awaitingFunds') return;
  await giveBackRest(tx, services, award);
  await askForLetter(tx, award, { kind: 'writeWaitingEndedLetter', targetId: deadline.id });
  await recordAudit(tx, services.vault, {
    action: 'award.waitingEnded',
    subjectKind: 'award',
    subjectId: award.id,
  });
};
