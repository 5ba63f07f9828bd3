import type { WorkflowHandle } from '@temporalio/client';

/** Nothing of this workflow is under way and nothing is asked of it. */
export async function isAtRest(handle: WorkflowHandle): Promise<boolean> {
  const { pendingActivities, pendingWorkflowTask } = (await handle.describe()).raw;
  return !pendingActivities?.length && !pendingWorkflowTask;
}
