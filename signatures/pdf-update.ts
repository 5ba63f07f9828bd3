import { PdfReader, type StreamLength } from './pdf-reader.ts';
import { isDictionary, isReference, type PdfDictionary, type PdfValue } from './pdf-values.ts';
import { Unreadable } from './unreadable.ts';

const maxObjects = 20_000;

/** What one save appended to a PDF: objects, new or written anew, and the table that says where they are. */
export interface PdfUpdate {
  readonly objects: ReadonlyMap<number, PdfValue>;
  readonly trailer: PdfDictionary;
  /** Where its table of objects begins; the next update points back to it. */
  readonly tableAt: number;
  /** Just behind its `%%EOF`. */
  readonly end: number;
  /** Where the next thing in the file begins, or the file's end. */
  readonly next: number;
}

/**
 * Reads one update so strictly that nothing can hide in it: from its first byte to its last it is objects, and each
 * stands exactly where its table says.
 */
export function readUpdateOrThrow(bytes: Uint8Array, from: number, previousTableAt: number): PdfUpdate {
  const reader = new PdfReader(bytes, from);
  const { objects, offsets } = readObjectsOrThrow(reader);
  const tableAt = reader.at;
  reader.takeOrThrow('xref');
  checkTableOrThrow(readTableOrThrow(reader), offsets);
  reader.takeOrThrow('trailer');
  const trailer = reader.value();
  reader.takeOrThrow('startxref');
  if (reader.wholeNumberOrThrow() !== tableAt) throw new Unreadable('startxref points elsewhere');
  takeEndOfFileOrThrow(reader);
  if (!isDictionary(trailer)) throw new Unreadable('the trailer is not a dictionary');
  checkTrailerOrThrow(trailer, previousTableAt);
  const end = reader.at;
  reader.skipSpace();
  return { objects, trailer, tableAt, end, next: reader.at };
}

function readObjectsOrThrow(reader: PdfReader) {
  const objects = new Map<number, PdfValue>();
  const offsets = new Map<number, number>();
  const lengths: StreamLength[] = [];
  for (reader.skipSpace(); !reader.sees('xref'); reader.skipSpace()) {
    const at = reader.at;
    const { number, value, streamLength } = reader.object();
    if (objects.has(number)) throw new Unreadable(`object ${number} stands twice in one update`);
    if (objects.size >= maxObjects) throw new Unreadable('an update has too many objects');
    objects.set(number, value);
    offsets.set(number, at);
    if (streamLength !== undefined) lengths.push(streamLength);
  }
  for (const { length, bytesUpToEnd } of lengths) {
    const said = isReference(length) ? objects.get(length.object) : length;
    if (typeof said !== 'number' || bytesUpToEnd < said || bytesUpToEnd > said + 2) {
      throw new Unreadable('a stream is not as long as it says');
    }
  }
  return { objects, offsets };
}

interface TableEntry {
  readonly number: number;
  readonly at: number;
  readonly generation: number;
  readonly isFree: boolean;
}

export function readTableOrThrow(reader: PdfReader): readonly TableEntry[] {
  const table: TableEntry[] = [];
  for (let first = reader.wholeNumber(); first !== undefined; first = reader.wholeNumber()) {
    const count = reader.wholeNumberOrThrow();
    for (let number = first; number < first + count; number += 1) {
      const at = reader.wholeNumberOrThrow();
      const generation = reader.wholeNumberOrThrow();
      const isFree = reader.take('f');
      if (!isFree) reader.takeOrThrow('n');
      table.push({ number, at, generation, isFree });
    }
  }
  return table;
}

/** Each object is listed once, where it stands, and none is taken away: only 0, which is no object, may be free. */
function checkTableOrThrow(table: readonly TableEntry[], offsets: ReadonlyMap<number, number>): void {
  const listed = table.filter(({ number, isFree }) => number !== 0 || !isFree);
  const agrees =
    listed.length === offsets.size &&
    new Set(listed.map(({ number }) => number)).size === listed.length &&
    listed.every(
      ({ number, at, generation, isFree }) => !isFree && generation === 0 && offsets.get(number) === at,
    );
  if (!agrees) throw new Unreadable('the table of an update does not list what stands in it');
}

function takeEndOfFileOrThrow(reader: PdfReader): void {
  while ([9, 10, 13, 32].includes(reader.bytes[reader.at] ?? 0)) reader.at += 1;
  if (!reader.sees('%%EOF')) throw new Unreadable('an update has no end');
  reader.at += 5;
}

function checkTrailerOrThrow({ entries }: PdfDictionary, previousTableAt: number): void {
  if (entries.get('Prev') !== previousTableAt) {
    throw new Unreadable('an update does not follow the one before it');
  }
  if (entries.has('Encrypt') || entries.has('XRefStm')) {
    throw new Unreadable('an update encrypts or hides objects');
  }
}
