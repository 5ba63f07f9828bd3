import { proxyActivities, sleep } from '@temporalio/workflow';

interface Activities {
  readonly expireOne: (voucherId: string) => Promise<void>;
}

const { expireOne } = proxyActivities<Activities>({ startToCloseTimeout: '60s' });

/** Frozen: a workflow for each voucher, which sleeps to its last instant and then does the same to it alone. */
export async function voucherLapses(voucherId: string, dueInMs: number): Promise<void> {
  await sleep(dueInMs);
  await expireOne(voucherId);
}
