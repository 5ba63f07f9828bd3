import { createHash } from 'node:crypto';

/**
 * The id of the transfer a process makes at one of its steps: the same for every attempt and every run, so that
 * writing it again finds it written. A version 8 UUID (RFC 9562) from SHA-256.
 *
 * @param processId a Temporal workflow id or a row's id, never a run id
 * @param step what moves the money there, with the unit or part it moves it for: ['unit', unitId]
 */
export function transferId(processId: string, ...step: readonly [string, ...string[]]): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([processId, ...step]))
    .digest();
  hash[6] = (hash[6]! & 0x0f) | 0x80;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
