import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAlive } from '../../runtime/processes.ts';
import {
  bare,
  cleanUp,
  freshFolder,
  openAddresses,
  processesOn,
  runToEnd,
  start,
  untilAnswers,
  type Start,
  type StartOptions,
} from './support.ts';

let dataDir: string;
let running: Start;

beforeAll(async () => {
  dataDir = await freshFolder();
  running = await start({ dataDir });
  await running.ready();
}, 180_000);

afterAll(cleanUp, 60_000);

describe('npm start', () => {
  it('ends by printing one screen: addresses, personas, what to try first', async () => {
    const output = running.output();
    expect(output).toContain(`API         http://127.0.0.1:${running.port}/v1`);
    expect(output).toContain(`http://127.0.0.1:${running.port}/docs`);
    expect(output).toMatch(/Temporal {4}http:\/\/127\.0\.0\.1:\d+\n/);
    expect(output).toMatch(/You can be:\n( {2}\S.* {2}\w+\n){5,}/);
    expect(output).toContain(`Try first, in another terminal:\n  DATA_DIR='${dataDir}' npm run demo\n`);
    for (const [, address] of output.matchAll(/(?:API|Temporal) {2,}(http:\S+)/g)) {
      await expect(fetch(address ?? '')).resolves.toBeDefined();
    }
  });

  it('keeps its secrets and its data from other users', async () => {
    for (const name of ['run.json', 'postgres.password']) {
      expect((await stat(join(dataDir, name))).mode & 0o777, name).toBe(0o600);
    }
    for (const name of ['postgres', 'temporal', 'logs']) {
      expect((await stat(join(dataDir, name))).mode & 0o777, name).toBe(0o700);
    }
  });

  it('connects to the database as a login that can become nobody else', async () => {
    const { reach } = await running.run();
    const client = new pg.Client({ connectionString: reach?.databaseUrl });
    await client.connect();
    const { rows } = await client.query(
      `SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles
        WHERE pg_has_role(session_user, oid, 'MEMBER') ORDER BY rolname`,
    );
    await client.end();
    const powerless = { rolsuper: false, rolbypassrls: false, rolcreaterole: false };
    expect(rows).toEqual([
      { rolname: 'reciproca_app', ...powerless },
      { rolname: 'reciproca_service', ...powerless },
    ]);
  });

  it('listens on this machine only', async () => {
    const pids = await processesOn(dataDir);
    expect(pids.length).toBeGreaterThanOrEqual(6);
    expect(await openAddresses(pids)).toEqual([]);
  });

  it('refuses a second start on the same folder and names the process that has it', async () => {
    const { supervisor } = await running.run();
    const { code, output } = await runToEnd({ dataDir, command: bare('start') });
    expect(code).toBe(1);
    expect(output.trim()).toBe(
      `Reciproca already runs on ${dataDir} (process ${supervisor.pid}): stop it with Ctrl-C there, or set DATA_DIR to another folder.`,
    );
    expect(isAlive(supervisor.pid)).toBe(true);
  });

  it('lets further APIs and workers join, which drain on SIGTERM', async () => {
    const api = await start({ dataDir, command: bare('api-process') });
    const worker = await start({ dataDir, command: bare('worker-process') });
    await untilAnswers(`http://127.0.0.1:${api.port}/healthz`, api);
    for (const further of [api, worker]) {
      further.signal('SIGTERM');
      expect(await further.exit(), further.output()).toBe(0);
    }
  });

  it('stops on Ctrl-C, which arrives at the whole group and twice, and leaves no process', async () => {
    running.signal('SIGINT', 'group');
    running.signal('SIGINT', 'group');
    expect(await running.exit()).toBe(0);
    expect(running.output().trimEnd()).toMatch(/\nStopped\.$/);
    expect(await processesOn(dataDir)).toEqual([]);
  });

  it('starts again without any network, fetching and making nothing, and stops on SIGTERM to npm', async () => {
    running = await start({ dataDir, ...(await withoutNetwork()) });
    await running.ready();
    expect(running.output()).not.toMatch(/Fetching|brought up to date|Demo territory made/);
    running.signal('SIGTERM');
    expect(await running.exit()).toBe(0);
    expect(await processesOn(dataDir)).toEqual([]);
  });

  it('stops in the middle of starting, and leaves no process', async () => {
    for (const delayMs of [300, 900, 1_800]) {
      const interrupted = await start({ dataDir });
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      interrupted.signal('SIGINT', 'group');
      await interrupted.exit();
      expect(await processesOn(dataDir), interrupted.output()).toEqual([]);
    }
  });
});

/** In a network of its own that reaches nobody but itself; only root can make one, others start as usual. */
async function withoutNetwork(): Promise<Pick<StartOptions, 'command'>> {
  const ownNetwork = ['-n', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'] as const;
  try {
    await promisify(execFile)('unshare', [...ownNetwork, 'true']);
  } catch {
    console.log('No network of its own can be made here: the second start was tried with the network there.');
    return {};
  }
  return { command: ['unshare', ...ownNetwork, 'npm', 'start'] };
}
