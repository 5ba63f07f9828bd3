import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, isPortFree } from '../ports.ts';
import { processesWorkingIn, signal, waitUntil } from '../processes.ts';
import { StartError } from '../start-error.ts';
import { exitOf, hasEnded, spawned, stopChild } from './child.ts';
import { logFileFor, openForAppend, tailOf } from '../log-file.ts';
import { temporalCliPath, type Progress } from './temporal-binary.ts';

export interface RunningTemporal {
  /** `host:port` of the gRPC front end, for clients and workers. */
  readonly address: string;
  readonly port: number;
  readonly pid: number;
  /** Settles when the server is gone, whoever ended it. */
  readonly exited: Promise<void>;
  /** Ends the server and waits until it is gone. */
  stop(): Promise<void>;
}

export interface TemporalOptions {
  readonly dataDir: string;
  /** Where its own console listens on 127.0.0.1; none is started when left out. */
  readonly uiPort?: number;
  /** The gRPC port, when it must be the one of an earlier start; a free one otherwise. */
  readonly port?: number;
  /** The namespace to keep; made on first use. */
  readonly namespace?: string;
  readonly cliPath?: string | undefined;
  /** Once aborted, no server is started any more. */
  readonly signal?: AbortSignal;
  readonly progress?: Progress;
}

const retentionDays = 30;
const readyTimeoutMs = 60_000;
const portAttempts = 3;

/**
 * Starts Temporal's dev server on `dataDir`/temporal/temporal.db, listening on 127.0.0.1 only, and keeps the
 * history of closed workflows for 30 days.
 *
 * @throws StartError with what to do when the program is missing or does not start
 */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  const namespace = options.namespace ?? 'default';
  const program = await temporalCliPath({
    configured: options.cliPath,
    ...(options.progress && { progress: options.progress }),
  });
  const folder = await openFolder(options.dataDir);
  const logFile = await logFileFor(options.dataDir, 'temporal');
  await clearLeftovers(folder);
  if (options.uiPort !== undefined) await assertUiPortFree(options.uiPort);
  for (let attempt = 1; ; attempt += 1) {
    const child = await startOnFreePorts(options, { program, folder, logFile, namespace });
    if (child) return child;
    const reason = (await tailOf(logFile)).at(-1) ?? 'it gave no reason';
    // A port that was free a moment ago is not: the server takes several, some of its own choice.
    if (reason.includes('address already in use') && attempt < portAttempts) continue;
    throw new StartError(
      `Temporal's dev server did not start (${reason.trim()}): read ${logFile}, mend what it says and start again.`,
    );
  }
}

interface Place {
  readonly program: string;
  readonly folder: string;
  readonly logFile: string;
  readonly namespace: string;
}

/** Undefined when the server ends, or stays silent, before it is ready. */
async function startOnFreePorts(
  options: TemporalOptions,
  { program, folder, logFile, namespace }: Place,
): Promise<RunningTemporal | undefined> {
  const port = options.port ?? (await freePort());
  const httpPort = await freePort();
  options.signal?.throwIfAborted();
  const child = await spawnServer(program, folder, logFile, [
    `--port=${port}`,
    `--http-port=${httpPort}`,
    `--namespace=${namespace}`,
    ...(options.uiPort === undefined ? ['--headless'] : [`--ui-port=${options.uiPort}`]),
  ]);
  const address = `http://127.0.0.1:${httpPort}/api/v1/namespaces/${encodeURIComponent(namespace)}`;
  try {
    if (await isReady(child, address)) {
      await keepHistories(address);
      return describe(child, port);
    }
  } catch (error) {
    await stopChild(child, ['SIGKILL']);
    throw error;
  }
  await stopChild(child, ['SIGKILL']);
  return undefined;
}

async function openFolder(dataDir: string): Promise<string> {
  await mkdir(join(dataDir, 'temporal'), { recursive: true });
  // The kernel shows working folders without links, and that is how leftovers are found.
  const folder = await realpath(join(dataDir, 'temporal'));
  await chmod(folder, 0o700);
  return folder;
}

/** Ends a server that a killed run left on this database: two at once would spoil it. */
async function clearLeftovers(folder: string): Promise<void> {
  for (const name of ['SIGTERM', 'SIGKILL'] as const) {
    for (const pid of await processesWorkingIn(folder, 'temporal')) signal(pid, name);
    if (await waitUntil(async () => (await processesWorkingIn(folder, 'temporal')).length === 0, 10_000))
      return;
  }
}

async function assertUiPortFree(port: number): Promise<void> {
  if (await isPortFree(port, '127.0.0.1')) return;
  throw new StartError(
    `Port ${port}, for Temporal's console, is taken by another program: stop that program or set TEMPORAL_UI_PORT to another port.`,
  );
}

async function spawnServer(
  program: string,
  folder: string,
  logFile: string,
  ports: readonly string[],
): Promise<ChildProcess> {
  await using log = await openForAppend(logFile);
  const parameters = [
    'server',
    'start-dev',
    '--ip=127.0.0.1',
    '--ui-ip=127.0.0.1',
    '--ui-disable-news-fetch',
    `--db-filename=${join(folder, 'temporal.db')}`,
    // A commit then appends to one file instead of rewriting two; it still waits for the disk.
    '--sqlite-pragma=journal_mode=WAL',
    '--log-level=warn',
    ...ports,
  ];
  const child = spawn(program, parameters, {
    cwd: folder,
    // The user's own TEMPORAL_* settings speak of other servers.
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', HOME: folder },
    stdio: ['ignore', log.fd, log.fd],
    // A session of its own: Ctrl-C in a terminal must reach it through us, after those who use it.
    detached: true,
  });
  await spawned(child, program);
  return child;
}

/** True once the server answers for the namespace, false when it ends or stays silent instead. */
async function isReady(child: ChildProcess, namespaceAddress: string): Promise<boolean> {
  let ready = false;
  await waitUntil(async () => {
    ready = await answers(namespaceAddress);
    return ready || hasEnded(child);
  }, readyTimeoutMs);
  return ready;
}

async function answers(address: string): Promise<boolean> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(5_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    // Not listening yet, or not answering yet: the caller asks again.
    return false;
  }
}

/** The dev server keeps histories for one day unless told otherwise. */
async function keepHistories(namespaceAddress: string): Promise<void> {
  const answer = await fetch(`${namespaceAddress}/update`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ config: { workflowExecutionRetentionTtl: `${retentionDays * 24 * 60 * 60}s` } }),
    signal: AbortSignal.timeout(10_000),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`Temporal refused the retention of its namespace: ${text}`);
}

function describe(child: ChildProcess, port: number): RunningTemporal {
  if (child.pid === undefined) throw new Error('A started Temporal server has no process id');
  return {
    address: `127.0.0.1:${port}`,
    port,
    pid: child.pid,
    exited: exitOf(child),
    stop: () => stopChild(child, ['SIGTERM', 'SIGKILL']),
  };
}
