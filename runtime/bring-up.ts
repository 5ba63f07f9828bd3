import { randomBytes } from 'node:crypto';
import type { Config } from './config.ts';
import { freePort } from './ports.ts';
import { assertDatabase, assertPortFree, assertTemporal } from './preflight.ts';
import { outlast } from './processes.ts';
import { readRunFile } from './run-file.ts';
import { welcome } from './screen.ts';
import { step } from './step.ts';
import type { Launch, Say, Tree } from './tree.ts';

/** The two servers that everything stands on, embedded or given. */
interface Servers {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  /** Only of the embedded PostgreSQL. */
  readonly superuserUrl: string | undefined;
  /** The process that keeps the embedded ones, when there is any. */
  readonly guard: Launch | undefined;
}

const serviceLogin = 'reciproca_service';
const leftoverPatienceMs = 20_000;

/**
 * Starts one after the other what the next one needs and prints the screen; gives what keeps it all up from
 * then on, and rejects when that cannot be done.
 *
 * @throws StartError when something cannot be started
 */
export async function bringUp(tree: Tree, given: Config, say: Say): Promise<() => Promise<never>> {
  await clearKilledRun(given.dataDir);
  const config = given.port === 0 ? await onFreePort(given) : given;
  await assertPortFree(config);
  const servers = await startServers(tree, config, say);
  const env = {
    DATA_DIR: config.dataDir,
    PORT: String(config.port),
    DEMO: config.demo ? 'on' : 'off',
    DATABASE_URL: servers.databaseUrl,
    TEMPORAL_ADDRESS: servers.temporalAddress,
    ...(config.temporalAddress === undefined && {
      TEMPORAL_UI_URL: `http://127.0.0.1:${config.temporalUiPort}`,
    }),
    // The service itself never learns how to reach the database as somebody who may do more.
    MIGRATION_DATABASE_URL: '',
  };
  await step('Database', say, () => tree.launch(preparation(servers, config, env)));
  const api = { name: 'API', file: './api-process.ts', env };
  const worker = { name: 'worker', file: './worker-process.ts', env };
  await step('API and worker', say, () => Promise.all([tree.launch(api), tree.launch(worker)]));

  const apiUrl = `http://${localHost(config.host)}:${config.port}`;
  const { databaseUrl, temporalAddress, guard } = servers;
  await tree.publish({ apiUrl, databaseUrl, temporalAddress });
  say(await welcome(config, apiUrl));
  return () =>
    Promise.race([
      tree.attend(api),
      tree.attend(worker),
      ...(guard === undefined ? [] : [tree.attend(guard, { canGiveUp: true })]),
    ]);
}

/**
 * The API and the worker of a killed run drain by themselves, and its guard stops the servers: wait for them.
 */
async function clearKilledRun(dataDir: string): Promise<void> {
  const run = await readRunFile(dataDir);
  await outlast(Object.values(run?.parts ?? {}), leftoverPatienceMs);
}

async function onFreePort(config: Config): Promise<Config> {
  const port = await freePort();
  return { ...config, port, publicUrl: config.publicUrl.replace(/:0$/, `:${port}`) };
}

/** Starts what is not given, after proving that what is given can be used. */
async function startServers(tree: Tree, config: Config, say: Say): Promise<Servers> {
  const { databaseUrl, temporalAddress, dataDir } = config;
  if (databaseUrl !== undefined) await assertDatabase(databaseUrl, 'DATABASE_URL');
  if (temporalAddress !== undefined) await assertTemporal(temporalAddress);
  if (databaseUrl !== undefined && temporalAddress !== undefined) {
    return { databaseUrl, temporalAddress, superuserUrl: undefined, guard: undefined };
  }
  const guard = { name: 'guard', file: './guard-process.ts', env: { DATA_DIR: dataDir } };
  const found = await step('PostgreSQL and Temporal', say, () => tree.launch(guard));
  const superuserUrl = found['postgresUrl'];
  const address = temporalAddress ?? found['temporalAddress'];
  const url = databaseUrl ?? (superuserUrl && withServiceLogin(superuserUrl));
  if (url === undefined || address === undefined)
    throw new Error('The guard did not say where its servers are');
  const ports = {
    ...(superuserUrl && { postgres: Number(new URL(superuserUrl).port) }),
    ...(temporalAddress === undefined && { temporal: Number(address.split(':')[1]) }),
  };
  return {
    databaseUrl: url,
    temporalAddress: address,
    superuserUrl,
    guard: { ...guard, parameters: [JSON.stringify(ports)] },
  };
}

function preparation(servers: Servers, config: Config, env: Readonly<Record<string, string>>): Launch {
  const migrationUrl = servers.superuserUrl ?? config.migrationDatabaseUrl ?? '';
  return {
    name: 'preparation',
    file: './prepare-process.ts',
    parameters: servers.superuserUrl === undefined ? [] : ['--make-login'],
    env: { ...env, MIGRATION_DATABASE_URL: migrationUrl },
  };
}

/** The same database for a login that `prepare` makes, with a password that lasts as long as this run. */
function withServiceLogin(superuserUrl: string): string {
  const url = new URL(superuserUrl);
  url.username = serviceLogin;
  url.password = randomBytes(24).toString('base64url');
  return url.href;
}

/** Where a service that listens on every address is reached from this machine. */
function localHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
