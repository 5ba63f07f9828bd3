import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { historiesKey } from '../holds/support/recorded.ts';
import { loadConfig, type ServiceConfig } from '../../runtime/config.ts';
import { startTemporal, type RunningTemporal } from '../../runtime/embedded/temporal.ts';
import { serveApi } from '../../runtime/server.ts';
import { openServices, type Services } from '../../runtime/services.ts';
import { runWorker } from '../../runtime/worker.ts';
import type { Pace } from '../../runtime/rounds.ts';
import { withServersGiven } from './service-config.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { openSeededDatabase } from './seeded-database.ts';
import { signIn, type Caller } from './caller.ts';

/** Rounds made soon, so that tests wait for work and not for pauses, and not so often that the rounds are all the work. */
export const quickPace: Pace = {
  beatMs: 1_000,
  wakeupsMs: 150,
  wakeupRetryMs: 60_000,
  wakeAllMs: 0,
  mailMs: 150,
  sweepMs: 0,
  sealMs: 0,
};

export interface Stack {
  readonly test: TestDatabase;
  readonly services: Services;
  readonly temporal: RunningTemporal;
  readonly config: ServiceConfig;
  readonly url: string;
  readonly allianceId: string;
  /** Signs in as one of the demo's personas, by the first word of its label. */
  as(name: string): Promise<Caller>;
  /** Nobody answers at its address any more, as when a machine fails, until somebody calls what this gives. */
  goAway(): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export interface StackOptions {
  /** False when the test runs workers of its own, to kill them. */
  readonly worker?: boolean;
  /** False for an empty service, as a real alliance finds it: no demonstration, no personas. */
  readonly demo?: boolean;
  readonly pace?: Pace;
  readonly env?: Readonly<Record<string, string>>;
  /** The built console, where it is looked at. */
  readonly consoleFolder?: string;
}

/** The whole service on real Postgres and a real Temporal dev server, with the demonstration territory. */
export async function openStack(options: StackOptions = {}): Promise<Stack> {
  const dataDir = await mkdtemp(join(tmpdir(), 'reciproca-stack-'));
  const isDemo = options.demo !== false;
  const test = await (isDemo ? openSeededDatabase() : openTestDatabase());
  const temporal = await startTemporal({ dataDir });
  const config = withServersGiven(
    loadConfig({
      DATABASE_URL: test.superuserUrl,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_TASK_QUEUE: `test-${randomUUID()}`,
      DATA_DIR: dataDir,
      PORT: '0',
      REQUESTS_OF_PERSON: 'off',
      REQUESTS_OF_ADDRESS: 'off',
      DEMO: isDemo ? 'on' : 'off',
      MASTER_KEY: historiesKey,
      LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
      ...options.env,
    }),
  );
  const services = await openServices(config);
  const worker =
    options.worker === false ? undefined : await runWorker(services, { pace: options.pace ?? quickPace });
  let api = await serveApi(services, options.consoleFolder);
  const atSamePort = { ...services, config: { ...config, port: api.port } };
  const url = `http://127.0.0.1:${api.port}`;
  const [alliance] = (await services.database.gate.alliances()).filter(({ demo }) => demo);
  return {
    test,
    services,
    temporal,
    config,
    url,
    allianceId: alliance?.id ?? '',
    as: (name) => signIn(url, name),
    async goAway() {
      api.cut();
      await api.stop();
      return async () => {
        api = await serveApi(atSamePort, options.consoleFolder);
      };
    },
    async close() {
      await api.stop();
      await worker?.stop();
      await services.close();
      await temporal.stop();
      await test.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
