import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invoiceFaults, readFatturaPa } from '../domain/arrived-invoice.ts';
import { fatturaPaXml, type InvoiceDraft } from '../domain/fattura-pa.ts';
import { bearsStamp, vatGroups } from '../domain/provider-invoice.ts';
import { creditTransferXml, sepaText, type SepaOrder } from '../domain/sepa.ts';
import { vatPercents, type VatTreatment } from '../domain/vat.ts';
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

const seat = { address: name, postalCode: fc.constant('24060'), comune: name, province: fc.constant('BG') };
const draft: fc.Arbitrary<InvoiceDraft> = fc.record({
  kind: fc.constantFrom('invoice', 'creditNote'),
  code: fc.constant('PF-2026-0001-0001'),
  batchCode: fc.constant('LP-2026-0001'),
  writtenOn: fc.constantFrom('2026-11-30', '2027-01-01'),
  issuer: fc.record({
    name,
    vatNumber: fc.constant('01234567897'),
    ...seat,
    taxRegime: fc.constantFrom('RF01', 'RF19'),
    stampExempt: fc.boolean(),
  }),
  recipient: fc.record({
    name,
    vatNumber: fc.constant('00743110157'),
    ...seat,
    recipientCode: fc.constantFrom('0000000', 'UFB1C2'),
  }),
  lines: fc.array(
    fc.record({
      redemptionNumber: fc.constant('RB-2026-000001'),
      capturedOn: fc.constant('2026-11-27'),
      amountCents: cents,
      vatTreatment: fc.constantFrom(...Object.keys(vatPercents), null) as fc.Arbitrary<VatTreatment | null>,
      category: fc.constantFrom('childcare', 'proximityShop', null),
    }),
    { minLength: 1, maxLength: 30 },
  ),
});

describe('the draft of an invoice', () => {
  it('is valid by the schema 1.2.3, named after whom it is for, comes to its lines to the cent, and reads back as the one that was asked for', () => {
    fc.assert(
      fc.property(draft, (one) => {
        const xml = fatturaPaXml(one);
        // This schema is of invoices to private recipients, and knows of the two names of the format its own alone.
        expect(schemaFaults('fatturaPa', xml.replaceAll('FPA12', 'FPR12'))).toEqual([]);
        const format = one.recipient.recipientCode.length === 6 ? 'FPA12' : 'FPR12';
        expect(xml).toContain(`<FormatoTrasmissione>${format}</FormatoTrasmissione>`);
        expect(xml).toContain(`versione="${format}"`);
        const groups = vatGroups(one.lines, one.writtenOn);
        const totalCents = one.lines.reduce((sum, { amountCents }) => sum + amountCents, 0);
        const awaited = {
          ...one,
          totalCents,
          groups,
          supplierVat: one.issuer.vatNumber,
          recipientVat: one.recipient.vatNumber,
          since: '2026-11-27',
          today: one.writtenOn,
        };
        expect(invoiceFaults(readFatturaPa(xml)!, awaited)).toEqual([]);
        // What the exchange system checks: VAT is the rate’s part of what is taxable, within a cent.
        for (const { taxableCents, vatCents, ratePercent } of groups)
          expect(Math.abs((taxableCents * ratePercent) / 100 - vatCents)).toBeLessThanOrEqual(1);
      }),
      { numRuns: times(400) },
    );
  });

  it('bears a stamp above 77,47 € without VAT alone, unless its writer is exempt', () => {
    const line = (amountCents: number, vatTreatment: VatTreatment | null) =>
      vatGroups(
        [
          {
            redemptionNumber: 'R',
            capturedOn: '2026-11-27',
            amountCents,
            vatTreatment,
            category: 'childcare',
          },
        ],
        '2026-12-31',
      );
    expect(bearsStamp(line(7_747, 'exempt'), false)).toBe(false);
    expect(bearsStamp(line(7_748, 'exempt'), false)).toBe(true);
    expect(bearsStamp(line(7_748, null), false)).toBe(true);
    expect(bearsStamp(line(7_748, 'exempt'), true)).toBe(false);
    expect(bearsStamp(line(1_000_000, 'reduced5'), false)).toBe(false);
    expect(line(42_000, 'reduced5')).toMatchObject([{ taxableCents: 40_000, vatCents: 2_000 }]);
    expect(line(100, null)).toMatchObject([
      { nature: 'N2.2', reference: expect.stringContaining('6-quater') },
    ]);
  });
});
