import { proxyActivities } from '@temporalio/workflow';
import type { ServiceProposalActivities } from '../activities/provider-offer/index.ts';
import { activityOptions } from './activity-options.ts';
import type { ProcessParams } from './contract.ts';
import { runProcess } from './process.ts';

const act = proxyActivities<ServiceProposalActivities>(activityOptions);

/**
 * A service that a provider wants to add, from the proposal to the answer. Proposing, accepting, refusing and
 * withdrawing are writes of one transaction that wake it; the process itself keeps the time.
 */
export async function serviceProposal(params: ProcessParams): Promise<void> {
  await runProcess(
    params,
    {},
    { locate: act.locateProposal, lookAgain: act.locateProposal, fire: act.fireProposalDeadline },
  );
}
