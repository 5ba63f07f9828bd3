import { proxyActivities } from '@temporalio/workflow';
import type { ProviderComplaintActivities } from '../activities/provider-complaint/index.ts';
import { activityOptions } from './activity-options.ts';
import type { ProcessParams } from './contract.ts';
import { runProcess } from './process.ts';

const act = proxyActivities<ProviderComplaintActivities>(activityOptions);

/**
 * A provider's complaint, from its filing to the answer:
 * 1. somebody who did not decide the matter answers with reasons; they are reminded, and it is escalated;
 * 2. the last day passes without an answer: an administrator sees to it, and the provider is told;
 * 3. answered, it may be reopened once, and a third person answers; or the provider withdraws it.
 */
export async function providerComplaint(params: ProcessParams): Promise<void> {
  await runProcess(
    params,
    {
      answerComplaint: act.answerComplaint,
      reopenComplaint: act.reopenComplaint,
      withdrawComplaint: act.withdrawComplaint,
    },
    { locate: act.locateComplaint, lookAgain: act.locateComplaint, fire: act.fireComplaintDeadline },
  );
}
