import { isGrpcServiceError, type WorkflowService } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { randomUUID } from 'node:crypto';

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

const namespace = 'default';
/** `ALREADY_EXISTS` of gRPC. */
const alreadyExists = 6;

/** One run of a workflow on the server. */
export interface Run {
  readonly workflowId: string;
  readonly runId: string;
}

/**
 * Ends a run that the test server has jammed, and starts its workflow again with what it was started with. The server
 * refuses to cancel a timer that fired while the task which cancels it was under way, and then neither ends that task
 * nor gives another (https://github.com/temporalio/sdk-java/issues/3088; a real server takes such a cancellation). Our
 * processes begin from their row, so the new run goes on where the old one stood; what the jammed task was told is said
 * again.
 */
export async function beginAnew(
  service: WorkflowService,
  run: Run,
  events: readonly HistoryEvent[],
): Promise<void> {
  const started = events[0]?.workflowExecutionStartedEventAttributes;
  if (!started) throw new Error(`The history of ${run.workflowId} does not begin with its start`);
  const reason = 'the test server had jammed it';
  await service.terminateWorkflowExecution({ namespace, workflowExecution: run, reason });
  console.warn(`${run.workflowId}: ${reason}, and is begun anew.`);
  const start = {
    namespace,
    requestId: randomUUID(),
    workflowId: run.workflowId,
    workflowType: started.workflowType,
    taskQueue: started.taskQueue,
    input: started.input,
    workflowTaskTimeout: started.workflowTaskTimeout,
  };
  const heard = events.findLastIndex((event) => event.workflowTaskCompletedEventAttributes);
  const unheard = events
    .slice(heard + 1)
    .flatMap((event) => event.workflowExecutionSignaledEventAttributes ?? []);
  if (unheard.length === 0) await startUnlessStarted(service, start);
  // With the start, so that the first task hears it; whoever wakes the process meanwhile starts it as well.
  for (const { signalName, input: signalInput } of unheard)
    await service.signalWithStartWorkflowExecution({
      ...start,
      requestId: randomUUID(),
      signalName,
      signalInput,
    });
}

async function startUnlessStarted(
  service: WorkflowService,
  request: Parameters<WorkflowService['startWorkflowExecution']>[0],
): Promise<void> {
  try {
    await service.startWorkflowExecution(request);
  } catch (error) {
    if (!isGrpcServiceError(error) || error.code !== alreadyExists) throw error;
  }
}
