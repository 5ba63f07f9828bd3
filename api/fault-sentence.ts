import type { z } from 'zod';
import { ibanFaults } from '../domain/iban.ts';
import type { Text } from '../domain/text.ts';
import { vatNumberFaults } from '../domain/vat-number-fault.ts';

export type Issue = z.core.$ZodIssue;

/** What is expected in the place of a value that is missing or wrong, in plain words and with an example. */
export function faultSentence(issue: Issue, given: unknown, field: string): Text {
  const expected = expectation(issue, given, field);
  if (given !== undefined) return expected;
  return { it: `manca: ${expected.it}`, en: `missing: ${expected.en}` };
}

function expectation(issue: Issue, given: unknown, field: string): Text {
  const named = said[issue.message];
  if (named) return named;
  switch (issue.code) {
    case 'invalid_type':
      return typeSentence(issue.expected, given, field);
    case 'too_small':
      return bound(issue.origin, Number(issue.minimum), least);
    case 'too_big':
      return bound(issue.origin, Number(issue.maximum), most);
    case 'invalid_value':
      return choice(issue.values);
    case 'invalid_union':
      return unionSentence(issue, given, field);
    case 'invalid_format':
      return formats[issue.format] ?? unspecified;
    case 'custom':
      return isText(issue.params) ? issue.params : unspecified;
    default:
      return unspecified;
  }
}

const unspecified: Text = {
  it: 'non è ammesso qui: la pagina /docs dice che cosa si può scrivere',
  en: 'is not allowed here: the page /docs says what may be written',
};

function isText(value: unknown): value is Text {
  const { it, en } = Object(value) as Partial<Text>;
  return typeof it === 'string' && typeof en === 'string';
}

function choice(values: readonly unknown[]): Text {
  const list = values.map(String).join(', ');
  return values.length === 1
    ? { it: `scriva ${list}`, en: `write ${list}` }
    : { it: `scelga tra: ${list}`, en: `choose one of: ${list}` };
}

function typeSentence(expected: string, given: unknown, field: string): Text {
  if (expected === 'number' || expected === 'int') return numberSentence(expected, given, field);
  return types[expected] ?? { it: `deve essere ${expected}`, en: `must be ${expected}` };
}

/** Numbers that people type in a form and not in JSON are called as the form calls them. */
const numberNames: Partial<Record<string, Text>> = {
  units: { it: 'la quantità', en: 'the quantity' },
  coveredUnits: { it: 'il numero di unità già coperte da altri', en: 'the units covered by others already' },
  unitPriceCents: { it: 'il prezzo per unità', en: 'the price per unit' },
};

/** Amounts are the number most often written in another way than ours. */
function numberSentence(expected: string, given: unknown, field: string): Text {
  const name = numberNames[field];
  const must = {
    it: name ? `${name.it} deve essere` : 'deve essere',
    en: name ? `${name.en} must be` : 'must be',
  };
  // Whoever sent a text wrote JSON; whoever sent nothing readable may have seen a form.
  const isQuoted = typeof given === 'string';
  const bare = { it: isQuoted ? ', senza virgolette' : '', en: isQuoted ? ', without quotes' : '' };
  if (field.endsWith('Cents'))
    return {
      it: `${must.it} un numero intero di centesimi${bare.it}: 22,50 € si scrive 2250`,
      en: `${must.en} a whole number of cents${bare.en}: €22.50 is written 2250`,
    };
  const example = isQuoted && /^\d{1,9}$/.test(given) ? String(Number(given)) : '60';
  const whole = expected === 'int';
  return {
    it: `${must.it} un numero${whole ? ' intero' : ''}${bare.it}, per esempio ${example}`,
    en: `${must.en} a ${whole ? 'whole ' : ''}number${bare.en}, such as ${example}`,
  };
}

/** One of several shapes: the words allowed where the shapes differ by a word, else what each of them wants. */
function unionSentence(issue: z.core.$ZodIssueInvalidUnion, given: unknown, field: string): Text {
  if ('options' in issue && issue.options) return choice(issue.options);
  const each = issue.errors.map(([first]) => first && expectation(first, given, field));
  const sentences = each.filter((one): one is Text => one !== undefined);
  if (sentences.length === 0) return unspecified;
  const distinct = [...new Map(sentences.map((one) => [one.it, one])).values()];
  return {
    it: distinct.map(({ it }) => it).join('; oppure: '),
    en: distinct.map(({ en }) => en).join('; or: '),
  };
}

