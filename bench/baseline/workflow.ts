import { condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';
import type { BaselineActivities } from './activities.ts';

const { writeRow } = proxyActivities<BaselineActivities>({ startToCloseTimeout: '15s' });

/** Frozen: the same Updates and activities as an assessment up to its decision, each activity writing one row. */
export async function baselineAssessment(): Promise<void> {
  let isDecided = false;
  for (const name of ['open', 'gather', 'complete', 'recommend', 'decide']) {
    setHandler(defineUpdate<void, [string]>(name), async (submissionId) => {
      await writeRow(submissionId, name);
      if (name === 'decide') isDecided = true;
    });
  }
  await writeRow('by-itself', 'receipt');
  await condition(() => isDecided);
  await writeRow('by-itself', 'letter');
}
