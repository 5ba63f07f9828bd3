import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type RunningPostgres } from '../../runtime/embedded/postgres.ts';
import { startTemporal, type RunningTemporal } from '../../runtime/embedded/temporal.ts';
import { cleanUp, freshFolder, processesOn, runToEnd, start, untilAnswers, type Start } from './support.ts';

let postgres: RunningPostgres;
let temporal: RunningTemporal;

beforeAll(async () => {
  postgres = await startPostgres({ dataDir: await freshFolder() });
  temporal = await startTemporal({ dataDir: await freshFolder() });
}, 60_000);

afterAll(async () => {
  try {
    await Promise.all([temporal.stop(), postgres.stop()]);
  } finally {
    await cleanUp();
  }
}, 60_000);

describe('npm start with servers of your own', () => {
  it('starts only Temporal when DATABASE_URL is given', async () => {
    const running = await startReady({ DATABASE_URL: postgres.url, MAIL: 'off' });
    const programs = await programsOf(running);
    expect(programs).toContain('temporal');
    expect(programs).not.toContain('postgres');
    await stopClean(running);
  }, 120_000);

  it('starts only PostgreSQL when TEMPORAL_ADDRESS is given', async () => {
    const running = await startReady({ TEMPORAL_ADDRESS: temporal.address });
    const programs = await programsOf(running);
    expect(programs).toContain('postgres');
    expect(programs).not.toContain('temporal');
    await stopClean(running);
  }, 120_000);

  it('starts neither, and no guard, when both are given; several APIs and workers beside it', async () => {
    const env = { ...(await prepared()), TEMPORAL_ADDRESS: temporal.address };
    const running = await startReady(env);
    expect(Object.keys((await running.run()).parts)).not.toContain('guard');
    const { dataDir } = running;
    const further = await Promise.all(
      (['start:api', 'start:api', 'start:worker', 'start:worker'] as const).map((script) =>
        start({ dataDir, env, command: ['npm', 'run', script] }),
      ),
    );
    for (const api of further.slice(0, 2)) await untilAnswers(`http://127.0.0.1:${api.port}/healthz`, api);
    for (const process of further) {
      process.signal('SIGTERM');
      expect(await process.exit(), process.output()).toBe(0);
    }
    await stopClean(running);
  }, 180_000);
});

/** The two addresses of a database of one's own, brought up to date and with its login, as operating.md tells. */
async function prepared(): Promise<Record<string, string>> {
  const service = new URL(postgres.url);
  service.username = 'service_of_mine';
  service.password = 'not%20a%20secret';
  const env = { DATABASE_URL: service.href, MIGRATION_DATABASE_URL: postgres.url, MAIL: 'off' };
  const { code, output } = await runToEnd({
    dataDir: await freshFolder(),
    env: { ...env, TEMPORAL_ADDRESS: temporal.address },
    command: ['npm', 'run', 'start:prepare', '--', '--make-login'],
  });
  expect(code, output).toBe(0);
  return env;
}

async function startReady(env: Record<string, string>): Promise<Start> {
  const running = await start({ dataDir: await freshFolder(), env });
  await running.ready();
  return running;
}

async function stopClean(running: Start): Promise<void> {
  running.signal('SIGTERM');
  expect(await running.exit(), running.output()).toBe(0);
  expect(await processesOn(running.dataDir)).toEqual([]);
}

/** The names of the embedded servers' programs that run on the start's folder. */
async function programsOf({ dataDir }: Start): Promise<readonly string[]> {
  const found: string[] = [];
  for (const program of ['postgres', 'temporal']) {
    if ((await processesOn(`${dataDir}/${program}`)).length > 0) found.push(program);
  }
  return found;
}
