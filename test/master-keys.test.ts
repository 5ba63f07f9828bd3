import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../prisma/database.ts';
import { assertKeysMatch, loadKeyRing } from '../vault/boot.ts';
import { BrokenSealError, MissingMasterKeyError } from '../vault/errors.ts';
import { addKeyToFile, createKeyFile, keyFilePath, keyRingFromFile } from '../vault/key-file.ts';
import { keyRingFromSetting, keyRingOf, masterKey } from '../vault/keys.ts';
import { retireOldKey, rotateMasterKey } from '../vault/rotation.ts';
import { openVault, type Subject } from '../vault/vault.ts';
import { openTestDatabase, testActor, type TestDatabase } from './support/database.ts';
import { times } from './support/long.ts';

const ring = keyRingOf([masterKey(new Uint8Array(randomBytes(32)))]);
const vault = openVault(ring);
const secret = { givenName: 'Bianca', familyName: 'Provini' };

let test: TestDatabase;
const folders: string[] = [];

beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(async () => {
  await test.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const within = <T>(work: (tx: Tx) => Promise<T>, allianceId = test.allianceId): Promise<T> =>
  test.database.inAlliance(allianceId, testActor, work);

const person = (): Subject => ({ kind: 'person', id: randomUUID() });

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'reciproca-vault-'));
  folders.push(folder);
  return folder;
}

async function countKeys(allianceId: string, masterKeyId?: string): Promise<number> {
  const where = { destroyedAt: null, ...(masterKeyId === undefined ? {} : { masterKeyId }) };
  return within((tx) => tx.db.dataKey.count({ where }), allianceId);
}

describe('the rotation of master keys', () => {
  it('re-wraps every key while the service seals and opens, and nothing else changes', async () => {
    const path = keyFilePath(temporaryFolder());
    createKeyFile(path);
    const own = await openTestDatabase();
    const inUse = openVault(keyRingFromFile(path));
    const work = <T>(run: (tx: Tx) => Promise<T>): Promise<T> =>
      own.database.inAlliance(own.allianceId, testActor, run);
    const print = await work((tx) => inUse.fingerprint(tx, 'RSSMRA80A01H501U'));
    const subjects = Array.from({ length: times(600) }, person);
    const sealed = await work(async (tx) => {
      const all: Uint8Array[] = [];
      for (const subject of subjects) all.push(await inUse.seal(tx, subject, 'identity', subject.id));
      return all;
    });
    const oldId = keyRingFromFile(path).active().id;
    addKeyToFile(path);
    const rotation = rotateMasterKey(keyRingFromFile(path), own.database);
    const readers = subjects.map((subject, index) =>
      work((tx) => inUse.open<string>(tx, subject, 'identity', sealed[index]!)),
    );
    const writers = subjects.slice(0, 5).map((subject) => work((tx) => inUse.seal(tx, subject, 'more', 1)));
    expect(await Promise.all(readers)).toEqual(subjects.map(({ id }) => id));
    await Promise.all(writers);
    expect(await rotation).toBe(subjects.length + 1);
    expect(await rotateMasterKey(keyRingFromFile(path), own.database)).toBe(0);
    const left = await work((tx) => tx.db.dataKey.count({ where: { masterKeyId: oldId } }));
    expect(left).toBe(0);
    await retireOldKey(path, own.database);
    const afterwards = openVault(keyRingFromFile(path));
    expect(await work((tx) => afterwards.open(tx, subjects[0]!, 'identity', sealed[0]!))).toBe(
      subjects[0]!.id,
    );
    expect(await work((tx) => afterwards.fingerprint(tx, 'RSSMRA80A01H501U'))).toBe(print);
    expect(() => keyRingFromFile(path).findOrThrow(oldId)).toThrow(MissingMasterKeyError);
    await own.close();
  });

  it('keeps the old key while some data key is still under it', async () => {
    const path = keyFilePath(temporaryFolder());
    createKeyFile(path);
    const own = await openTestDatabase();
    const late = openVault(keyRingOf([keyRingFromFile(path).active()]));
    addKeyToFile(path);
    await own.database.inAlliance(own.allianceId, testActor, (tx) => late.seal(tx, person(), 'identity', 1));
    await expect(retireOldKey(path, own.database)).rejects.toThrow(/1 data keys were still under/);
    await retireOldKey(path, own.database);
    await own.close();
  });

  it('leaves destroyed keys destroyed', async () => {
    const allianceId = await test.addAlliance();
    const [oldKey, newKey] = [ring.active(), masterKey(new Uint8Array(randomBytes(32)))];
    const subject = person();
    await within((tx) => vault.seal(tx, subject, 'identity', secret), allianceId);
    await within((tx) => vault.destroy(tx, subject), allianceId);
    const before = await countKeys(allianceId, oldKey.id);
    expect(before).toBe(0);
    await rotateMasterKey(keyRingOf([newKey, oldKey]), test.database);
    const row = await within(
      (tx) => tx.db.dataKey.findFirstOrThrow({ where: { subjectId: subject.id } }),
      allianceId,
    );
    expect(row.wrapped).toBeNull();
    await rotateMasterKey(keyRingOf([oldKey, newKey]), test.database);
  });
});

