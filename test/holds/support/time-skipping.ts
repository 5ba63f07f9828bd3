import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporalProcesses } from '../../../api/processes.ts';
import { CaseClock } from '../../../cli/cases/clock.ts';
import { startTestServer } from '../../../cli/cases/test-server.ts';
import { loadConfig } from '../../../runtime/config.ts';
import { serveApi } from '../../../runtime/server.ts';
import { openServices } from '../../../runtime/services.ts';
import { runWorker } from '../../../runtime/worker.ts';
import { signIn } from '../../support/caller.ts';
import type { TestDatabase } from '../../support/database.ts';
import { openSeededDatabase } from '../../support/seeded-database.ts';
import { withServersGiven } from '../../support/service-config.ts';
import type { Stack } from '../../support/stack.ts';
import { historiesKey } from './recorded.ts';

const pace = { beatMs: 0, wakeupsMs: 40, wakeupRetryMs: 0, wakeAllMs: 0, mailMs: 40, sweepMs: 0, sealMs: 0 };
const patienceMs = 120_000;

/** The whole service and the demonstration on a clock of its own, which stands still until it is moved. */
export type SkippingStack = Pick<Stack, 'test' | 'services' | 'url' | 'allianceId' | 'as' | 'close'> & {
  readonly clock: CaseClock;
  /** Everything it held in memory is gone; the next worker begins from histories and rows. */
  restartWorker(): Promise<void>;
};

/**
 * @param options.restarts whether workers are to come and go. The test server waits for one that is gone for ever with
 *   what was said to it last, so none of them then keeps workflows in memory: each task begins from the history.
 * @param options.consoleFolder the built console, where it is looked at
 */
export async function openSkippingStack(
  start: Date,
  { restarts = false, consoleFolder }: { readonly restarts?: boolean; readonly consoleFolder?: string } = {},
): Promise<SkippingStack> {
  await using opened = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'reciproca-skipping-'));
  opened.defer(() => rm(dataDir, { recursive: true, force: true }));
  const test = await openSeededDatabase({ clock: { now: () => Promise.resolve(start) } });
  opened.defer(() => test.close());
  const temporal = await startTestServer();
  opened.defer(() => temporal.stop());
  const clock = await CaseClock.startingAt(start, temporal.connection, await pendingIn(test));
  const config = withServersGiven(
    loadConfig({
      DATABASE_URL: test.superuserUrl,
      TEMPORAL_ADDRESS: temporal.address,
      DATA_DIR: dataDir,
      MASTER_KEY: historiesKey,
      PORT: '0',
      REQUESTS_OF_PERSON: 'off',
      REQUESTS_OF_ADDRESS: 'off',
      DEMO: 'on',
      LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    }),
  );
  const opening = await openServices(config, { clock });
  opened.defer(() => opening.close());
  const processes = temporalProcesses(opening.client, config.temporalTaskQueue, patienceMs);
  const services = { ...opening, processes };
  await letPapersLast(test);
  const options = { pace, ...(restarts ? { maxCachedWorkflows: 0 } : {}) };
  let worker = await runWorker(services, options);
  opened.defer(() => worker.stop());
  const api = await serveApi(services, consoleFolder);
  opened.defer(() => api.stop());
  const url = `http://127.0.0.1:${api.port}`;
  const alliance = (await services.database.gate.alliances()).find(({ demo }) => demo);
  const closing = opened.move();
  return {
    test,
    services,
    clock,
    url,
    allianceId: alliance!.id,
    as: (name) => signIn(url, name),
    async restartWorker() {
      await worker.stop();
      worker = await runWorker(services, options);
    },
    close: () => closing.disposeAsync(),
  };
}

/** The demonstration's providers keep in order for good: forty whose papers lapse are another test's story. */
async function letPapersLast(test: TestDatabase): Promise<void> {
  const superuser = await test.superuser();
  await superuser.query(`UPDATE provider_document SET valid_until = '2100-12-31'`);
}

/** What Postgres still holds for somebody to do at once. */
async function pendingIn(test: TestDatabase) {
  const superuser = await test.superuser();
  return async (now: Date): Promise<readonly string[]> => {
    const { rows } = await superuser.query<{ what: string }>(
      `SELECT 'wake-up of ' || process AS what FROM wakeup
       UNION ALL SELECT 'submission of ' || operation FROM submission WHERE state = 'pending'
       UNION ALL SELECT 'mail ' || template FROM mail WHERE state = 'queued' AND next_attempt_at <= $1`,
      [now],
    );
    return rows.map(({ what }) => what);
  };
}
