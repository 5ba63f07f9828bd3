import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { wakeUp } from '../activities/wakeup.ts';
import type { Tx } from '../prisma/database.ts';
import { migrate } from '../prisma/migrate.ts';
import { demoAllianceId, seedDemo } from '../prisma/seed/index.ts';
import { loadConfig } from '../runtime/config.ts';
import { openServices, type Services } from '../runtime/services.ts';
import { runWorker } from '../runtime/worker.ts';
import { voucherExpiryId } from '../workflows/contract.ts';
import { withServers, type Servers } from './servers.ts';
import { milliseconds } from './statistics.ts';
import { workflowEach, type Cost } from './voucher-each.ts';
import { isAnyDue, openVoucherStock, POLL_MS, type VoucherStock } from './voucher-stock.ts';

const actor = { kind: 'system', id: 'bench' } as const;
const pace = { beatMs: 0, wakeupsMs: 30, wakeupRetryMs: 0, wakeAllMs: 0, mailMs: 0, sweepMs: 0, sealMs: 0 };
/** Of the baseline: how many vouchers have a workflow of their own, and how many activities run at once. */
const SAMPLE = 1_000;
const AT_ONCE = [8, 24, 64];
/** How many vouchers a holder has that lapse in one night: a letter tells of them all. */
const OF_HOLDER = 10;

/** Temporal lists a run a moment after it ended. */
const LISTED_AFTER_MS = 2_000;

interface Night extends Cost {
  readonly runs: number;
  readonly signals: number;
  readonly timers: number;
  readonly letters: number;
}

/**
 * Nights in which `due` vouchers lapse, alone in the database and among as many more as `notDue` says, with ledger rows
 * and letters queued, every guard on; beside a workflow for each of a sample, which does the same to one voucher with
 * the same code, all due at once, with as many activities at once as serve it best.
 */
export async function benchVoucherExpiry(due: number, notDue: number): Promise<void> {
  const begun = performance.now();
  const say = (what: string) =>
    console.log(`[${((performance.now() - begun) / 1_000).toFixed(0).padStart(4)} s] ${what}`);
  await withServers(async (servers) => {
    const services = await open(servers);
    const holders = Math.max(10, Math.ceil(due / OF_HOLDER));
    const stock = await within(services, (tx) => openVoucherStock(tx, services, holders));
    say(`${holders} holders with a wallet each`);
    const sample = Math.min(SAMPLE, due);
    const each = await bestOf(services, servers, stock, sample, say);
    const nights: Night[] = [];
    for (const others of [0, notDue]) {
      await stock.addNotDue(services, others);
      await stock.addDue(services, due);
      say(`${due} vouchers due now, ${others} more that are not`);
      await settle(servers);
      const cost = await night(services);
      nights.push(cost);
      say(`${due} lapsed: ${tell(cost, due)}`);
      if (notDue === 0) break;
    }
    printTable(due, notDue, { ...each, vouchers: sample }, nights);
    say(`done; the database has ${await megabytes(servers)} MB`);
    await services.close();
  });
}

/** The baseline at each number of activities at once, and the quickest of them. */
async function bestOf(
  services: Services,
  servers: Servers,
  stock: VoucherStock,
  sample: number,
  say: (what: string) => void,
): Promise<Cost & { readonly atOnce: number }> {
  const tried: (Cost & { readonly atOnce: number })[] = [];
  for (const atOnce of AT_ONCE) {
    const ids = await stock.addDue(services, sample);
    await settle(servers);
    const cost = await workflowEach(services, servers, ids, atOnce);
    tried.push({ ...cost, atOnce });
    say(`a workflow each for ${sample}, ${atOnce} activities at once: ${tell(cost, sample)}`);
  }
  return tried.toSorted((a, b) => a.ms - b.ms)[0]!;
}

function tell({ ms, events, bytes }: Cost, vouchers: number): string {
  const a = (total: number) => (total / vouchers).toFixed(3);
  return `${milliseconds(ms)}, a voucher ${a(ms)} ms, ${a(events)} events, ${a(bytes)} bytes of history`;
}

