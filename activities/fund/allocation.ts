import { disbursementTimes } from '../../domain/disbursement.ts';
import { toPlainDate } from '../../domain/time.ts';
import { LedgerRefusal } from '../../ledger/post.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Award } from '../../prisma/generated/client.ts';
import { holdRow } from '../../prisma/lock-row.ts';
import type { WaitingCandidate } from '../../rules/waiting-list.ts';
import { processWorkflowId } from '../../workflows/contract.ts';
import { isPermanent } from '../accident.ts';
import { recordAudit } from '../audit.ts';
import type { ActivityServices } from '../services.ts';
import { openTask } from '../tasks.ts';
import { wakeUp } from '../wakeup.ts';
import { awardSubject, lockAward, moveAward } from './award.ts';
import { mailIfGrantIsTold, writeGrantLetters } from './award-letters.ts';
import { holdAward } from './money.ts';
import { exceedsCap, sendToReview, setAside } from './review.ts';
import { waitingAwards, waitingCandidate, waitingComparison } from './waiting-order.ts';

export interface Placement {
  /** Whether the next in the order may be looked at. */
  readonly more: boolean;
}

/**
 * Holds money for the next award of the waiting order, strictly: when the first does not fit, nobody behind it
 * overtakes. The household's rolling cap is checked and consumed under the household's lock, in the hold's own
 * transaction; an award that no longer fits it, or that cannot be looked at, goes to a person. The same transaction wakes the award's
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
    const within = (work: (tx: Tx) => Promise<void>) => services.database.inAlliance(allianceId, actor, work);
    if (error instanceof FailedForGood) {
      await within((tx) => setAside(tx, services, error.awardId, error.cause));
      return { more: true };
    }
    if (!(error instanceof LedgerRefusal) || error.code !== 'insufficientFunds') throw error;
    // The allocation has looked: the letters of these grants can say whether their money is there.
    await within(async (tx) => writeGrantLetters(tx, await waitingAwards(tx)));
    return { more: false };
  }
}

/** What no other try mends, and of which award. */
class FailedForGood extends Error {
  override readonly name = 'FailedForGood';
  readonly awardId: string;
  override readonly cause: Error;

  constructor(awardId: string, cause: Error) {
    super('An award of the waiting order cannot be looked at.');
    this.awardId = awardId;
    this.cause = cause;
  }
}

async function lookAt<T>({ id }: Award, look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    throw isPermanent(error) ? new FailedForGood(id, error) : error;
  }
}

async function serveNext(tx: Tx, services: ActivityServices): Promise<Placement> {
  const next = await firstWaiting(tx, services);
  if (!next) return { more: false };
  await holdRow(tx, 'household', next.householdId);
  const award = await lockAward(tx, next.id);
  if (award.state !== 'awaitingFunds') return { more: true };
  await lookAt(award, async () => {
    if (await exceedsCap(tx, award)) await sendToReview(tx, services, award);
    else await hold(tx, services, award);
  });
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
  const held = await moveAward(tx, award, {
    state: 'held',
    waitingFor: 'fundOfficer.approval',
    dueAt,
    holdTransferId,
    awardedOn: new Date(toPlainDate(tx.now)),
  });
  // The letter says that the money is there; when it went out before and said to wait, the end of that is told.
  await writeGrantLetters(tx, [award]);
  await mailIfGrantIsTold(tx, services, held, 'waitingOver');
  await wakeUp(tx, processWorkflowId('fundDisbursement', award.id));
  await recordAudit(tx, services.vault, { action: 'award.held', subjectKind: 'award', subjectId: award.id });
}

/** The first of the waiting order of RS-2026.1: score, then ISEE, then when it was complete, then identifier. */
async function firstWaiting(tx: Tx, services: ActivityServices): Promise<Award | undefined> {
  const waiting = await waitingAwards(tx);
  if (waiting.length === 0) return undefined;
  const compare = await lookAt(waiting[0]!, () => waitingComparison(tx, waiting[0]!));
  const candidates: WaitingCandidate[] = [];
  for (const award of waiting)
    candidates.push(await lookAt(award, () => waitingCandidate(tx, services.vault, award)));
  const [first] = candidates.toSorted(compare);
  return waiting.find(({ id }) => id === first!.id);
}
