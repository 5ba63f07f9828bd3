import { sumCents } from './money.ts';
import type { PlainDate } from './plain-date.ts';
import { writtenXml, xmlEuros, type XmlPart } from './xml.ts';

export interface SepaAccount {
  readonly name: string;
  readonly iban: string;
}

export interface SepaTransfer extends SepaAccount {
  readonly endToEndId: string;
  readonly amountCents: number;
  /** What the payee reads on its statement. */
  readonly remittance: string;
}

export interface SepaOrder {
  readonly messageId: string;
  readonly createdAt: Date;
  readonly executionOn: PlainDate;
  readonly debtor: SepaAccount;
  readonly transfers: readonly SepaTransfer[];
}

/**
 * A text in the letters that every bank of the SEPA area takes (EPC217-08): accents fall off, a sign that has no
 * counterpart becomes a blank, and what is longer than its field is cut. Of what has no such letter nothing would be
 * left, which no field takes.
 */
export function sepaText(text: string, maxLength: number): string {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('&', '+')
    .replaceAll(/[’‘`´]/g, "'")
    .replaceAll(/[–—]/g, '-')
    .replaceAll(/[^A-Za-z0-9/\-?:().,'+ ]/g, ' ')
    .replaceAll(/ +/g, ' ');
  return plain.trim().slice(0, maxLength).trim() || 'NOTPROVIDED';
}

/**
 * A SEPA credit transfer as pain.001.001.09: one group, one payment instruction, one transfer for each payment. The
 * same order always gives the same bytes: nothing in it is asked of a clock.
 */
export function creditTransferXml(order: SepaOrder): string {
  const totals: readonly XmlPart[] = [
    ['NbOfTxs', String(order.transfers.length)],
    ['CtrlSum', xmlEuros(sumCents(order.transfers.map(({ amountCents }) => amountCents)))],
  ];
  const debtorName = sepaText(order.debtor.name, 70);
  const header: XmlPart = [
    'GrpHdr',
    [
      ['MsgId', order.messageId],
      ['CreDtTm', order.createdAt.toISOString().slice(0, 19)],
      ...totals,
      ['InitgPty', [['Nm', debtorName]]],
    ],
  ];
  const instruction: XmlPart = [
    'PmtInf',
    [
      ['PmtInfId', order.messageId],
      ['PmtMtd', 'TRF'],
      ['BtchBookg', 'false'],
      ...totals,
      ['PmtTpInf', [['SvcLvl', [['Cd', 'SEPA']]]]],
      ['ReqdExctnDt', [['Dt', order.executionOn]]],
      ['Dbtr', [['Nm', debtorName]]],
      ['DbtrAcct', [['Id', [['IBAN', order.debtor.iban]]]]],
      // The bank knows its own account: since IBAN-only nobody asks for a BIC (Reg. (EU) 260/2012 art. 5).
      ['DbtrAgt', [['FinInstnId', [['Othr', [['Id', 'NOTPROVIDED']]]]]]],
      ['ChrgBr', 'SLEV'],
      ...order.transfers.map(transferElement),
    ],
  ];
  const root: XmlPart = [
    'Document',
    [['CstmrCdtTrfInitn', [header, instruction]]],
    { xmlns: 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09' },
  ];
  return writtenXml(root);
}

function transferElement(transfer: SepaTransfer): XmlPart {
  return [
    'CdtTrfTxInf',
    [
      ['PmtId', [['EndToEndId', transfer.endToEndId]]],
      ['Amt', [['InstdAmt', xmlEuros(transfer.amountCents), { Ccy: 'EUR' }]]],
      ['Cdtr', [['Nm', sepaText(transfer.name, 70)]]],
      ['CdtrAcct', [['Id', [['IBAN', transfer.iban]]]]],
      ['RmtInf', [['Ustrd', sepaText(transfer.remittance, 140)]]],
    ],
  ];
}
