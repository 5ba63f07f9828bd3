import { describe, expect, it } from 'vitest';
import { italianCsv } from '../domain/italian-csv.ts';
import { creditTransferXml, sepaText, type SepaOrder } from '../domain/sepa.ts';
import { isToBeNotified, planPayments } from '../domain/settlement.ts';

const order: SepaOrder = {
  messageId: 'LP-2026-0001',
  createdAt: new Date('2026-11-27T09:30:15.250Z'),
  executionOn: '2026-11-30',
  debtor: { name: 'Fondo "Solidarietà" <& figli>', iban: 'IT40S0542811101000000123456' },
  transfers: [
    {
      name: 'Cooperativa Perché no? – Società',
      iban: 'IT60X0542811101000000123456',
      endToEndId: 'LP-2026-0001-0001',
      amountCents: 4_020_005,
      remittance: 'Buoni servizio, distinta LP-2026-0001',
    },
    {
      name: 'Asilo',
      iban: 'DE89370400440532013000',
      endToEndId: 'LP-2026-0001-0002',
      amountCents: 7,
      remittance: 'Buoni servizio',
    },
  ],
};

describe('a SEPA credit transfer', () => {
  const xml = creditTransferXml(order);
  /** Names of elements in the order in which they begin, without those of the second transfer. */
  const names = [...xml.slice(0, xml.lastIndexOf('<CdtTrfTxInf>')).matchAll(/<(\w+)[ >]/g)].map(
    (match) => match[1],
  );

  it('has the elements of pain.001.001.09 in the order of its schema', () => {
    expect(xml).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain\.001\.001\.09">/,
    );
    expect(names).toEqual(
      `Document CstmrCdtTrfInitn GrpHdr MsgId CreDtTm NbOfTxs CtrlSum InitgPty Nm
       PmtInf PmtInfId PmtMtd BtchBookg NbOfTxs CtrlSum PmtTpInf SvcLvl Cd ReqdExctnDt Dt Dbtr Nm
       DbtrAcct Id IBAN DbtrAgt FinInstnId Othr Id ChrgBr
       CdtTrfTxInf PmtId EndToEndId Amt InstdAmt Cdtr Nm CdtrAcct Id IBAN RmtInf Ustrd`.split(/\s+/),
    );
  });

  it('closes what it opens, tells the sum twice and every amount with a point and two decimals', () => {
    const open: string[] = [];
    for (const [, slash, name] of xml.matchAll(/<(\/?)(\w+)[^>]*>/g))
      if (slash) expect(open.pop()).toBe(name);
      else open.push(name!);
    expect(open).toEqual([]);
    expect([...xml.matchAll(/<CtrlSum>(.*?)</g)].map((match) => match[1])).toEqual(['40200.12', '40200.12']);
    expect([...xml.matchAll(/<InstdAmt Ccy="EUR">(.*?)</g)].map((match) => match[1])).toEqual([
      '40200.05',
      '0.07',
    ]);
    expect(xml).toContain('<CreDtTm>2026-11-27T09:30:15</CreDtTm>');
  });

  it('is written in the letters that every bank takes, and no name breaks out of its element', () => {
    expect(xml).toContain('<Nm>Fondo Solidarieta + figli</Nm>');
    expect(xml).toContain('<Nm>Cooperativa Perche no? - Societa</Nm>');
    expect(xml.replace(/^.*\n/, '')).not.toMatch(/[^A-Za-z0-9/\-?:().,'+ <>="\n_]/);
    expect(sepaText('a'.repeat(69) + ' bc', 70)).toBe('a'.repeat(69));
    expect(sepaText('Straße №5', 70)).toBe('Stra e No5');
  });
});

describe('a table for Excel in Italy', () => {
  it('shows as text what would be a formula, and amounts with a comma', () => {
    const rows = ['=1+1', '+39 035', '-cmd', '@SUM', '\tx', 'a;b', 'say "hi"'].map((text) => [text]);
    expect(italianCsv([...rows, [{ cents: -5 }, { cents: 123_456 }]])).toBe(
      '\uFEFF\'=1+1\r\n\'+39 035\r\n\'-cmd\r\n\'@SUM\r\n\'\tx\r\n"a;b"\r\n"say ""hi"""\r\n-0,05;1234,56\r\n',
    );
  });
});

describe('what one provider is paid', () => {
  const owed = [30_000, 20_000].map((amountCents, nth) => ({ redemptionId: `r${nth}`, amountCents }));
  const refund = { redemptionId: 'old', refundTransferId: 't', amountCents: 9_800 };
  const shown = (debtCents: number, refunds = [refund]) =>
    planPayments(owed, refunds, debtCents).map(({ payee, amountCents, lines }) => ({
      payee,
      amountCents,
      lines: lines.map((line) => line.amountCents),
    }));

  it.each([
    [0, [{ payee: 'provider', amountCents: 40_200, lines: [30_000, 20_000, -9_800] }]],
    [
      25_000,
      [
        { payee: 'inps', amountCents: 25_000, lines: [30_000, 4_800, -9_800] },
        { payee: 'provider', amountCents: 15_200, lines: [15_200] },
      ],
    ],
    [40_200, [{ payee: 'inps', amountCents: 40_200, lines: [30_000, 20_000, -9_800] }]],
    [99_999, [{ payee: 'inps', amountCents: 40_200, lines: [30_000, 20_000, -9_800] }]],
  ])('with a debt of %d cents to INPS', (debtCents, expected) => {
    expect(shown(debtCents)).toEqual(expected);
  });

  it('is nothing while it gave back as much as it earned', () => {
    expect(shown(0, [{ ...refund, amountCents: 50_000 }])).toEqual([]);
    expect(shown(0, [{ ...refund, amountCents: 49_999 }])).toMatchObject([{ amountCents: 1 }]);
  });
});

describe('a network of limited use', () => {
  it('is notified above one million euro a year', () => {
    expect([100_000_000, 100_000_001].map(isToBeNotified)).toEqual([false, true]);
  });
});
