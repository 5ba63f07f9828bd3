import { createHash } from 'node:crypto';
import { keyLength } from './envelope.ts';
import { MissingMasterKeyError } from './errors.ts';

/** A key that wraps data keys. Its id is a fingerprint of the secret and may be stored beside what it wraps. */
export interface MasterKey {
  readonly id: string;
  readonly secret: Uint8Array;
}

/** The master keys in force: one wraps, any of them unwraps. Two are in force while a rotation is under way. */
export interface KeyRing {
  /** The key that wraps new data keys. */
  active(): MasterKey;
  /** The key of that id; throws MissingMasterKeyError when the ring does not hold it. */
  findOrThrow(id: string): MasterKey;
  /** The ids of all keys in the ring, the active one first. */
  ids(): readonly string[];
}

const mostKeys = 2;

/**
 * The ring in the setting MASTER_KEY: 32 bytes in base64, or two such keys with a comma between. The first is
 * active. To rotate: "old,new" everywhere, then "new,old" everywhere, re-wrap, then "new" alone.
 */
export function keyRingFromSetting(setting: string): KeyRing {
  const texts = setting.split(',').map((text) => text.trim());
  if (texts.length > mostKeys)
    throw new RangeError('MASTER_KEY holds at most two keys, with a comma between');
  return keyRingOf(texts.map((text) => masterKey(decodeSecret(text))));
}

/** A ring of fixed keys; the first is active. */
export function keyRingOf(keys: readonly MasterKey[]): KeyRing {
  const [first] = keys;
  if (first === undefined) throw new RangeError('a key ring needs at least one key');
  return {
    active: () => first,
    ids: () => keys.map(({ id }) => id),
    findOrThrow(id) {
      const key = keys.find((candidate) => candidate.id === id);
      if (key === undefined) throw missing(id);
      return key;
    },
  };
}

/** A master key from its 32 secret bytes. */
export function masterKey(secret: Uint8Array): MasterKey {
  if (secret.length !== keyLength)
    throw new RangeError(`a master key has ${keyLength} bytes, not ${secret.length}`);
  const id = createHash('sha256').update('reciproca/master-key-id').update(secret).digest('hex').slice(0, 16);
  return { id, secret };
}

/** What is said when data is sealed under a key that nobody holds any more. */
export function missing(id: string): MissingMasterKeyError {
  return new MissingMasterKeyError(
    `Data is sealed under master key ${id}, which is not here: put its file back (DATA_DIR/keys/master.json) or give it in MASTER_KEY.`,
  );
}

function decodeSecret(text: string): Uint8Array {
  const secret = Buffer.from(text, 'base64');
  if (secret.length !== keyLength || secret.toString('base64') !== text) {
    throw new RangeError('MASTER_KEY must be 32 bytes in base64: make one with `openssl rand -base64 32`');
  }
  return new Uint8Array(secret);
}
