import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditTransferXml, sepaText, type SepaOrder } from '../domain/sepa.ts';
import { times } from './support/long.ts';
import { schemaFaults } from './support/xml-schema.ts';

const iban = fc.constantFrom(
  'IT60X0542811101000000123456',
  'DE89370400440532013000',
  'MT84MALT011000012345MTLCAST001S',
);
/** Names as people and systems write them: long, accented, of other scripts, of signs that XML or SEPA forbid. */
const name = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
  fc.constantFrom('Società «Perché no?» & figli <srl>', '株式会社', '\u0000\u0007\uFFFE', 'è'.repeat(150)),
);
const cents = fc.oneof(fc.integer({ min: 1, max: 1_000_000_00 }), fc.constantFrom(1, 99, 100, 999_999_999));
const order: fc.Arbitrary<SepaOrder> = fc.record({
  messageId: fc.constant('LP-2026-0001'),
  createdAt: fc.date({
    min: new Date('2026-01-01T00:00:00.001Z'),
    max: new Date('2199-12-31'),
    noInvalidDate: true,
  }),
  executionOn: fc.constantFrom('2026-11-30', '2028-02-29'),
  debtor: fc.record({ name, iban }),
  transfers: fc.array(
    fc.record({
      name,
      iban,
      endToEndId: fc.constant('LP-2026-0001-0001'),
      amountCents: cents,
      remittance: name,
    }),
    { minLength: 1, maxLength: 30 },
  ),
});

describe('a payment file', () => {
  it('is valid by pain.001.001.09, whoever is paid and how much', () => {
    fc.assert(
      fc.property(order, (one) => {
        expect(schemaFaults('pain001', creditTransferXml(one))).toEqual([]);
      }),
      { numRuns: times(400) },
    );
  });

  it('would be noticed if it were not', () => {
    const xml = creditTransferXml(fc.sample(order, 1)[0]!);
    expect(schemaFaults('pain001', xml.replace('<PmtMtd>TRF', '<PmtMtd>CASH'))).not.toEqual([]);
    expect(schemaFaults('pain001', xml.replace(/<ChrgBr>.*<\/ChrgBr>\n/, ''))).toEqual([]);
    expect(schemaFaults('pain001', xml.replace(/<MsgId>.*<\/MsgId>\n/, ''))).not.toEqual([]);
    expect(sepaText('株式会社', 70)).toBe('NOTPROVIDED');
  });
});
