import { proxyActivities } from '@temporalio/workflow';
import type { FundDisbursementActivities } from '../activities/fund/index.ts';
import { activityOptions } from './activity-options.ts';
import type { ProcessParams } from './contract.ts';
import { runProcess } from './process.ts';

const act = proxyActivities<FundDisbursementActivities>(activityOptions);

/**
 * An award from the grant on, until the last cent is paid or given back:
 * 1. it waits for the Fund, as many days as the rules name; one that a person has to look at goes on or is released;
 * 2. a fund officer who did not propose it approves: the hold is posted once to the award's own account;
 * 3. each provider gets an order and records the units it delivers;
 * 4. the beneficiary confirms them, five working days of silence accept, a dispute freezes only what it names;
 * 5. each confirmed unit moves its cents to the provider, who is settled against the bank's reference;
 * 6. units may be given as vouchers instead, another provider may take over, the beneficiary may die, the office may release: the rest returns to the Fund.
 */
export async function fundDisbursement(params: ProcessParams): Promise<void> {
  await runProcess(
    params,
    {
      resumeAward: act.resumeAward,
      approveDisbursement: act.approveDisbursement,
      recordUnits: act.recordUnits,
      confirmDelivery: act.confirmDelivery,
      disputeUnits: act.disputeUnits,
      resolveDispute: act.resolveDispute,
      swapProvider: act.swapProvider,
      issueFundVouchers: act.issueFundVouchers,
      recordDeath: act.recordDeath,
      settleAward: act.settleAward,
      releaseAward: act.releaseAward,
    },
    { locate: act.locateAward, lookAgain: act.locateAward, fire: act.fireAwardDeadline },
  );
}
