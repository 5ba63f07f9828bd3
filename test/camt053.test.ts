import { describe, expect, it } from 'vitest';
import { readCamt053 } from '../activities/settlement/camt053.ts';
import { bankStatement, type ToldEntry } from '../cli/cases/bank-statement.ts';
import { Refusal } from '../domain/refusal.ts';
import { readXml } from '../domain/xml-reading.ts';
import { schemaFaults } from './support/xml-schema.ts';

const iban = 'IT60X0542811101000000123456';
const statement = (...entries: readonly ToldEntry[]) =>
  bankStatement({ id: 'EC-2026-330', iban, on: '2026-11-27', entries });
const read = (...entries: readonly ToldEntry[]) => readCamt053(statement(...entries)).entries;
const refusal = (xml: string): string => {
  try {
    readCamt053(xml);
  } catch (error) {
    if (error instanceof Refusal) return error.refusal.errors![0]!.message.en;
    throw error;
  }
  return 'taken';
};

const sent = { ref: 'A1', endToEndId: 'LP-2026-0001-0001', amountCents: -9_800 };
const returned = { ref: 'A1', endToEndId: sent.endToEndId, amountCents: 9_800, returnedFor: 'AC04' };

describe('a statement of the bank', () => {
  it('is what its schema says, and reads as lines of a list do', () => {
    const entries = [sent, { ref: 'A2', amountCents: 125_000 }, { ...sent, ref: 'A3', isPending: true }];
    const xml = statement(...entries, returned, { ...sent, batchCode: 'LP-1' }, { ...sent, parts: [sent] });
    expect(schemaFaults('camt053', xml)).toEqual([]);
    expect(readCamt053(statement(...entries))).toMatchObject({
      ibans: [iban],
      entries: [
        { bankRef: 'A1', bookedOn: '2026-11-27', amountCents: -9_800, endToEndId: 'LP-2026-0001-0001' },
        { bankRef: 'A2', amountCents: 125_000, endToEndId: null, isRejected: false },
      ],
    });
  });

  it('tells in one line a payment that left and came back, by one reference or two, and why', () => {
    const [answer, ...rest] = read(sent, returned);
    expect(rest).toEqual([]);
    expect(answer).toMatchObject({
      bankRef: 'A1',
      amountCents: -9_800,
      isRejected: true,
      reasonCode: 'AC04',
    });
    expect(answer!.returnedBy).toMatchObject({ bankRef: 'A1', amountCents: 9_800 });
    expect(read(sent, { ...returned, amountCents: 9_799 })).toHaveLength(2);
    expect(read(returned)).toMatchObject([{ amountCents: 9_800, isRejected: false, reasonCode: 'AC04' }]);
    expect(read(sent, returned, { ...sent, ref: 'A9' })).toHaveLength(2);
  });

  it('tells the closing balance of its day, booked and nothing else, below zero too', () => {
    const told = (closingCents?: number, kind = 'CLBD') =>
      readCamt053(
        bankStatement({
          id: 'EC',
          iban,
          on: '2026-11-27',
          entries: [],
          ...(closingCents === undefined ? {} : { closingCents }),
        }).replace('CLBD', kind),
      ).balances;
    expect(told(123_456)).toEqual([{ iban, balanceOn: '2026-11-27', balanceCents: 123_456 }]);
    expect(told(-5)).toMatchObject([{ balanceCents: -5 }]);
    expect(told(0)).toMatchObject([{ balanceCents: 0 }]);
    expect(told()).toEqual([]);
    expect(told(5, 'CLAV')).toEqual([]);
    expect(() => told(5_000_000_000_000)).toThrow(Refusal);
  });

  it('tells each payment of an entry of several, under a reference of its own', () => {
    const parts = [sent, { endToEndId: 'LP-2026-0001-0002', amountCents: -200 }];
    expect(read({ ref: 'B1', amountCents: -10_000, parts })).toMatchObject([
      { bankRef: 'A1', amountCents: -9_800 },
      { bankRef: 'B1.2', amountCents: -200, endToEndId: 'LP-2026-0001-0002' },
    ]);
    const repeated = [sent, { ...sent, endToEndId: 'LP-2026-0001-0002' }];
    const ofOne = read({ ref: 'A1', amountCents: -19_600, parts: repeated }).map(({ bankRef }) => bankRef);
    expect(ofOne).toEqual(['A1.1', 'A1.2']);
    expect(read({ amountCents: -1 }, { amountCents: -2 }).map(({ bankRef }) => bankRef)).toEqual([
      'EC-2026-330#1',
      'EC-2026-330#2',
    ]);
    expect(read({ ref: 'B2', amountCents: -98, batchCode: 'LP-2026-0001' })).toMatchObject([
      { bankRef: 'B2', batchCode: 'LP-2026-0001', endToEndId: null },
    ]);
  });

  it('is refused whole when something in it cannot be read', () => {
    const good = statement(sent);
    const wrong = (find: string, put: string) => refusal(good.replace(find, put));
    expect(refusal(good)).toBe('taken');
    expect(wrong('camt.053.001.08', 'camt.053.001.02')).toContain('camt.053.001.08');
    expect(wrong('Document', 'Documen')).toContain('camt.053.001.08');
    expect(wrong('?>', '?><!DOCTYPE Document>')).toContain('DOCTYPE');
    expect(refusal(good.replaceAll('Ccy="EUR"', 'Ccy="CHF"'))).toContain('Ccy');
    expect(refusal(good.replaceAll('98.00', '98.005'))).toContain('Amt');
    expect(refusal(good.replaceAll('DBIT', 'BOTH'))).toContain('CdtDbtInd');
    expect(refusal(good.replaceAll('2026-11-27', '2026-11-31'))).toContain('BookgDt');
    const long = good.replaceAll('EC-2026-330', 'E'.repeat(10_000)).replaceAll('DBIT', 'BOTH');
    expect(refusal(long).length).toBeLessThan(200);
    const parts = [sent, sent];
    expect(refusal(statement({ amountCents: -9_800, parts }))).toContain('Amt');
  });
});

describe('a file that somebody else wrote', () => {
  it('is read without its entities, however they are meant, and not deeper than sense', () => {
    const grows = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>';
    const reaches = '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>';
    const unknown = '<a>&b;</a>';
    const deep = `${'<a>'.repeat(50)}${'</a>'.repeat(50)}`;
    for (const xml of [grows, reaches, unknown, deep, '', 'a', '<a>', '<a/><b/>', '<a:b/>'])
      expect(readXml(xml), xml.slice(0, 60)).toBeUndefined();
    expect(readXml('\uFEFF<a><![CDATA[<]]>&amp;&#233;</a>')).toMatchObject({ name: 'a', text: '<&é' });
  });
});
