import { proxyActivities } from '@temporalio/workflow';
import type { VoucherDisputeActivities } from '../activities/voucher-dispute/index.ts';
import { activityOptions } from './activity-options.ts';
import type { ProcessParams } from './contract.ts';
import { runProcess } from './process.ts';

const act = proxyActivities<VoucherDisputeActivities>(activityOptions);

/**
 * A dispute about a voucher, from its opening to the decision. Opening, answering, withdrawing and deciding are writes
 * of one transaction that wake it; the process itself keeps the terms of the provider and of the office.
 */
export async function voucherDispute(params: ProcessParams): Promise<void> {
  await runProcess(
    params,
    {},
    { locate: act.locateDispute, lookAgain: act.locateDispute, fire: act.fireDisputeDeadline },
  );
}
