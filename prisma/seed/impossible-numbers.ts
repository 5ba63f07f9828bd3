import type { PlainDate } from '../../domain/plain-date.ts';

// The demonstration needs tax codes, VAT numbers and IBANs that read like real ones and can belong to nobody.

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const MONTH_LETTERS = 'ABCDEHLMPRST';
/** What a character in an odd place counts for: digits and the letters A–J share the first ten values. */
const ODD_VALUES = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

/**
 * A tax code with the right form and check letter, of somebody born in "Z999", which is no comune and no
 * country. The six letters that would come from the name hold the person's number instead.
 */
export function impossibleTaxCode(person: {
  readonly number: number;
  readonly birthDate: PlainDate;
  readonly sex: 'F' | 'M';
}): string {
  const [year, month, day] = person.birthDate.split('-') as [string, string, string];
  const dayOfBirth = String(Number(day) + (person.sex === 'F' ? 40 : 0)).padStart(2, '0');
  const front = `XQ${letters(person.number)}${year.slice(2)}${MONTH_LETTERS[Number(month) - 1]}${dayOfBirth}Z999`;
  return front + checkLetter(front);
}

/**
 * An eleven-digit VAT number with the right check digit, of the office "999". It is valid, so that an organisation of the
 * demonstration can apply to be a provider like any other; its seven digits begin at 9,900,000, which no office that
 * gives them out one after the other has come near.
 */
export function impossibleVatNumber(number: number): string {
  const front = `99${String(number).padStart(5, '0')}999`;
  const sum = Array.from(front).reduce((total, digit, index) => total + luhnValue(Number(digit), index), 0);
  return `${front}${(10 - (sum % 10)) % 10}`;
}

/**
 * An Italian IBAN with the right check digits, so that a batch can be drawn up for its holder, of a bank "99999", which
 * does not exist: no bank could carry the payment out.
 */
export function impossibleIban(number: number): string {
  const account = `X9999999999${String(number).padStart(12, '0')}`;
  const digits = `${account}IT00`.replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return `IT${String(98n - (BigInt(digits) % 97n)).padStart(2, '0')}${account}`;
}

function letters(number: number): string {
  const places = [26 ** 3, 26 ** 2, 26, 1];
  return places.map((place) => LETTERS[Math.floor(number / place) % 26]).join('');
}

function checkLetter(front: string): string {
  const sum = Array.from(front).reduce((total, character, index) => {
    const value = /\d/.test(character) ? Number(character) : LETTERS.indexOf(character);
    return total + (index % 2 === 0 ? ODD_VALUES[value]! : value);
  }, 0);
  return LETTERS[sum % 26]!;
}

function luhnValue(digit: number, index: number): number {
  if (index % 2 === 0) return digit;
  return digit < 5 ? digit * 2 : digit * 2 - 9;
}
