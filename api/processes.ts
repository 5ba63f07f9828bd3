import {
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  isGrpcServiceError,
  type Client,
} from '@temporalio/client';
import { processWorkflowId, type ProcessName, type SubmissionRef } from '../workflows/contract.ts';

export interface Message extends SubmissionRef {
  readonly process: ProcessName;
  readonly subjectId: string;
  readonly operation: string;
}

/** How the API and the sweeper hand a claimed submission to its process. */
export interface Processes {
  /**
   * Sends the Update and waits until the process has answered in Postgres. Starts the process from its row when
   * it is not running (a new one, a closed one, one lost with Temporal's database), so a message never falls
   * into nothing. `unreachable`: Temporal is away, or nobody answered in time; the sweeper sends it again.
   */
  send(message: Message): Promise<'answered' | 'unreachable'>;
  isReachable(): Promise<boolean>;
}

const ANSWER_TIMEOUT_MS = 10_000;
const PING_TIMEOUT_MS = 2_000;

export function temporalProcesses(
  client: Client,
  taskQueue: string,
  answerTimeoutMs = ANSWER_TIMEOUT_MS,
): Processes {
  return {
    async send(message) {
      const { process, subjectId, operation, allianceId, submissionId } = message;
      const start = new WithStartWorkflowOperation(process, {
        workflowId: processWorkflowId(process, subjectId),
        taskQueue,
        args: [{ allianceId, subjectId }],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      });
      try {
        await client.withDeadline(Date.now() + answerTimeoutMs, () =>
          client.workflow.executeUpdateWithStart(operation, {
            args: [{ allianceId, submissionId }],
            updateId: submissionId,
            startWorkflowOperation: start,
          }),
        );
        return 'answered';
      } catch (error) {
        if (isUnreached(error)) return 'unreachable';
        throw error;
      }
    },
    async isReachable() {
      try {
        await client.withDeadline(Date.now() + PING_TIMEOUT_MS, () =>
          client.workflowService.getSystemInfo({}),
        );
        return true;
      } catch {
        return false;
      }
    },
  };
}

/**
 * Time is over, Temporal or the way to it said no, or the run that had the message is gone. A start with an Update
 * that fails as a whole comes as gRPC said it, everything else as the client's own error.
 */
function isUnreached(error: unknown): boolean {
  return (
    error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
    error instanceof ServiceError ||
    error instanceof WorkflowNotFoundError ||
    isGrpcServiceError(error)
  );
}
