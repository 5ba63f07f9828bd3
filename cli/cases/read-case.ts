import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { z } from 'zod';
import type { Locale, Text } from '../../domain/text.ts';
import { caseFile, type CaseFile } from './case-file.ts';
import { checkReferences } from './references.ts';
import { englishWord, hintOf, inner, isSameWord, keysIn, nameOf, wordsIn } from './sentence.ts';

/** Something wrong in a case file, in the language of the file. */
export interface CaseError {
  readonly line: number;
  /** The way to the place, in the file's own words: `passi / 3 / chi`. */
  readonly at: string;
  readonly message: string;
}

export type CaseReading =
  | { readonly valid: true; readonly language: Locale; readonly file: CaseFile }
  | { readonly valid: false; readonly errors: readonly CaseError[] };

/** Reads a case from YAML, in Italian or English, and tells every error at its line. */
export function readCase(yaml: string): CaseReading {
  const lines = new LineCounter();
  // In the failsafe schema everything is text: 95.00 stays as written and never becomes a floating number.
  const document = parseDocument(withDecimalPoints(yaml), { schema: 'failsafe', lineCounter: lines });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const [malformed] = document.errors;
  if (malformed) {
    return { valid: false, errors: [{ line: lineAt(malformed.pos[0]), at: '', message: malformed.message }] };
  }
  const language = isMap(document.contents) && document.has('caso') ? 'it' : 'en';
  const reader = new CaseReader(document, language, lineAt);
  const file = reader.read(caseFile, document.contents, []) as CaseFile;
  if (reader.errors.length === 0) checkReferences(file, language, reader.complain);
  if (reader.errors.length > 0) return { valid: false, errors: reader.errors };
  return { valid: true, language, file };
}

export type Way = readonly (string | number)[];
/** Adds an error at a place given in English keys. */
export type Complain = (way: Way, message: Text) => void;

class CaseReader {
  readonly errors: CaseError[] = [];
  private readonly document: Document;
  private readonly language: Locale;
  private readonly lineAt: (offset: number) => number;
  private readonly places = new Map<string, { readonly line: number; readonly at: string }>();

  constructor(document: Document, language: Locale, lineAt: (offset: number) => number) {
    this.document = document;
    this.language = language;
    this.lineAt = lineAt;
  }

  readonly complain: Complain = (way, message) => {
    const place = this.places.get(JSON.stringify(way)) ?? { line: 1, at: way.join(' / ') };
    this.errors.push({ ...place, message: message[this.language] });
  };

  /** The value at a node, its keys and words in English; what is wrong is noted and read as undefined. */
  read(declared: z.ZodType, node: unknown, way: Way, at: readonly string[] = []): unknown {
    const found = isAlias(node) ? node.resolve(this.document) : node;
    this.note(way, at, found);
    const schema = choose(inner(declared), found);
    if (keysIn(schema)) return this.readParts(schema, found, way, at);
    if (schema instanceof z.ZodRecord) return this.readNamed(schema, found, way, at);
    if (schema instanceof z.ZodArray) return this.readList(schema, found, way, at);
    return this.readWritten(declared, schema, found, way);
  }

  private note(way: Way, at: readonly string[], node: unknown): void {
    const offset = (node as Node | null | undefined)?.range?.[0] ?? 0;
    this.places.set(JSON.stringify(way), { line: this.lineAt(offset), at: at.join(' / ') });
  }

  private readParts(schema: z.ZodType, node: unknown, way: Way, at: readonly string[]): unknown {
    if (!isMap(node)) return this.complain(way, partsWanted);
    const keys = Object.entries(keysIn(schema) ?? {});
    const value: Record<string, unknown> = {};
    for (const { key, value: child } of node.items) {
      const word = isScalar(key) ? String(key.value) : '';
      const known = keys.find((entry) => isSameWord(nameOf(entry, this.language), word));
      if (!known)
        this.complainUnknown(
          way,
          at,
          key,
          word,
          keys.map((entry) => nameOf(entry, this.language)),
        );
      else value[known[0]] = this.read(known[1].schema, child, [...way, known[0]], [...at, word]);
    }
    for (const entry of keys) {
      if (entry[0] in value || entry[1].schema instanceof z.ZodOptional) continue;
      this.complain(way, missing(nameOf(entry, this.language)));
    }
    return value;
  }

  private complainUnknown(
    way: Way,
    at: readonly string[],
    key: unknown,
    word: string,
    words: readonly string[],
  ): void {
    this.note([...way, word], [...at, word], key);
    this.complain([...way, word], {
      it: `chiave sconosciuta; qui si può scrivere: ${words.join(', ')}`,
      en: `unknown key; here one can write: ${words.join(', ')}`,
    });
  }

  private readNamed(schema: z.ZodRecord, node: unknown, way: Way, at: readonly string[]): unknown {
    if (!isMap(node)) return this.complain(way, partsWanted);
    return Object.fromEntries(
      node.items.map(({ key, value }) => {
        const name = isScalar(key) ? String(key.value) : '';
        return [name, this.read(schema.valueType as z.ZodType, value, [...way, name], [...at, name])];
      }),
    );
  }

  private readList(schema: z.ZodArray, node: unknown, way: Way, at: readonly string[]): unknown {
    if (!isSeq(node)) return this.complain(way, listWanted);
    const items = node.items.map((item, index) =>
      this.read(schema.element as z.ZodType, item, [...way, index], [...at, String(index + 1)]),
    );
    if (!schema.safeParse(items).success && items.length === 0) this.complain(way, notEmpty);
    return items;
  }

  private readWritten(declared: z.ZodType, schema: z.ZodType, node: unknown, way: Way): unknown {
    const text = isScalar(node) ? String(node.value) : undefined;
    const words = wordsIn(schema, this.language);
    if (words) {
      const word = englishWord(schema, text ?? '', this.language);
      return word ?? this.complain(way, oneOfThese(words));
    }
    const parsed = (declared instanceof z.ZodOptional ? declared.unwrap() : declared) as z.ZodType;
    const outcome = parsed.safeParse(text);
    return outcome.success
      ? outcome.data
      : this.complain(way, hintOf(parsed) ?? hintOf(schema) ?? partsWanted);
  }
}

/**
 * Between braces YAML takes the comma of `{ valore: 950,00 }` for the end of the entry; a point it leaves alone. Only
 * amounts that stand by themselves are touched, never text.
 */
function withDecimalPoints(yaml: string): string {
  return yaml.replace(/(?<=[:,[] *"?)(-?\d[\d.]*),(\d{2})(?=(?: ?€)?"? *(?:[,}\]]|$))/gm, '$1.$2');
}

/** Of "a word or something with parts", what the node has the form of. */
function choose(schema: z.ZodType, node: unknown): z.ZodType {
  if (!(schema instanceof z.ZodUnion)) return schema;
  const options = schema.options as readonly z.ZodType[];
  return options.find((option) => (keysIn(option) !== undefined) === isMap(node)) ?? schema;
}

const partsWanted: Text = {
  it: 'qui vanno scritte delle chiavi, una per riga, rientrate',
  en: 'here go keys, one a line, indented',
};
const listWanted: Text = { it: 'qui va una lista', en: 'here goes a list' };
const notEmpty: Text = { it: 'la lista non può essere vuota', en: 'the list cannot be empty' };

function missing(word: string): Text {
  return { it: `manca la chiave "${word}"`, en: `the key "${word}" is missing` };
}

function oneOfThese(words: readonly string[]): Text {
  return {
    it: `scrivere una di queste parole: ${words.join(', ')}`,
    en: `write one of these words: ${words.join(', ')}`,
  };
}
