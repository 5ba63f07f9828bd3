import { z } from 'zod';
import { Refusal, type FieldError } from '../domain/refusal.ts';
import type { Text } from '../domain/text.ts';

/** Parses a part of a request; every fault is named at its place, in plain words, at once. */
export function parseOrThrow<T extends z.ZodType>(
  schema: T,
  value: unknown,
  part: 'body' | 'query' | 'params',
): z.output<T> {
  const errors = unusable(value, `/${part}`);
  const parsed = schema.safeParse(value);
  if (parsed.success && errors.length === 0) return parsed.data;
  if (!parsed.success) errors.push(...parsed.error.issues.flatMap((issue) => fieldErrors(issue, part)));
  if (part === 'params') throw notAnAddress;
  throw new Refusal('invalidRequest', {
    detail: {
      it: `Correggere ${errors.length === 1 ? 'il campo indicato' : `i ${errors.length} campi indicati`} e inviare di nuovo.`,
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

const unknownField: Text = { it: 'campo sconosciuto: toglierlo', en: 'unknown field: remove it' };

type Issue = z.core.$ZodIssue;

function fieldErrors(issue: Issue, part: string): FieldError[] {
  const place = [part, ...issue.path.map(String)].map(escape).join('/');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .filter((key) => key !== '__proto__')
      .map((key) => ({
        pointer: `/${place}/${escape(key)}`,
        message: unknownField,
      }));
  }
  return [{ pointer: `/${place}`, message: sentence(issue) }];
}

function escape(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function sentence(issue: Issue): Text {
  const own = ownFaults[issue.message];
  if (own) return own;
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? { it: 'manca: indicarlo', en: 'missing: give it' }
        : {
            it: `deve essere ${typeNames[issue.expected]?.it ?? issue.expected}`,
            en: `must be ${typeNames[issue.expected]?.en ?? issue.expected}`,
          };
    case 'too_small':
      return {
        it: `troppo piccolo o corto: almeno ${issue.minimum}`,
        en: `too small or short: at least ${issue.minimum}`,
      };
    case 'too_big':
      return {
        it: `troppo grande o lungo: al massimo ${issue.maximum}`,
        en: `too big or long: at most ${issue.maximum}`,
      };
    case 'invalid_value':
      return {
        it: `scegliere tra: ${issue.values.join(', ')}`,
        en: `choose one of: ${issue.values.join(', ')}`,
      };
    case 'invalid_format':
      return (
        formats[issue.format] ?? { it: 'non è scritto nel modo richiesto', en: 'is not written as required' }
      );
    default:
      return { it: 'non è valido', en: 'is not valid' };
  }
}

/** Faults that the schemas find with rules of their own, by the name those give them. */
const ownFaults: Partial<Record<string, Text>> = {
  realDate: {
    it: 'deve essere una data esistente, AAAA-MM-GG, tra il 1900 e il 2199',
    en: 'must be a date that exists, YYYY-MM-DD, from 1900 to 2199',
  },
  coveredBeyondNeed: {
    it: 'al massimo quante sono le unità del bisogno',
    en: 'at most as many as the units of the need',
  },
};

const typeNames: Partial<Record<string, Text>> = {
  string: { it: 'un testo', en: 'a text' },
  number: { it: 'un numero', en: 'a number' },
  int: { it: 'un numero intero', en: 'a whole number' },
  boolean: { it: 'vero o falso', en: 'true or false' },
  array: { it: 'un elenco', en: 'a list' },
  object: { it: 'un oggetto', en: 'an object' },
};

const formats: Partial<Record<string, Text>> = {
  uuid: { it: 'deve essere un identificativo (UUID)', en: 'must be an identifier (UUID)' },
  email: { it: 'deve essere un indirizzo e-mail', en: 'must be an e-mail address' },
  datetime: {
    it: 'deve essere un istante UTC, 2026-11-22T09:00:00Z',
    en: 'must be a UTC instant, 2026-11-22T09:00:00Z',
  },
};
