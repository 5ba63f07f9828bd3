import {
  isDictionary,
  type PdfDictionary,
  type PdfReference,
  type PdfStream,
  type PdfValue,
  type Span,
} from './pdf-values.ts';
import { readHexString, readLiteralString, readName } from './pdf-text.ts';
import { Unreadable } from './unreadable.ts';

const maxDepth = 32;
const whitespace = new Set([0, 9, 10, 12, 13, 32]);
const delimiters = new Set(Buffer.from('()<>[]{}/%'));

/**
 * Reads the syntax of a PDF, byte after byte, and refuses whatever two readers could understand differently: a key
 * that stands twice, an odd number of hexadecimal digits, a length that does not end where the stream does.
 */
export class PdfReader {
  at: number;
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  skipSpace(): void {
    for (; this.at < this.bytes.length; this.at += 1) {
      const byte = this.bytes[this.at]!;
      if (byte === 0x25) this.skipComment();
      else if (!whitespace.has(byte)) return;
    }
  }

  /** Takes a word if it stands here, whole. */
  take(word: string): boolean {
    this.skipSpace();
    if (!this.sees(word)) return false;
    const after = this.bytes[this.at + word.length];
    const isWhole = after === undefined || whitespace.has(after) || delimiters.has(after);
    if (isWhole) this.at += word.length;
    return isWhole;
  }

  takeOrThrow(word: string): void {
    if (!this.take(word)) throw new Unreadable(`"${word}" is missing at byte ${this.at}`);
  }

  sees(text: string): boolean {
    for (let index = 0; index < text.length; index += 1) {
      if (this.bytes[this.at + index] !== text.charCodeAt(index)) return false;
    }
    return true;
  }

  wholeNumberOrThrow(): number {
    const number = this.wholeNumber();
    if (number === undefined) throw new Unreadable(`a whole number is missing at byte ${this.at}`);
    return number;
  }

  /** A number without sign and point, or nothing, and then nothing is taken. */
  wholeNumber(): number | undefined {
    this.skipSpace();
    const word = this.word(this.at);
    if (!/^\d{1,10}$/.test(word)) return undefined;
    this.at += word.length;
    return Number(word);
  }

  value(depth = 0): PdfValue {
    if (depth > maxDepth) throw new Unreadable('values are nested too deep');
    this.skipSpace();
    const byte = this.bytes[this.at];
    if (byte === 0x2f) return { name: this.with(readName) };
    if (byte === 0x28) return { text: this.with(readLiteralString) };
    if (byte === 0x5b) return this.array(depth);
    if (byte === 0x3c) return this.sees('<<') ? this.dictionary(depth) : { text: this.with(readHexString) };
    return this.reference() ?? this.plain();
  }

  /** `N 0 obj … endobj`, a stream with its bytes skipped; its reader stands behind it. */
  object(): { readonly number: number; readonly value: PdfValue; readonly streamLength?: StreamLength } {
    const number = this.wholeNumberOrThrow();
    if (this.wholeNumberOrThrow() !== 0) throw new Unreadable('an object is of a later generation');
    this.takeOrThrow('obj');
    const value = this.value();
    if (isDictionary(value) && this.take('stream')) {
      const streamLength = this.streamOrThrow(value.entries.get('Length'));
      this.takeOrThrow('endobj');
      const stream: PdfStream = { dictionary: value };
      return { number, value: stream, streamLength };
    }
    this.takeOrThrow('endobj');
    return { number, value };
  }

  private with(read: (bytes: Uint8Array, at: number) => { text: string; end: number }): string {
    const { text, end } = read(this.bytes, this.at);
    this.at = end;
    return text;
  }

  private array(depth: number): PdfValue {
    const values: PdfValue[] = [];
    this.at += 1;
    for (this.skipSpace(); this.bytes[this.at] !== 0x5d; this.skipSpace()) {
      if (this.at >= this.bytes.length) throw new Unreadable('an array has no end');
      values.push(this.value(depth + 1));
    }
    this.at += 1;
    return values;
  }

  private dictionary(depth: number): PdfDictionary {
    const entries = new Map<string, PdfValue>();
    const spans = new Map<string, Span>();
    this.at += 2;
    for (this.skipSpace(); !this.sees('>>'); this.skipSpace()) {
      if (this.bytes[this.at] !== 0x2f) throw new Unreadable(`a key is missing at byte ${this.at}`);
      const key = this.with(readName);
      if (entries.has(key)) throw new Unreadable(`a dictionary names ${key} twice`);
      this.skipSpace();
      const start = this.at;
      entries.set(key, this.value(depth + 1));
      spans.set(key, { start, end: this.at });
    }
    this.at += 2;
    return { entries, spans };
  }

  private reference(): PdfReference | undefined {
    const start = this.at;
    const object = this.wholeNumber();
    if (object !== undefined && this.wholeNumber() === 0 && this.take('R')) return { object };
    this.at = start;
    return undefined;
  }

  private plain(): PdfValue {
    const word = this.word(this.at);
    this.at += word.length;
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word)) return Number(word);
    throw new Unreadable(`there is no value at byte ${this.at}`);
  }

  /** What stands here up to a space or delimiter; long words are cut, no number or keyword is long. */
  private word(from: number): string {
    let end = from;
    while (end < this.bytes.length && end - from < 40) {
      const byte = this.bytes[end]!;
      if (whitespace.has(byte) || delimiters.has(byte)) break;
      end += 1;
    }
    return String.fromCharCode(...this.bytes.subarray(from, end));
  }

  private skipComment(): void {
    while (this.at + 1 < this.bytes.length && ![10, 13].includes(this.bytes[this.at + 1]!)) this.at += 1;
  }

  private streamOrThrow(length: PdfValue | undefined): StreamLength {
    if (this.sees('\r\n')) this.at += 2;
    else if (this.sees('\n')) this.at += 1;
    else throw new Unreadable('a stream does not begin on a line of its own');
    const start = this.at;
    if (typeof length === 'number') {
      this.at += length;
      if (!Number.isSafeInteger(length) || length < 0) throw new Unreadable('a stream has no length');
    } else this.at = this.endOfStreamOrThrow(start);
    const end = this.at;
    this.takeOrThrow('endstream');
    return { length, bytesUpToEnd: end - start };
  }

  private endOfStreamOrThrow(from: number): number {
    const found = Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length).indexOf(
      'endstream',
      from,
    );
    if (found === -1) throw new Unreadable('a stream has no end');
    return found;
  }
}

/** What a stream says of its length, and how many bytes lie before its end. */
export interface StreamLength {
  readonly length: PdfValue | undefined;
  readonly bytesUpToEnd: number;
}
