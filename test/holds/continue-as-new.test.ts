import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection, type WorkflowHandleWithStartDetails } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTemporal, type RunningTemporal } from '../../runtime/embedded/temporal.ts';
import { openLog } from '../../runtime/log.ts';
import { installTemporalLog } from '../../runtime/temporal-log.ts';
import { WOKEN, type Position } from '../../workflows/contract.ts';
import { eventually } from '../support/eventually.ts';
import { workflowBundle } from '../../runtime/workflow-bundle.ts';
import { isAtRest } from './support/at-rest.ts';
import { suggestingToContinueAfter } from './support/short-histories.ts';

const eventsPerRun = 40;
/** Temporal's own limit of Updates under way in one run. */
const mostInFlight = 10;
const log = openLog({ logLevel: 'silent' });

let dataDir: string;
let temporal: RunningTemporal;
let client: Client;
let native: NativeConnection;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'reciproca-continue-'));
  temporal = await suggestingToContinueAfter(eventsPerRun, () => startTemporal({ dataDir }));
  installTemporalLog(log);
  client = new Client({ connection: await Connection.connect({ address: temporal.address }) });
  native = await NativeConnection.connect({ address: temporal.address });
});
afterAll(async () => {
  await native.close();
  await client.connection.close();
  await temporal.stop();
  await rm(dataDir, { recursive: true });
});

/** Runs the workflows of the service on activities of the test. */
async function withActivities(activities: object, work: (taskQueue: string) => Promise<void>): Promise<void> {
  const taskQueue = randomUUID();
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    activities,
    workflowBundle: await workflowBundle({ log }),
  });
  await worker.runUntil(() => work(taskQueue));
}

function withProcess(
  activities: object,
  work: (handle: WorkflowHandleWithStartDetails) => Promise<void>,
): Promise<void> {
  return withActivities(activities, async (taskQueue) => {
    const workflowId = randomUUID();
    const args = [{ allianceId: 'alliance', subjectId: 'subject' }];
    await work(await client.workflow.start('fragilityAssessment', { taskQueue, workflowId, args }));
  });
}

function withAllocation(
  activities: object,
  work: (handle: WorkflowHandleWithStartDetails) => Promise<void>,
): Promise<void> {
  return withActivities(activities, async (taskQueue) => {
    const workflowId = randomUUID();
    const args = [{ allianceId: 'alliance' }];
    await work(await client.workflow.start('fundAllocation', { taskQueue, workflowId, args }));
    await client.workflow.getHandle(workflowId).terminate();
  });
}

const waiting: Position = { over: false };

/** A step that takes as long as the test wants. */
class Held {
  private readonly start = Promise.withResolvers<void>();
  private readonly end = Promise.withResolvers<Position>();
  readonly taken = this.start.promise;
  readonly take = (): Promise<Position> => {
    this.start.resolve();
    return this.end.promise;
  };
  release(): void {
    this.end.resolve(waiting);
  }
}

/** A case that waits until somebody looks at its household, and is over then. */
class Looks {
  count = 0;
  readonly activities = {
    locateAssessment: () => Promise.resolve(waiting),
    checkHousehold: () => Promise.resolve({ over: (this.count += 1) > 0 }),
  };
}

describe('a process that continues as new', () => {
  it('first hears what woke it while it was busy', async () => {
    const step = new Held();
    const looks = new Looks();
    const activities = { ...looks.activities, submitDossier: step.take };
    await withProcess(activities, async (handle) => {
      const update = handle.executeUpdate('submitDossier', { args: [{}] });
      await step.taken;
      for (let signal = 0; signal < eventsPerRun; signal++) await handle.signal(WOKEN);
      step.release();
      await update;
      await handle.result();
      expect(looks.count).toBe(1);
    });
  }, 60_000);

  it('first hears what woke it while it waited for the last steps of its run', async () => {
    const [step, last] = [new Held(), new Held()];
    const looks = new Looks();
    const requestDocuments = () => Promise.resolve(waiting);
    const activities = {
      ...looks.activities,
      submitDossier: step.take,
      requestDocuments,
      recommend: last.take,
    };
    await withProcess(activities, async (handle) => {
      // One after the other, each in a task of its own, behind a step that holds up the turn: the run grows old.
      const send = (name: string) => handle.startUpdate(name, { args: [{}], waitForStage: 'ACCEPTED' });
      const updates = [await send('submitDossier')];
      for (let update = 0; update < mostInFlight - 2; update++) updates.push(await send('requestDocuments'));
      updates.push(await send('recommend'));
      expect((await handle.describe()).historyLength).toBeGreaterThan(eventsPerRun);
      step.release();
      await last.taken;
      await handle.signal(WOKEN);
      last.release();
      await Promise.all(updates.map((update) => update.result()));
      await handle.result();
      expect(looks.count).toBe(1);
    });
  }, 60_000);

  it('continues a look at the Fund where the last run left it', async () => {
    const holds = 20;
    let looks = 0;
    const placeNextHold = () => Promise.resolve({ more: (looks += 1) <= holds });
    await withAllocation({ placeNextHold }, async (first) => {
      const present = client.workflow.getHandle(first.workflowId);
      await eventually(() => Promise.resolve(looks > holds), 30_000);
      expect((await present.describe()).runId).not.toBe(first.firstExecutionRunId);
    });
  }, 60_000);

  it('looks at the Fund until nothing more fits, and rests until it is woken', async () => {
    let looks = 0;
    const placeNextHold = () => Promise.resolve({ more: (looks += 1) <= 2 });
    await withAllocation({ placeNextHold }, async (allocation) => {
      await eventually(async () => looks >= 3 && (await isAtRest(allocation)), 10_000);
      expect(looks).toBe(3);
      await allocation.signal(WOKEN);
      await eventually(async () => looks >= 4 && (await isAtRest(allocation)), 10_000);
      expect(looks).toBe(4);
    });
  }, 60_000);
});
