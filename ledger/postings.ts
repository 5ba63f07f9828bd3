import { portionHalfUp, type Fraction } from '../domain/money.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import {
  bankCash,
  beneficiaryPayable,
  fundPledged,
  fundReserve,
  fundSolidarity,
  providerPayable,
  receivableFrom,
  type AccountName,
} from './accounts.ts';

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
  | 'settlement_paid'
  | 'reversal';

/** The kinds by which money comes into the Fund. */
export const inflowKinds: readonly TransferKind[] = ['contribution_collected', 'contribution_received'];

/** RS-2026.1, domain §6.6: of each collected contribution a tenth goes to the reserve, half-up to the cent. */
export const reserveShare: Fraction = { numerator: 1, denominator: 10 };

/** What every event says of itself; `effectiveOn` is the event's own day, the same at every attempt. */
interface Event {
  readonly id: string;
  readonly effectiveOn: PlainDate;
}

interface Contribution extends Event {
  readonly contributionId: string;
  readonly source: 'employer' | 'provider';
  readonly organisationId: string;
  readonly amountCents: number;
}

interface AwardEvent extends Event {
  readonly awardId: string;
  readonly amountCents: number;
}

interface Resolution {
  readonly holdId: string;
}

interface SettlementEvent extends Event {
  readonly providerId: string;
  readonly amountCents: number;
  readonly bankRef: string;
}

/** An organisation owes the Fund its contribution; nothing of it can be paid out yet. */
export function contributionPledged(event: Contribution): Transfer {
  return single('contribution_pledged', event, event.contributionId, [
    debit(receivableFrom(event.source, event.organisationId), event.amountCents),
    credit(fundPledged, event.amountCents),
  ]);
}

/** The bank confirmed a pledged contribution: a tenth to the reserve, the rest to the Fund. */
export function contributionCollected(event: Contribution): Transfer {
  return single('contribution_collected', event, event.contributionId, [
    debit(bankCash, event.amountCents),
    debit(fundPledged, event.amountCents),
    credit(receivableFrom(event.source, event.organisationId), event.amountCents),
    ...intoFund(event.amountCents),
  ]);
}

/** Money that reaches the Fund without having been pledged: an opening balance, a donation. */
export function contributionReceived(event: Event & { bankRef: string; amountCents: number }): Transfer {
  return single('contribution_received', event, event.bankRef, [
    debit(bankCash, event.amountCents),
    ...intoFund(event.amountCents),
  ]);
}

/** Holds the Fund's money for an award: no longer available, not yet spent. */
export function fundHold(event: AwardEvent): Transfer {
  return { ...single('fund_hold', event, event.awardId, awardLegs(event)), phase: 'pending' };
}

/** Approval posts the hold, once, to the award's own account; what it posts less is free again. */
export function awardApproved(event: AwardEvent & Resolution): Transfer {
  const transfer = single('award_approved', event, event.awardId, awardLegs(event));
  return { ...transfer, phase: 'post', pendingId: event.holdId };
}

/** The award will not be: its hold is let go whole. */
export function holdReleased(event: Event & Resolution & { awardId: string }): Transfer {
  return { ...single('hold_released', event, event.awardId, []), phase: 'void', pendingId: event.holdId };
}

/** A delivered unit takes its cents from the award and owes them to the provider. */
export function unitDelivered(event: AwardEvent & { unitId: string; providerId: string }): Transfer {
  return single('unit_delivered', event, event.unitId, [
    debit(beneficiaryPayable(event.awardId), event.amountCents),
    credit(providerPayable(event.providerId), event.amountCents),
  ]);
}

/** What an award will not use goes back to the Fund. */
export function awardReleased(event: AwardEvent): Transfer {
  return single('award_released', event, event.awardId, [
    debit(beneficiaryPayable(event.awardId), event.amountCents),
    credit(fundSolidarity, event.amountCents),
  ]);
}

/** A payment to a provider left for the bank: held until the bank answers. */
export function settlementSent(event: SettlementEvent): Transfer {
  return { ...single('settlement_sent', event, event.bankRef, settlementLegs(event)), phase: 'pending' };
}

/** The bank confirmed the payment. */
export function settlementConfirmed(event: SettlementEvent & Resolution): Transfer {
  const transfer = single('settlement_confirmed', event, event.bankRef, settlementLegs(event));
  return { ...transfer, phase: 'post', pendingId: event.holdId };
}

/** The payment came back: the provider is owed as before. */
export function settlementBounced(event: Event & Resolution & { bankRef: string }): Transfer {
  return {
    ...single('settlement_bounced', event, event.bankRef, []),
    phase: 'void',
    pendingId: event.holdId,
  };
}

/** A payment recorded when the bank has already made it. */
export function settlementPaid(event: SettlementEvent): Transfer {
  return single('settlement_paid', event, event.bankRef, settlementLegs(event));
}

/** The exact negation of a transfer that moved money and should not have. */
export function reversal(
  event: Event & { businessRef: string; original: Pick<Transfer, 'id' | 'legs'> },
): Transfer {
  const legs = event.original.legs.map(({ account, amountCents }) => ({
    account,
    amountCents: -amountCents,
  }));
  return { ...single('reversal', event, event.businessRef, legs), reversesId: event.original.id };
}

function single(kind: TransferKind, event: Event, businessRef: string, legs: readonly Leg[]): Transfer {
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

function intoFund(amountCents: number): readonly Leg[] {
  const reserveCents = portionHalfUp(amountCents, reserveShare);
  return [credit(fundSolidarity, amountCents - reserveCents), credit(fundReserve, reserveCents)];
}

function awardLegs({ awardId, amountCents }: AwardEvent): readonly Leg[] {
  return [debit(fundSolidarity, amountCents), credit(beneficiaryPayable(awardId), amountCents)];
}

function settlementLegs({ providerId, amountCents }: SettlementEvent): readonly Leg[] {
  return [debit(providerPayable(providerId), amountCents), credit(bankCash, amountCents)];
}

function debit(account: AccountName, amountCents: number): Leg {
  return { account, amountCents: positiveOrThrow(amountCents) };
}

function credit(account: AccountName, amountCents: number): Leg {
  return { account, amountCents: -positiveOrThrow(amountCents) };
}

function positiveOrThrow(amountCents: number): number {
  if (!Number.isSafeInteger(amountCents) || amountCents < 0)
    throw new RangeError(`a leg of ${amountCents} cents: amounts are whole cents, not below zero`);
  return amountCents;
}
