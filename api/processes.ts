import { setTimeout as sleep } from 'node:timers/promises';
import {
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowUpdateRPCTimeoutOrCancelledError,
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

type Sent = Awaited<ReturnType<Processes['send']>>;

const ANSWER_TIMEOUT_MS = 10_000;
/** After a silence of so long it is worth asking whether Temporal is there at all. */
const DOUBT_AFTER_MS = 1_000;
const PING_TIMEOUT_MS = 2_000;

export function temporalProcesses(
  client: Client,
  taskQueue: string,
  answerTimeoutMs = ANSWER_TIMEOUT_MS,
): Processes {
  return {
    send: (message) =>
      firstOf(update(client, taskQueue, message, answerTimeoutMs), (over) =>
        loseHope(client, answerTimeoutMs, over),
      ),
    isReachable: () => isReachable(client),
  };
}

async function update(
  client: Client,
  taskQueue: string,
  message: Message,
  answerTimeoutMs: number,
): Promise<Sent> {
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
    if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || error instanceof ServiceError)
      return 'unreachable';
    throw error;
  }
}

/** Who is met with silence is told so: soon when Temporal is away, in time when it is there and nobody works. */
async function loseHope(client: Client, answerTimeoutMs: number, over: AbortSignal): Promise<Sent> {
  const inTime = sleep(answerTimeoutMs, undefined, { signal: over });
  inTime.catch(() => undefined);
  await sleep(DOUBT_AFTER_MS, undefined, { signal: over });
  if (await isReachable(client)) await inTime;
  return 'unreachable';
}

function isReachable(client: Client): Promise<boolean> {
  const ping = client
    .withDeadline(Date.now() + PING_TIMEOUT_MS, () => client.workflowService.getSystemInfo({}))
    .then(() => true)
    .catch(() => false);
  return firstOf(ping, (over) => sleep(PING_TIMEOUT_MS, false, { signal: over }));
}

/**
 * What comes first. Temporal's client looks at its deadlines only between two attempts, up to five seconds late:
 * nobody waits for that, and what it says then is heard by nobody.
 */
async function firstOf<T>(work: Promise<T>, instead: (over: AbortSignal) => Promise<T>): Promise<T> {
  const over = new AbortController();
  try {
    return await Promise.race([work, instead(over.signal)]);
  } finally {
    over.abort();
  }
}
