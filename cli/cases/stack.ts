import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { temporalProcesses } from '../../api/processes.ts';
import { loadConfig } from '../../runtime/config.ts';
import { serveApi } from '../../runtime/server.ts';
import { openServices, type Services } from '../../runtime/services.ts';
import { runWorker } from '../../runtime/worker.ts';
import { CaseClock } from './clock.ts';
import { startTestServer } from './test-server.ts';

/** Rounds are made at once, and the Fund is woken hourly only by the case itself, when it asks for that. */
const pace = { beatMs: 0, wakeupsMs: 40, wakeupRetryMs: 0, wakeAllMs: 0, mailMs: 40, sweepMs: 0, sealMs: 0 };

/** A busy machine must not turn an answer into "still under way": a case waits for it. */
const patienceMs = 120_000;

/** The whole service for one case: its own database, its own time, API and worker in this process. */
export interface CaseStack {
  readonly url: string;
  readonly clock: CaseClock;
  /** To make what the interface does not offer, and to verify the ledger at the end. */
  readonly services: Services;
  close(): Promise<void>;
}

export async function openCaseStack(databaseUrl: string, start: Date): Promise<CaseStack> {
  await using opened = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'reciproca-case-'));
  opened.defer(() => rm(dataDir, { recursive: true, force: true }));
  const temporal = await startTestServer();
  opened.defer(() => temporal.stop());
  const pending = await watchPending(databaseUrl);
  opened.defer(() => pending.close());
  const clock = await CaseClock.startingAt(start, temporal.connection, (now) => pending.look(now));
  const config = loadConfig({
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporal.address,
    DATA_DIR: dataDir,
    PORT: '0',
    REQUESTS_OF_PERSON: 'off',
    REQUESTS_OF_ADDRESS: 'off',
    DEMO: 'on',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
  });
  const opening = await openServices(
    { ...config, databaseUrl, temporalAddress: temporal.address },
    { clock },
  );
  opened.defer(() => opening.close());
  const processes = temporalProcesses(opening.client, config.temporalTaskQueue, patienceMs);
  const services = { ...opening, processes };
  const worker = await runWorker(services, { pace });
  opened.defer(() => worker.stop());
  const api = await serveApi(services);
  opened.defer(() => api.stop());
  const closing = opened.move();
  return {
    url: `http://127.0.0.1:${api.port}`,
    clock,
    services,
    close: () => closing.disposeAsync(),
  };
}

/** What Postgres still holds for somebody to do at once; looked at past the isolation of alliances. */
async function watchPending(databaseUrl: string) {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  return {
    async look(now: Date): Promise<readonly string[]> {
      const { rows } = await client.query<{ what: string }>(pendingQuery, [now]);
      return rows.map(({ what }) => what);
    },
    close: () => client.end(),
  };
}

const pendingQuery = `
  SELECT 'wake-up of ' || process AS what FROM wakeup WHERE not_before <= $1
  UNION ALL SELECT 'submission of ' || operation FROM submission WHERE state = 'pending'
  UNION ALL SELECT 'mail ' || template FROM mail WHERE state = 'queued' AND next_attempt_at <= $1
`;
