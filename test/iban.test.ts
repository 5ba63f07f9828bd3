import { describe, expect, it } from 'vitest';
import { ibanFault, ibanFaults } from '../domain/iban.ts';

/** The examples of the IBAN registry: real in form, of nobody. */
const valid = [
  'IT60X0542811101000000123456',
  'SM86U0322509800000000270100',
  'VA59001123000012345678',
  'CH9300762011623852957',
  'DE89370400440532013000',
  'FR1420041010050500013M02606',
  'ES9121000418450200051332',
  'MT84MALT011000012345MTLCAST001S',
  'NO9386011117947',
  'GB29NWBK60161331926819',
  'NL91ABNA0417164300',
];

describe('an IBAN', () => {
  it.each(valid)('of any SEPA country is good: %s', (iban) => expect(ibanFault(iban)).toBeNull());

  it.each([
    ['TR330006100519786457841326', 'ibanCountry'],
    ['SA0380000000608010167519', 'ibanCountry'],
    ['BR1800360305000010009795493C1', 'ibanCountry'],
    ['IT60X054281110100000012345', 'ibanLength'],
    ['DE893704004405320130000', 'ibanLength'],
    ['IT60 X054 2811 1010 0000 0123 456', 'ibanForm'],
    ['it60x0542811101000000123456', 'ibanForm'],
    ['0542811101000000123456', 'ibanForm'],
    ['', 'ibanForm'],
    ['IT60X0542811101000000123457', 'ibanCheckDigits'],
    ['IT00X0542811101000000123456', 'ibanCheckDigits'],
  ])('is refused with the reason: %s, %s', (iban, fault) => expect(ibanFault(iban)).toBe(fault));

  it('with any one character mistyped, or two neighbours swapped, is no longer one', () => {
    for (const iban of valid)
      for (let at = 4; at < iban.length; at += 1) {
        const typed = iban[at] === '7' ? '1' : '7';
        expect(ibanFault(iban.slice(0, at) + typed + iban.slice(at + 1)), iban).not.toBeNull();
        const swapped = iban.slice(0, at) + (iban[at + 1] ?? '') + iban[at] + iban.slice(at + 2);
        if (swapped !== iban) expect(ibanFault(swapped), iban).not.toBeNull();
      }
  });

  it('has each of its faults told in both languages', () => {
    for (const { it: italian, en } of Object.values(ibanFaults)) expect(italian).not.toBe(en);
  });
});
