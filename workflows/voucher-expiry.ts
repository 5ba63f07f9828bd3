import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { VoucherExpiryActivities } from '../activities/voucher-expiry/index.ts';
import type { Place } from '../activities/voucher-expiry/due.ts';
import { activityOptions } from './activity-options.ts';
import { WOKEN } from './contract.ts';

const { handleDueVouchers } = proxyActivities<VoucherExpiryActivities>(activityOptions);

/** A page is a few events; no run comes near to 2,000, whatever is tried again on its way. */
const MOST_EVENTS = 1_500;
/** Timers beyond this are taken in turns: a workflow timer of years is a promise nobody can check. */
const LONGEST_SLEEP_MS = 30 * 24 * 60 * 60 * 1000;

export interface VoucherExpiryParams {
  readonly allianceId: string;
  /** The last voucher that was looked at of what is due at this moment. */
  readonly after?: Place;
}

/**
 * One for each alliance, however many vouchers there are: it sleeps until the earliest instant at which one of them
 * reminds or lapses, does what is due a page at a time, and sleeps again. What is due is asked of the rows each time,
 * so it may be started at any point; whoever makes something due earlier wakes it.
 */
export async function voucherExpiry({ allianceId, after: from }: VoucherExpiryParams): Promise<void> {
  let after = from;
  let woken = false;
  setHandler(defineSignal(WOKEN), () => {
    woken = true;
  });
  while (workflowInfo().historyLength < MOST_EVENTS && !workflowInfo().continueAsNewSuggested) {
    woken = false;
    const { next, sleepMs } = await handleDueVouchers({ allianceId, ...(after ? { after } : {}) });
    after = next;
    if (after) continue;
    if (sleepMs === undefined) await condition(() => woken);
    else if (sleepMs > 0) await condition(() => woken, Math.min(sleepMs, LONGEST_SLEEP_MS));
  }
  await continueAsNew<typeof voucherExpiry>({ allianceId, ...(after ? { after } : {}) });
}
