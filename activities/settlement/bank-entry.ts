import type { PlainDate } from '../../domain/plain-date.ts';

/** One line of what the bank says, as a list or a statement has it. */
export interface BankEntry {
  readonly bankRef: string;
  readonly bookedOn: PlainDate;
  /** Below zero when money left; of a payment that was refused, what was to leave. */
  readonly amountCents: number;
  readonly endToEndId: string | null;
  readonly isRejected: boolean;
  /** The line by which a payment came back that had left, where the bank shows both. */
  readonly returnedBy?: BankEntry;
  /** Why it came back, in the bank’s code: AC04 is a closed account. */
  readonly reasonCode?: string | null;
  /** Whose batch the bank booked as one line, telling none of its payments. */
  readonly batchCode?: string | null;
}

/** At most so many lines at once: each is a transaction's work. */
export const MOST_BANK_LINES = 2_000;
/** Less than ten million euro. */
export const MOST_BANK_CENTS = 999_999_999;

/** Ten billion euro: more stands on no account of this kind. */
export const MOST_BALANCE_CENTS = 1_000_000_000_000;

/** A bank's own reference: letters, digits and signs of a keyboard. */
export function isBankRef(text: string): boolean {
  return /^[\x21-\x7e][\x20-\x7e]{0,63}$/.test(text);
}

/** A reference that travels with a payment from end to end. */
export function isEndToEndId(text: string): boolean {
  return /^[\x20-\x7e]{1,35}$/.test(text);
}
