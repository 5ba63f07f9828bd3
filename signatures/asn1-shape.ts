import { Unreadable } from './unreadable.ts';

const maxDepth = 40;
/** Programs that write while they read cut a text of 20 MB into pieces of a thousand bytes. */
export const maxNodes = 60_000;

/**
 * Where the first element ends, if each element in it is exactly as long as it says and holds its parts exactly. The
 * library that reads them is more patient, and then two readers could see two things.
 */
export function endOfElementOrThrow(bytes: Uint8Array): number {
  let nodes = 0;

  function endOf(at: number, limit: number, depth: number): number {
    nodes += 1;
    if (depth > maxDepth || nodes > maxNodes)
      throw new Unreadable('a signature is nested too deep or too wide');
    const { contentAt, length } = headerOrThrow(bytes, at, limit);
    const isConstructed = (bytes[at]! & 0x20) !== 0;
    if (length === undefined) {
      if (!isConstructed) throw new Unreadable('a plain value has no length');
      return endOfUnmeasured(contentAt, limit, depth);
    }
    const end = contentAt + length;
    if (end > limit) throw new Unreadable('an element is longer than what holds it');
    for (let part = contentAt; isConstructed && part < end;) part = endOf(part, end, depth + 1);
    return end;
  }

  /** Parts until two zeros, as programs write that do not know the length beforehand. */
  function endOfUnmeasured(from: number, limit: number, depth: number): number {
    let part = from;
    while (bytes[part] !== 0 || bytes[part + 1] !== 0) part = endOf(part, limit, depth + 1);
    if (part + 2 > limit) throw new Unreadable('an element has no end');
    return part + 2;
  }

  return endOf(0, bytes.length, 0);
}

function headerOrThrow(bytes: Uint8Array, at: number, limit: number) {
  let lengthAt = at + 1;
  // A tag of 31 or more goes on as long as the highest bit is set.
  if ((bytes[at]! & 0x1f) === 0x1f) {
    while (lengthAt < limit && (bytes[lengthAt]! & 0x80) !== 0) lengthAt += 1;
    lengthAt += 1;
  }
  const first = bytes[lengthAt];
  if (first === undefined || lengthAt >= limit) throw new Unreadable('an element has no length');
  if (first < 0x80) return { contentAt: lengthAt + 1, length: first };
  if (first === 0x80) return { contentAt: lengthAt + 1, length: undefined };
  const digits = first & 0x7f;
  if (digits > 4) throw new Unreadable('an element says that it is endless');
  const contentAt = lengthAt + 1 + digits;
  let length = 0;
  for (const byte of bytes.subarray(lengthAt + 1, contentAt)) length = length * 256 + byte;
  return { contentAt, length };
}
