import { Unreadable } from './unreadable.ts';

interface Read {
  readonly text: string;
  readonly end: number;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** `/Name`, with `#xx` read as the character it stands for, so that no spelling hides a name. */
export function readName(bytes: Uint8Array, at: number): Read {
  let end = at + 1;
  while (end < bytes.length && !' \0\t\n\f\r()<>[]{}/%'.includes(String.fromCharCode(bytes[end]!))) end += 1;
  const spelled = latin1(bytes, at + 1, end);
  const text = spelled.replaceAll(/#([0-9A-Fa-f]{2})/g, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return { text, end };
}

/** `<48656C6C6F>`, without spaces and with whole bytes only. */
export function readHexString(bytes: Uint8Array, at: number): Read {
  let end = at + 1;
  while (end < bytes.length && bytes[end] !== 0x3e) end += 1;
  const digits = latin1(bytes, at + 1, end);
  if (end >= bytes.length || digits.length % 2 === 1 || /[^0-9A-Fa-f]/.test(digits)) {
    throw new Unreadable('a hexadecimal string is not whole');
  }
  return { text: Buffer.from(digits, 'hex').toString('latin1'), end: end + 1 };
}

/** `(text)`, with its escapes resolved and balanced brackets inside. */
export function readLiteralString(bytes: Uint8Array, at: number): Read {
  const characters: string[] = [];
  let open = 1;
  let end = at + 1;
  for (; open > 0; end += 1) {
    if (end >= bytes.length) throw new Unreadable('a string has no end');
    const character = String.fromCharCode(bytes[end]!);
    if (character === '\\') {
      const escaped = readEscape(bytes, end + 1);
      characters.push(escaped.text);
      end = escaped.end - 1;
      continue;
    }
    if (character === '(') open += 1;
    if (character === ')') open -= 1;
    if (open > 0) characters.push(character);
  }
  return { text: characters.join(''), end };
}

function readEscape(bytes: Uint8Array, at: number): Read {
  const octal = /^[0-7]{1,3}/.exec(latin1(bytes, at, at + 3))?.[0];
  if (octal !== undefined) {
    return { text: String.fromCharCode(Number.parseInt(octal, 8) & 0xff), end: at + octal.length };
  }
  const character = latin1(bytes, at, at + 1);
  if (character === '\r') return { text: '', end: at + (bytes[at + 1] === 10 ? 2 : 1) };
  if (character === '\n') return { text: '', end: at + 1 };
  return { text: escapes[character] ?? character, end: at + 1 };
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1', start, end);
}
