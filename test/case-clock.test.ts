import { Client, type WorkflowHandle, type WorkflowService } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import {
  bundleWorkflowCode,
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
  type WorkflowBundle,
} from '@temporalio/worker';
import fc from 'fast-check';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { CaseClock, NotQuietError, type PendingElsewhere } from '../cli/cases/clock.ts';
import { OpenRuns } from '../cli/cases/open-runs.ts';
import { startTestServer } from '../cli/cases/test-server.ts';
import { createClockActivities } from './support/clock/activities.ts';
import { anyProgram, expectedRecords, type Step } from './support/clock/program.ts';
import { times } from './support/long.ts';

const start = new Date('2026-03-27T08:00:00Z');
const workflowsPath = fileURLToPath(new URL('./support/clock/workflows.ts', import.meta.url));

interface Rig {
  readonly clock: CaseClock;
  readonly client: Client;
  readonly records: string[];
  /** Calls back at every further record. */
  readonly onRecord: (listener: (name: string) => void) => void;
}

let workflowBundle: WorkflowBundle;
beforeAll(async () => {
  const filter = makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' });
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter } } });
  workflowBundle = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
}, 60_000);

async function withRig(
  work: (rig: Rig) => Promise<void>,
  pendingElsewhere: PendingElsewhere = () => Promise.resolve([]),
  quietLimitMs = 30_000,
  payloadCodecs: readonly PayloadCodec[] = [],
): Promise<void> {
  const server = await startTestServer();
  const native = await NativeConnection.connect({ address: server.address });
  const records: string[] = [];
  let listener: (name: string) => void = () => undefined;
  const activities = createClockActivities((name) => {
    records.push(name);
    listener(name);
  }, 200);
  const worker = await Worker.create({
    connection: native,
    taskQueue: 'clock',
    workflowBundle,
    activities,
    dataConverter: { payloadCodecs: [...payloadCodecs] },
  });
  try {
    await worker.runUntil(async () => {
      const clock = await CaseClock.startingAt(start, server.connection, pendingElsewhere, quietLimitMs);
      const client = new Client({ connection: server.connection });
      await work({ clock, client, records, onRecord: (next) => void (listener = next) });
    });
  } finally {
    await native.close();
    await server.stop();
  }
}

function launch(client: Client, steps: readonly Step[], workflowId = 'program') {
  return client.workflow.start('clockProgram', { args: [steps], taskQueue: 'clock', workflowId });
}

function atMinute(minute: number): Date {
  return new Date(start.getTime() + minute * 60_000);
}

describe('the clock of a case', () => {
  it('shows the first date of the case and stands still until it is moved', async () => {
    await withRig(async ({ clock }) => {
      const drift = (await clock.now()).getTime() - start.getTime();
      expect(Math.abs(drift)).toBeLessThan(2_000);
      await clock.advanceTo(new Date('2027-03-27T08:00:00Z'));
      expect((await clock.now()).toISOString()).toMatch(/^2027-03-27T08:00:0/);
    });
  });

  it('waits for the work that an Update sets off', async () => {
    await withRig(async ({ clock, client, records }) => {
      const handle = await launch(client, [{ kind: 'sleep', minutes: 60, name: 'later' }]);
      const update = handle.executeUpdate('recordNow', { args: ['now'] });
      await pause(50);
      await clock.quiet();
      expect(records).toEqual(['now']);
      await update;
    });
  });

  it('does not rest while something outside Temporal is pending', async () => {
    let pending = ['a wake-up'];
    await withRig(
      async ({ clock }) => {
        setTimeout(() => (pending = []), 300);
        const before = Date.now();
        await clock.quiet();
        expect(Date.now() - before).toBeGreaterThanOrEqual(295);
      },
      () => Promise.resolve(pending),
    );
  });

  it('lets what a timer woke outside Temporal happen on its day, however far the case goes on', async () => {
    const queue: string[] = [];
    await withRig(
      async ({ clock, client, records, onRecord }) => {
        let wokenAt: Date | undefined;
        onRecord((name) => {
          if (name === 'woken') void clock.now().then((at) => (wokenAt = at));
          if (name !== 'wake') return;
          queue.push(name);
          setTimeout(() => {
            const steps: readonly Step[] = [{ kind: 'parallel', names: ['woken'] }];
            void launch(client, steps, 'woken').then(() => queue.pop());
          }, 100);
        });
        await launch(client, [{ kind: 'sleep', minutes: 1440, name: 'wake' }]);
        await clock.advanceTo(atMinute(20 * 1440));
        expect(records).toEqual(['wake', 'woken']);
        expect(wokenAt?.toISOString()).toMatch(/^2026-03-28T08:00/);
      },
      () => Promise.resolve(queue),
    );
  });

  it('names what does not come to rest', async () => {
    await withRig(
      async ({ clock }) => {
        await expect(clock.quiet()).rejects.toThrow(
          new NotQuietError('Nothing gets on for 0.5 s: one submission'),
        );
      },
      () => Promise.resolve(['one submission']),
      500,
    );
  });

  it('begins a run anew that the server will never move again: its timer fired while a task cancelled it', async () => {
    await withRig(
      async ({ clock, client, records }) => {
        const workflow = { args: [400], taskQueue: 'clock', workflowId: 'jammed' };
        const handle = await client.workflow.start('waitForNudge', workflow);
        while (!(await timerStarted(handle))) await pause(10);
        await handle.signal('nudged', 'read for longer than the timer runs');
        await clock.advanceTo(atMinute(1440));
        expect(records).toEqual(['nudged']);
        const first = client.workflow.getHandle('jammed', handle.firstExecutionRunId);
        expect((await first.describe()).status.name).toBe('TERMINATED');
      },
      undefined,
      undefined,
      [slowToRead(700)],
    );
  }, 60_000);

  it('finds, at every checkpoint of a random program, exactly the records that are due by then', async () => {
    const seed = Number(process.env['SEED'] ?? 20261122);
    const programs = fc.sample(anyProgram, { seed, numRuns: times(200) });
    let checkpoints = 0;
    for (const steps of programs) checkpoints += await check(steps, checkpoints + seed);
    console.log(`${programs.length} programs, ${checkpoints} checkpoints, seed ${seed}`);
    expect(checkpoints).toBeGreaterThan(programs.length * 2);
  }, 1_200_000);
});

