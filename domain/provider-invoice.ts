import { portionHalfUp, sumCents } from './money.ts';
import type { PlainDate } from './plain-date.ts';
import { vatPercents, type VatTreatment } from './vat.ts';

/** A redemption as an invoice has it: at what the voucher was worth, VAT included. */
export interface InvoiceLine {
  readonly redemptionNumber: string;
  readonly capturedOn: PlainDate;
  /** Above zero, on credit notes too. */
  readonly amountCents: number;
  /** Fixed when the voucher was issued; null of a multi-purpose one. */
  readonly vatTreatment: VatTreatment | null;
  /** What kind of service it was; null of a multi-purpose voucher. */
  readonly category: string | null;
}

/** What an invoice sums up apart: one rate, or one reason for which there is no VAT. */
export interface VatGroup {
  readonly ratePercent: number;
  /** The code of the reason without VAT (natura); undefined where there is a rate. */
  readonly nature: 'N2.2' | 'N4' | undefined;
  readonly reference: string | undefined;
  readonly grossCents: number;
  readonly taxableCents: number;
  readonly vatCents: number;
  readonly lines: readonly InvoiceLine[];
}

/** Owed on what bears no VAT above this (DPR 642/1972, tariffa art. 13 and its note 2). */
export const STAMP_ABOVE_CENTS = 7_747;
export const STAMP_CENTS = 200;

/** The numbers of DPR 633/1972 art. 10 under which each kind of service is exempt, when it is. */
const exemptUnder: Readonly<Record<string, string>> = {
  childcare: 'n. 21',
  summerCamp: 'n. 20',
  homeCare: 'n. 27-ter',
  dayCentre: 'n. 27-ter',
  psychology: 'n. 18',
  therapy: 'n. 18',
  transport: 'n. 14',
  sports: 'n. 20',
  culture: 'n. 22',
};

/** From then on the code of VAT has other numbers (D.Lgs. 10/2026): the old ones say which rule is meant. */
const NEW_VAT_CODE_FROM = '2027-01-01';

/**
 * The groups of an invoice of a day. VAT is taken out of each group's whole, never line by line: so the exchange system
 * reckons it, and so no cent is lost between the two.
 */
export function vatGroups(lines: readonly InvoiceLine[], writtenOn: PlainDate): readonly VatGroup[] {
  const byKey = Map.groupBy(lines, (line) => JSON.stringify(treatedAs(line, writtenOn)));
  const inOrder = [...byKey.keys()].toSorted();
  return inOrder.map((key) => {
    const members = byKey.get(key)!;
    const treated = treatedAs(members[0]!, writtenOn);
    const grossCents = sumCents(members.map(({ amountCents }) => amountCents));
    const taxableCents = portionHalfUp(grossCents, {
      numerator: 100,
      denominator: 100 + treated.ratePercent,
    });
    return { ...treated, grossCents, taxableCents, vatCents: grossCents - taxableCents, lines: members };
  });
}

/** Whether the invoice bears a stamp: what has no VAT comes to more than the limit, and whoever writes it is not exempt. */
export function bearsStamp(groups: readonly VatGroup[], isExempt: boolean): boolean {
  const withoutVat = groups.filter(({ nature }) => nature !== undefined);
  return !isExempt && sumCents(withoutVat.map(({ grossCents }) => grossCents)) > STAMP_ABOVE_CENTS;
}

function treatedAs({ vatTreatment, category }: InvoiceLine, writtenOn: PlainDate) {
  const was = writtenOn >= NEW_VAT_CODE_FROM ? 'già ' : '';
  if (vatTreatment === null)
    return without('N2.2', `Rimborso di buoni multiuso, ${was}art. 6-quater DPR 633/1972`);
  if (vatTreatment === 'outOfScope') return without('N2.2', 'Operazione non soggetta a IVA');
  if (vatTreatment === 'exempt') {
    const number = exemptUnder[category ?? ''];
    return without('N4', `Esente, ${was}art. 10${number ? ` ${number}` : ''} DPR 633/1972`);
  }
  return { ratePercent: vatPercents[vatTreatment], nature: undefined, reference: undefined };
}

function without(nature: 'N2.2' | 'N4', reference: string) {
  return { ratePercent: 0, nature, reference };
}
