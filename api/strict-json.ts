import { isUtf8 } from 'node:buffer';
import { Refusal } from '../domain/refusal.ts';
import type { Text } from '../domain/text.ts';

/** Deeper than anything the service reads, and shallow enough for everything that walks a value. */
const MAX_DEPTH = 64;

/**
 * Refuses what JSON.parse would let pass: bytes that are not UTF-8, nesting without end, and an object that
 * names a field twice, of which every reader picks another one. Whatever else is wrong JSON.parse says itself.
 */
export function refuseLooseJson(bytes: Buffer, encoding: string): void {
  if (encoding !== 'utf-8' || !isUtf8(bytes)) throw notUtf8();
  const fault = findFault(bytes.toString('utf8'));
  if (fault) throw new Refusal('malformedRequest', { detail: faults[fault] });
}

type Fault = keyof typeof faults;

function findFault(text: string): Fault | undefined {
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : undefined);
      if (open.length > MAX_DEPTH) return 'tooDeep';
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (character === '"') {
      const end = endOfString(text, at);
      const fields = open.at(-1);
      if (fields && nextMark(text, end) === ':') {
        const field = unquoted(text.slice(at, end));
        if (fields.has(field)) return 'fieldTwice';
        fields.add(field);
      }
      at = end - 1;
    }
  }
  return undefined;
}

/** The position after the closing quote, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

function nextMark(text: string, from: number): string | undefined {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text[at]!)) at++;
  return text[at];
}

/** Two spellings of one name, as in "a" and "\u0061", are one field. */
function unquoted(quoted: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return quoted;
  }
}

const faults = {
  tooDeep: {
    it: `Al massimo ${MAX_DEPTH} livelli, uno dentro l’altro.`,
    en: `At most ${MAX_DEPTH} levels, one inside the other.`,
  },
  fieldTwice: {
    it: 'Un oggetto ripete lo stesso campo: indicarlo una volta sola.',
    en: 'An object names the same field twice: give it once.',
  },
} satisfies Record<string, Text>;

function notUtf8(): Refusal {
  return new Refusal('unsupportedType', {
    detail: { it: 'Inviare application/json in UTF-8.', en: 'Send application/json in UTF-8.' },
  });
}
