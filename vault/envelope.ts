import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { BrokenSealError } from './errors.ts';

/** Bytes in memory of their own, as Prisma wants them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Length of every key here, in bytes. */
export const keyLength = 32;

const algorithm = 'aes-256-gcm';
const formatVersion = 1;
const nonceLength = 12;
const tagLength = 16;

/**
 * Encrypts with AES-256-GCM: version (1 byte), random nonce (12), ciphertext, tag (16). The context is not
 * stored; whoever opens the bytes must name the same one, so bytes moved to another place do not open there.
 */
export function encrypt(key: Uint8Array, context: readonly string[], plain: Uint8Array): Bytes {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(encodeContext(context));
  const parts = [Uint8Array.of(formatVersion), nonce, cipher.update(plain), cipher.final()];
  return joined([...parts, cipher.getAuthTag()]);
}

/** Opens what `encrypt` made under the same key and context; throws BrokenSealError otherwise, naming `what`. */
export function decrypt(
  key: Uint8Array,
  context: readonly string[],
  sealed: Uint8Array,
  what: string,
): Bytes {
  if (sealed.length < 1 + nonceLength + tagLength || sealed[0] !== formatVersion)
    throw new BrokenSealError(what);
  const nonce = sealed.subarray(1, 1 + nonceLength);
  const tagStart = sealed.length - tagLength;
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagLength });
  decipher.setAAD(encodeContext(context)).setAuthTag(sealed.subarray(tagStart));
  try {
    return joined([decipher.update(sealed.subarray(1 + nonceLength, tagStart)), decipher.final()]);
  } catch (cause) {
    throw new BrokenSealError(what, cause);
  }
}

/** Derived keys, for as long as somebody holds the secret they came from, and no longer. */
const derived = new WeakMap<Uint8Array, Map<string, Bytes>>();

/** A key for one purpose, so that one secret never serves two algorithms or two kinds of message. */
export function deriveKey(secret: Uint8Array, purpose: string): Bytes {
  const ofSecret = derived.get(secret) ?? new Map<string, Bytes>();
  const key =
    ofSecret.get(purpose) ??
    new Uint8Array(hkdfSync('sha256', secret, '', `reciproca/${purpose}`, keyLength));
  derived.set(secret, ofSecret.set(purpose, key));
  return key;
}

/** JSON keeps the parts apart: ["a","bc"] and ["ab","c"] differ. */
function encodeContext(context: readonly string[]): Uint8Array {
  return Buffer.from(JSON.stringify(context), 'utf8');
}

function joined(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
