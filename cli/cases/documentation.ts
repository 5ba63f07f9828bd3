import { z } from 'zod';
import type { Locale } from '../../domain/text.ts';
import { caseFile } from './case-file.ts';
import { hintOf, inner, keysIn, nameOf, wordsIn, type Key } from './sentence.ts';
import { actionNames, staff } from './steps.ts';
import { comune, days, degrees, howMany, money, points, wholeNumber } from './values.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON Schema of case files: Italian when the key "caso" is there, English otherwise. */
export function caseJsonSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Reciproca case',
    description: 'Written by `npm run cases -- --document`. docs/cases.md explains every key.',
    if: { required: ['caso'] },
    // oxlint-disable-next-line unicorn/no-thenable -- "then" is a keyword of JSON Schema
    then: jsonSchema(caseFile, 'it'),
    else: jsonSchema(caseFile, 'en'),
  };
}

/** An editor reads 95.00 as a number where the runner reads text. */
const numeric = new Set<z.ZodType>([money, points, wholeNumber, howMany, days, degrees, comune].map(inner));

function jsonSchema(declared: z.ZodType, language: Locale): JsonSchema {
  const schema = inner(declared);
  const keys = keysIn(schema);
  if (keys) return partsSchema(Object.entries(keys), language);
  const words = wordsIn(schema, language);
  if (words) return { enum: words };
  if (schema instanceof z.ZodUnion) {
    return { anyOf: (schema.options as readonly z.ZodType[]).map((option) => jsonSchema(option, language)) };
  }
  if (schema instanceof z.ZodRecord) {
    return { type: 'object', additionalProperties: jsonSchema(schema.valueType as z.ZodType, language) };
  }
  if (schema instanceof z.ZodArray) return listSchema(schema, language);
  const { $schema: _, ...written } = z.toJSONSchema(schema, { io: 'input' });
  const hint = hintOf(optionalInside(declared))?.[language];
  return {
    ...written,
    ...(numeric.has(schema) ? { type: ['string', 'number'] } : {}),
    ...(hint ? { title: hint } : {}),
  };
}

function partsSchema(keys: readonly (readonly [string, Key])[], language: Locale): JsonSchema {
  const required = keys.filter(([, { schema }]) => !(schema instanceof z.ZodOptional));
  return {
    type: 'object',
    properties: Object.fromEntries(
      keys.map((entry) => [
        nameOf(entry, language),
        { description: entry[1].about[language], ...jsonSchema(entry[1].schema, language) },
      ]),
    ),
    ...(required.length > 0 ? { required: required.map((entry) => nameOf(entry, language)) } : {}),
    additionalProperties: false,
  };
}

function listSchema(schema: z.ZodArray, language: Locale): JsonSchema {
  const isNeverEmpty = !schema.safeParse([]).success;
  return {
    type: 'array',
    items: jsonSchema(schema.element as z.ZodType, language),
    ...(isNeverEmpty ? { minItems: 1 } : {}),
  };
}

function optionalInside(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema;
}

/** The tables of every key, as docs/cases.md shows them between its two marks. */
export function keyTables(): string {
  const tables: string[] = [staffTable()];
  addTables('The file', caseFile, tables, new Set());
  return tables.join('\n\n');
}

function staffTable(): string {
  const rows = Object.entries(staff).map(([en, it]) => `| \`${it}\` | \`${en}\` |`);
  return [
    '### Who acts, beside those the case names',
    '',
    '| italiano | English |',
    '|---|---|',
    ...rows,
  ].join('\n');
}

function addTables(title: string, schema: z.ZodType, tables: string[], done: Set<z.ZodType>): void {
  const keys = keysIn(schema);
  if (!keys || done.has(schema)) return;
  done.add(schema);
  const rows = Object.entries(keys).map(([word, declared]) => row(word, declared));
  const head = ['| italiano | English | what | holds |', '|---|---|---|---|'];
  tables.push([`### ${title}`, '', ...head, ...rows].join('\n'));
  for (const [word, { it, schema: child }] of Object.entries(keys)) {
    for (const part of partsInside(child)) addTables(`\`${it}\` · \`${word}\``, part, tables, done);
  }
}

function row(word: string, { it, schema, about }: Key): string {
  const isRequired = !(schema instanceof z.ZodOptional) && !actionNames.includes(word as never);
  return `| \`${it}\` | \`${word}\` | ${about.en}${isRequired ? ' (always)' : ''} | ${holds(schema)} |`;
}

function holds(declared: z.ZodType): string {
  const schema = inner(declared);
  if (keysIn(schema)) return 'keys, see below';
  const italian = wordsIn(schema, 'it');
  const english = wordsIn(schema, 'en');
  if (italian && english)
    return italian.map((word, index) => `\`${word}\` · \`${english[index]}\``).join('<br>');
  if (schema instanceof z.ZodUnion)
    return (schema.options as readonly z.ZodType[]).map(holds).join('<br>or ');
  if (schema instanceof z.ZodRecord) return `by name: ${holds(schema.valueType as z.ZodType)}`;
  if (schema instanceof z.ZodArray) return `list of: ${holds(schema.element as z.ZodType)}`;
  return hintOf(optionalInside(declared))?.en.replace(/^write /, '') ?? 'text';
}

function partsInside(declared: z.ZodType): readonly z.ZodType[] {
  const schema = inner(declared);
  if (schema instanceof z.ZodUnion) return (schema.options as readonly z.ZodType[]).flatMap(partsInside);
  if (schema instanceof z.ZodRecord) return partsInside(schema.valueType as z.ZodType);
  if (schema instanceof z.ZodArray) return partsInside(schema.element as z.ZodType);
  return keysIn(schema) ? [schema] : [];
}
