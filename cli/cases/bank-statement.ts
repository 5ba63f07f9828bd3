import { sumCents } from '../../domain/money.ts';
import type { PlainDate } from '../../domain/plain-date.ts';
import { writtenXml, xmlEuros, type XmlPart } from '../../domain/xml.ts';

/** A payment as a bank tells of it. */
export interface ToldPayment {
  readonly ref?: string;
  readonly endToEndId?: string;
  /** Below zero when money left. */
  readonly amountCents: number;
  /** The bank’s code for why it came back. */
  readonly returnedFor?: string;
}

/** An entry of a statement: one payment, or several that the bank booked together, or a batch of which it tells none. */
export interface ToldEntry extends ToldPayment {
  readonly parts?: readonly ToldPayment[];
  readonly batchCode?: string;
  readonly isPending?: boolean;
}

/** A bank's statement of one day, as camt.053.001.08: what a made-up bank of cases and tests sends. */
export function bankStatement(told: {
  readonly id: string;
  readonly iban: string;
  readonly on: PlainDate;
  readonly entries: readonly ToldEntry[];
  /** What stood there at the end of the day; not said, it tells only what stood there before. */
  readonly closingCents?: number;
}): string {
  const { id, iban, on, entries, closingCents } = told;
  const balance: XmlPart = [
    'Bal',
    [
      ['Tp', [['CdOrPrtry', [['Cd', closingCents === undefined ? 'OPBD' : 'CLBD']]]]],
      ...amountOf(closingCents ?? (sumCents(entries.map(({ amountCents }) => amountCents)) || 1)),
      ['Dt', [['Dt', on]]],
    ],
  ];
  const statement: XmlPart = [
    'Stmt',
    [
      ['Id', id],
      ['Acct', [['Id', [['IBAN', iban]]]]],
      balance,
      ...entries.map((entry) => entryOf(entry, on)),
    ],
  ];
  const header: XmlPart = [
    'GrpHdr',
    [
      ['MsgId', id],
      ['CreDtTm', `${on}T23:00:00`],
    ],
  ];
  return writtenXml([
    'Document',
    [['BkToCstmrStmt', [header, statement]]],
    { xmlns: 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08' },
  ]);
}

function entryOf(entry: ToldEntry, on: PlainDate): XmlPart {
  const details: readonly XmlPart[] = entry.batchCode
    ? [['Btch', [['PmtInfId', entry.batchCode]]]]
    : (entry.parts ?? [entry]).map(detailOf);
  return [
    'Ntry',
    [
      ...amountOf(entry.amountCents),
      ...(entry.returnedFor ? ([['RvslInd', 'true']] as const) : []),
      ['Sts', [['Cd', entry.isPending ? 'PDNG' : 'BOOK']]],
      ['BookgDt', [['Dt', on]]],
      ...(entry.ref ? ([['AcctSvcrRef', entry.ref]] as const) : []),
      ['BkTxCd', [['Prtry', [['Cd', 'NTRF']]]]],
      ['NtryDtls', details],
    ],
  ];
}

function detailOf({ ref, endToEndId, amountCents, returnedFor }: ToldPayment): XmlPart {
  return [
    'TxDtls',
    [
      [
        'Refs',
        [...(ref ? ([['AcctSvcrRef', ref]] as const) : []), ['EndToEndId', endToEndId ?? 'NOTPROVIDED']],
      ],
      ...amountOf(amountCents),
      ...(returnedFor ? ([['RtrInf', [['Rsn', [['Cd', returnedFor]]]]]] as const) : []),
    ],
  ];
}

function amountOf(cents: number): readonly XmlPart[] {
  return [
    ['Amt', xmlEuros(Math.abs(cents)), { Ccy: 'EUR' }],
    ['CdtDbtInd', cents < 0 ? 'DBIT' : 'CRDT'],
  ];
}