describe('the master key', () => {
  it('is made once, readable by its owner alone', () => {
    const path = keyFilePath(temporaryFolder());
    createKeyFile(path);
    const content = readFileSync(path, 'utf8');
    createKeyFile(path);
    expect(readFileSync(path, 'utf8')).toBe(content);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    addKeyToFile(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(() => addKeyToFile(path)).toThrow(/rotation is under way/);
  });

  it('is refused while others can read it', () => {
    const path = keyFilePath(temporaryFolder());
    createKeyFile(path);
    chmodSync(path, 0o640);
    expect(() => keyRingFromFile(path)).toThrow(/Others can read/);
  });

  it('put in front by another process is followed without a restart', () => {
    const path = keyFilePath(temporaryFolder());
    createKeyFile(path);
    const [reader, writer] = [keyRingFromFile(path), keyRingFromFile(path)];
    addKeyToFile(path);
    const newId = keyRingFromFile(path).active().id;
    expect(reader.findOrThrow(newId).id).toBe(newId);
    expect(writer.active().id).toBe(newId);
  });

  it('comes from a setting of one or two keys, and a wrong one is named', () => {
    const [one, two] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
    const both = keyRingFromSetting(`${one}, ${two}`);
    expect(both.active().id).toBe(keyRingFromSetting(one).active().id);
    expect(both.findOrThrow(keyRingFromSetting(two).active().id).id).toBe(
      keyRingFromSetting(two).active().id,
    );
    for (const wrong of ['', 'secret', one.slice(4), `${one}=`, `${one},${two},${one}`]) {
      expect(() => keyRingFromSetting(wrong), wrong).toThrow(RangeError);
    }
  });

  it('is made only while nothing is sealed; afterwards its absence stops the start', async () => {
    const own = await openTestDatabase();
    const dataDir = temporaryFolder();
    const first = await loadKeyRing({ dataDir }, own.database);
    await own.database.inAlliance(own.allianceId, testActor, (tx) =>
      openVault(first).seal(tx, person(), 'identity', secret),
    );
    expect((await loadKeyRing({ dataDir }, own.database)).active().id).toBe(first.active().id);
    unlinkSync(keyFilePath(dataDir));
    await expect(loadKeyRing({ dataDir }, own.database)).rejects.toThrow(MissingMasterKeyError);
    expect(() => statSync(keyFilePath(dataDir))).toThrow();
    const stranger = { dataDir, masterKey: randomBytes(32).toString('base64') };
    await expect(loadKeyRing(stranger, own.database)).rejects.toThrow(MissingMasterKeyError);
    await own.close();
  });

  it('stops the start when it is not the one that data is sealed under', async () => {
    await within((tx) => vault.seal(tx, person(), 'identity', secret));
    await assertKeysMatch(ring, test.database);
    const stranger = keyRingFromSetting(randomBytes(32).toString('base64'));
    await expect(assertKeysMatch(stranger, test.database)).rejects.toThrow(MissingMasterKeyError);
    const impostor = { id: ring.active().id, secret: new Uint8Array(randomBytes(32)) };
    await expect(assertKeysMatch(keyRingOf([impostor]), test.database)).rejects.toThrow(BrokenSealError);
  });
});
