import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { keyLength } from './envelope.ts';
import { type KeyRing, type MasterKey, keyRingOf, masterKey } from './keys.ts';

const fileSchema = z.strictObject({ version: z.literal(1), keys: z.array(z.base64()).min(1).max(2) });

/** Where the service keeps its own master keys when MASTER_KEY gives none. */
export function keyFilePath(dataDir: string): string {
  return join(dataDir, 'keys', 'master.json');
}

/**
 * The ring kept in a file. The file is looked at whenever a key is wanted that it did not hold, and before wrapping,
 * so that a rotation by another process is followed without a restart. Throws when others may read the file.
 */
export function keyRingFromFile(path: string): KeyRing {
  let version = versionOf(path);
  let ring = keyRingOf(readKeys(path));
  const current = (): KeyRing => {
    const found = versionOf(path);
    if (found !== version) ring = keyRingOf(readKeys(path));
    version = found;
    return ring;
  };
  return {
    active: () => current().active(),
    ids: () => current().ids(),
    findOrThrow(id) {
      try {
        return ring.findOrThrow(id);
      } catch {
        return current().findOrThrow(id);
      }
    },
  };
}

/** Another one for whatever was done to the file: replaced, written to, its mode or owner changed. */
function versionOf(path: string): string {
  const { ino, ctimeNs } = statSync(path, { bigint: true });
  return `${ino}/${ctimeNs}`;
}

/** Makes the file with a fresh key, readable by its owner alone. Of several at once, the first one's key stays. */
export function createKeyFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = writeDraft(path, [freshKey()]);
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  syncFolder(path);
}

/** Puts a fresh key in front and keeps the one before it. Throws while an earlier rotation is unfinished. */
export function addKeyToFile(path: string): void {
  const keys = readKeys(path);
  if (keys.length > 1) throw new Error('A rotation is under way: finish it before the next one starts.');
  replaceKeys(path, [freshKey(), ...keys]);
}

/** Keeps only the active key. What the other wrapped must have been re-wrapped before. */
export function dropOldKeyFromFile(path: string): void {
  replaceKeys(path, readKeys(path).slice(0, 1));
}

function readKeys(path: string): readonly MasterKey[] {
  const mode = statSync(path).mode & 0o777;
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Error(`Others can read the master key in ${path} (mode ${mode.toString(8)}): chmod 600 it.`);
  }
  const { keys } = fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  return keys.map((secret) => masterKey(new Uint8Array(Buffer.from(secret, 'base64'))));
}

function replaceKeys(path: string, keys: readonly MasterKey[]): void {
  renameSync(writeDraft(path, keys), path);
  syncFolder(path);
}

function writeDraft(path: string, keys: readonly MasterKey[]): string {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const secrets = keys.map(({ secret }) => Buffer.from(secret).toString('base64'));
  writeFileSync(draft, `${JSON.stringify({ version: 1, keys: secrets })}\n`, {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  });
  return draft;
}

/** Without this a power cut could leave rows sealed under a key whose file never reached the disk. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

function freshKey(): MasterKey {
  return masterKey(new Uint8Array(randomBytes(keyLength)));
}
