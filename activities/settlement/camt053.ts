import { readEuro } from '../../domain/money.ts';
import { isPlainDate } from '../../domain/plain-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Text } from '../../domain/text.ts';
import { allAt, readXml, textAt, type XmlElement } from '../../domain/xml-reading.ts';
import {
  isBankRef,
  isEndToEndId,
  MOST_BALANCE_CENTS,
  MOST_BANK_CENTS,
  MOST_BANK_LINES,
  type BankEntry,
} from './bank-entry.ts';
import type { DayBalance } from './bank-balance.ts';
import { pairReturns } from './paired-returns.ts';

/** As much as a statement's own number has letters, and its place: no file is told back to whoever sent it. */
const LONGEST_PLACE = 45;

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08';

export interface BankStatement {
  /** Whose account each statement of the file is of. */
  readonly ibans: readonly string[];
  readonly entries: readonly BankEntry[];
  /** What stood on each account at the end of a day, as far as the file tells it. */
  readonly balances: readonly (DayBalance & { readonly iban: string })[];
}

/**
 * Reads the bank's statement as camt.053.001.08. Only what is booked counts. An entry of many payments is read payment
 * by payment, and one that came back stands beside the one that left. One wrong entry, and nothing of the file is
 * taken.
 */
export function readCamt053(xml: string): BankStatement {
  const root = readXml(xml);
  const statements = root ? allAt(root, 'BkToCstmrStmt', 'Stmt') : [];
  if (!root || root.namespace !== NAMESPACE || statements.length === 0)
    throw unreadable({
      it: 'serve un estratto conto camt.053.001.08, senza DOCTYPE',
      en: 'a camt.053.001.08 statement is needed, without a DOCTYPE',
    });
  const ibans = statements.map((one) => textAt(one, 'Acct', 'Id', 'IBAN') ?? '');
  const booked = statements.flatMap((statement, nth) =>
    allAt(statement, 'Ntry')
      .map((entry, at) => ({ entry, place: `${textAt(statement, 'Id') ?? nth + 1}#${at + 1}` }))
      .filter(({ entry }) => textAt(entry, 'Sts', 'Cd') === 'BOOK'),
  );
  const entries = pairReturns(booked.flatMap(({ entry, place }) => entriesOf(entry, place)));
  if (entries.length > MOST_BANK_LINES)
    throw unreadable({
      it: `al massimo ${MOST_BANK_LINES} movimenti: dividere il file`,
      en: `${MOST_BANK_LINES} entries at most: split the file`,
    });
  const balances = statements.flatMap((statement, nth) =>
    closingBalances(statement).map((balance) => ({ ...balance, iban: ibans[nth]! })),
  );
  return { ibans, entries, balances };
}

/** The closing booked balance (CLBD), and no other: what is expected or available is not what stood there. */
function closingBalances(statement: XmlElement): readonly DayBalance[] {
  return allAt(statement, 'Bal')
    .filter((balance) => textAt(balance, 'Tp', 'CdOrPrtry', 'Cd') === 'CLBD')
    .map((balance) => {
      const balanceOn = dayAt(balance, 'Dt');
      if (!isPlainDate(balanceOn)) throw wrongEntry('CLBD', 'Dt');
      return { balanceOn, balanceCents: signedCents(balance, balance, 'CLBD', 'balance') };
    });
}

function dayAt(element: XmlElement, name: string): string {
  return (textAt(element, name, 'Dt') ?? textAt(element, name, 'DtTm') ?? '').slice(0, 10);
}

/** The payments of an entry, or the entry itself when the bank tells no more of it. */
function entriesOf(entry: XmlElement, place: string): readonly BankEntry[] {
  const details = allAt(entry, 'NtryDtls', 'TxDtls');
  const whole = signedCents(entry, entry, place);
  const bookedOn = dayAt(entry, 'BookgDt');
  if (!isPlainDate(bookedOn)) throw wrongEntry(place, 'BookgDt');
  const ofBank = textAt(entry, 'AcctSvcrRef');
  if (details.length <= 1) {
    const batchCode = details.length === 0 ? (textAt(entry, 'NtryDtls', 'Btch', 'PmtInfId') ?? null) : null;
    const bankRef = ofBank ?? (details[0] && textAt(details[0], 'Refs', 'AcctSvcrRef')) ?? place;
    return [{ ...told(details[0] ?? entry, bankRef, place), bookedOn, amountCents: whole, batchCode }];
  }
  const own = details.map((detail) => textAt(detail, 'Refs', 'AcctSvcrRef'));
  // Some banks repeat the entry's reference in each of its payments: then it tells none of them apart.
  const areOwn = new Set(own).size === own.length;
  const parts = details.map((detail, at) => ({
    ...told(detail, (areOwn && own[at]) || `${ofBank ?? own[at] ?? place}.${at + 1}`, place),
    bookedOn,
    amountCents: signedCents(detail, entry, place),
  }));
  if (parts.reduce((sum, { amountCents }) => sum + amountCents, 0) !== whole) throw wrongEntry(place, 'Amt');
  return parts;
}

/** What a payment says of itself: its references, and whether and why it came back. */
function told(detail: XmlElement, bankRef: string, place: string) {
  const given = textAt(detail, 'Refs', 'EndToEndId');
  const endToEndId = given === undefined || given === 'NOTPROVIDED' ? null : given;
  if (!isBankRef(bankRef)) throw wrongEntry(place, 'AcctSvcrRef');
  if (endToEndId !== null && !isEndToEndId(endToEndId)) throw wrongEntry(place, 'EndToEndId');
  const reasonCode = textAt(detail, 'RtrInf', 'Rsn', 'Cd') ?? null;
  return { bankRef, endToEndId, isRejected: false, reasonCode };
}

/** Below zero for a debit, whether it is one or takes a credit back; a payment within an entry may tell its own side. */
function signedCents(
  detail: XmlElement,
  entry: XmlElement,
  place: string,
  of: 'payment' | 'balance' = 'payment',
): number {
  const [amount] = [...allAt(detail, 'Amt'), ...allAt(detail, 'AmtDtls', 'TxAmt', 'Amt')];
  const side = textAt(detail, 'CdtDbtInd') ?? textAt(entry, 'CdtDbtInd');
  const written = /^(\d+)(?:\.(\d{1,2})0*)?$/.exec(amount?.text.trim() ?? '');
  const cents = written ? readEuro(`${written[1]},${written[2] ?? '00'}`) : undefined;
  const [least, most] = of === 'balance' ? [0, MOST_BALANCE_CENTS] : [1, MOST_BANK_CENTS];
  if (cents === undefined || cents < least || cents > most) throw wrongEntry(place, 'Amt');
  if (amount!.attributes['Ccy'] !== 'EUR') throw wrongEntry(place, 'Ccy');
  if (side !== 'CRDT' && side !== 'DBIT') throw wrongEntry(place, 'CdtDbtInd');
  return side === 'DBIT' ? -cents : cents;
}

function wrongEntry(place: string, element: string): Refusal {
  const told = place.slice(-LONGEST_PLACE);
  return unreadable({
    it: `movimento ${told}: ${element} manca o non è leggibile`,
    en: `entry ${told}: ${element} is missing or cannot be read`,
  });
}

/** Shared with whoever finds that a file is well written and still of no use here. */
export function unreadable(message: Text): Refusal {
  return new Refusal('invalidRequest', {
    detail: {
      it: 'Corregga il file e lo invii di nuovo: di questo non è stato preso niente.',
      en: 'Correct the file and send it again: nothing of this one was taken.',
    },
    errors: [{ pointer: '/body/xml', message }],
  });
}
