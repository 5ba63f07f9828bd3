import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { FundAllocationActivities } from '../activities/fund/index.ts';
import { activityOptions } from './activity-options.ts';
import { WOKEN } from './contract.ts';

const { placeNextHold } = proxyActivities<FundAllocationActivities>(activityOptions);

export interface FundAllocationParams {
  readonly allianceId: string;
}

/**
 * The only one who holds money of an alliance's Fund: woken when an award opens or money comes in, it serves the
 * waiting order strictly, one hold at a time, until the next in line does not fit. Each hold wakes its award's
 * disbursement in the transaction that places it. A new run looks first, so whatever woke the last one is seen.
 */
export async function fundAllocation({ allianceId }: FundAllocationParams): Promise<void> {
  let mustLook = true;
  setHandler(defineSignal(WOKEN), () => {
    mustLook = true;
  });
  while (!workflowInfo().continueAsNewSuggested) {
    await condition(() => mustLook);
    mustLook = false;
    const { more } = await placeNextHold({ allianceId });
    mustLook ||= more;
  }
  await continueAsNew<typeof fundAllocation>({ allianceId });
}
