import { randomBytes, randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { keysCommand, listKeys, retireKey, rotateKeys, type KeyServices } from '../cli/keys.ts';
import type { Tx } from '../prisma/database.ts';
import { dataConverter } from '../runtime/data-converter.ts';
import { startTemporal, type RunningTemporal } from '../runtime/embedded/temporal.ts';
import type { Services } from '../runtime/services.ts';
import { loadKeyRing } from '../vault/boot.ts';
import { keyFilePath, keyRingFromFile } from '../vault/key-file.ts';
import { openVault } from '../vault/vault.ts';
import { openTestDatabase, testActor, type TestDatabase } from './support/database.ts';

let test: TestDatabase;
let temporal: RunningTemporal;
let connection: Connection;
const folders: string[] = [];

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'reciproca-keys-'));
  folders.push(folder);
  return folder;
}

beforeAll(async () => {
  temporal = await startTemporal({ dataDir: temporaryFolder() });
  connection = await Connection.connect({ address: temporal.address });
});
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.close());
afterAll(async () => {
  await connection.close();
  await temporal.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function open(config: KeyServices['config']): Promise<KeyServices> {
  const keyRing = await loadKeyRing(config, test.database);
  const client = new Client({ connection, dataConverter: dataConverter(keyRing) });
  return { config, database: test.database, keyRing, client };
}

/** Seals something for three people, and opens it again with whatever ring is given. */
async function sealThree({ keyRing }: KeyServices) {
  const subjects = Array.from({ length: 3 }, () => ({ kind: 'person' as const, id: randomUUID() }));
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    test.database.inAlliance(test.allianceId, testActor, work);
  const sealed = await within(async (tx) => {
    const all = [];
    for (const subject of subjects) all.push(await openVault(keyRing).seal(tx, subject, 'x', subject.id));
    return all;
  });
  return async (ring: KeyServices['keyRing']) => {
    for (const [index, subject] of subjects.entries())
      expect(await within((tx) => openVault(ring).open(tx, subject, 'x', sealed[index]!))).toBe(subject.id);
  };
}

/** A process that runs, and that nobody works on; ended by the caller. */
async function startProcess({ client }: KeyServices) {
  return client.workflow.start('waiting', {
    workflowId: `waiting/${randomUUID()}`,
    taskQueue: 'nobody',
    args: [{ subjectId: randomUUID() }],
  });
}

const newKey = () => randomBytes(32).toString('base64');

describe('the keys of a service that keeps them itself', () => {
  it('are rotated and retired: what was sealed opens all the while, and then without the old key', async () => {
    const services = await open({ masterKey: undefined, dataDir: temporaryFolder() });
    const opens = await sealThree(services);
    const [old] = services.keyRing.ids();
    expect(await listKeys(services)).toEqual([{ id: old, isActive: true, dataKeys: 3, processes: 0 }]);
    expect(await rotateKeys(services)).toBe(3);
    const [active, former] = services.keyRing.ids();
    expect([active === old, former]).toEqual([false, old]);
    expect(await rotateKeys(services)).toBe(0);
    expect(services.keyRing.ids()).toEqual([active, old]);
    await opens(services.keyRing);
    await retireKey(services, old!);
    const path = keyFilePath(services.config.dataDir);
    expect(keyRingFromFile(path).ids()).toEqual([active]);
    await opens(keyRingFromFile(path));
  });

  it('are kept while a process that runs still needs one', async () => {
    const services = await open({ masterKey: undefined, dataDir: temporaryFolder() });
    const process = await startProcess(services);
    const [old] = services.keyRing.ids();
    await rotateKeys(services);
    await vi.waitFor(
      async () => expect((await listKeys(services))[1]).toMatchObject({ processes: 1 }),
      20_000,
    );
    await expect(retireKey(services, old!)).rejects.toThrow(/0 data keys and 1 running processes/);
    expect(services.keyRing.ids()).toContain(old);
    await process.terminate();
    await vi.waitFor(() => retireKey(services, old!), 20_000);
    expect(services.keyRing.ids()).not.toContain(old);
  });

  it('are kept while a data key is under one, and none but the old one is retired', async () => {
    const services = await open({ masterKey: undefined, dataDir: temporaryFolder() });
    await expect(retireKey(services, services.keyRing.ids()[0]!)).rejects.toThrow(/nothing to retire/);
    const opens = await sealThree(services);
    const [old] = services.keyRing.ids();
    await rotateKeys(services);
    await expect(retireKey(services, services.keyRing.ids()[0]!)).rejects.toThrow(
      `The key to retire is ${old}`,
    );
    const late = await test.superuser();
    await late.query(`UPDATE data_key SET master_key_id = $1`, [old]);
    await expect(retireKey(services, old!)).rejects.toThrow(/3 data keys/);
    await late.query(`UPDATE data_key SET master_key_id = $1`, [services.keyRing.ids()[0]]);
    await opens(services.keyRing);
  });
});

describe('keys given by MASTER_KEY', () => {
  it('are put in order by the operator; the command re-wraps and says when the old one may go', async () => {
    const dataDir = temporaryFolder();
    const [one, two] = [newKey(), newKey()];
    const first = await open({ masterKey: one, dataDir });
    const opens = await sealThree(first);
    await expect(rotateKeys(first)).rejects.toThrow(/"old,new" on every process/);
    const both = await open({ masterKey: `${two},${one}`, dataDir });
    const [, old] = both.keyRing.ids();
    await expect(retireKey(both, old!)).rejects.toThrow(/3 data keys/);
    expect(await rotateKeys(both)).toBe(3);
    await retireKey(both, old!);
    await opens((await open({ masterKey: two, dataDir })).keyRing);
    expect(() => readFileSync(keyFilePath(dataDir))).toThrow(/ENOENT/);
  });
});

describe('the command keys', () => {
  it('lists, rotates and retires, naming keys by their fingerprints and never their secrets', async () => {
    const services = await open({ masterKey: undefined, dataDir: temporaryFolder() });
    const lines: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
    const run = async (...words: string[]) => {
      const program = new Command().exitOverride();
      keysCommand(
        program,
        async () => ({ ...services, close: async () => undefined }) as unknown as Services,
      );
      await program.parseAsync(['keys', ...words], { from: 'user' });
    };
    await run('list');
    await run('rotate');
    const [active, old] = services.keyRing.ids();
    await run('retire', old!);
    vi.restoreAllMocks();
    expect(lines).toEqual([
      `${old}  active  0 data keys, 0 processes`,
      `0 data keys re-wrapped under ${active}. Later: keys retire ${old}`,
      `${old} is no longer needed. Destroy its copies when your backups have expired.`,
    ]);
    expect(services.keyRing.ids()).toEqual([active]);
  });
});
