import { createHash } from 'node:crypto';

/** What is kept of a secret: enough to know it again, and too little to know it. */
export function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest());
}
