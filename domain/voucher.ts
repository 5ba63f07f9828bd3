import { splitVat, type VatTreatment } from './vat.ts';
import { addDays, earlierOf, type PlainDate } from './plain-date.ts';
import { endOfDay } from './time.ts';

/** How long a till keeps what it set aside. */
export const HOLD_MINUTES = 15;

/** For how long a voucher is good that the Fund gives: it has no plan that would say so. */
export const FUND_VOUCHER_DAYS = 180;

/** For how long a voucher that a provider refunded after its last day is good again. */
export const REFUND_DAYS = 30;

/**
 * The last instant at which a voucher is good: so many days after its issue, both in Rome, and never after the last day
 * of the plan or award that pays for it.
 */
export function expiryOf(issuedOn: PlainDate, voucherDays: number, lastDay?: PlainDate): Date {
  const ownLastDay = addDays(issuedOn, voucherDays);
  return endOfDay(lastDay === undefined ? ownLastDay : earlierOf(ownLastDay, lastDay));
}

/**
 * How a voucher stands to VAT (DPR 633/1972 art. 6-bis to 6-quater). With one service of one provider the treatment is
 * known at issue: single-purpose, its VAT chargeable then. Otherwise it is chargeable when the voucher is redeemed.
 */
export function vatAtIssue(
  nominalCents: number,
  service: { readonly vatTreatment: VatTreatment } | undefined,
): { readonly vatKind: 'singlePurpose' | 'multiPurpose'; readonly vatCents: number } {
  if (!service) return { vatKind: 'multiPurpose', vatCents: 0 };
  return { vatKind: 'singlePurpose', vatCents: splitVat(nominalCents, service.vatTreatment).vatCents };
}
