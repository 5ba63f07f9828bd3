/** No vowel that makes words, and nothing that is read as something else: 31 signs, a prime number of them. */
const alphabet = '0123456789ABCDEFGHJKMNPRSTVWXYZ';
const isWhole = /^[0-9A-HJKMNPR-TV-Z]{12}$/;
const randomLength = 11;

/** How many bytes the secret of a QR has: 144 bits, which nobody guesses. */
export const secretBytes = 18;
const isInBase64url = /^[\w-]+$/;

/** Whether a QR that was scanned can be a voucher's; what else people carry about them is nobody's business here. */
export function isVoucherSecret(scanned: string): boolean {
  return scanned.length === (secretBytes * 4) / 3 && isInBase64url.test(scanned);
}

/** How many bytes a code is made from. */
export const codeBytes = 16;

/**
 * The code that is typed where nothing can be scanned: 12 signs in three groups, "4F7K-9ZQ2-…" without Q. The last one
 * checks the others: any one sign mistyped, and any two neighbours swapped, is noticed (a weighted sum modulo 31).
 *
 * @param bytes at least {@link codeBytes} unguessable bytes
 */
export function codeFrom(bytes: Uint8Array): string {
  if (bytes.length < codeBytes) throw new RangeError(`a code is made from ${codeBytes} bytes`);
  let number = 0n;
  for (const byte of bytes.subarray(0, codeBytes)) number = number * 256n + BigInt(byte);
  let signs = '';
  for (let place = 0; place < randomLength; place += 1) {
    signs += alphabet[Number(number % BigInt(alphabet.length))];
    number /= BigInt(alphabet.length);
  }
  return inGroups(signs + checkSign(signs));
}

/**
 * A code as somebody typed it, in the form in which it is known; undefined when it cannot be one. Blanks, dashes and
 * small letters are as good; O and I are read as the figures they look like.
 */
export function readCode(typed: string): string | undefined {
  const signs = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (!isWhole.test(signs) || checkSign(signs.slice(0, randomLength)) !== signs.at(-1)) return undefined;
  return inGroups(signs);
}

function checkSign(signs: string): string {
  const sum = signs.split('').reduce((total, sign, place) => total + alphabet.indexOf(sign) * (place + 1), 0);
  return alphabet[sum % alphabet.length]!;
}

function inGroups(signs: string): string {
  return signs.replaceAll(/(.{4})(?=.)/g, '$1-');
}
