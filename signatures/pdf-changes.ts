import { entriesOf, pagesOf, reachedIn, resolve, type PdfState } from './pdf-state.ts';
import type { PdfUpdate } from './pdf-update.ts';
import {
  isArray,
  isName,
  isReference,
  isStream,
  sameValue,
  type PdfReference,
  type PdfValue,
} from './pdf-values.ts';

type Entries = ReadonlyMap<string, PdfValue>;

/** A state, the update that follows it, and the state that comes of it. */
export interface PdfChange {
  readonly before: PdfState;
  readonly update: PdfUpdate;
  readonly after: PdfState;
}

/** What an update did that a signature does not need, in a word for whoever helps; nothing if all is well. */
export type Complaint = string | undefined;

/** The largest signature that may be seen on a page, in square points: about a quarter of an A4 sheet. */
const maxStampArea = 125_000;

/**
 * Whether an update does no more than signing needs: new signature fields with their look, the form that lists them,
 * the reference to them from their page, and what is not seen (metadata, revocation lists). Everything that the
 * signed text is made of stays as it was.
 */
export function complainOfSigning(change: PdfChange): Complaint {
  const { before, after } = change;
  return (
    complainOfAnything(change, mayChangeInSigning(before)) ??
    complainOfKeys('catalog', catalogOf(before), catalogOf(after), (key, from, to) => {
      if (key === 'AcroForm') return complainOfForm(change, from, to);
      if (key === 'Metadata') return complainOfMetadata(change, from, to);
      return ['DSS', 'Extensions', 'Perms', 'Version'].includes(key) ? undefined : notAllowed;
    }) ??
    firstComplaint(pagesOf(before), (page) =>
      complainOfKeys(
        `page ${page}`,
        entriesOf(before, { object: page }),
        entriesOf(after, { object: page }),
        (key, from, to) => (key === 'Annots' ? complainOfAdded(change, from, to) : notAllowed),
      ),
    )
  );
}

/** Whether an update only adds certificates and revocation lists, as archives do after a signature. */
export function complainOfArchiving(change: PdfChange): Complaint {
  const { before, after } = change;
  return (
    complainOfAnything(change, new Set([before.root.object])) ??
    complainOfKeys('catalog', catalogOf(before), catalogOf(after), (key) =>
      ['DSS', 'Extensions'].includes(key) ? undefined : notAllowed,
    )
  );
}

/** The signatures that an update brings: what its signature fields point to, if this update made it. */
export function signaturesIn({ update, after }: PdfChange): readonly PdfReference[] {
  return fieldsOf(after).flatMap((field) => {
    const value = entriesOf(after, field).get('V');
    const isNew = update.objects.has(field.object) && isReference(value) && update.objects.has(value.object);
    return isNew ? [value] : [];
  });
}

const notAllowed = 'changed';

function catalogOf(state: PdfState): Entries {
  return entriesOf(state, state.root);
}

/** Objects of before that may be written anew; what they then say is looked at one by one. */
function mayChangeInSigning(before: PdfState): ReadonlySet<number> {
  const catalog = catalogOf(before);
  const pages = pagesOf(before);
  const lists = [
    entriesOf(before, catalog.get('AcroForm')).get('Fields'),
    ...pages.map((page) => entriesOf(before, { object: page }).get('Annots')),
  ];
  const own = [before.root, catalog.get('AcroForm'), catalog.get('Metadata'), ...lists].filter(isReference);
  const empty = emptyFieldsOf(before).map(({ object }) => object);
  return new Set([...own.map(({ object }) => object), ...pages, ...empty]);
}

function fieldsOf(state: PdfState): readonly PdfReference[] {
  const fields = resolve(state, entriesOf(state, catalogOf(state).get('AcroForm')).get('Fields'));
  const references = (isArray(fields) ? fields : []).filter(isReference);
  return references.filter((field) => isName(entriesOf(state, field).get('FT'), 'Sig'));
}

/** Fields made for a signature that nobody has put there yet. */
function emptyFieldsOf(state: PdfState): readonly PdfReference[] {
  return fieldsOf(state).filter((field) => !entriesOf(state, field).has('V'));
}

function complainOfAnything({ before, update, after }: PdfChange, may: ReadonlySet<number>): Complaint {
  if (!sameValue(before.root, after.root)) return 'the catalog is another object';
  const reached = reachedIn(before);
  const emptied = emptyFieldsOf(before).map(({ object }) => object);
  return firstComplaint([...update.objects], ([number, value]) => {
    const old = before.objectOf(number);
    if (old === undefined) return number < before.size ? `object ${number} fills a gap` : undefined;
    if (!reached.has(number) || sameValue(old, value)) return undefined;
    if (!may.has(number)) return `object ${number} is changed`;
    return emptied.includes(number) ? complainOfFilled(before, after, number) : undefined;
  });
}

