import { WorkflowNotFoundError } from '@temporalio/client';
import type { SkippingStack } from './time-skipping.ts';

/** How often a process was told to look; never, while it was not begun. */
export async function timesWoken(
  { services }: Pick<SkippingStack, 'services'>,
  workflowId: string,
): Promise<number> {
  const handle = services.client.workflow.getHandle(workflowId);
  const history = await handle.fetchHistory().catch((error: unknown) => {
    if (error instanceof WorkflowNotFoundError) return { events: [] };
    throw error;
  });
  return (history.events ?? []).filter((event) => event.workflowExecutionSignaledEventAttributes).length;
}
