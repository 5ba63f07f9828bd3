import {
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { CharterCampaignActivities } from '../activities/charter-campaign/index.ts';
import { activityOptions } from './activity-options.ts';
import { WOKEN, type ProcessParams } from './contract.ts';

const { openSigningsPage } = proxyActivities<CharterCampaignActivities>(activityOptions);

/** A page is a dozen events; no run comes near to 2,000, whatever is tried again on its way. */
const MOST_EVENTS = 1_500;

export interface CharterCampaignParams extends ProcessParams {
  /** The last organisation that was looked at. */
  readonly after?: string;
}

/**
 * Brings everybody along who signed the version before: a page of organisations at a time, each invited to sign the new
 * one, then a pause, so that no more a minute are written to than the version says. Which organisations are still to be
 * invited is asked of the rows each time, so it may be started again at any point, and told twice to go on.
 */
export async function charterCampaign(params: CharterCampaignParams): Promise<void> {
  // Whoever wakes it while it runs has nothing to tell: every page reads its rows anew.
  setHandler(defineSignal(WOKEN), () => undefined);
  let { after } = params;
  while (workflowInfo().historyLength < MOST_EVENTS && !workflowInfo().continueAsNewSuggested) {
    const { next } = await openSigningsPage({ ...params, ...(after ? { after } : {}) });
    if (!next) return;
    after = next.after;
    await sleep(next.pauseMs);
  }
  await continueAsNew<typeof charterCampaign>({ ...params, ...(after ? { after } : {}) });
}
