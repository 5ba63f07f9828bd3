import { portionHalfUp, type Fraction } from '../domain/money.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import { fundReserve, fundSolidarity, type AccountName } from './accounts.ts';

/** One side of a transfer: above zero a debit, below zero a credit. */
export interface Leg {
  readonly account: AccountName;
  readonly amountCents: number;
}

/** `single` moves money at once; `pending` holds it until a `post` moves it or a `void` lets it go. */
export type Phase = 'single' | 'pending' | 'post' | 'void';

/** A money event ready to be written, whose legs sum to zero. */
export interface Transfer {
  readonly id: string;
  readonly kind: TransferKind;
  readonly phase: Phase;
  /** The hold that a post or a void resolves. */
  readonly pendingId?: string;
  /** The transfer of which this one is the exact negation. */
  readonly reversesId?: string;
  /** The row, document or bank line it comes from, never a name. */
  readonly businessRef: string;
  readonly effectiveOn: PlainDate;
  readonly legs: readonly Leg[];
}

export type TransferKind =
  | 'contribution_pledged'
  | 'contribution_collected'
  | 'contribution_received'
  | 'fund_hold'
  | 'award_approved'
  | 'hold_released'
  | 'unit_delivered'
  | 'award_released'
  | 'settlement_sent'
  | 'settlement_confirmed'
  | 'settlement_bounced'
  | 'settlement_returned'
  | 'settlement_paid'
  | 'inps_substituted'
  | 'bank_line_unexplained'
  | 'reversal'
  | 'prefund_received'
  | 'prefund_returned'
  | 'wallet_credited'
  | 'wallet_emptied'
  | 'voucher_issued'
  | 'voucher_held'
  | 'voucher_captured'
  | 'voucher_hold_released'
  | 'voucher_refunded'
  | 'voucher_restored'
  | 'voucher_expired'
  | 'voucher_voided'
  | 'redemption_collected';

/** The kinds by which money comes into the Fund. */
export const inflowKinds: readonly TransferKind[] = [
  'contribution_collected',
  'contribution_received',
  'redemption_collected',
];

/** What every event says of itself; `effectiveOn` is the event's own day, the same at every attempt. */
export interface Event {
  readonly id: string;
  readonly effectiveOn: PlainDate;
}

/** Money that becomes the Fund's. */
export interface Collected extends Event {
  /** What of it goes to the reserve, by the rule in force when it is collected. */
  readonly reserve: Fraction;
}

/** Ends what a `pending` transfer holds. */
export interface Resolution {
  readonly holdId: string;
}

/** A transfer of legs that move money at once; empty ones are left out. */
export function single(
  kind: TransferKind,
  event: Event,
  businessRef: string,
  legs: readonly Leg[],
): Transfer {
  const { id, effectiveOn } = event;
  return {
    id,
    kind,
    phase: 'single',
    businessRef,
    effectiveOn,
    legs: legs.filter(({ amountCents }) => amountCents !== 0),
  };
}

/** Its part to the reserve, half-up to the cent, the rest to the Fund. */
export function intoFund(amountCents: number, reserve: Fraction): readonly Leg[] {
  const reserveCents = portionHalfUp(amountCents, reserve);
  return [credit(fundSolidarity, amountCents - reserveCents), credit(fundReserve, reserveCents)];
}

/** So many cents out of what grows by credit, or into what grows by debit. */
export function debit(account: AccountName, amountCents: number): Leg {
  return { account, amountCents: positiveOrThrow(amountCents) };
}

/** The other way round. */
export function credit(account: AccountName, amountCents: number): Leg {
  return { account, amountCents: -positiveOrThrow(amountCents) };
}

function positiveOrThrow(amountCents: number): number {
  if (!Number.isSafeInteger(amountCents) || amountCents < 0)
    throw new RangeError(`a leg of ${amountCents} cents: amounts are whole cents, not below zero`);
  return amountCents;
}
