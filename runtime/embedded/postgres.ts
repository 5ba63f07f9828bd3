import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../ports.ts';
import { waitUntil } from '../processes.ts';
import { errorCode, StartError } from '../start-error.ts';
import { logFileFor, openForAppend, tailOf } from './log-file.ts';
import { stagePostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import {
  clearLeftovers,
  dataPath,
  openCluster,
  postgresEnvironment,
  superuser,
  type Cluster,
} from './postgres-cluster.ts';

export interface RunningPostgres {
  /** Connection string of the superuser for the database `reciproca`, on 127.0.0.1. */
  readonly url: string;
  readonly pid: number;
  /** Settles when the server is gone, whoever ended it. */
  readonly exited: Promise<void>;
  /** Ends the server the fast way (open transactions roll back) and waits until it is gone. */
  stop(): Promise<void>;
}

const databaseName = 'reciproca';
const portAttempts = 3;
/** Long enough for the recovery of a cluster that was killed under load. */
const readyTimeoutMs = 120_000;

/**
 * Starts the embedded PostgreSQL on the cluster in `dataDir`/postgres, made on first use, on a free port of
 * 127.0.0.1. What an earlier, killed run left working on that cluster is ended first: the caller must hold the
 * folder alone.
 *
 * @throws StartError with what to do when the server cannot be made or started
 */
export async function startPostgres(options: { readonly dataDir: string }): Promise<RunningPostgres> {
  const binaries = await stagePostgresBinaries();
  const cluster = await openCluster(options.dataDir, binaries);
  const logFile = await logFileFor(options.dataDir, 'postgres');
  await clearLeftovers(cluster.folder);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const server = await spawnServer(binaries, cluster, port, logFile);
    if (await isReady(server, cluster.folder)) {
      const running = describe(server, cluster, port);
      await createDatabaseIfMissing(running.url);
      return running;
    }
    const reason = (await tailOf(logFile)).findLast((line) => line.includes('FATAL')) ?? 'it gave no reason';
    if (reason.includes('TCP/IP sockets') && attempt < portAttempts) continue;
    throw new StartError(
      `The embedded PostgreSQL did not start (${reason.replace(/^.*FATAL:\s*/, '')}): read ${logFile}, mend what it says and start again.`,
    );
  }
}

async function spawnServer(
  binaries: PostgresBinaries,
  cluster: Cluster,
  port: number,
  logFile: string,
): Promise<ChildProcess> {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `port=${port}`,
    'fsync=on',
    'max_connections=200',
    'timezone=UTC',
    'log_timezone=UTC',
  ];
  await using log = await openForAppend(logFile);
  const child = spawn(
    binaries.postgres,
    ['-D', dataPath(cluster), ...settings.flatMap((setting) => ['-c', setting])],
    {
      cwd: cluster.folder,
      ...cluster.identity,
      env: postgresEnvironment,
      stdio: ['ignore', log.fd, log.fd],
      // A session of its own: Ctrl-C in a terminal must reach it through us, after those who use it.
      detached: true,
    },
  );
  await started(child, binaries.postgres);
  return child;
}

async function started(child: ChildProcess, program: string): Promise<void> {
  try {
    await once(child, 'spawn');
  } catch (cause) {
    if (errorCode(cause) !== 'EACCES') throw cause;
    throw new StartError(
      `The system does not let ${program} run: set TMPDIR (as root) or XDG_CACHE_HOME to a folder on a disk that lets programs run.`,
      { cause },
    );
  }
}

/** True once the server says so in its pid file (as pg_ctl reads it), false when it ends instead. */
async function isReady(server: ChildProcess, folder: string): Promise<boolean> {
  const pidFile = join(folder, 'postmaster.pid');
  let ready = false;
  await waitUntil(async () => {
    ready = await saysReady(pidFile, server.pid);
    return ready || hasEnded(server);
  }, readyTimeoutMs);
  if (!ready && !hasEnded(server)) await end(server);
  return ready;
}

async function saysReady(pidFile: string, pid: number | undefined): Promise<boolean> {
  try {
    const lines = (await readFile(pidFile, 'utf8')).split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

function describe(server: ChildProcess, cluster: Cluster, port: number): RunningPostgres {
  if (server.pid === undefined) throw new Error('A started PostgreSQL has no process id');
  const exited = hasEnded(server) ? Promise.resolve() : once(server, 'exit').then(() => undefined);
  return {
    url: `postgresql://${superuser}:${cluster.password}@127.0.0.1:${port}/${databaseName}`,
    pid: server.pid,
    exited,
    stop: () => end(server),
  };
}

/** Fast, then immediate, then by force: each step only when the one before was not enough. */
async function end(server: ChildProcess): Promise<void> {
  for (const [name, patienceMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (hasEnded(server)) return;
    server.kill(name);
    if (await waitUntil(() => hasEnded(server), patienceMs, 10)) return;
  }
  throw new Error(`PostgreSQL (process ${server.pid}) survived SIGKILL`);
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null;
}

async function createDatabaseIfMissing(url: string): Promise<void> {
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  const client = new Client({ connectionString: maintenance.href });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  } finally {
    await client.end();
  }
}
