import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTemporal, type RunningTemporal } from '../../runtime/embedded/temporal.ts';
import { openLog } from '../../runtime/log.ts';
import { installTemporalLog } from '../../runtime/temporal-log.ts';
import { WOKEN, type Position } from '../../workflows/contract.ts';
import { eventually } from '../support/eventually.ts';
import { testBundle } from './support/histories.ts';
import { suggestContinuingAfter } from './support/short-histories.ts';

const eventsPerRun = 40;
const log = openLog({ logLevel: 'silent' });

let dataDir: string;
let temporal: RunningTemporal;
let client: Client;
let native: NativeConnection;

beforeAll(async () => {
  await suggestContinuingAfter(eventsPerRun);
  dataDir = await mkdtemp(join(tmpdir(), 'reciproca-continue-'));
  temporal = await startTemporal({ dataDir });
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
    workflowBundle: await testBundle({ log }),
  });
  await worker.runUntil(() => work(taskQueue));
}

describe('a process that continues as new', () => {
  it('first hears what woke it while it was busy', async () => {
    const step = Promise.withResolvers<Position>();
    const isTaken = Promise.withResolvers<void>();
    const waiting: Position = { over: false };
    let looks = 0;
    const activities = {
      locateAssessment: () => Promise.resolve(waiting),
      checkHousehold: () => Promise.resolve({ over: (looks += 1) > 0 }),
      submitDossier: () => {
        isTaken.resolve();
        return step.promise;
      },
    };
    await withActivities(activities, async (taskQueue) => {
      const workflowId = randomUUID();
      const args = [{ allianceId: 'alliance', subjectId: 'subject' }];
      const handle = await client.workflow.start('fragilityAssessment', { taskQueue, workflowId, args });
      const update = handle.executeUpdate('submitDossier', { args: [{}] });
      await isTaken.promise;
      for (let signal = 0; signal < eventsPerRun; signal++) await handle.signal(WOKEN);
      step.resolve(waiting);
      await update;
      await handle.result();
      expect(looks).toBe(1);
    });
  }, 60_000);

  it('continues a look at the Fund where the last run left it', async () => {
    const holds = 60;
    let placed = 0;
    const placeNextHold = () => Promise.resolve({ more: (placed += 1) <= holds });
    await withActivities({ placeNextHold }, async (taskQueue) => {
      const workflowId = randomUUID();
      const args = [{ allianceId: 'alliance' }];
      const first = await client.workflow.start('fundAllocation', { taskQueue, workflowId, args });
      await eventually(() => Promise.resolve(placed > holds), 30_000);
      const present = client.workflow.getHandle(workflowId);
      expect((await present.describe()).runId).not.toBe(first.firstExecutionRunId);
      await present.terminate();
    });
  }, 60_000);
});