interface Bound {
  readonly number: Text;
  readonly text: Text;
  readonly list: Text;
}

const least: Bound = {
  number: { it: 'scriva un numero non più basso di #', en: 'write a number of # or more' },
  text: { it: 'scriva almeno # caratteri', en: 'write at least # characters' },
  list: { it: 'indichi almeno # voci', en: 'give at least # items' },
};
const most: Bound = {
  number: { it: 'scriva un numero non più alto di #', en: 'write a number of # or less' },
  text: { it: 'scriva al massimo # caratteri', en: 'write at most # characters' },
  list: { it: 'indichi al massimo # voci', en: 'give at most # items' },
};

function bound(origin: string, limit: number, words: Bound): Text {
  const isLeastOne = words === least && limit === 1;
  if (origin === 'string' && isLeastOne)
    return { it: 'non può essere vuoto: scriva qualcosa', en: 'cannot be empty: write something' };
  if (origin === 'array' && isLeastOne)
    return { it: 'non può essere vuoto: almeno una voce', en: 'cannot be empty: at least one item' };
  if (origin === 'array' && limit === 1) return { it: 'indichi una voce sola', en: 'give one item only' };
  const { it, en } = origin === 'string' ? words.text : origin === 'array' ? words.list : words.number;
  return { it: it.replace('#', String(limit)), en: en.replace('#', String(limit)) };
}

const realDate: Text = {
  it: 'deve essere una data esistente, AAAA-MM-GG, tra il 1900 e il 2199, per esempio 2026-03-31',
  en: 'must be a date that exists, YYYY-MM-DD, from 1900 to 2199, such as 2026-03-31',
};

/** What the schemas of the field say by a word, because a pattern says nothing to people. */
const said: Partial<Record<string, Text>> = {
  realDate,
  nothingHandedIn: {
    it: 'non contiene nulla: indichi che cosa aggiunge',
    en: 'holds nothing: give what is added',
  },
  coveredBeyondNeed: {
    it: 'al massimo quante sono le unità del bisogno',
    en: 'at most as many as the units of the need',
  },
  istatCode: {
    it: 'deve essere il codice ISTAT di un comune, sei cifre tra virgolette, per esempio "016128" (Lovere): GET /v1/comuni li elenca',
    en: 'must be the ISTAT code of a comune, six digits in quotes, such as "016128" (Lovere): GET /v1/comuni lists them',
  },
  taxCode: {
    it: 'deve essere un codice fiscale: 16 caratteri maiuscoli, con la lettera di controllo giusta, per esempio RSSMRA80A01F205X',
    en: 'must be a codice fiscale: 16 characters in capitals with the right check letter, such as RSSMRA80A01F205X',
  },
  ...vatNumberFaults,
  ...ibanFaults,
  twice: { it: 'una voce compare due volte: ne lasci una', en: 'an item appears twice: leave one' },
  timeOfDay: { it: 'deve essere un’ora, per esempio 09:30', en: 'must be a time of day, such as 09:30' },
  slug: {
    it: 'solo lettere minuscole, cifre e trattini, per esempio fund-access',
    en: 'small letters, digits and hyphens only, such as fund-access',
  },
};

const types: Partial<Record<string, Text>> = {
  string: { it: 'deve essere un testo tra virgolette', en: 'must be a text in quotes' },
  boolean: {
    it: 'deve essere true (sì) o false (no), senza virgolette',
    en: 'must be true or false, without quotes',
  },
  array: { it: 'deve essere un elenco: [ … ]', en: 'must be a list: [ … ]' },
  object: { it: 'deve essere un oggetto: { … }', en: 'must be an object: { … }' },
  null: { it: 'deve essere null, senza virgolette', en: 'must be null, without quotes' },
};

const formats: Partial<Record<string, Text>> = {
  uuid: {
    it: 'deve essere un identificativo (UUID), come lo danno le risposte del servizio',
    en: 'must be an identifier (UUID), as the service’s answers give it',
  },
  email: {
    it: 'deve essere un indirizzo e-mail, per esempio nome@example.org',
    en: 'must be an e-mail address, such as name@example.org',
  },
  date: realDate,
  datetime: {
    it: 'deve essere un istante UTC, per esempio 2026-11-22T09:00:00Z',
    en: 'must be a UTC instant, such as 2026-11-22T09:00:00Z',
  },
};
