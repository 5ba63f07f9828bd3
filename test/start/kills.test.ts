import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../runtime/ports.ts';
import { processesWorkingIn, signal, waitUntil } from '../../runtime/processes.ts';
import { times } from '../support/long.ts';
import { KillLoad } from './kill-load.ts';
import { cleanUp, freshFolder, leftoversOn, processesOn, start, type Start } from './support.ts';

const trials = times(20);
const backTimeoutMs = 60_000;
/** What dies more than five times in a minute is given up, as it should be: the trials keep below that. */
const pauseMs = 13_000;

let dataDir: string;
let load: KillLoad;
let running: Start;
/** The same at every start, so that one which finds them still held by what was left cannot pass. */
let ports: Readonly<Record<'PORT' | 'TEMPORAL_UI_PORT', string>>;

beforeAll(async () => {
  dataDir = await freshFolder();
  ports = { PORT: String(await freePort()), TEMPORAL_UI_PORT: String(await freePort()) };
  running = await start({ dataDir, env: ports });
  await running.ready();
  load = new KillLoad(dataDir);
  await load.begin();
}, 180_000);

afterAll(async () => {
  try {
    await load.end();
    running.signal('SIGTERM');
    await running.exit();
  } finally {
    await cleanUp();
  }
}, 120_000);

describe('after kill -9, under load,', () => {
  it(
    'PostgreSQL comes back and has kept every transfer',
    () => survives('PostgreSQL', [postgres], (since) => load.lastTransferAt > since),
    timeoutMs(30),
  );
  it(
    'Temporal comes back and has kept every workflow',
    () => survives('Temporal', [temporal], (since) => load.lastWorkflowAt > since),
    timeoutMs(30),
  );
  it('the API comes back', () => survives('API', [() => part('API')], answersReady), timeoutMs(30));
  it(
    'the worker comes back',
    () => survives('worker', [() => part('worker')], async (since) => (await load.lastHeartbeatAt()) > since),
    timeoutMs(30),
  );
  it(
    'the guard comes back, with both servers on their old ports',
    () =>
      survives('guard', [() => part('guard'), postgres, temporal], (since) =>
        [load.lastTransferAt, load.lastWorkflowAt].every((instant) => instant > since),
      ),
    timeoutMs(30),
  );

  it(
    'of the supervisor, nothing is left running and the next start has everything',
    () =>
      startsAgain('supervisor', async () => process.kill((await running.run()).supervisor.pid, 'SIGKILL')),
    timeoutMs(60),
  );
  it(
    'of npm and its group, nothing is left running and the next start has everything',
    () => startsAgain('npm and its group', () => running.signal('SIGKILL', 'group')),
    timeoutMs(60),
  );
  it(
    'of npm alone, nothing is left running and the next start has everything',
    () => startsAgain('npm alone', () => running.signal('SIGKILL')),
    timeoutMs(60),
  );
  it(
    'of npm, supervisor and guard, the next start ends what they left and has everything',
    () => startsAgain('npm, supervisor and guard', killWithGuard, { leavesServers: true }),
    timeoutMs(60),
  );
  it(
    'of the whole tree at once, the next start has everything',
    () =>
      startsAgain('the whole tree', async () => {
        for (const pid of await processesOn(dataDir)) signal(pid, 'SIGKILL');
      }),
    timeoutMs(60),
  );
  it(
    'everything acknowledged since the first start is there',
    async () => {
      const check = await load.check({ sinceBeginning: true });
      expect(check).toMatchObject({ transfersLost: 0, sumCents: 0, workflowsLost: 0 });
      console.log(`${check.transfers} transfers and ${check.workflows} workflows acknowledged, all there`);
    },
    timeoutMs(10),
  );
});

/**
 * Kills the first of the processes; another must take the place of each, and serve, without a new start.
 *
 * @param serves whether it has served since that instant
 */
