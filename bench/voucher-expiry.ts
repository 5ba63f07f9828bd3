import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker } from '@temporalio/worker';
import { endVouchers } from '../activities/voucher-expiry/end-vouchers.ts';
import { lockOne } from '../activities/voucher-expiry/due.ts';
import { wakeUp } from '../activities/wakeup.ts';
import type { Tx } from '../prisma/database.ts';
import { migrate } from '../prisma/migrate.ts';
import { demoAllianceId, seedDemo } from '../prisma/seed/index.ts';
import { loadConfig } from '../runtime/config.ts';
import { dataConverter } from '../runtime/data-converter.ts';
import { inParallel } from '../runtime/in-parallel.ts';
import { openServices, type Services } from '../runtime/services.ts';
import { runWorker } from '../runtime/worker.ts';
import { voucherExpiryId } from '../workflows/contract.ts';
import { withServers, type Servers } from './servers.ts';
import { milliseconds } from './statistics.ts';
import { openVoucherStock, type VoucherStock } from './voucher-stock.ts';

const actor = { kind: 'system', id: 'bench' } as const;
const pace = { beatMs: 0, wakeupsMs: 30, wakeupRetryMs: 0, wakeAllMs: 0, mailMs: 0, sweepMs: 0, sealMs: 0 };
/** Of the baseline: how many vouchers have a workflow of their own, and how many activities run at once. */
const SAMPLE = 1_000;
const AT_ONCE = 24;

interface Cost {
  readonly ms: number;
  readonly events: number;
  readonly bytes: number;
}

/**
 * One night in which `due` vouchers lapse, among as many more as `notDue` says, with ledger rows and mails queued,
 * every guard on; beside a workflow for each of a sample, which does the same to one voucher with the same code, all
 * due at once. Alternates nothing: both leave the database as they found it but for what lapsed.
 */
export async function benchVoucherExpiry(due: number, notDue: number): Promise<void> {
  await withServers(async (servers) => {
    const services = await open(servers);
    const stock = await within(services, openVoucherStock);
    const sample = Math.min(SAMPLE, due);
    const alone = await one(services, servers, stock, sample);
    tell(`a workflow each, ${sample} sampled, ${AT_ONCE} at once`, alone, sample);
    for (const others of [0, notDue]) {
      if (others > 0) await stock.addNotDue(services, others);
      await stock.addDue(services, due);
      const { runs, signals, ...cost } = await night(services);
      tell(`one process, ${due} due among ${others} that are not`, cost, due);
      console.log(`  ${runs} run(s), ${signals} signal(s)`);
      const faster = alone.ms / sample / (cost.ms / due);
      const fewer = alone.events / sample / (cost.events / due);
      console.log(
        `  ${faster.toFixed(1)}× faster a voucher (aim ≥ 40×), ${Math.round(fewer)}× fewer events (aim ≥ 1,000×)`,
      );
    }
    await services.close();
  });
}

function tell(what: string, { ms, events, bytes }: Cost, vouchers: number): void {
  const each = (total: number) => (total / vouchers).toFixed(3);
  console.log(
    `${what}: ${milliseconds(ms)}, ${events} events, ${bytes} bytes of history; a voucher ${each(ms)} ms, ${each(events)} events, ${each(bytes)} bytes`,
  );
}

/** Ours: woken once, until nothing is due any more. */
async function night(services: Services): Promise<Cost & { runs: number; signals: number }> {
  const { client } = services;
  const since = new Date();
  const start = performance.now();
  const worker = await runWorker(services, { pace });
  await within(services, (tx) => wakeUp(tx, voucherExpiryId(tx.allianceId)));
  while ((await within(services, dueNow)) > 0) await new Promise((resolve) => setTimeout(resolve, 100));
  const ms = performance.now() - start;
  await worker.stop();
  let [events, bytes, runs, signals] = [0, 0, 0, 0];
  for await (const { workflowId, runId } of client.workflow.list({
    query: `WorkflowType = 'voucherExpiry'`,
  })) {
    const handle = client.workflow.getHandle(workflowId, runId);
    const { raw, startTime } = await handle.describe();
    const history = await handle.fetchHistory();
    const fresh = history.events!.filter(
      ({ eventTime }) => Number(eventTime!.seconds) * 1_000 >= since.getTime() - 1_000,
    );
    if (fresh.length === 0 && startTime < since) continue;
    events += fresh.length;
    bytes += Math.round(
      (Number(raw.workflowExecutionInfo!.historySizeBytes) * fresh.length) / history.events!.length,
    );
    runs += 1;
    signals += fresh.filter((event) => event.workflowExecutionSignaledEventAttributes).length;
  }
  return { ms, events, bytes, runs, signals };
}

async function dueNow(tx: Tx): Promise<number> {
  return tx.db.voucher.count({ where: { state: 'active', expiresAt: { lt: tx.now } } });
}

/** The baseline: timed from the instant at which all are due, when every workflow has been started. */
async function one(services: Services, servers: Servers, stock: VoucherStock, count: number): Promise<Cost> {
  const ids = await stock.addDue(services, count);
  const taskQueue = `baseline-${randomUUID()}`;
  const native = await NativeConnection.connect({ address: servers.temporalAddress });
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    dataConverter: dataConverter(services.keyRing),
    workflowsPath: fileURLToPath(new URL('./baseline/voucher-workflow.ts', import.meta.url)),
    maxConcurrentActivityTaskExecutions: AT_ONCE,
    activities: {
      expireOne: (id: string) =>
        within(
          services,
          async (tx) => void (await endVouchers(tx, services, await lockOne(tx, id), 'expired')),
        ),
    },
  });
  const running = worker.run();
  const dueAt = Date.now() + 15_000 + count * 15;
  const started = await inParallel(ids, 32, (id) =>
    services.client.workflow.start('voucherLapses', {
      workflowId: `voucher-lapses/${id}`,
      taskQueue,
      args: [id, Math.max(0, dueAt - Date.now())],
    }),
  );
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueAt - Date.now())));
  const start = performance.now();
  await Promise.all(started.map((handle) => handle.result()));
  const ms = performance.now() - start;
  const [first] = await Promise.all(started.slice(0, 1).map((handle) => handle.describe()));
  worker.shutdown();
  await running;
  await native.close();
  const { historyLength, raw } = first!;
  return {
    ms,
    events: historyLength * count,
    bytes: Number(raw.workflowExecutionInfo!.historySizeBytes) * count,
  };
}

function within<T>({ database }: Services, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.inAlliance(demoAllianceId, actor, work, { timeoutMs: 600_000 });
}

async function open({ databaseUrl, temporalAddress, dataDir }: Servers): Promise<Services> {
  await migrate(databaseUrl);
  const settings = { DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporalAddress, DATA_DIR: dataDir };
  const config = loadConfig({ ...settings, PORT: '0', DEMO: 'on', LOG_LEVEL: 'error' });
  const services = await openServices({ ...config, databaseUrl, temporalAddress });
  await seedDemo(services);
  return services;
}