/** An empty field may get its signature and its look, not another name or place. */
function complainOfFilled(before: PdfState, after: PdfState, number: number): Complaint {
  const filled = entriesOf(after, { object: number });
  const free = new Set(['V', 'AP', 'AS', 'F', 'M', 'MK', 'DA', 'Lock', 'SV']);
  return (
    complainOfKeys(`field ${number}`, entriesOf(before, { object: number }), filled, (key) =>
      free.has(key) ? undefined : notAllowed,
    ) ?? complainOfField(filled)
  );
}

/** Metadata is not seen, as long as it is that: what it says may change. */
function complainOfMetadata(change: PdfChange, from?: PdfValue, to?: PdfValue): Complaint {
  const stream = resolve(change.after, to);
  const isItself = isStream(stream) && isName(stream.dictionary.entries.get('Subtype'), 'XML');
  return isSameOrNew(change, from, to) && isItself ? undefined : 'is not metadata';
}

function complainOfForm(change: PdfChange, from: PdfValue | undefined, to: PdfValue | undefined): Complaint {
  if (!isSameOrNew(change, from, to)) return 'the form is not its own';
  const old = entriesOf(change.before, from);
  return complainOfKeys('form', old, entriesOf(change.after, to), (key, was, is) => {
    if (key === 'Fields') return complainOfAdded(change, was, is);
    if (key === 'SigFlags') return undefined;
    return was === undefined && (['DR', 'DA'].includes(key) || is === false) ? undefined : notAllowed;
  });
}

/** A list may gain new signature fields and lose or change nothing. */
function complainOfAdded(change: PdfChange, from: PdfValue | undefined, to: PdfValue | undefined): Complaint {
  const was = resolve(change.before, from) ?? [];
  const is = resolve(change.after, to);
  if (!isSameOrNew(change, from, to) || !isArray(was) || !isArray(is)) return 'is not a list of its own';
  const isOld = (value: PdfValue) => was.some((old) => sameValue(old, value));
  if (!sameValue(is.filter(isOld), was)) return 'lost what it had';
  return firstComplaint(
    is.filter((value) => !isOld(value)),
    (value) => {
      if (!isReference(value) || change.before.objectOf(value.object) !== undefined)
        return 'gained an old one';
      return complainOfField(entriesOf(change.after, value));
    },
  );
}

/** Anything but a plain signature field, or one that covers the text, may show what nobody signed, or do it. */
function complainOfField(field: Entries): Complaint {
  if (!isName(field.get('FT'), 'Sig')) return 'gained what is not a signature field';
  if (!isName(field.get('Subtype') ?? { name: 'Widget' }, 'Widget')) return 'gained another annotation';
  if (['A', 'AA', 'Kids', 'Parent', 'PMD', 'OC'].some((key) => field.has(key)))
    return 'gained a field that acts';
  return areaOf(field.get('Rect')) <= maxStampArea ? undefined : 'gained a stamp as large as the text';
}

function areaOf(rectangle: PdfValue | undefined): number {
  if (rectangle === undefined) return 0;
  if (!isArray(rectangle) || rectangle.length !== 4) return Infinity;
  const [left, bottom, right, top] = rectangle.map((side) => (typeof side === 'number' ? side : Infinity));
  const area = Math.abs((right! - left!) * (top! - bottom!));
  return Number.isFinite(area) ? area : Infinity;
}

function isSameOrNew({ before }: PdfChange, from: PdfValue | undefined, to: PdfValue | undefined): boolean {
  return sameValue(from, to) || !isReference(to) || to.object >= before.size;
}

function complainOfKeys(
  what: string,
  before: Entries,
  after: Entries,
  judge: (key: string, from: PdfValue | undefined, to: PdfValue | undefined) => Complaint,
): Complaint {
  return firstComplaint([...new Set([...before.keys(), ...after.keys()])], (key) => {
    const from = before.get(key);
    const to = after.get(key);
    // Judged even where it is the same: what a reference leads to may have changed.
    const complaint = judge(key, from, to);
    if (complaint === undefined || (complaint === notAllowed && sameValue(from, to))) return undefined;
    return `${what}: ${key} ${complaint}`;
  });
}

function firstComplaint<Item>(items: readonly Item[], complain: (item: Item) => Complaint): Complaint {
  for (const item of items) {
    const complaint = complain(item);
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}
