import type { temporal } from '@temporalio/proto';

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;
type RetryPolicy = temporal.api.common.v1.IRetryPolicy;

/** What the history of one open run says about its present: what it is busy with, and what it sleeps for. */
export interface RunState {
  /** What will happen by itself without time passing, in words for a failure message. */
  readonly busy: readonly string[];
  /** Instants, in server milliseconds, at which something is due. */
  readonly dueMs: readonly number[];
  /** Retry policies of the activities that have not ended, by activity id. */
  readonly activities: ReadonlyMap<string, RetryPolicy>;
  /** The last instant, in server milliseconds, by which the task a worker took must have ended in some way. */
  readonly taskEndsByMs: number | undefined;
}

interface Protobuf64 {
  toString(): string;
}

/** Milliseconds of a protobuf timestamp or duration; 0 when it is absent. */
export function milliseconds(
  value: { seconds?: Protobuf64 | null; nanos?: number | null } | null | undefined,
): number {
  return Number(value?.seconds?.toString() ?? 0) * 1000 + Number(value?.nanos ?? 0) / 1e6;
}

/**
 * Reads the events of a run, oldest first. The test server leaves `pendingWorkflowTask` empty, so whether a
 * workflow task is open can only be read here; and a timer's instant stands nowhere else.
 */
export function readRunHistory(events: readonly HistoryEvent[]): RunState {
  const run = new OpenThings();
  for (const event of events) run.take(event);
  return run.state();
}

class OpenThings {
  private startedMs = 0;
  private firstTaskDelayMs = 0;
  private taskLimitMs = 0;
  private taskEndsByMs: number | undefined;
  private everScheduled = false;
  private hasOpenTask = false;
  private readonly unresolved = new Map<string, string>();
  private readonly timers = new Map<string, number>();
  private readonly activities = new Map<string, { readonly id: string; readonly retryPolicy: RetryPolicy }>();

  take(event: HistoryEvent): void {
    this.takeTask(event);
    this.takeActivity(event);
    this.takeTimer(event);
    this.takeChildOrMessage(event);
  }

  state(): RunState {
    const neverRan = this.everScheduled ? [] : [this.startedMs + this.firstTaskDelayMs];
    return {
      busy: [...(this.hasOpenTask ? ['a workflow task'] : []), ...this.unresolved.values()],
      dueMs: [...this.timers.values(), ...neverRan],
      activities: new Map([...this.activities.values()].map(({ id, retryPolicy }) => [id, retryPolicy])),
      taskEndsByMs: this.taskEndsByMs,
    };
  }

  private takeTask(event: HistoryEvent): void {
    const started = event.workflowExecutionStartedEventAttributes;
    if (started) {
      this.startedMs = milliseconds(event.eventTime);
      this.firstTaskDelayMs = milliseconds(started.firstWorkflowTaskBackoff);
      this.taskLimitMs = milliseconds(started.workflowTaskTimeout);
    }
    if (event.workflowTaskStartedEventAttributes)
      this.taskEndsByMs = milliseconds(event.eventTime) + this.taskLimitMs;
    if (event.workflowTaskScheduledEventAttributes) {
      this.hasOpenTask = true;
      this.everScheduled = true;
    }
    const ended =
      event.workflowTaskCompletedEventAttributes ??
      event.workflowTaskFailedEventAttributes ??
      event.workflowTaskTimedOutEventAttributes ??
      event.workflowExecutionTerminatedEventAttributes;
    if (!ended) return;
    this.hasOpenTask = false;
    this.taskEndsByMs = undefined;
  }

  private takeActivity(event: HistoryEvent): void {
    const scheduled = event.activityTaskScheduledEventAttributes;
    if (scheduled) {
      const { activityId, retryPolicy } = scheduled;
      this.activities.set(String(event.eventId), { id: activityId ?? '', retryPolicy: retryPolicy ?? {} });
    }
    const ended =
      event.activityTaskCompletedEventAttributes ??
      event.activityTaskFailedEventAttributes ??
      event.activityTaskTimedOutEventAttributes ??
      event.activityTaskCanceledEventAttributes;
    if (ended) this.activities.delete(String(ended.scheduledEventId));
  }

  private takeTimer(event: HistoryEvent): void {
    const started = event.timerStartedEventAttributes;
    if (started) {
      const dueMs = milliseconds(event.eventTime) + milliseconds(started.startToFireTimeout);
      this.timers.set(String(event.eventId), dueMs);
    }
    const ended = event.timerFiredEventAttributes ?? event.timerCanceledEventAttributes;
    if (ended) this.timers.delete(String(ended.startedEventId));
  }

  /** A child that has not started yet, a signal or a cancel on its way: the server will move by itself. */
  private takeChildOrMessage(event: HistoryEvent): void {
    const child = event.startChildWorkflowExecutionInitiatedEventAttributes;
    if (child) this.unresolved.set(String(event.eventId), `the start of ${child.workflowId}`);
    const signal = event.signalExternalWorkflowExecutionInitiatedEventAttributes;
    if (signal)
      this.unresolved.set(String(event.eventId), `a signal to ${signal.workflowExecution?.workflowId}`);
    const cancel = event.requestCancelExternalWorkflowExecutionInitiatedEventAttributes;
    if (cancel)
      this.unresolved.set(String(event.eventId), `a cancel of ${cancel.workflowExecution?.workflowId}`);
    const resolved =
      event.childWorkflowExecutionStartedEventAttributes ??
      event.startChildWorkflowExecutionFailedEventAttributes ??
      event.externalWorkflowExecutionSignaledEventAttributes ??
      event.signalExternalWorkflowExecutionFailedEventAttributes ??
      event.externalWorkflowExecutionCancelRequestedEventAttributes ??
      event.requestCancelExternalWorkflowExecutionFailedEventAttributes;
    if (resolved) this.unresolved.delete(String(resolved.initiatedEventId));
  }
}