function printTable(
  due: number,
  notDue: number,
  each: Cost & { readonly atOnce: number; readonly vouchers: number },
  nights: readonly Night[],
): void {
  const [alone, among] = nights as [Night, Night | undefined];
  console.log(
    `\nA workflow each, ${each.vouchers} sampled, ${each.atOnce} at once (the best of ${AT_ONCE.join(', ')}):`,
  );
  console.log(`  ${tell(each, each.vouchers)}`);
  for (const [found, others] of [
    [alone, 0],
    [among, notDue],
  ] as const) {
    if (!found) continue;
    const { runs, signals, timers, letters } = found;
    const faster = each.ms / each.vouchers / (found.ms / due);
    const fewer = each.events / each.vouchers / (found.events / due);
    const smaller = each.bytes / each.vouchers / (found.bytes / due);
    console.log(`One process, ${due} due among ${others} that are not:`);
    console.log(`  ${tell(found, due)}`);
    console.log(
      `  ${found.events} events and ${found.bytes} bytes in all; ${runs - 1} continued as new, ${signals} signals, ${timers} wake-ups by timer, ${letters} letters`,
    );
    console.log(
      `  ${faster.toFixed(1)}× faster a voucher (aim ≥ 40×), ${Math.round(fewer)}× fewer events (aim ≥ 1,000×), ${Math.round(smaller)}× fewer bytes`,
    );
  }
  if (among)
    console.log(
      `Among ${notDue} that are not due it took ${(among.ms / alone.ms).toFixed(2)}× as long as alone.`,
    );
}

/** Ours: woken once, until nothing is due any more. */
async function night(services: Services): Promise<Night> {
  const { client } = services;
  const since = new Date();
  const before = await within(services, ({ db }) => db.mail.count());
  const start = performance.now();
  const worker = await runWorker(services, { pace });
  await within(services, (tx) => wakeUp(tx, voucherExpiryId(tx.allianceId)));
  while (await isAnyDue(services)) await sleep(POLL_MS);
  const ms = performance.now() - start;
  await worker.stop();
  const letters = (await within(services, ({ db }) => db.mail.count())) - before;
  await client.workflow.getHandle(voucherExpiryId(demoAllianceId)).terminate();
  await sleep(LISTED_AFTER_MS);
  const found = { ms, events: 0, bytes: 0, runs: 0, signals: 0, timers: 0, letters };
  for await (const { workflowId, runId, startTime } of client.workflow.list({
    query: `WorkflowType = 'voucherExpiry'`,
  })) {
    if (startTime < since) continue;
    const handle = client.workflow.getHandle(workflowId, runId);
    const { raw } = await handle.describe();
    const { events } = await handle.fetchHistory();
    found.runs += 1;
    found.events += events!.length;
    found.bytes += Number(raw.workflowExecutionInfo!.historySizeBytes);
    found.signals += events!.filter((event) => event.workflowExecutionSignaledEventAttributes).length;
    found.timers += events!.filter((event) => event.timerFiredEventAttributes).length;
  }
  return found;
}

/**
 * What the database does by itself after so much was written is done before anything is timed; and a holder who was told
 * of the vouchers before is told again, as on another day.
 */
async function settle(servers: Servers): Promise<void> {
  await withClient(servers, async (client) => {
    await client.query(`UPDATE mail SET dedupe_key = dedupe_key || '/' || id`);
    await client.query('VACUUM (ANALYZE)');
    await client.query('CHECKPOINT');
  });
}

async function megabytes(servers: Servers): Promise<number> {
  return withClient(servers, async (client) => {
    const { rows } = await client.query<{ bytes: string }>(
      'SELECT pg_database_size(current_database()) AS bytes',
    );
    return Math.round(Number(rows[0]!.bytes) / 1_048_576);
  });
}

async function withClient<T>({ databaseUrl }: Servers, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
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
