import { proxyActivities } from '@temporalio/workflow';
import type { FundDisbursementActivities } from '../activities/fund/index.ts';
import { activityOptions } from './activity-options.ts';
import type { ProcessParams } from './contract.ts';
import { runProcess } from './process.ts';

const act = proxyActivities<FundDisbursementActivities>(activityOptions);

/**
 * An award whose money is held, until the last cent is paid or given back:
 * 1. a fund officer who did not propose it approves: the hold is posted once to the award's own account;
 * 2. each provider gets an order and records the units it delivers;
 * 3. the beneficiary confirms them, five working days of silence accept, a dispute freezes only what it names;
 * 4. each confirmed unit moves its cents to the provider, who is settled against the bank's reference;
 * 5. another provider may take over, the beneficiary may die, the office may release: the rest returns to the Fund.
 */
export async function fundDisbursement(params: ProcessParams): Promise<void> {
  await runProcess(
    params,
    {
      approveDisbursement: act.approveDisbursement,
      recordUnits: act.recordUnits,
      confirmDelivery: act.confirmDelivery,
      disputeUnits: act.disputeUnits,
      resolveDispute: act.resolveDispute,
      swapProvider: act.swapProvider,
      recordDeath: act.recordDeath,
      settleAward: act.settleAward,
      releaseAward: act.releaseAward,
    },
    { locate: act.locateAward, lookAgain: act.locateAward, fire: act.fireAwardDeadline },
  );
}
