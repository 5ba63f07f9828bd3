import { sumCents } from './money.ts';

/** Above this a batch wants a second person beside the one who approves every batch. */
export const SECOND_APPROVAL_ABOVE_CENTS = 1_000_000;

/** How many days what was earned waits before somebody is asked to draw up a batch: providers are paid each week. */
export const SETTLEMENT_DAYS = 7;

/** From this volume in twelve months on a network of limited use is notified (PSD2, Dir. (EU) 2015/2366 art. 37 par. 2). */
export const NOTIFIED_VOLUME_CENTS = 100_000_000;

/** Whether the alliance has to tell the supervisor how large its network has become. */
export function isToBeNotified(volumeCents: number): boolean {
  return volumeCents > NOTIFIED_VOLUME_CENTS;
}

/** From here on somebody prepares it: a tenth less, some weeks before it is due. */
export const NEARLY_NOTIFIED_CENTS = 90_000_000;

/** For how many days back a balance is asked for that nobody entered, or a difference looked into. */
export const BALANCE_DAYS = 31;

/** What a provider earned with a redemption and was not paid yet. */
export interface Owed {
  readonly redemptionId: string;
  readonly amountCents: number;
}

/** What a provider gave back after it had been paid, and was not taken off a payment yet. */
export interface GivenBack {
  readonly redemptionId: string;
  readonly refundTransferId: string;
  readonly amountCents: number;
}

export interface PlannedLine {
  readonly redemptionId: string;
  readonly refundTransferId: string | null;
  /** Below zero for what was given back. */
  readonly amountCents: number;
}

export interface PlannedPayment {
  readonly payee: 'provider' | 'inps';
  readonly grossCents: number;
  readonly nettedCents: number;
  readonly amountCents: number;
  readonly lines: readonly PlannedLine[];
}

/** How many people beside whoever drew it up must look at a batch. */
export function approvalsFor(totalCents: number): 1 | 2 {
  return totalCents > SECOND_APPROVAL_ABOVE_CENTS ? 2 : 1;
}

/**
 * What one provider is paid: all it is owed less what it gave back, its debt to INPS first. Refunds are taken off the
 * first payment, which is then never below one cent; when they come to more than is owed, everything waits.
 */
export function planPayments(
  owed: readonly Owed[],
  givenBack: readonly GivenBack[],
  debtCents: number,
): readonly PlannedPayment[] {
  const nettedCents = sumCents(givenBack.map(({ amountCents }) => amountCents));
  const netCents = sumCents(owed.map(({ amountCents }) => amountCents)) - nettedCents;
  if (netCents <= 0) return [];
  const inpsCents = Math.min(netCents, debtCents);
  const takenOff = givenBack.map(asTakenOff);
  if (inpsCents === 0) return [payment('provider', owed.map(asLine), takenOff)];
  const [toInps, rest] = splitAt(owed.map(asLine), inpsCents + nettedCents);
  const payments = [payment('inps', toInps, takenOff)];
  return rest.length > 0 ? [...payments, payment('provider', rest, [])] : payments;
}

function payment(
  payee: PlannedPayment['payee'],
  earned: readonly PlannedLine[],
  takenOff: readonly PlannedLine[],
): PlannedPayment {
  const grossCents = sumCents(earned.map(({ amountCents }) => amountCents));
  const nettedCents = -sumCents(takenOff.map(({ amountCents }) => amountCents)) + 0;
  return {
    payee,
    grossCents,
    nettedCents,
    amountCents: grossCents - nettedCents,
    lines: [...earned, ...takenOff],
  };
}

function asLine({ redemptionId, amountCents }: Owed): PlannedLine {
  return { redemptionId, refundTransferId: null, amountCents };
}

function asTakenOff({ redemptionId, refundTransferId, amountCents }: GivenBack): PlannedLine {
  return { redemptionId, refundTransferId, amountCents: -amountCents };
}

/** The first lines that come to exactly so many cents, the last of them in part, and what is left. */
function splitAt(
  lines: readonly PlannedLine[],
  cents: number,
): [first: readonly PlannedLine[], rest: readonly PlannedLine[]] {
  const first: PlannedLine[] = [];
  const rest: PlannedLine[] = [];
  let left = cents;
  for (const line of lines) {
    const taken = Math.min(left, line.amountCents);
    if (taken > 0) first.push({ ...line, amountCents: taken });
    if (taken < line.amountCents) rest.push({ ...line, amountCents: line.amountCents - taken });
    left -= taken;
  }
  return [first, rest];
}
