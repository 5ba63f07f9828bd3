import { possibleDisbursementSteps } from '../../domain/disbursement-steps.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Position, ProcessParams, SubmissionRef } from '../../workflows/contract.ts';
import { positionOf, type FireDeadline } from '../deadlines.ts';
import { fireDeadline } from '../fire-deadline.ts';
import { representationEnds } from '../representation.ts';
import type { ActivityServices } from '../services.ts';
import { giveEffect, type Step } from '../submission.ts';
import { escalateTask, remindTask } from '../tasks.ts';
import { placeNextHold } from './allocation.ts';
import { approveDisbursement } from './approve.ts';
import { acceptSilently, confirmDelivery, recordUnits } from './delivery.ts';
import { disputeUnits, resolveDispute } from './dispute.ts';
import { issueFundVouchers } from './fund-vouchers.ts';
import { recordDeath, releaseAward } from './release.ts';
import { swapProvider } from './provider-swap.ts';
import { resumeAward } from './review.ts';
import { settleAward } from './settle.ts';
import { waitingEnds } from './waiting-list.ts';

/** What a disbursement does by itself when a moment comes. */
const deadlines: Readonly<Record<string, FireDeadline>> = {
  waitingEnds,
  acceptSilently,
  representationEnds,
  remindTask,
  escalateTask,
};

/** The activities of `fundDisbursement`. */
export function fundDisbursementActivities(services: ActivityServices) {
  const step = (effect: Step) => (ref: SubmissionRef) => giveEffect(services, ref, effect, locate);
  return {
    resumeAward: step(resumeAward),
    approveDisbursement: step(approveDisbursement),
    recordUnits: step(recordUnits),
    confirmDelivery: step(confirmDelivery),
    disputeUnits: step(disputeUnits),
    resolveDispute: step(resolveDispute),
    swapProvider: step(swapProvider),
    issueFundVouchers: step(issueFundVouchers),
    recordDeath: step(recordDeath),
    settleAward: step(settleAward),
    releaseAward: step(releaseAward),
    locateAward: ({ allianceId, subjectId }: ProcessParams): Promise<Position> =>
      services.database.inAlliance(allianceId, actor, (tx) => locate(tx, subjectId)),
    fireAwardDeadline: (ref: ProcessParams & { deadlineId: string }): Promise<Position> =>
      fireDeadline(services, ref, deadlines, locate),
  };
}

const actor = { kind: 'system', id: 'fund-disbursement' } as const;

export type FundDisbursementActivities = ReturnType<typeof fundDisbursementActivities>;

/** The activities of `fundAllocation`. */
export function fundAllocationActivities(services: ActivityServices) {
  return { placeNextHold: (params: { allianceId: string }) => placeNextHold(services, params) };
}

export type FundAllocationActivities = ReturnType<typeof fundAllocationActivities>;

async function locate(tx: Tx, subjectId: string): Promise<Position> {
  const award = await tx.db.award.findUniqueOrThrow({ where: { id: subjectId } });
  return positionOf(
    tx,
    { subjectKind: 'award', subjectId },
    possibleDisbursementSteps(award.state).length === 0,
  );
}
