import { loadConfig } from './config.ts';
import { keepRunning, type KeptServer, type Server } from './embedded/keep-running.ts';
import { startPostgres } from './embedded/postgres.ts';
import { startTemporal } from './embedded/temporal.ts';
import { waitForLock } from './folder-lock.ts';
import { fail, tell } from './part.ts';
import { outlast } from './processes.ts';
import { readRunFile } from './run-file.ts';
import { StartError } from './start-error.ts';

/*
 * The parent of the embedded servers. It outlives the supervisor by the seconds it takes to stop them in order,
 * so that a supervisor killed by force leaves nothing behind; when this process itself is killed, the next
 * start ends what it left. It is deaf to signals: the cut of the link to the supervisor is the one way to stop it.
 */

const lockPatienceMs = 20_000;
const drainPatienceMs = 5_000;

const stopping = new AbortController();
process.on('disconnect', () => stopping.abort());
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => undefined);

const config = loadConfig();
/** Where the servers of an earlier guard listened, which the API and the worker still ask for. */
const ports = JSON.parse(process.argv[2] ?? '{}') as {
  readonly postgres?: number;
  readonly temporal?: number;
};
const kept: KeptServer<Server>[] = [];

try {
  await guard();
} catch (error) {
  if (!stopping.signal.aborted) fail(error);
}
await stopInOrder();
process.exit();

async function guard(): Promise<void> {
  if ((await waitForLock(config.dataDir, 'guard', lockPatienceMs)) === undefined) {
    throw new StartError(
      `An earlier start is still stopping its servers in ${config.dataDir}: wait until it has ended and start again.`,
    );
  }
  const found: Record<string, string> = {};
  // Temporal first: its program may be missing and its port taken, best told before a database is made.
  if (config.temporalAddress === undefined) found['temporalAddress'] = await runTemporal();
  if (config.databaseUrl === undefined) found['postgresUrl'] = await runPostgres();
  tell({ kind: 'ready', found });
  await Promise.race([untilStopped(), ...kept.map(({ over }) => over)]);
}

async function runPostgres(): Promise<string> {
  const { dataDir } = config;
  const { signal } = stopping;
  const server = await keepRunning({
    title: 'PostgreSQL',
    start: (port) => startPostgres({ dataDir, signal, ...(port !== undefined && { port }) }),
    port: ports.postgres,
    stopping: signal,
    onRestart: progress,
  });
  kept.push(server);
  return server.first.url;
}

async function runTemporal(): Promise<string> {
  const { dataDir, temporalUiPort: uiPort, temporalNamespace: namespace, temporalCli: cliPath } = config;
  const { signal } = stopping;
  const server = await keepRunning({
    title: 'Temporal',
    start: (port) =>
      startTemporal({
        dataDir,
        uiPort,
        namespace,
        cliPath,
        signal,
        progress,
        ...(port !== undefined && { port }),
      }),
    port: ports.temporal,
    stopping: signal,
    onRestart: progress,
  });
  kept.push(server);
  return server.first.address;
}

/** Temporal before PostgreSQL, and both after the processes that use them. */
async function stopInOrder(): Promise<void> {
  stopping.abort();
  const { guard: _self, ...users } = (await readRunFile(config.dataDir))?.parts ?? {};
  await outlast(Object.values(users), drainPatienceMs);
  for (const server of kept) await server.stop();
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    if (stopping.signal.aborted) resolve();
    stopping.signal.addEventListener('abort', () => resolve());
  });
}

function progress(line: string): void {
  tell({ kind: 'progress', line });
}
