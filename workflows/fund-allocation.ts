import {
  ParentClosePolicy,
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { FundAllocationActivities } from '../activities/fund/index.ts';
import { activityOptions } from './activity-options.ts';
import { WOKEN, processWorkflowId } from './contract.ts';
import { fundDisbursement } from './fund-disbursement.ts';

const { placeNextHold } = proxyActivities<FundAllocationActivities>(activityOptions);

export interface FundAllocationParams {
  readonly allianceId: string;
}

/**
 * The only one who holds money of an alliance's Fund: woken when an award opens or money comes in, it serves the
 * waiting order strictly until the next in line does not fit, and starts a disbursement for each hold.
 */
export async function fundAllocation({ allianceId }: FundAllocationParams): Promise<void> {
  let woken = true;
  setHandler(defineSignal(WOKEN), () => {
    woken = true;
  });
  while (!workflowInfo().continueAsNewSuggested) {
    await condition(() => woken);
    woken = false;
    for (
      let placement = await placeNextHold({ allianceId });
      placement.more;
      placement = await placeNextHold({ allianceId })
    ) {
      if (placement.awardId) await startDisbursement(allianceId, placement.awardId);
    }
  }
  await continueAsNew<typeof fundAllocation>({ allianceId });
}

async function startDisbursement(allianceId: string, awardId: string): Promise<void> {
  try {
    await startChild(fundDisbursement, {
      workflowId: processWorkflowId('fundDisbursement', awardId),
      args: [{ allianceId, subjectId: awardId }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
