import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../ports.ts';
import { waitUntil } from '../processes.ts';
import { errorCode, StartError } from '../start-error.ts';
import { exitOf, hasEnded, spawned, stopChild } from './child.ts';
import { logFileFor, openForAppend, tailOf } from '../log-file.ts';
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
  readonly port: number;
  readonly pid: number;
  /** Settles when the server is gone, whoever ended it. */
  readonly exited: Promise<void>;
  /** Ends the server the fast way (open transactions roll back) and waits until it is gone. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  readonly dataDir: string;
  /** The port, when it must be the one of an earlier start; a free one otherwise. */
  readonly port?: number;
  /** Once aborted, no server is started any more. */
  readonly signal?: AbortSignal;
  /** True where nobody will miss what it keeps once it is stopped: it does not wait for the disk. */
  readonly throwAway?: boolean;
}

const databaseName = 'reciproca';
/** Hundreds of databases that live for seconds are not worth looking after. */
const throwAwaySettings = ['fsync=off', 'full_page_writes=off', 'autovacuum_naptime=10min'];
const portAttempts = 3;
/** Fast, then immediate, then by force: each only when the one before was not enough. */
const stopSignals = ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const;
/** Long enough for the recovery of a cluster that was killed under load. */
const readyTimeoutMs = 120_000;

/**
 * Starts the embedded PostgreSQL on the cluster in `dataDir`/postgres, made on first use, on 127.0.0.1. What
 * an earlier, killed run left working on that cluster is ended first: the caller must hold the folder alone.
 *
 * @throws StartError with what to do when the server cannot be made or started
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const binaries = await stagePostgresBinaries();
  const cluster = await openCluster(options.dataDir, binaries);
  const logFile = await logFileFor(options.dataDir, 'postgres');
  await clearLeftovers(cluster.folder);
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    options.signal?.throwIfAborted();
    const server = await spawnServer(binaries, cluster, logFile, [
      `port=${port}`,
      ...(options.throwAway ? throwAwaySettings : ['fsync=on']),
    ]);
    if (await isReady(server, cluster.folder)) return withDatabase(describe(server, cluster, port));
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
  logFile: string,
  ownSettings: readonly string[],
): Promise<ChildProcess> {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'timezone=UTC',
    'log_timezone=UTC',
    ...ownSettings,
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
  await spawned(child, binaries.postgres);
  return child;
}

/** True once the server says so in its pid file (as pg_ctl reads it), false when it ends instead. */
async function isReady(server: ChildProcess, folder: string): Promise<boolean> {
  const pidFile = join(folder, 'postmaster.pid');
  let ready = false;
  await waitUntil(async () => {
    ready = await saysReady(pidFile, server.pid);
    return ready || hasEnded(server);
  }, readyTimeoutMs);
  if (!ready) await stopChild(server, stopSignals);
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
  return {
    url: `postgresql://${superuser}:${cluster.password}@127.0.0.1:${port}/${databaseName}`,
    port,
    pid: server.pid,
    exited: exitOf(server),
    stop: () => stopChild(server, stopSignals),
  };
}

async function withDatabase(running: RunningPostgres): Promise<RunningPostgres> {
  try {
    await createDatabaseIfMissing(running.url);
    return running;
  } catch (error) {
    await running.stop();
    throw error;
  }
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
