import { isGrpcServiceError, type WorkflowService } from '@temporalio/client';
import { randomUUID } from 'node:crypto';

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
 * processes begin from their row, so the new run goes on where the old one stood.
 */
export async function beginAnew(service: WorkflowService, run: Run): Promise<void> {
  const { history } = await service.getWorkflowExecutionHistory({ namespace, execution: run });
  const started = history?.events?.[0]?.workflowExecutionStartedEventAttributes;
  if (!started) throw new Error(`The history of ${run.workflowId} does not begin with its start`);
  const reason = 'the test server had jammed it';
  await service.terminateWorkflowExecution({ namespace, workflowExecution: run, reason });
  console.warn(`${run.workflowId}: ${reason}, and is begun anew.`);
  await startUnlessStarted(service, {
    namespace,
    requestId: randomUUID(),
    workflowId: run.workflowId,
    workflowType: started.workflowType,
    taskQueue: started.taskQueue,
    input: started.input,
    workflowTaskTimeout: started.workflowTaskTimeout,
  });
}

/** Whoever wakes the process meanwhile starts it as well. */
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
