import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineSignal,
  defineUpdate,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { WOKEN, type Position, type ProcessParams, type SubmissionRef } from './contract.ts';

/** The activities every process of this kind has besides its steps. */
export interface ProcessActivities {
  /** Where the row stands: how a process begins, wherever in its road it is started. */
  readonly locate: (params: ProcessParams) => Promise<Position>;
  /** Something outside changed (a signal said so): look, and act on it. */
  readonly lookAgain: (params: ProcessParams) => Promise<Position>;
  /** A moment has come: do what was due, once. */
  readonly fire: (params: ProcessParams & { deadlineId: string }) => Promise<Position>;
}

type StepActivity = (ref: SubmissionRef) => Promise<Position>;

/** Timers beyond this are taken in turns: a workflow timer of years is a promise nobody can check. */
const LONGEST_SLEEP_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * The road every case walks: people take steps (Updates, one at a time, each an activity with one transaction);
 * between steps the process sleeps until the next moment at which something is due by itself, fires it, and goes
 * on until its row says it is over. Its position comes from Postgres, so it can be started again at any point.
 */
export async function runProcess(
  params: ProcessParams,
  steps: Readonly<Record<string, StepActivity>>,
  activities: ProcessActivities,
): Promise<void> {
  let position: Position | undefined;
  let revision = 0;
  let woken = false;
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (act: () => Promise<Position>): Promise<Position> => {
    const mine = turn.then(async () => {
      position = await act();
      revision += 1;
      return position;
    });
    turn = mine.catch(() => undefined);
    return mine;
  };

  for (const [name, step] of Object.entries(steps)) {
    setHandler(defineUpdate<Position, [SubmissionRef]>(name), (ref) => inTurn(() => step(ref)));
  }
  setHandler(defineSignal(WOKEN), () => {
    woken = true;
  });

  // A message that came with the start has its turn first; then the row is known and needs no second look.
  await inTurn(async () => position ?? look());
  for (;;) {
    if (woken) await inTurn(look);
    else if (!position!.over && !workflowInfo().continueAsNewSuggested) await rest();
    else {
      await condition(allHandlersFinished);
      // Whoever woke the process meanwhile is heard first: the next run would know nothing of it.
      if (woken) continue;
      if (position!.over) return;
      return continueAsNew<(next: ProcessParams) => Promise<void>>(params);
    }
  }

  function look(): Promise<Position> {
    const act = woken ? activities.lookAgain : activities.locate;
    woken = false;
    return act(params);
  }

  /** Until somebody takes a step or wakes the process, or until the next moment, which it fires. */
  async function rest(): Promise<void> {
    const seen = revision;
    const { next } = position!;
    const hasMoved = () => woken || revision !== seen;
    if (!next) return condition(hasMoved);
    const sleepMs = Math.min(next.remainingMs, LONGEST_SLEEP_MS);
    const hasMovedInTime = sleepMs > 0 && (await condition(hasMoved, sleepMs));
    if (!hasMovedInTime) await inTurn(() => activities.fire({ ...params, deadlineId: next.deadlineId }));
  }
}
