import {
  condition,
  continueAsNew,
  defineSignal,
  defineUpdate,
  executeChild,
  getExternalWorkflowHandle,
  proxyActivities,
  setHandler,
  sleep,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type { createClockActivities } from './activities.ts';
import type { Step } from './program.ts';

const { record, recordSlowly, failFirst } = proxyActivities<ReturnType<typeof createClockActivities>>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1m', backoffCoefficient: 2, maximumInterval: '1h' },
});

export const nudged = defineSignal<[note?: string]>('nudged');
export const recordNow = defineUpdate<void, [string]>('recordNow');

/** Runs the steps of a random program, leaving a record of each with the program's own name for it. */
export async function clockProgram(steps: readonly Step[]): Promise<void> {
  let nudges = 0;
  setHandler(nudged, () => void (nudges += 1));
  setHandler(recordNow, (name) => recordSlowly(name));
  for (const [index, step] of steps.entries()) {
    switch (step.kind) {
      case 'sleep':
        await sleep(step.minutes * 60_000);
        await record(step.name);
        break;
      case 'parallel':
        await Promise.all(step.names.map((name) => recordSlowly(name)));
        break;
      case 'retry':
        await failFirst(step.name, step.failures);
        break;
      case 'child':
        await executeChild(clockProgram, {
          args: [step.steps],
          workflowId: `${workflowInfo().workflowId}/${index}`,
        });
        break;
      case 'nudge':
        await nudgeMyself(step.minutes);
        await condition(() => nudges > 0);
        nudges -= 1;
        await record(step.name);
        break;
      case 'continue':
        await continueAsNew<typeof clockProgram>(steps.slice(index + 1));
    }
  }
}

async function nudgeMyself(minutes: number): Promise<void> {
  const { workflowId } = workflowInfo();
  await startChild(nudgeLater, {
    args: [workflowId, minutes],
    workflowId: `${workflowId}/nudge-${workflowInfo().historyLength}`,
    parentClosePolicy: 'ABANDON',
  });
}

/** Waits for a nudge as long as it is told, and leaves a record of how the wait ended. */
export async function waitForNudge(milliseconds: number): Promise<void> {
  let isNudged = false;
  setHandler(nudged, () => void (isNudged = true));
  await record((await condition(() => isNudged, milliseconds)) ? 'nudged' : 'not nudged');
}

/** Signals another workflow after a while. */
export async function nudgeLater(workflowId: string, minutes: number): Promise<void> {
  await sleep(minutes * 60_000);
  await getExternalWorkflowHandle(workflowId).signal(nudged);
}
