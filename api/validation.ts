import { z } from 'zod';
import { Refusal, type FieldError } from '../domain/refusal.ts';
import type { Text } from '../domain/text.ts';
import { faultSentence, type Issue } from './fault-sentence.ts';

/** Parses a part of a request; every fault is named at its place, in plain words, at once. */
export function parseOrThrow<T extends z.ZodType>(
  schema: T,
  value: unknown,
  part: 'body' | 'query' | 'params',
): z.output<T> {
  const errors = unusable(value, `/${part}`);
  const parsed = schema.safeParse(value);
  if (parsed.success && errors.length === 0) return parsed.data;
  if (!parsed.success)
    errors.push(...parsed.error.issues.flatMap((issue) => fieldErrors(issue, part, value)));
  if (part === 'params') throw notAnAddress;
  throw new Refusal('invalidRequest', {
    detail: {
      it: `Corregga ${errors.length === 1 ? 'il campo indicato' : `i ${errors.length} campi indicati`} e invii di nuovo.`,
      en: `Correct the ${errors.length === 1 ? 'field' : `${errors.length} fields`} shown and send again.`,
    },
    errors,
  });
}

const notAnAddress = new Refusal('notFound', {
  detail: {
    it: 'L’indirizzo contiene un codice non valido.',
    en: 'The address holds a code that is not valid.',
  },
});

/**
 * Valid JSON that must not go further: NUL and lone surrogates, which no database column and no page can hold, and
 * a field called __proto__, which the next copy of the object would take for its prototype.
 */
function unusable(value: unknown, pointer: string): FieldError[] {
  if (typeof value === 'string') {
    return value.includes('\u0000') || !value.isWellFormed()
      ? [
          {
            pointer,
            message: {
              it: 'contiene caratteri che non si possono conservare',
              en: 'holds characters that cannot be kept',
            },
          },
        ]
      : [];
  }
  if (!value || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => [
    ...(key === '__proto__'
      ? [{ pointer: `${pointer}/${key}`, message: unknownField }]
      : unusable(key, pointer)),
    ...unusable(item, `${pointer}/${escape(key)}`),
  ]);
}

const unknownField: Text = { it: 'campo sconosciuto: lo tolga', en: 'unknown field: remove it' };

function fieldErrors(issue: Issue, part: string, value: unknown): FieldError[] {
  const place = [part, ...issue.path.map(String)].map(escape).join('/');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .filter((key) => key !== '__proto__')
      .map((key) => ({
        pointer: `/${place}/${escape(key)}`,
        message: unknownField,
      }));
  }
  const given = issue.path.reduce<unknown>(
    (at, key) => (Object(at) as Record<PropertyKey, unknown>)[key],
    value,
  );
  return [{ pointer: `/${place}`, message: faultSentence(issue, given, String(issue.path.at(-1) ?? '')) }];
}

function escape(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
