import type { Split } from '../domain/till.ts';
import {
  bankCash,
  beneficiaryPayable,
  employeeWallet,
  employerPrefund,
  fundClawback,
  fundPledged,
  providerPayable,
  providerReceivable,
  receivableFrom,
  voucherLiability,
  type AccountName,
} from './accounts.ts';
import {
  credit,
  debit,
  intoFund,
  single,
  type Collected,
  type Event,
  type Resolution,
  type Transfer,
} from './legs.ts';

/** What pays for a voucher: an employee's credit, or what the Fund set aside for an award. */
export type Payer = { readonly walletId: string } | { readonly awardId: string };

interface VoucherEvent extends Event {
  readonly voucherId: string;
  readonly amountCents: number;
}

/** An employer's money has reached the segregated bank account. */
export function prefundReceived(
  event: Event & { employerId: string; amountCents: number; bankRef: string },
): Transfer {
  return single('prefund_received', event, event.bankRef, [
    debit(bankCash, event.amountCents),
    credit(employerPrefund(event.employerId), event.amountCents),
  ]);
}

/** An employee is given credit out of what the employer has paid in. */
export function walletCredited(
  event: Event & { creditId: string; walletId: string; employerId: string; amountCents: number },
): Transfer {
  return single('wallet_credited', event, event.creditId, [
    debit(employerPrefund(event.employerId), event.amountCents),
    credit(employeeWallet(event.walletId), event.amountCents),
  ]);
}

/** What is left of a wallet that orders no more goes on: to another wallet, the employer or the Fund. */
export function walletEmptied(
  event: Event & { carryOverId: string; walletId: string; amountCents: number; residual: Residual },
): Transfer {
  return single('wallet_emptied', event, event.carryOverId, [
    debit(employeeWallet(event.walletId), event.amountCents),
    credit(residualAccount(event.residual), event.amountCents),
  ]);
}

/** What a plan leaves to the Fund: the bank has had it since it was paid in, so it is collected as soon as pledged. */
export function residualCollected(event: Collected & { ref: string; amountCents: number }): Transfer {
  return single('contribution_collected', event, event.ref, [
    debit(fundPledged, event.amountCents),
    ...intoFund(event.amountCents, event.reserve),
  ]);
}

/** Credit, or an award's money, becomes a voucher. */
export function voucherIssued(event: VoucherEvent & { payer: Payer }): Transfer {
  return single('voucher_issued', event, event.voucherId, [
    debit(accountOf(event.payer), event.amountCents),
    credit(voucherLiability(event.voucherId), event.amountCents),
  ]);
}

/** The employer's own contribution on a voucher that was issued: pledged, and collected when its invoice is paid. */
export function employerSharePledged(event: VoucherEvent & { employerId: string }): Transfer {
  return single('contribution_pledged', event, event.voucherId, [
    debit(receivableFrom('employer', event.employerId), event.amountCents),
    credit(fundPledged, event.amountCents),
  ]);
}

/** A till sets some of a voucher aside. The hold's id is this transfer's. */
export function voucherHeld(event: VoucherEvent & { providerId: string }): Transfer {
  const legs = [
    debit(voucherLiability(event.voucherId), event.amountCents),
    credit(providerPayable(event.providerId), event.amountCents),
  ];
  return { ...single('voucher_held', event, event.voucherId, legs), phase: 'pending' };
}

/** The till takes what it set aside, or less of it. */
export function voucherCaptured(
  event: Event & Resolution & Split & { voucherId: string; redemptionId: string; providerId: string },
): Transfer {
  const { providerCents, fundCents, feeCents } = event;
  const legs = [
    debit(voucherLiability(event.voucherId), providerCents + fundCents + feeCents),
    credit(providerPayable(event.providerId), providerCents),
    credit(fundPledged, fundCents),
    credit(platformFee, feeCents),
  ];
  const transfer = single('voucher_captured', event, event.redemptionId, legs);
  return { ...transfer, phase: 'post', pendingId: event.holdId };
}

/** The till lets go of what it set aside, or its quarter of an hour is over. */
export function voucherHoldReleased(event: Event & Resolution & { voucherId: string }): Transfer {
  return {
    ...single('voucher_hold_released', event, event.voucherId, []),
    phase: 'void',
    pendingId: event.holdId,
  };
}

/**
 * A refund of some of a redemption, or of one whose contribution the bank has confirmed already. Before that the
 * money comes from where the capture put it; after it the provider owes it, and the Fund's share is netted against
 * that provider's next contributions. A whole refund before the bank confirmed is the capture's exact reversal instead.
 */
export function voucherRefunded(
  event: Event &
    Split & { voucherId: string; redemptionId: string; providerId: string; isCollected: boolean },
): Transfer {
  const { providerId, providerCents, fundCents, feeCents } = event;
  const from = event.isCollected
    ? [debit(providerReceivable(providerId), providerCents), debit(fundClawback(providerId), fundCents)]
    : [debit(providerPayable(providerId), providerCents), debit(fundPledged, fundCents)];
  return single('voucher_refunded', event, event.redemptionId, [
    ...from,
    debit(platformFee, feeCents),
    credit(voucherLiability(event.voucherId), providerCents + fundCents + feeCents),
  ]);
}

/** What was refunded of a voucher whose rest had lapsed is on another one. */
export function voucherRestored(event: VoucherEvent & { fromId: string }): Transfer {
  return single('voucher_restored', event, event.voucherId, [
    debit(voucherLiability(event.fromId), event.amountCents),
    credit(voucherLiability(event.voucherId), event.amountCents),
  ]);
}

/** Where what nobody spent goes: back to who paid, on to the employer, or to the Fund as the employer's pledge. */
export type Residual =
  | { readonly to: 'wallet'; readonly walletId: string }
  | { readonly to: 'employer'; readonly employerId: string }
  | { readonly to: 'fund' }
  | { readonly to: 'award'; readonly awardId: string };

/**
 * A voucher ends with something left on it. A Fund voucher's goes back to the Fund through its award, which gives the
 * household its cap back; nothing of it ever reaches a wallet or an employer.
 */
export function voucherEnded(
  kind: 'voucher_expired' | 'voucher_voided',
  event: VoucherEvent & { residual: Residual },
): Transfer {
  return single(kind, event, event.voucherId, [
    debit(voucherLiability(event.voucherId), event.amountCents),
    credit(residualAccount(event.residual), event.amountCents),
  ]);
}

/**
 * The bank confirmed the batch that paid a redemption: its contribution is the Fund's, its part in reserve, after
 * what this provider owes the Fund from refunds.
 */
export function redemptionCollected(
  event: Collected & { redemptionId: string; providerId: string; amountCents: number; clawbackCents: number },
): Transfer {
  return single('redemption_collected', event, event.redemptionId, [
    debit(fundPledged, event.amountCents),
    credit(fundClawback(event.providerId), event.clawbackCents),
    ...intoFund(event.amountCents - event.clawbackCents, event.reserve),
  ]);
}

const platformFee: AccountName = { kind: 'platform_fee', ownerRef: 'alliance' };

function accountOf(payer: Payer): AccountName {
  return 'walletId' in payer ? employeeWallet(payer.walletId) : beneficiaryPayable(payer.awardId);
}

function residualAccount(residual: Residual): AccountName {
  switch (residual.to) {
    case 'wallet':
      return employeeWallet(residual.walletId);
    case 'employer':
      return employerPrefund(residual.employerId);
    case 'award':
      return beneficiaryPayable(residual.awardId);
    case 'fund':
      return fundPledged;
  }
}