describe('a look at the open runs', () => {
  const timerOfOneMinute = [
    { eventId: 1, eventTime: { seconds: 1000 }, workflowExecutionStartedEventAttributes: {} },
    { eventId: 2, workflowTaskScheduledEventAttributes: {} },
    { eventId: 3, workflowTaskCompletedEventAttributes: {} },
    {
      eventId: 4,
      eventTime: { seconds: 1000 },
      timerStartedEventAttributes: { startToFireTimeout: { seconds: 60 } },
    },
  ];

  function serviceShowing(lengths: () => number): WorkflowService {
    return {
      listOpenWorkflowExecutions: async () => ({
        executions: [{ execution: { workflowId: 'w', runId: 'r' }, historyLength: lengths() }],
      }),
      getWorkflowExecutionHistory: async () => ({ history: { events: timerOfOneMinute } }),
    } as never;
  }

  it('sees a timer that has come due and did not fire yet as movement', async () => {
    const runs = new OpenRuns(serviceShowing(() => 4));
    expect(await runs.scan(1_059_999)).toEqual({
      signature: 'r/4',
      busy: [],
      nextDueMs: 1_060_000,
      jammed: [],
    });
    expect((await runs.scan(1_060_000)).busy).toEqual(['w: a timer that is due']);
  });

  it('counts as rest only when a second look agrees with the first', async () => {
    let looks = 0;
    const workflowService = serviceShowing(() => 4 + Math.min((looks += 1), 5));
    const testService = { getCurrentTime: async () => ({ time: { seconds: 1000 } }) };
    const connection = { workflowService, testService } as never;
    const clock = await CaseClock.startingAt(start, connection, () => Promise.resolve([]));
    await clock.quiet();
    expect(looks).toBe(6);
  });
});

/** A worker that takes its time to read what it is sent. */
function slowToRead(milliseconds: number): PayloadCodec {
  return {
    encode: async (payloads) => payloads,
    decode: async (payloads) => {
      await pause(milliseconds);
      return payloads;
    },
  };
}

async function timerStarted(handle: WorkflowHandle): Promise<boolean> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).some(({ timerStartedEventAttributes }) => timerStartedEventAttributes);
}

/** Visits random minutes away from every due one (a minute is far more than what real work moves the clock). */
async function check(steps: readonly Step[], seed: number): Promise<number> {
  const { records: due, endMinute } = expectedRecords(steps);
  const [visits] = fc.sample(
    fc.array(fc.integer({ min: 0, max: endMinute + 10 }), { minLength: 4, maxLength: 10 }),
    { seed, numRuns: 1 },
  );
  const checkpoints = (visits ?? []).map((minute) => minute + 0.5).toSorted((one, other) => one - other);
  await withRig(async ({ clock, client, records }) => {
    await launch(client, steps);
    for (const minute of checkpoints) {
      await clock.advanceTo(atMinute(minute));
      const expected = due.filter((record) => record.minute <= minute).map(({ name }) => name);
      expect(records.toSorted(), JSON.stringify({ steps, minute })).toEqual(expected.toSorted());
    }
  });
  return checkpoints.length;
}
