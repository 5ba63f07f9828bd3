import { portionHalfUp, type Fraction } from './money.ts';
import { addDays } from './plain-date.ts';
import { endOfDay, toPlainDate } from './time.ts';
import { REFUND_DAYS } from './voucher.ts';

/** After how many wrong PINs in a row somebody is shut out of a till, and for how long. */
export const tillPinLimits = { tries: 5, lockMinutes: 15 } as const;

/** What of each amount that a till takes does not stay with the provider. */
export interface Shares {
  readonly fund: Fraction;
  readonly fee: Fraction;
}

/** How an amount is divided: what the provider gets, what it gives to the Fund, what the service costs it. */
export interface Split {
  readonly providerCents: number;
  readonly fundCents: number;
  readonly feeCents: number;
}

/** Divides what a till takes, rounded half-up each time; what is left of it is the provider's. */
export function splitCapture(amountCents: number, shares: Shares): Split {
  const fundCents = portionHalfUp(amountCents, shares.fund);
  const feeCents = portionHalfUp(amountCents, shares.fee);
  return { providerCents: amountCents - fundCents - feeCents, fundCents, feeCents };
}

/**
 * Divides what is given back of a capture as the capture was divided. It is reckoned from all that was given back so
 * far, so that parts that come to the whole come to exactly its split, however they were cut.
 */
export function splitRefund(
  taken: Split & { readonly amountCents: number; readonly refundedCents: number },
  amountCents: number,
): Split {
  const upTo = (cents: number, share: number): number =>
    portionHalfUp(cents, { numerator: share, denominator: taken.amountCents });
  const given = (share: number): number =>
    upTo(taken.refundedCents + amountCents, share) - upTo(taken.refundedCents, share);
  const [fundCents, feeCents] = [given(taken.fundCents), given(taken.feeCents)];
  return { providerCents: amountCents - fundCents - feeCents, fundCents, feeCents };
}

/** Until when a refunded voucher is good: as before, or, where that is over, so many days from the refund on. */
export function expiryAfterRefund(expiresAt: Date, now: Date): Date {
  return expiresAt >= now ? expiresAt : endOfDay(addDays(toPlainDate(now), REFUND_DAYS));
}

/** PINs that everybody tries first: one digit six times, or six in a row. */
export function isEasyPin(pin: string): boolean {
  return /^(\d)\1+$/.test(pin) || '0123456789012345'.includes(pin) || '5432109876543210'.includes(pin);
}
