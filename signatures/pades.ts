import { complainOfArchiving, complainOfSigning, signaturesIn, type PdfChange } from './pdf-changes.ts';
import { stateAfter, type PdfState } from './pdf-state.ts';
import { readUpdateOrThrow, type PdfUpdate } from './pdf-update.ts';
import { isArray, isDictionary, isName, type PdfDictionary } from './pdf-values.ts';
import type { Fault } from './reasons.ts';
import { Unreadable } from './unreadable.ts';

const maxUpdates = 16;
const maxSignatures = 8;

/** A signature in a PDF: its bytes, the bytes that it is about, and what sort it says it is. */
export interface PdfSignature {
  readonly kind: 'signature' | 'timestamp';
  readonly cms: Uint8Array;
  readonly covered: Uint8Array;
  readonly isWeakKind: boolean;
}

export interface SignedPdf {
  readonly signatures: readonly PdfSignature[];
  readonly faults: readonly Fault[];
}

/** The text to sign, as bytes and as what they mean. */
export interface Original {
  readonly bytes: Uint8Array;
  readonly state: PdfState;
}

/**
 * Takes a signed PDF apart: the original, byte for byte, then one update for each save, none of which does more than
 * signing needs, and the last of which is covered whole by a signature. Where that does not hold, the signatures are
 * still looked for, so that whoever sent the file is told all that is wrong with it at once.
 */
export function readSignedPdf(signed: Uint8Array, original: Original): SignedPdf {
  try {
    if (!startsWith(signed, original.bytes)) return astray(signed, { code: 'alteredText' });
    const changes: PdfChange[] = [];
    let before = original.state;
    let at = firstAfter(signed, original.bytes.length);
    while (at < signed.length) {
      if (changes.length >= maxUpdates) throw new Unreadable('too many updates');
      const update = readUpdateOrThrow(signed, at, before.tableAt);
      const after = stateAfter(before, update);
      changes.push({ before, update, after });
      before = after;
      at = update.next;
    }
    return judge(signed, changes);
  } catch (error) {
    if (error instanceof Unreadable) return astray(signed, { code: 'unreadable', why: error.message });
    throw error;
  }
}

function judge(signed: Uint8Array, changes: readonly PdfChange[]): SignedPdf {
  const found = changes.map(signaturesIn);
  if (found.flat().length > maxSignatures) throw new Unreadable('too many signatures');
  const last = found.findLastIndex((references) => references.length > 0);
  if (last === -1) return astray(signed, { code: changes.length > 0 ? 'alteredText' : 'notSigned' });
  for (const [index, change] of changes.entries()) {
    const complaint = index > last ? complainOfArchiving(change) : complainOfSigning(change);
    if (complaint !== undefined) return astray(signed, { code: 'alteredText', why: complaint });
    if (found[index]!.length > 1) throw new Unreadable('an update brings two signatures');
  }
  const signatures: PdfSignature[] = [];
  for (const [index, { update, after }] of changes.entries()) {
    for (const reference of found[index]!) {
      const dictionary = after.objectOf(reference.object);
      if (!isDictionary(dictionary)) throw new Unreadable('a signature is not a dictionary');
      if (!coversItsUpdate(dictionary, update, signed.length)) {
        return astray(signed, { code: statesRange(dictionary) ? 'partialCoverage' : 'notSigned' });
      }
      signatures.push(signatureOrThrow(signed, dictionary));
    }
  }
  return { signatures, faults: [] };
}

/** Whether it says what it covers; a place where nobody has signed yet does not. */
function statesRange({ entries }: PdfDictionary): boolean {
  const range = entries.get('ByteRange');
  return isArray(range) && range.length === 4 && range.every((number) => typeof number === 'number');
}

/** Everything up to the end of its own update, but for the very bytes of the signature itself. */
function coversItsUpdate(dictionary: PdfDictionary, update: PdfUpdate, length: number): boolean {
  const range = dictionary.entries.get('ByteRange');
  const contents = dictionary.spans.get('Contents');
  if (!statesRange(dictionary) || contents === undefined) return false;
  const [start, gapStart, gapEnd, rest] = range as readonly [number, number, number, number];
  const end = gapEnd + rest;
  const endsWithUpdate = update.next === length ? end === length : end >= update.end && end <= update.next;
  return start === 0 && gapStart === contents.start && gapEnd === contents.end && endsWithUpdate;
}

function signatureOrThrow(signed: Uint8Array, dictionary: PdfDictionary): PdfSignature {
  const [, gapStart, gapEnd, rest] = dictionary.entries.get('ByteRange') as readonly number[];
  const kind = dictionary.entries.get('SubFilter');
  return {
    kind: isName(kind, 'ETSI.RFC3161') ? 'timestamp' : 'signature',
    isWeakKind: isName(kind, 'adbe.pkcs7.sha1') || isName(kind, 'adbe.x509.rsa_sha1'),
    cms: cmsBetween(signed, gapStart!, gapEnd!) ?? new Uint8Array(),
    covered: Buffer.concat([signed.subarray(0, gapStart), signed.subarray(gapEnd, gapEnd! + rest!)]),
  };
}

/** The signature in hexadecimal between two points of the file, or nothing if that is not what stands there. */
function cmsBetween(signed: Uint8Array, start: number, end: number): Uint8Array | undefined {
  if (signed[start] !== 0x3c || signed[end - 1] !== 0x3e) return undefined;
  const digits = Buffer.from(signed.subarray(start + 1, end - 1)).toString('latin1');
  return digits.length % 2 === 0 && /^[0-9A-Fa-f]+$/.test(digits) ? Buffer.from(digits, 'hex') : undefined;
}

/** A file that is not as it should be, with whatever in it claims to be a signature. */
function astray(signed: Uint8Array, fault: Fault): SignedPdf {
  const text = Buffer.from(signed.buffer, signed.byteOffset, signed.length).toString('latin1');
  const ranges = text.matchAll(
    /\/ByteRange\s{0,9}\[\s{0,9}0\s{1,9}(\d{1,9})\s{1,9}(\d{1,9})\s{1,9}(\d{1,9})/g,
  );
  const signatures: PdfSignature[] = [];
  let isCutShort = false;
  for (const [, gapStart, gapEnd, rest] of [...ranges]
    .slice(0, maxSignatures)
    .map((match) => match.map(Number))) {
    const cms = cmsBetween(signed, gapStart!, gapEnd!);
    if (gapEnd! + rest! > signed.length) isCutShort = true;
    else if (cms !== undefined) {
      const covered = Buffer.concat([signed.subarray(0, gapStart), signed.subarray(gapEnd, gapEnd! + rest!)]);
      signatures.push({ kind: 'signature', cms, covered, isWeakKind: false });
    }
  }
  if (isCutShort) return { signatures, faults: [{ code: 'unreadable', why: 'the file is cut short' }] };
  const isSigned = signatures.length > 0 || fault.code === 'partialCoverage';
  if (isSigned) return { signatures, faults: [fault] };
  const isLocked = fault.code !== 'notSigned' && /\/Encrypt\s/.test(text);
  return { signatures, faults: [{ code: isLocked ? 'passwordProtected' : 'notSigned' }] };
}

function startsWith(signed: Uint8Array, original: Uint8Array): boolean {
  return (
    signed.length >= original.length && Buffer.compare(signed.subarray(0, original.length), original) === 0
  );
}

/** Where the first update begins; behind the original a line may be ended first. */
function firstAfter(signed: Uint8Array, from: number): number {
  let at = from;
  while (at < signed.length && [9, 10, 13, 32].includes(signed[at]!)) at += 1;
  return at;
}
