import type { WorkflowService } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import type { Run } from './begin-anew.ts';
import { milliseconds, readRunHistory, type RunState } from './run-history.ts';

type ExecutionInfo = temporal.api.workflow.v1.IWorkflowExecutionInfo;
type PendingActivity = temporal.api.workflow.v1.IPendingActivityInfo;

/** One look at every open run of a server. */
export interface Scan {
  /** Equal on two looks when nothing moved between them. */
  readonly signature: string;
  /** What is still moving, in words; empty when everybody sleeps. */
  readonly busy: readonly string[];
  /** The first instant at which something is due, in server milliseconds. */
  readonly nextDueMs: number | undefined;
  /** Runs that the server will never move again. */
  readonly jammed: readonly Run[];
}

interface RunScan extends Omit<Scan, 'jammed'> {
  readonly run: Run;
  readonly isJammed: boolean;
}

const namespace = 'default';
const pageSize = 1000;
/** `PENDING_ACTIVITY_STATE_SCHEDULED` waits for a worker; the server never says when a retry in backoff is due. */
const scheduledState = 1;
/** How much later than its limit a workflow task may be seen to end: the machine may be busy. */
const jamSlackMs = 3_000;

/** Reads all open runs, their children and continuations included, keeping the histories that did not grow. */
export class OpenRuns {
  private readonly service: WorkflowService;
  private readonly states = new Map<string, { readonly length: string; readonly state: RunState }>();

  constructor(service: WorkflowService) {
    this.service = service;
  }

  /** What is going on at server time `nowMs`. */
  async scan(nowMs: number): Promise<Scan> {
    const runs: RunScan[] = [];
    for (const execution of await this.list()) runs.push(await this.scanRun(execution, nowMs));
    const open = new Set(runs.map(({ run }) => run.runId));
    for (const runId of this.states.keys()) if (!open.has(runId)) this.states.delete(runId);
    const dues = runs.flatMap(({ nextDueMs }) => (nextDueMs === undefined ? [] : [nextDueMs]));
    return {
      signature: runs
        .map(({ signature }) => signature)
        .toSorted()
        .join(' '),
      busy: runs.flatMap(({ busy }) => busy),
      nextDueMs: dues.length === 0 ? undefined : Math.min(...dues),
      jammed: runs.filter(({ isJammed }) => isJammed).map(({ run }) => run),
    };
  }

  /** The workflow ids that are open, to dump their histories when a case fails. */
  async openWorkflowIds(): Promise<readonly string[]> {
    return (await this.list()).map(({ execution }) => execution?.workflowId ?? '');
  }

  private async list(): Promise<readonly ExecutionInfo[]> {
    const found: ExecutionInfo[] = [];
    let nextPageToken: Uint8Array | undefined;
    do {
      const page = await this.service.listOpenWorkflowExecutions({
        namespace,
        maximumPageSize: pageSize,
        startTimeFilter: { earliestTime: { seconds: 0 as never }, latestTime: { seconds: 1e11 as never } },
        ...(nextPageToken ? { nextPageToken } : {}),
      });
      found.push(...(page.executions ?? []));
      nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined;
    } while (nextPageToken);
    return found;
  }

  private async scanRun(info: ExecutionInfo, nowMs: number): Promise<RunScan> {
    const workflowId = info.execution?.workflowId ?? '';
    const runId = info.execution?.runId ?? '';
    const length = String(info.historyLength);
    const state = await this.stateOf(workflowId, runId, length);
    const pending = state.activities.size > 0 ? await this.pendingActivities(workflowId, runId) : [];
    const busy = state.busy.map((what) => `${workflowId}: ${what}`);
    const dues = [...state.dueMs];
    for (const activity of pending) {
      const retryMs = retryDueMs(activity, state.activities.get(activity.activityId ?? ''));
      if (retryMs !== undefined && retryMs > nowMs) dues.push(retryMs);
      else busy.push(`${workflowId}: activity ${activity.activityType?.name}, attempt ${activity.attempt}`);
    }
    if (dues.some((due) => due <= nowMs)) busy.push(`${workflowId}: a timer that is due`);
    const attempts = pending.map(({ activityId, attempt, state: at }) => `${activityId}.${attempt}.${at}`);
    return {
      run: { workflowId, runId },
      isJammed: state.taskEndsByMs !== undefined && state.taskEndsByMs + jamSlackMs < nowMs,
      signature: [runId, length, ...attempts].join('/'),
      busy,
      nextDueMs: dues.length === 0 ? undefined : Math.min(...dues),
    };
  }

  /** A run that was busy is read again although its history did not grow: the list may lag behind it. */
  private async stateOf(workflowId: string, runId: string, length: string): Promise<RunState> {
    const known = this.states.get(runId);
    if (known && known.length === length && known.state.busy.length === 0) return known.state;
    const state = readRunHistory(await this.history({ workflowId, runId }));
    this.states.set(runId, { length, state });
    return state;
  }

  /** All events of a run, oldest first. */
  async history(run: Run): Promise<temporal.api.history.v1.IHistoryEvent[]> {
    const events: temporal.api.history.v1.IHistoryEvent[] = [];
    let nextPageToken: Uint8Array | undefined;
    do {
      const page = await this.service.getWorkflowExecutionHistory({
        namespace,
        execution: run,
        ...(nextPageToken ? { nextPageToken } : {}),
      });
      events.push(...(page.history?.events ?? []));
      nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined;
    } while (nextPageToken);
    return events;
  }

  private async pendingActivities(workflowId: string, runId: string): Promise<readonly PendingActivity[]> {
    const description = await this.service.describeWorkflowExecution({
      namespace,
      execution: { workflowId, runId },
    });
    return description.pendingActivities ?? [];
  }
}

/**
 * When a retry that waits for its time is due; undefined for an activity that is running or waits for a worker.
 * In backoff the server shows the *next* attempt as started, without saying when: it is the end of the last
 * attempt plus the interval of the retry policy.
 */
function retryDueMs(
  activity: PendingActivity,
  policy: temporal.api.common.v1.IRetryPolicy | undefined,
): number | undefined {
  const attempt = activity.attempt ?? 1;
  const endedMs = milliseconds(activity.lastAttemptCompleteTime);
  const inBackoff =
    attempt > 1 &&
    activity.state !== scheduledState &&
    endedMs > 0 &&
    endedMs >= milliseconds(activity.lastStartedTime);
  if (!inBackoff || !policy) return undefined;
  const firstMs = milliseconds(policy.initialInterval);
  const intervalMs = firstMs * (policy.backoffCoefficient || 2) ** (attempt - 2);
  const longestMs = milliseconds(policy.maximumInterval) || firstMs * 100;
  return endedMs + Math.min(intervalMs, longestMs);
}
