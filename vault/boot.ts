import { existsSync } from 'node:fs';
import type { Actor, Database, Tx } from '../prisma/database.ts';
import { unwrap } from './data-keys.ts';
import { MissingMasterKeyError } from './errors.ts';
import { createKeyFile, keyFilePath, keyRingFromFile } from './key-file.ts';
import { type KeyRing, keyRingFromSetting } from './keys.ts';

const actor: Actor = { kind: 'system', id: 'vault' };

/** Where the master key comes from: the setting if given, else a file under the data folder. */
export interface KeySource {
  readonly masterKey?: string | undefined;
  readonly dataDir: string;
}

/**
 * The ring to start with. A key file is made only while nothing was ever sealed: a lost key must be found again,
 * not replaced by a fresh one that opens nothing. Throws MissingMasterKeyError, or an Error with one sentence.
 */
export async function loadKeyRing(source: KeySource, database: Database): Promise<KeyRing> {
  const ring = await findKeyRing(source, database);
  await assertKeysMatch(ring, database);
  return ring;
}

/** Throws unless every master key that data is sealed under is in the ring and really unwraps it. */
export async function assertKeysMatch(ring: KeyRing, database: Database): Promise<void> {
  await inEveryAlliance(database, async (tx) => {
    const inUse = await tx.db.dataKey.groupBy({ by: ['masterKeyId'], where: { destroyedAt: null } });
    for (const { masterKeyId } of inUse) {
      const sample = await tx.db.dataKey.findFirst({ where: { masterKeyId, destroyedAt: null } });
      if (sample !== null) unwrap(ring, sample);
    }
  });
}

async function findKeyRing({ masterKey, dataDir }: KeySource, database: Database): Promise<KeyRing> {
  if (masterKey !== undefined) return keyRingFromSetting(masterKey);
  const path = keyFilePath(dataDir);
  if (!existsSync(path)) {
    await inEveryAlliance(database, async (tx) => {
      if ((await tx.db.dataKey.findFirst({ where: { destroyedAt: null } })) === null) return;
      throw new MissingMasterKeyError(
        `The database holds sealed data but its master key is gone: put ${path} back, or give the key in MASTER_KEY.`,
      );
    });
    createKeyFile(path);
  }
  return keyRingFromFile(path);
}

async function inEveryAlliance(database: Database, work: (tx: Tx) => Promise<void>): Promise<void> {
  for (const { id } of await database.gate.alliances()) await database.inAlliance(id, actor, work);
}
