import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection, type WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Place } from '../../activities/voucher-expiry/due.ts';
import type { Handled } from '../../activities/voucher-expiry/index.ts';
import { dataConverter } from '../../runtime/data-converter.ts';
import { startTemporal, type RunningTemporal } from '../../runtime/embedded/temporal.ts';
import { openLog } from '../../runtime/log.ts';
import { installTemporalLog } from '../../runtime/temporal-log.ts';
import { workflowBundle } from '../../runtime/workflow-bundle.ts';
import { keyRingFromSetting } from '../../vault/keys.ts';
import { WOKEN } from '../../workflows/contract.ts';
import { eventually } from '../support/eventually.ts';
import { historiesKey, record } from './support/recorded.ts';
import { suggestingToContinueAfter } from './support/short-histories.ts';

const eventsPerRun = 60;
const hourMs = 3_600_000;
const log = openLog({ logLevel: 'silent' });
const converter = dataConverter(keyRingFromSetting(historiesKey));

let dataDir: string;
let temporal: RunningTemporal;
let client: Client;
let native: NativeConnection;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'reciproca-expiry-paths-'));
  temporal = await suggestingToContinueAfter(eventsPerRun, () => startTemporal({ dataDir }));
  installTemporalLog(log);
  client = new Client({
    connection: await Connection.connect({ address: temporal.address }),
    dataConverter: converter,
  });
  native = await NativeConnection.connect({ address: temporal.address });
}, 120_000);
afterAll(async () => {
  await native.close();
  await client.connection.close();
  await temporal.stop();
  await rm(dataDir, { recursive: true });
});

/** What the rows answer to each look, in turn, and what each look asked; the last answer stands. */
class Rows {
  readonly asked: (Place | undefined)[] = [];
  private readonly answers: readonly Handled[];
  constructor(...answers: readonly Handled[]) {
    this.answers = answers;
  }
  readonly handleDueVouchers = ({ after }: { readonly after?: Place }): Promise<Handled> => {
    this.asked.push(after);
    return Promise.resolve(this.answers[Math.min(this.asked.length, this.answers.length) - 1]!);
  };
  async haveBeenAsked(times: number): Promise<void> {
    await eventually(() => Promise.resolve(this.asked.length === times), 30_000);
  }
}

async function withProcess(
  rows: Rows,
  work: (handle: WorkflowHandleWithFirstExecutionRunId) => Promise<void>,
): Promise<void> {
  const taskQueue = randomUUID();
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    activities: { handleDueVouchers: rows.handleDueVouchers },
    workflowBundle: await workflowBundle({ log }),
    dataConverter: converter,
  });
  await worker.runUntil(async () => {
    const args = [{ allianceId: 'alliance' }];
    await work(await client.workflow.start('voucherExpiry', { taskQueue, workflowId: randomUUID(), args }));
  });
}

/** The lengths of the timers it has set, in seconds. */
async function timersOf(workflowId: string): Promise<number[]> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  return events!.flatMap(({ timerStartedEventAttributes: timer }) =>
    timer ? [Number(timer.startToFireTimeout!.seconds)] : [],
  );
}

/** What it was told is done, and no step is under way: a signal that came sooner would find it awake. */
async function sleeps(workflowId: string): Promise<void> {
  await eventually(async () => {
    const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
    const last = events!.at(-1)!;
    const isQuiet = last.workflowTaskCompletedEventAttributes ?? last.timerStartedEventAttributes;
    return isQuiet !== null && isQuiet !== undefined;
  }, 30_000);
}

describe('the process of vouchers', () => {
  it('goes on after the last voucher it saw, in the next run too', async () => {
    const places = Array.from({ length: 15 }, (_, nth): Place => ({
      kind: 'lapse',
      at: 'now',
      id: `${nth}`,
    }));
    const rows = new Rows(...places.map((next) => ({ next })), {});
    await withProcess(rows, async ({ workflowId, firstExecutionRunId }) => {
      await rows.haveBeenAsked(places.length + 1);
      expect(rows.asked).toEqual([undefined, ...places]);
      const present = client.workflow.getHandle(workflowId);
      expect((await present.describe()).runId).not.toBe(firstExecutionRunId);
      await record({ client }, workflowId, 'voucher-expiry/continued-as-new', firstExecutionRunId);
      await present.terminate();
    });
  }, 60_000);

  it('waits without a timer while nothing will ever be due, and is woken by an issue or an extension', async () => {
    const rows = new Rows({}, { sleepMs: hourMs }, { sleepMs: 2 * hourMs });
    await withProcess(rows, async (handle) => {
      await rows.haveBeenAsked(1);
      await sleeps(handle.workflowId);
      expect(await timersOf(handle.workflowId)).toEqual([]);
      await handle.signal(WOKEN);
      await rows.haveBeenAsked(2);
      await sleeps(handle.workflowId);
      expect(await timersOf(handle.workflowId)).toEqual([3_600]);
      await handle.signal(WOKEN);
      await rows.haveBeenAsked(3);
      await sleeps(handle.workflowId);
      expect(await timersOf(handle.workflowId)).toEqual([3_600, 7_200]);
      await record({ client }, handle.workflowId, 'voucher-expiry/woken');
      await handle.terminate();
    });
  }, 60_000);

  it('looks again after a night in which nothing was due, and never sleeps longer than thirty days', async () => {
    const rows = new Rows({ sleepMs: 1_000 }, { sleepMs: 0 }, { sleepMs: 2_400 * hourMs });
    await withProcess(rows, async (handle) => {
      await rows.haveBeenAsked(3);
      await sleeps(handle.workflowId);
      expect(await timersOf(handle.workflowId)).toEqual([1, 30 * 86_400]);
      await record({ client }, handle.workflowId, 'voucher-expiry/empty-night');
      await handle.terminate();
    });
  }, 60_000);
});
