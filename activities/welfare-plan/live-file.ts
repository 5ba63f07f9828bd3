import type { CsvLine } from '../../domain/italian-csv.ts';
import { liveColumns, type LiveVoucherLine } from '../../domain/live-voucher.ts';
import type { FieldError } from '../../domain/refusal.ts';
import type { Text } from '../../domain/text.ts';
import {
  lineError,
  MOST_LINES,
  repeats,
  tableOf,
  unreadable,
  wrongLength,
  type CreditLine,
} from './credit-file.ts';
import { cells, type CellReader, type LiveColumn } from './live-columns.ts';

const MOST_BYTES = 1024 * 1024;

/** What could be read of a list, and what is wrong with the rest. */
export interface LiveFile {
  readonly credits: readonly CreditLine[];
  readonly vouchers: readonly LiveVoucherLine[];
  readonly errors: readonly FieldError[];
}

/** Says what is wrong with a cell: by line and column, never by what stands in it. */
export function cellError(number: number, column: LiveColumn, { it, en }: Text): FieldError {
  const { message } = lineError(number, {
    it: `colonna «${column}»: ${it}`,
    en: `column "${column}": ${en}`,
  });
  return { pointer: `/file/${number}/${column.replaceAll(' ', '-')}`, message };
}

/** Reads wallets and live vouchers of an earlier system, and names every cell that cannot be. */
export function readLiveFile(bytes: Uint8Array): LiveFile {
  const { header, lines } = tableOf(bytes, MOST_BYTES);
  if (liveColumns.join(';') !== header.join(';')) throw unreadable([lineError(1, wrongHeader)]);
  if (lines.length === 0 || lines.length > MOST_LINES) throw unreadable([wrongLength]);
  const errors: FieldError[] = [];
  const credits: CreditLine[] = [];
  const vouchers: LiveVoucherLine[] = [];
  const firstOf = new Map<string, number>();
  for (const line of lines) {
    const row = rowOf(line, errors);
    const kind = row.take('tipo', cells.kind);
    const read = kind === 'credit' ? readCredit(row) : kind === 'voucher' ? readVoucher(row) : undefined;
    if (!read) continue;
    const [key, column] =
      'earlierNumber' in read
        ? ([`numero ${read.earlierNumber}`, 'numero'] as const)
        : ([`credito ${read.taxCode}`, 'codice fiscale'] as const);
    const first = firstOf.get(key);
    if (first !== undefined) row.refuse(column, repeats(first));
    else firstOf.set(key, line.number);
    if ('earlierNumber' in read) vouchers.push(read);
    else credits.push(read);
  }
  return { credits, vouchers, errors };
}

/** A line whose cells are read one by one; what cannot be is noted, and the line then counts for nothing. */
function rowOf({ number, cells: texts }: CsvLine, errors: FieldError[]) {
  const text = (column: LiveColumn) => texts[liveColumns.indexOf(column)] ?? '';
  const refuse = (column: LiveColumn, why: Text) => void errors.push(cellError(number, column, why));
  const take = <T>(column: LiveColumn, { read, wanted }: CellReader<T>): T | undefined => {
    const value = read(text(column));
    if (value === undefined) refuse(column, wanted);
    return value;
  };
  if (texts.length > liveColumns.length) refuse('numero', tooManyCells);
  return { number, text, refuse, take };
}

type Row = ReturnType<typeof rowOf>;

function readCredit({ number, take, text, refuse }: Row): CreditLine | undefined {
  for (const column of liveColumns.slice(3)) if (text(column) !== '') refuse(column, emptyOfCredit);
  const taxCode = take('codice fiscale', cells.taxCode);
  const amountCents = take('importo', cells.amount);
  return taxCode === undefined || amountCents === undefined ? undefined : { number, taxCode, amountCents };
}

function readVoucher(row: Row): LiveVoucherLine | undefined {
  const { number, take, text, refuse } = row;
  const isCumulative = text('fornitore') === '' && text('servizio') === '';
  const read = {
    taxCode: take('codice fiscale', cells.taxCode),
    beneficiaryTaxCode: text('usa') === '' ? null : take('usa', cells.taxCode),
    nominalCents: take('importo', cells.amount),
    spentCents: text('speso') === '' ? 0 : take('speso', cells.spent),
    vatNumber: isCumulative ? '' : take('fornitore', cells.vatNumber),
    name: isCumulative ? '' : take('servizio', cells.name),
    issuedOn: take('emesso il', cells.day),
    validUntil: take('scade il', cells.day),
    taxLetter: take('lettera', cells.taxLetter),
    source: take('fonte', cells.source),
    vat: take('iva', cells.vat),
    pledged: take('contributo', cells.pledged),
    earlierNumber: take('numero', cells.earlierNumber),
  };
  if (!isWhole(read)) return undefined;
  const { vatNumber, name, pledged, ...line } = read;
  if (isCumulative && line.vat !== 'multiPurpose') refuse('iva', cumulativeVat);
  if (isCumulative && line.taxLetter !== 'comma3') refuse('lettera', cumulativeLetter);
  if (line.spentCents > 0 && line.vat !== 'multiPurpose') refuse('speso', spentWhole);
  if (line.spentCents >= line.nominalCents) refuse('speso', nothingLeft);
  if (line.validUntil < line.issuedOn) refuse('scade il', backwards);
  return {
    number,
    ...line,
    service: isCumulative ? null : { vatNumber, name },
    isPledged: pledged === 'pledged',
  };
}

type Whole<T> = { readonly [Key in keyof T]: Exclude<T[Key], undefined> };

function isWhole<T extends object>(read: T): read is T & Whole<T> {
  return Object.values(read).every((value) => value !== undefined);
}

const wrongHeader: Text = {
  it: `scriva le intestazioni: ${liveColumns.join(';')}`,
  en: `write the headers: ${liveColumns.join(';')}`,
};
const tooManyCells: Text = { it: 'dopo questa cella non ne viene altra', en: 'no cell comes after this one' };
const emptyOfCredit: Text = { it: 'di un credito resta vuota', en: 'of a credit it stays empty' };
const cumulativeVat: Text = {
  it: 'senza fornitore e servizio il buono è multiuso',
  en: 'without provider and service a voucher is multi-purpose: multiuso',
};
const cumulativeLetter: Text = {
  it: 'senza fornitore e servizio il buono è del comma 3',
  en: 'without provider and service a voucher is of comma 3',
};
const spentWhole: Text = {
  it: 'un buono monouso si spende intero: speso in parte non può esserlo',
  en: 'a single-purpose voucher is spent whole: it cannot be spent in part',
};
const nothingLeft: Text = {
  it: 'meno del valore nominale: di un buono speso non resta nulla da riprendere',
  en: 'less than the nominal value: of a spent voucher nothing is left to take over',
};
const backwards: Text = { it: 'un giorno dopo quello di emissione', en: 'a day after that of its issue' };
