import {
  bankCash,
  beneficiaryPayable,
  fundPledged,
  fundSolidarity,
  inpsPayable,
  providerPayable,
  providerReceivable,
  receivableFrom,
  suspense,
} from './accounts.ts';
import {
  credit,
  debit,
  intoFund,
  single,
  type Collected,
  type Event,
  type Leg,
  type Resolution,
  type Transfer,
} from './legs.ts';

export { inflowKinds, type Leg, type Phase, type Transfer, type TransferKind } from './legs.ts';

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

interface SettlementEvent extends Event {
  readonly providerId: string;
  readonly amountCents: number;
  readonly bankRef: string;
  /** What the provider owed from refunds that came after it was paid: earned as well, and not paid again. */
  readonly nettedCents?: number;
  /** To INPS for the provider's debt, in the place of the provider. */
  readonly payee?: 'provider' | 'inps';
}

/** An organisation owes the Fund its contribution; nothing of it can be paid out yet. */
export function contributionPledged(event: Contribution): Transfer {
  return single('contribution_pledged', event, event.contributionId, [
    debit(receivableFrom(event.source, event.organisationId), event.amountCents),
    credit(fundPledged, event.amountCents),
  ]);
}

/** The bank confirmed a pledged contribution: its part to the reserve, the rest to the Fund. */
export function contributionCollected(event: Contribution & Collected): Transfer {
  return single('contribution_collected', event, event.contributionId, [
    debit(bankCash, event.amountCents),
    debit(fundPledged, event.amountCents),
    credit(receivableFrom(event.source, event.organisationId), event.amountCents),
    ...intoFund(event.amountCents, event.reserve),
  ]);
}

/** Money that reaches the Fund without having been pledged: an opening balance, a donation. */
export function contributionReceived(event: Collected & { bankRef: string; amountCents: number }): Transfer {
  return single('contribution_received', event, event.bankRef, [
    debit(bankCash, event.amountCents),
    ...intoFund(event.amountCents, event.reserve),
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

/**
 * The bank brought back what it had paid, and the money stood in suspense: the provider is owed it again, whoever got
 * it, and owes again what had been taken off it.
 */
export function settlementReturned(event: SettlementEvent): Transfer {
  const { providerId, amountCents, nettedCents = 0 } = event;
  return single('settlement_returned', event, event.bankRef, [
    debit(suspense, amountCents),
    debit(providerReceivable(providerId), nettedCents),
    credit(providerPayable(providerId), amountCents + nettedCents),
  ]);
}

/** What a provider earned is owed to INPS instead, up to its debt; what it owed from refunds is taken off first. */
export function inpsSubstituted(
  event: Event & { itemId: string; providerId: string; amountCents: number; nettedCents: number },
): Transfer {
  return single('inps_substituted', event, event.itemId, [
    debit(providerPayable(event.providerId), event.amountCents + event.nettedCents),
    credit(inpsPayable(event.providerId), event.amountCents),
    credit(providerReceivable(event.providerId), event.nettedCents),
  ]);
}

/** Money came or went, below zero, and nobody can say yet what for. */
export function bankLineUnexplained(event: Event & { bankRef: string; amountCents: number }): Transfer {
  const cents = Math.abs(event.amountCents);
  const [grows, falls] = event.amountCents > 0 ? [bankCash, suspense] : [suspense, bankCash];
  return single('bank_line_unexplained', event, event.bankRef, [debit(grows, cents), credit(falls, cents)]);
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

function awardLegs({ awardId, amountCents }: AwardEvent): readonly Leg[] {
  return [debit(fundSolidarity, amountCents), credit(beneficiaryPayable(awardId), amountCents)];
}

function settlementLegs(event: SettlementEvent): readonly Leg[] {
  const { providerId, amountCents, payee = 'provider', nettedCents = 0 } = event;
  const from = payee === 'inps' ? inpsPayable(providerId) : providerPayable(providerId);
  return [
    debit(from, amountCents + nettedCents),
    credit(bankCash, amountCents),
    credit(providerReceivable(providerId), nettedCents),
  ];
}
