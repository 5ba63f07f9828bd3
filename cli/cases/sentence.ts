import { z } from 'zod';
import type { Locale, Text } from '../../domain/text.ts';

/**
 * Case files are written in Italian or in English. Each key, and each word that stands for a value, is declared
 * once with both, so that the reader, the JSON schema and the documentation cannot drift apart.
 */
export interface Key<S extends z.ZodType = z.ZodType> {
  readonly it: string;
  readonly schema: S;
  readonly about: Text;
}

type Keys = Readonly<Record<string, Key>>;
type Shape<K extends Keys> = { readonly [Name in keyof K]: K[Name]['schema'] };

const keysOf = new WeakMap<z.ZodType, Keys>();
const wordsOf = new WeakMap<z.ZodType, Readonly<Record<string, string>>>();
const hints = new WeakMap<z.ZodType, Text>();

/** A key: its Italian name, what it holds, and a sentence about it in both languages. */
export function key<S extends z.ZodType>(
  it: string,
  schema: S,
  about: readonly [it: string, en: string],
): Key<S> {
  return { it, schema, about: { it: about[0], en: about[1] } };
}

/** Something with named parts; any other part is an error. */
export function parts<K extends Keys>(keys: K) {
  const shape = Object.fromEntries(Object.entries(keys).map(([name, { schema }]) => [name, schema]));
  const schema = z.strictObject(shape as Shape<K>);
  keysOf.set(schema, keys);
  return schema;
}

/** One of several words, given as English word → Italian word. */
export function oneOf<const W extends Readonly<Record<string, string>>>(words: W) {
  const schema = z.enum(Object.keys(words) as (keyof W & string)[]);
  wordsOf.set(schema, words);
  return schema;
}

/** Something written out (an amount, a date), with what to write when it is wrong. */
export function written<S extends z.ZodType>(schema: S, it: string, en: string): S {
  hints.set(schema, { it, en });
  return schema;
}

export function keysIn(schema: z.ZodType): Keys | undefined {
  return keysOf.get(schema);
}

export function hintOf(schema: z.ZodType): Text | undefined {
  return hints.get(schema);
}

/** The words of a choice in one language; undefined when the schema is not a choice. */
export function wordsIn(schema: z.ZodType, language: Locale): readonly string[] | undefined {
  const words = wordsOf.get(schema);
  return words && (language === 'it' ? Object.values(words) : Object.keys(words));
}

/** Whether two words are the same, whichever apostrophe was typed. */
export function isSameWord(one: string, other: string): boolean {
  return one.replaceAll('’', "'") === other.replaceAll('’', "'");
}

/** The English word for a word of the language; undefined when it is none of the choice. */
export function englishWord(schema: z.ZodType, word: string, language: Locale): string | undefined {
  const words = Object.entries(wordsOf.get(schema) ?? {});
  return words.find(([en, it]) => isSameWord(language === 'it' ? it : en, word))?.[0];
}

export function nameOf([name, { it }]: readonly [string, Key], language: Locale): string {
  return language === 'it' ? it : name;
}

/** The schema that holds the value itself: optional parts and transformations are looked through. */
export function inner(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional) return inner(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodPipe && !wordsOf.has(schema)) return inner(schema.in as z.ZodType);
  return schema;
}

/** The service's own word for an English word of the case: `very high` → `veryHigh`. */
export function camelCase(word: string): string {
  return word.replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase());
}
