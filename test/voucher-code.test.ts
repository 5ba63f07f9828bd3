import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { codeFrom, isVoucherSecret, readCode, secretBytes } from '../domain/voucher-code.ts';

const codes = Array.from({ length: 200 }, () => codeFrom(randomBytes(16)));
const signs = '0123456789ABCDEFGHJKMNPRSTVWXYZ'.split('');

describe('what a QR carries', () => {
  it('is known for a voucher’s by its form, and nothing else that people scan is', () => {
    expect(isVoucherSecret(randomBytes(secretBytes).toString('base64url'))).toBe(true);
    const others = [
      '',
      'https://example.org/menu',
      'HC1:NCFOXN',
      'a'.repeat(23),
      'a'.repeat(25),
      `${'a'.repeat(23)}=`,
    ];
    expect(others.filter(isVoucherSecret)).toEqual([]);
  });
});

describe('a code to type', () => {
  it('is twelve signs in three groups, read back however it was typed', () => {
    for (const code of codes) {
      expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
      expect(readCode(code)).toBe(code);
      expect(readCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code);
      expect(readCode(code.replaceAll('0', 'o').replaceAll('1', 'i'))).toBe(code);
    }
  });

  it('is known to be wrong when one sign is mistyped, or two neighbours are swapped', () => {
    for (const code of codes) {
      const typed = code.replaceAll('-', '').split('');
      for (const [place, sign] of typed.entries()) {
        for (const other of signs.filter((one) => one !== sign))
          expect(readCode(typed.with(place, other).join(''))).toBeUndefined();
        const next = typed[place + 1];
        if (next !== undefined && next !== sign)
          expect(
            readCode(
              typed
                .with(place, next)
                .with(place + 1, sign)
                .join(''),
            ),
          ).toBeUndefined();
      }
    }
  });

  it.each(['', 'ABCD', '1234-5678-9ABC-D', 'UUUU-UUUU-UUUU', '٤٤٤٤-٤٤٤٤-٤٤٤٤'])('is not %j', (typed) =>
    expect(readCode(typed)).toBeUndefined(),
  );
});
