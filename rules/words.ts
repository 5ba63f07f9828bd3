import { formatEuro } from '../domain/money.ts';
import { formatDate } from '../domain/plain-date.ts';
import type { Literal, Operator } from './condition.ts';
import type { FactDefinition, Unit } from './schema.ts';
import type { Truth } from './three-valued.ts';

export type Language = 'it' | 'en';

/** The measure of a value, from the catalogue or from a parameter. */
export type Measured =
  FactDefinition | { readonly type: 'integer' | 'cents' | 'boolean' | 'date'; readonly unit: Unit };

interface Words {
  readonly answers: Readonly<Record<Truth, string>>;
  readonly operators: Readonly<Record<Operator, (value: string) => string>>;
  /** Dates come before or after; they are not less or more. */
  readonly dateOperators: Readonly<Partial<Record<Operator, (value: string) => string>>>;
  readonly groups: Readonly<Record<'all' | 'any' | 'not', string>>;
  readonly yes: string;
  readonly no: string;
  readonly unknown: string;
}

export const wordsOf: Readonly<Record<Language, Words>> = {
  it: {
    answers: { proved: 'sì', refuted: 'no', unknown: 'non si sa ancora' },
    operators: {
      equal: (value) => value,
      notEqual: (value) => `diverso da ${value}`,
      lessThan: (value) => `meno di ${value}`,
      lessThanInclusive: (value) => `al massimo ${value}`,
      greaterThan: (value) => `più di ${value}`,
      greaterThanInclusive: (value) => `almeno ${value}`,
      in: (value) => `uno tra ${value}`,
      notIn: (value) => `nessuno tra ${value}`,
    },
    dateOperators: {
      lessThan: (value) => `prima del ${value}`,
      lessThanInclusive: (value) => `non dopo il ${value}`,
      greaterThan: (value) => `dopo il ${value}`,
      greaterThanInclusive: (value) => `non prima del ${value}`,
    },
    groups: { all: 'tutte queste', any: 'almeno una di queste', not: 'il contrario di questa' },
    yes: 'sì',
    no: 'no',
    unknown: 'non si sa ancora',
  },
  en: {
    answers: { proved: 'yes', refuted: 'no', unknown: 'not known yet' },
    operators: {
      equal: (value) => value,
      notEqual: (value) => `other than ${value}`,
      lessThan: (value) => `less than ${value}`,
      lessThanInclusive: (value) => `at most ${value}`,
      greaterThan: (value) => `more than ${value}`,
      greaterThanInclusive: (value) => `at least ${value}`,
      in: (value) => `one of ${value}`,
      notIn: (value) => `none of ${value}`,
    },
    dateOperators: {
      lessThan: (value) => `before ${value}`,
      lessThanInclusive: (value) => `not after ${value}`,
      greaterThan: (value) => `after ${value}`,
      greaterThanInclusive: (value) => `not before ${value}`,
    },
    groups: { all: 'all of these', any: 'at least one of these', not: 'the opposite of this' },
    yes: 'yes',
    no: 'no',
    unknown: 'not known yet',
  },
};

/** A value as the catalogue would say it: `sì`, `media`, `5.726,50 €`, `12 giugno 2026`; null is not known yet. */
export function valueInWords(measured: Measured, value: Literal | null, language: Language): string {
  const words = wordsOf[language];
  if (value === null) return words.unknown;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return numberInWords(measured, value, language);
  if (measured.type === 'date') return formatDate(value, language);
  const entry =
    'values' in measured ? measured.values.find((candidate) => candidate.value === value) : undefined;
  return entry?.label[language] ?? value;
}

/** What an operator asks for, in words: `al massimo 25.000,00 €`. */
export function requirementInWords(
  measured: Measured,
  operator: Operator,
  required: Literal | readonly Literal[] | null,
  language: Language,
): string {
  const words = wordsOf[language];
  const value = isList(required)
    ? required.map((item) => valueInWords(measured, item, language)).join(', ')
    : valueInWords(measured, required, language);
  const phrase =
    (measured.type === 'date' ? words.dateOperators[operator] : undefined) ?? words.operators[operator];
  return phrase(value);
}

/** Hundredths of a point as people write them: 3875 is `38,75` in Italian and `38.75` in English. */
export function pointsInWords(hundredths: number, language: Language): string {
  const text = String(hundredths / 100);
  return language === 'it' ? text.replace('.', ',') : text;
}

function numberInWords({ type, unit }: Measured, value: number, language: Language): string {
  if (type === 'cents') return formatEuro(value, language);
  if (unit === 'metres') return `${grouped(value, language)} m`;
  return unit === 'hundredths' ? pointsInWords(value, language) : String(value);
}

function grouped(value: number, language: Language): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, language === 'it' ? '.' : ',');
}

function isList(value: Literal | readonly Literal[] | null): value is readonly Literal[] {
  return Array.isArray(value);
}
