import { PdfReader } from './pdf-reader.ts';
import { readTableOrThrow, type PdfUpdate } from './pdf-update.ts';
import {
  isArray,
  isDictionary,
  isName,
  isReference,
  referencesIn,
  type PdfDictionary,
  type PdfReference,
  type PdfValue,
} from './pdf-values.ts';

/** A PDF as it stands after so many saves: what each number means. */
export interface PdfState {
  objectOf(number: number): PdfValue | undefined;
  readonly root: PdfReference;
  /** No object has this number or a higher one. */
  readonly size: number;
  readonly tableAt: number;
}

/**
 * The state of the file that people were asked to sign. It is our own, so it is read the short way, by its tables; one
 * whose tables are compressed is an accident of whoever published it, hence an error.
 */
export function readOriginalOrThrow(bytes: Uint8Array): PdfState {
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf('startxref');
  if (tail === -1) throw new Error('The original is not a PDF that can be compared: it has no startxref');
  const newest = new PdfReader(bytes, tail + 'startxref'.length).wholeNumberOrThrow();
  const offsets = new Map<number, number>();
  let trailer: PdfDictionary | undefined;
  for (let table: number | undefined = newest, hops = 0; table !== undefined && hops < 100; hops += 1) {
    const reader = new PdfReader(bytes, table);
    if (!reader.take('xref')) {
      throw new Error('The original is not a PDF that can be compared: its table of objects is compressed');
    }
    for (const { number, at, isFree } of readTableOrThrow(reader)) {
      if (!isFree && !offsets.has(number)) offsets.set(number, at);
    }
    reader.takeOrThrow('trailer');
    const entries = reader.value() as PdfDictionary;
    trailer ??= entries;
    const before = entries.entries.get('Prev');
    table = typeof before === 'number' ? before : undefined;
  }
  const known = new Map<number, PdfValue>();
  return {
    ...startOf(trailer!),
    tableAt: newest,
    objectOf(number) {
      const at = offsets.get(number);
      if (at === undefined || known.has(number)) return known.get(number);
      const value = new PdfReader(bytes, at).object().value;
      known.set(number, value);
      return value;
    },
  };
}

export function stateAfter(before: PdfState, update: PdfUpdate): PdfState {
  return {
    ...startOf(update.trailer),
    tableAt: update.tableAt,
    objectOf: (number) => (update.objects.has(number) ? update.objects.get(number) : before.objectOf(number)),
  };
}

function startOf({ entries }: PdfDictionary): { root: PdfReference; size: number } {
  const root = entries.get('Root');
  const size = entries.get('Size');
  return { root: isReference(root) ? root : { object: -1 }, size: typeof size === 'number' ? size : 0 };
}

/** A value, or what it refers to. */
export function resolve(state: PdfState, value: PdfValue | undefined): PdfValue | undefined {
  return isReference(value) ? state.objectOf(value.object) : value;
}

/** The entries of a value that is, or refers to, a dictionary; of anything else none. */
export function entriesOf(state: PdfState, value: PdfValue | undefined): ReadonlyMap<string, PdfValue> {
  const resolved = resolve(state, value);
  return isDictionary(resolved) ? resolved.entries : new Map<string, PdfValue>();
}

/** The numbers of the pages. */
export function pagesOf(state: PdfState): readonly number[] {
  const pages: number[] = [];
  const seen = new Set<number>();
  const waiting = referencesIn(entriesOf(state, state.root).get('Pages')).slice();
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    if (seen.has(number)) continue;
    seen.add(number);
    const entries = entriesOf(state, { object: number });
    const kids = resolve(state, entries.get('Kids'));
    if (isName(entries.get('Type'), 'Page')) pages.push(number);
    else if (isArray(kids)) waiting.push(...referencesIn(kids));
  }
  return pages;
}

/** Every object that the document leads to, by ways other than its store of certificates and revocation lists. */
export function reachedIn(state: PdfState): ReadonlySet<number> {
  const catalog = entriesOf(state, state.root);
  const waiting = [...catalog].filter(([key]) => key !== 'DSS').flatMap(([, value]) => referencesIn(value));
  const reached = new Set([state.root.object]);
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    if (reached.has(number)) continue;
    reached.add(number);
    for (const next of referencesIn(state.objectOf(number))) waiting.push(next);
  }
  return reached;
}
