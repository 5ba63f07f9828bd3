import { disbursementTimes } from '../../domain/disbursement.ts';
import { toPlainDate } from '../../domain/time.ts';
import { LedgerRefusal } from '../../ledger/post.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Award } from '../../prisma/generated/client.ts';
import { holdRow } from '../../prisma/lock-row.ts';
import { parametersOn } from '../../rules/parameters.ts';
import { loadVersion, type LoadedVersion } from '../../rules/store.ts';
import { compareWaiting, type WaitingCandidate } from '../../rules/waiting-list.ts';
import { processWorkflowId } from '../../workflows/contract.ts';
import { recordAudit } from '../audit.ts';
import { capUsedCents } from '../fragility-assessment/access-facts.ts';
import { dossierSubject } from '../fragility-assessment/dossier.ts';
import { bringForward } from '../deadlines.ts';
import { mailAddressee } from '../notices.ts';
import { watchRepresentation } from '../representation.ts';
import type { ActivityServices } from '../services.ts';
import { openTask } from '../tasks.ts';
import { wakeUp } from '../wakeup.ts';
import { awardSubject, beneficiaryOf, lockAward, moveAward } from './award.ts';
import { holdAward } from './money.ts';

export interface Placement {
  /** Whether the next in the order may be looked at. */
  readonly more: boolean;
}

/**
 * Holds money for the next award of the waiting order, strictly: when the first does not fit, nobody behind it
 * overtakes. The household's rolling cap is checked and consumed under the household's lock, in the hold's own
 * transaction; an award that no longer fits it goes back to a person. The same transaction wakes the award's
 * disbursement: an attempt that dies after its commit is tried again and finds the next award, not this one.
 */
export async function placeNextHold(
  services: ActivityServices,
  { allianceId }: { allianceId: string },
): Promise<Placement> {
  const actor = { kind: 'system' as const, id: 'fund-allocation' };
  try {
    return await services.database.inAlliance(allianceId, actor, (tx) => serveNext(tx, services));
  } catch (error) {
    if (!(error instanceof LedgerRefusal) || error.code !== 'insufficientFunds') throw error;
    await services.database.inAlliance(allianceId, actor, async (tx) =>
      lettersOf(tx, await waitingAwards(tx)),
    );
    return { more: false };
  }
}

/** The allocation has looked: the letters of these grants can say whether their money is there. */
function lettersOf(tx: Tx, awards: readonly Award[]): Promise<void> {
  const subjectIds = awards.map(({ assessmentId }) => assessmentId);
  return bringForward(tx, { subjectKind: 'assessment', subjectIds, kind: 'writeDecisionLetter' });
}

async function serveNext(tx: Tx, services: ActivityServices): Promise<Placement> {
  const next = await firstWaiting(tx, services);
  if (!next) return { more: false };
  await holdRow(tx, 'household', next.householdId);
  const award = await lockAward(tx, next.id);
  if (award.state !== 'awaitingFunds') return { more: true };
  if (await exceedsCap(tx, award)) {
    await sendToReview(tx, award);
    return { more: true };
  }
  await hold(tx, services, award);
  return { more: true };
}

async function hold(tx: Tx, services: ActivityServices, award: Award): Promise<void> {
  const holdTransferId = await holdAward(tx, award);
  const { dueAt } = await openTask(tx, {
    ...awardSubject(award),
    kind: 'approveDisbursement',
    candidateRole: 'fundOfficer',
    excludedIds: [award.proposedBy],
    dueInWorkingDays: disbursementTimes.approvalWorkingDays,
    reminderWorkingDays: disbursementTimes.approvalReminderWorkingDays,
  });
  await moveAward(tx, award, {
    state: 'held',
    waitingFor: 'fundOfficer.approval',
    dueAt,
    holdTransferId,
    awardedOn: new Date(toPlainDate(tx.now)),
  });
  await watchRepresentation(tx, awardSubject(award), await beneficiaryOf(tx, award));
  await tellItIsHeld(tx, services, award);
  await wakeUp(tx, processWorkflowId('fundDisbursement', award.id));
  await recordAudit(tx, services.vault, { action: 'award.held', subjectKind: 'award', subjectId: award.id });
}

/** The letter says that the money is there; when it went out before and said to wait, the end of that is told. */
async function tellItIsHeld(tx: Tx, services: ActivityServices, award: Award): Promise<void> {
  await lettersOf(tx, [award]);
  const assessment = await tx.db.assessment.findUniqueOrThrow({ where: { id: award.assessmentId } });
  const told = await tx.db.letter.count({ where: { assessmentId: assessment.id, kind: 'grant' } });
  if (told > 0) await mailAddressee(tx, services, assessment, 'waitingOver');
}

async function exceedsCap(tx: Tx, award: Award): Promise<boolean> {
  const { content } = await accessVersion(tx, award);
  const pinned = parametersOn(content, toPlainDate(award.completeAt));
  const used = await capUsedCents(tx, award.householdId, toPlainDate(tx.now), pinned);
  return used + award.amountCents > award.capCents;
}

/** The version of `fund-access` an award was decided under. */
async function accessVersion(tx: Tx, award: Pick<Award, 'assessmentId'>): Promise<LoadedVersion> {
  const { accessVersionId } = await tx.db.assessment.findUniqueOrThrow({
    where: { id: award.assessmentId },
    select: { accessVersionId: true },
  });
  return loadVersion(tx, accessVersionId!);
}

async function sendToReview(tx: Tx, award: Award): Promise<void> {
  const { dueAt } = await openTask(tx, {
    ...awardSubject(award),
    kind: 'reviewAward',
    candidateRole: 'caseworker',
    dueInWorkingDays: disbursementTimes.approvalWorkingDays,
  });
  await moveAward(tx, award, { state: 'needsReview', waitingFor: 'caseworker.review', dueAt });
  await lettersOf(tx, [award]);
  await wakeUp(tx, processWorkflowId('fundDisbursement', award.id));
}

/** The first of the waiting order of RS-2026.1: score, then ISEE, then when it was complete, then identifier. */
async function firstWaiting(tx: Tx, services: ActivityServices): Promise<Award | undefined> {
  const waiting = await waitingAwards(tx);
  if (waiting.length === 0) return undefined;
  const { content } = await accessVersion(tx, waiting[0]!);
  if (content.outcomeContract.kind !== 'access')
    throw new Error('The pinned version of fund-access has no waiting order.');
  const candidates = await Promise.all(waiting.map((award) => candidate(tx, services, award)));
  const [first] = candidates.toSorted(compareWaiting(content.outcomeContract.waitingList.order));
  return waiting.find(({ id }) => id === first!.id);
}

function waitingAwards(tx: Tx): Promise<Award[]> {
  return tx.db.award.findMany({ where: { state: 'awaitingFunds' }, orderBy: { id: 'asc' } });
}

async function candidate(tx: Tx, services: ActivityServices, award: Award): Promise<WaitingCandidate> {
  const iseeCents = await services.vault.open<number>(
    tx,
    dossierSubject(award.assessmentId),
    'isee',
    award.iseeSealed,
  );
  return { id: award.id, scoreHundredths: award.scoreHundredths, completeAt: award.completeAt, iseeCents };
}
