/** A value of a PDF file, as its syntax has it. */
export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfReference
  | readonly PdfValue[]
  | PdfDictionary
  | PdfStream;

export interface PdfName {
  readonly name: string;
}

/** A string by its bytes, each a character, however the file spelled it. */
export interface PdfString {
  readonly text: string;
}

export interface PdfReference {
  readonly object: number;
}

/** A dictionary, and where in the file each of its values stands. */
export interface PdfDictionary {
  readonly entries: ReadonlyMap<string, PdfValue>;
  readonly spans: ReadonlyMap<string, Span>;
}

export interface PdfStream {
  readonly dictionary: PdfDictionary;
}

/** From the first byte up to, not including, the end. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function isName(value: PdfValue | undefined, name: string): boolean {
  return typeof value === 'object' && value !== null && 'name' in value && value.name === name;
}

export function isReference(value: PdfValue | undefined): value is PdfReference {
  return typeof value === 'object' && value !== null && 'object' in value;
}

export function isDictionary(value: PdfValue | undefined): value is PdfDictionary {
  return typeof value === 'object' && value !== null && 'entries' in value && 'spans' in value;
}

export function isStream(value: PdfValue | undefined): value is PdfStream {
  return typeof value === 'object' && value !== null && 'dictionary' in value;
}

export function isArray(value: PdfValue | undefined): value is readonly PdfValue[] {
  return Array.isArray(value);
}

/** Whether two values say the same, however they are spelled. Streams never do: nobody needs to write one anew. */
export function sameValue(one: PdfValue | undefined, other: PdfValue | undefined): boolean {
  if (one === other) return true;
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object') return false;
  if (isStream(one) || isStream(other)) return false;
  if (isArray(one)) {
    return (
      isArray(other) &&
      one.length === other.length &&
      one.every((value, index) => sameValue(value, other[index]))
    );
  }
  if (isDictionary(one)) {
    return (
      isDictionary(other) &&
      one.entries.size === other.entries.size &&
      [...one.entries].every(([key, value]) => sameValue(value, other.entries.get(key)))
    );
  }
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The numbers of the objects that a value refers to, at any depth of it. */
export function referencesIn(value: PdfValue | undefined): readonly number[] {
  if (isReference(value)) return [value.object];
  if (isArray(value)) return value.flatMap(referencesIn);
  if (isDictionary(value)) return [...value.entries.values()].flatMap(referencesIn);
  if (isStream(value)) return referencesIn(value.dictionary);
  return [];
}
