import type { PlainDate } from './plain-date.ts';
import type { VatTreatment } from './vat.ts';
import type { TaxLetter } from './voucher-use.ts';

/** The columns of a list of wallets and live vouchers, in their order. */
export const liveColumns = [
  'tipo',
  'codice fiscale',
  'importo',
  'usa',
  'fornitore',
  'servizio',
  'speso',
  'emesso il',
  'scade il',
  'lettera',
  'fonte',
  'iva',
  'contributo',
  'numero',
] as const;

/** A voucher of an earlier system that somebody can still spend, as a line of the list tells it. */
export interface LiveVoucherLine {
  readonly number: number;
  readonly taxCode: string;
  /** Who uses it, if not the employee. */
  readonly beneficiaryTaxCode: string | null;
  readonly nominalCents: number;
  /** What was spent of it there; nothing of a single-purpose one, which is spent whole. */
  readonly spentCents: number;
  /** None of a cumulative voucher. */
  readonly service: { readonly vatNumber: string; readonly name: string } | null;
  /** The day of its delivery: of the year it counts in. */
  readonly issuedOn: PlainDate;
  readonly validUntil: PlainDate;
  readonly taxLetter: TaxLetter;
  readonly source: 'collectiveAgreement' | 'bindingRegulation' | 'voluntary';
  readonly vat: VatTreatment | 'multiPurpose';
  /** The employer's contribution on it was pledged there, and is not pledged again. */
  readonly isPledged: boolean;
  readonly earlierNumber: string;
}

/** What is still good of it, and has to be covered by money. */
export function leftOf({ nominalCents, spentCents }: LiveVoucherLine): number {
  return nominalCents - spentCents;
}

/** What an earlier system says it owes, and was transferred for it. */
export interface EarlierTotals {
  /** Paid in by the employer and given to nobody yet. */
  readonly prefundCents: number;
  readonly walletCents: number;
  readonly voucherCents: number;
}