async function survives(
  name: string,
  victims: readonly (() => Promise<number>)[],
  serves: (since: number) => boolean | Promise<boolean>,
): Promise<void> {
  const backMs: number[] = [];
  for (let trial = 0; trial < trials; trial += 1) {
    const killed = await Promise.all(victims.map((victim) => victim()));
    const begin = Date.now();
    process.kill(killed[0] ?? 0, 'SIGKILL');
    for (const [index, victim] of victims.entries()) {
      const isReplaced = async (): Promise<boolean> =>
        ((await pidOf(victim)) ?? killed[index]) !== killed[index];
      expect(await waitUntil(isReplaced, backTimeoutMs), `${name} does not come back`).toBe(true);
    }
    const since = Date.now();
    expect(await waitUntil(() => serves(since), backTimeoutMs), running.output()).toBe(true);
    backMs.push(Date.now() - begin);
    await expectEverythingKept();
    if (trial + 1 < trials) await sleep(begin + pauseMs - Date.now());
  }
  report(name, 'back', backMs);
}

/** Undefined in the moments in which there is none. */
async function pidOf(victim: () => Promise<number>): Promise<number | undefined> {
  try {
    return await victim();
  } catch {
    return undefined;
  }
}

async function killWithGuard(): Promise<void> {
  const guard = await part('guard');
  running.signal('SIGKILL', 'group');
  process.kill(guard, 'SIGKILL');
}

/** Kills, waits until nothing is left, and starts again on the same folder. */
async function startsAgain(
  name: string,
  kill: () => Promise<unknown> | void,
  { leavesServers = false } = {},
): Promise<void> {
  const cleanMs: number[] = [];
  const readyMs: number[] = [];
  for (let trial = 0; trial < trials; trial += 1) {
    const begin = Date.now();
    await kill();
    await running.exit();
    if (!leavesServers) expect(await leftoversOn(dataDir)).toEqual([]);
    const restart = Date.now();
    cleanMs.push(restart - begin);
    running = await start({ dataDir, env: ports });
    await running.ready();
    readyMs.push(Date.now() - restart);
    await expectEverythingKept();
  }
  report(name, 'clean', cleanMs);
  report(name, 'ready again', readyMs);
}

async function expectEverythingKept(): Promise<void> {
  const since = Date.now();
  const goesOn = (): boolean => load.lastTransferAt > since && load.lastWorkflowAt > since;
  expect(await waitUntil(goesOn, backTimeoutMs), 'the load does not go on').toBe(true);
  const check = await load.check();
  expect(check).toMatchObject({ transfersLost: 0, sumCents: 0, workflowsLost: 0 });
  expect(check.transfers).toBeGreaterThan(0);
  expect(check.workflows).toBeGreaterThan(0);
  expect(await processesWorkingIn(join(dataDir, 'temporal'), 'temporal')).toHaveLength(1);
}

async function answersReady(): Promise<boolean> {
  const { reach } = await running.run();
  try {
    const answer = await fetch(`${reach?.apiUrl}/readyz`, { signal: AbortSignal.timeout(5_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

async function part(name: string): Promise<number> {
  const record = (await running.run()).parts[name];
  if (record === undefined) throw new Error(`There is no ${name}`);
  return record.pid;
}

async function postgres(): Promise<number> {
  const pidFile = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
  return Number(pidFile.split('\n')[0]);
}

async function temporal(): Promise<number> {
  const [pid] = await processesWorkingIn(join(dataDir, 'temporal'), 'temporal');
  if (pid === undefined) throw new Error('Temporal does not run');
  return pid;
}

function timeoutMs(secondsPerTrial: number): number {
  return 60_000 + trials * secondsPerTrial * 1_000;
}

function report(name: string, what: string, measuredMs: readonly number[]): void {
  const sorted = measuredMs.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  console.log(
    `kill -9 of ${name}: ${trials} of ${trials}, ${what} after ${(median / 1000).toFixed(1)} s (median)`,
  );
}
