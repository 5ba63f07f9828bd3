import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker } from '@temporalio/worker';
import { lockOne } from '../activities/voucher-expiry/due.ts';
import { endVouchers } from '../activities/voucher-expiry/end-vouchers.ts';
import { openDatabase, type Database } from '../prisma/database.ts';
import { demoAllianceId } from '../prisma/seed/index.ts';
import { dataConverter } from '../runtime/data-converter.ts';
import { inParallel } from '../runtime/in-parallel.ts';
import type { Services } from '../runtime/services.ts';
import { installTemporalLog } from '../runtime/temporal-log.ts';
import type { Servers } from './servers.ts';
import { isAnyDue, POLL_MS } from './voucher-stock.ts';

const actor = { kind: 'system', id: 'bench' } as const;
/** All of them are started before the first is due: so much, and so much for each. */
const LEAD_MS = 15_000;
const START_MS = 25;
/** A machine that others keep busy answers late; a start that is asked again finds itself. */
const PATIENCE_MS = 300_000;

export interface Cost {
  readonly ms: number;
  readonly events: number;
  readonly bytes: number;
}

/**
 * The baseline: a workflow for each voucher, all due at once, timed from that instant to the last voucher's end. Each
 * does with the same code what one process does to a page; there is a database connection for every activity.
 */
export async function workflowEach(
  services: Services,
  servers: Servers,
  ids: readonly string[],
  atOnce: number,
): Promise<Cost> {
  const { clock } = services.database;
  const database = openDatabase({ url: servers.databaseUrl, clock, maxConnections: atOnce });
  installTemporalLog(services.log);
  const taskQueue = `baseline-${randomUUID()}`;
  const native = await NativeConnection.connect({ address: servers.temporalAddress });
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    dataConverter: dataConverter(services.keyRing),
    workflowsPath: fileURLToPath(new URL('./baseline/voucher-workflow.ts', import.meta.url)),
    maxConcurrentActivityTaskExecutions: atOnce,
    activities: { expireOne: (id: string) => expireOne(database, services, id) },
  });
  const running = worker.run();
  const dueAt = Date.now() + LEAD_MS + ids.length * START_MS;
  const { client } = services;
  const started = await client.withDeadline(Date.now() + PATIENCE_MS, () =>
    inParallel(ids, 16, (id) =>
      client.workflow.start('voucherLapses', {
        workflowId: `voucher-lapses/${id}`,
        workflowIdConflictPolicy: 'USE_EXISTING',
        taskQueue,
        args: [id, Math.max(0, dueAt - Date.now())],
      }),
    ),
  );
  if (Date.now() > dueAt)
    console.log('  (the first were due before the last was started: its time is too short)');
  await sleep(Math.max(0, dueAt - Date.now()));
  const start = performance.now();
  while (await isAnyDue(services)) await sleep(POLL_MS);
  const ms = performance.now() - start;
  await inParallel(started, 16, (handle) => handle.result());
  const { historyLength, raw } = await started[0]!.describe();
  worker.shutdown();
  await running;
  await native.close();
  await database.close();
  const bytes = Number(raw.workflowExecutionInfo!.historySizeBytes);
  return { ms, events: historyLength * ids.length, bytes: bytes * ids.length };
}

async function expireOne(database: Database, services: Services, id: string): Promise<void> {
  await database.inAlliance(demoAllianceId, actor, async (tx) => {
    await endVouchers(tx, services, await lockOne(tx, id), 'expired');
  });
}
