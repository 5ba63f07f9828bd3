import { describe, expect, it } from 'vitest';
import { centsOf } from '../console/words/cents.ts';
import { asPrinted, signsMissing } from '../console/screens/till/code.ts';
import { readCode } from '../domain/voucher-code.ts';

describe('an amount typed at a till', () => {
  it.each([
    ['12', 1_200],
    ['12,5', 1_250],
    ['12.50', 1_250],
    [' 1.234,50 €', 123_450],
    ['1.234', 123_400],
    ['0,07', 7],
  ])('%s is so many cents', (typed, cents) => {
    expect(centsOf(typed)).toBe(cents);
  });

  it.each(['', 'dodici', '-5', '12,345', '1,2,3', '1e3', '1234567890'])('%j is none', (typed) => {
    expect(centsOf(typed)).toBeUndefined();
  });
});

describe('a code typed at a till', () => {
  it('stands in its groups while it is typed, however it is typed', () => {
    expect(asPrinted('4f7k9')).toBe('4F7K-9');
    expect(asPrinted('4f7k-')).toBe('4F7K');
    expect(asPrinted(' 4F7K 9z2h-1abr ')).toBe('4F7K-9Z2H-1ABR');
    expect(readCode(asPrinted('4f7k9z2h1abr'))).toBe('4F7K-9Z2H-1ABR');
    expect(['', '4F7K-9', '4F7K-9Z2H-1ABR'].map(signsMissing)).toEqual([12, 7, 0]);
  });
});
