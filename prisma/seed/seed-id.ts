import { createHash } from 'node:crypto';

/**
 * The id of a demonstration row: a UUID (version 8, RFC 9562) made from the row's place in the territory, such
 * as `organisation/comune-016128`, so that every demonstration everywhere has the same ids.
 */
export function seedId(path: string): string {
  const bytes = createHash('sha256').update(`reciproca/demo/${path}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
