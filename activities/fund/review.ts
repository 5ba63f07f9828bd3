import { disbursementTimes } from '../../domain/disbursement.ts';
import { Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Award } from '../../prisma/generated/client.ts';
import { parametersOn } from '../../rules/parameters.ts';
import { fundAllocationId } from '../../workflows/contract.ts';
import { askToLookInto } from '../accident.ts';
import { recordAudit } from '../audit.ts';
import { capUsedCents } from '../fragility-assessment/access-facts.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { completeTasks, openTask } from '../tasks.ts';
import { wakeProcessOf, wakeUp } from '../wakeup.ts';
import { awardAnswer, awardSubject, lockAward, lockAwardForStep, moveAward } from './award.ts';
import { mailIfGrantIsTold, writeGrantLetters } from './award-letters.ts';
import { accessVersion, endOfWaiting, watchWaiting } from './waiting-list.ts';

/** Whether an award, held today, would go beyond what its household may have in twelve months. */
export async function exceedsCap(tx: Tx, award: Award): Promise<boolean> {
  const { content } = await accessVersion(tx, award);
  const pinned = parametersOn(content, toPlainDate(award.completeAt));
  const used = await capUsedCents(tx, award.householdId, toPlainDate(tx.now), pinned);
  return used + award.amountCents > award.capCents;
}

/** An award that no longer fits its household's cap leaves the waiting order for a caseworker. */
export async function sendToReview(tx: Tx, services: ActivityServices, award: Award): Promise<void> {
  const { dueAt } = await openTask(tx, {
    ...awardSubject(award),
    kind: 'reviewAward',
    candidateRole: 'caseworker',
    dueInWorkingDays: disbursementTimes.approvalWorkingDays,
  });
  await moveToReview(tx, services, award, { waitingFor: 'caseworker.review', dueAt });
}

/**
 * An award that cannot be looked at (a seal that does not open, rules that were altered) leaves the order too: trying
 * again does not mend it, and everybody behind it would wait for good.
 */
export async function setAside(
  tx: Tx,
  services: ActivityServices,
  awardId: string,
  error: Error,
): Promise<void> {
  const award = await lockAward(tx, awardId);
  if (award.state !== 'awaitingFunds') return;
  await askToLookInto(tx, services, awardSubject(award), { what: 'hold', error });
  await moveToReview(tx, services, award, { waitingFor: 'fundOfficer.review', dueAt: null });
}

async function moveToReview(
  tx: Tx,
  services: ActivityServices,
  award: Award,
  waiting: { readonly waitingFor: string; readonly dueAt: Date | null },
): Promise<void> {
  const moved = await moveAward(tx, award, { state: 'needsReview', ...waiting });
  await writeGrantLetters(tx, [award]);
  await mailIfGrantIsTold(tx, services, moved, 'waitingPaused');
  await wakeProcessOf(tx, awardSubject(award));
}

/** Somebody has looked: the award takes its place in the order again, with all its days, if the cap leaves it room. */
export async function resumeAward(
  tx: Tx,
  submission: OpenSubmission,
  services: ActivityServices,
): Promise<Done> {
  const award = await lockAwardForStep(tx, submission.subjectId, 'resumeAward');
  if (await exceedsCap(tx, award)) throw beyondCap;
  await completeTasks(tx, awardSubject(award), ['reviewAward'], submission.accountId);
  const dueAt = await endOfWaiting(tx, award);
  await watchWaiting(tx, award, dueAt);
  const moved = await moveAward(tx, award, { state: 'awaitingFunds', waitingFor: 'fund.allocation', dueAt });
  await mailIfGrantIsTold(tx, services, moved, 'waitingResumed', toPlainDate(dueAt));
  await wakeUp(tx, fundAllocationId(tx.allianceId));
  await recordAudit(tx, services.vault, {
    action: 'award.resumed',
    subjectKind: 'award',
    subjectId: award.id,
  });
  return awardAnswer(moved);
}

const beyondCap = new Refusal('stepNotPossible', {
  detail: {
    it: 'Il massimale del nucleo non lascia posto a questa assegnazione: attenda che si riapra (dodici mesi, o la restituzione di un’altra assegnazione del nucleo), oppure la restituisca al Fondo.',
    en: 'The household’s cap leaves no room for this award: wait until it does (after twelve months, or once another award of the household is given back), or give this one back to the Fund.',
  },
  possible: ['releaseAward'],
});
