import { constraintName } from '../prisma/retry.ts';

/** Why the ledger says no, by the name of the guard that says it (prisma/migrations/0002_ledger). */
const guards = {
  no_overdraft: 'insufficientFunds',
  transfer_balanced: 'unbalanced',
  amount_in_range: 'amountOutOfRange',
  void_without_legs: 'voidCarriesLegs',
  account_unusable: 'accountUnusable',
  account_not_empty: 'accountNotEmpty',
  transfer_id_mismatch: 'idOfAnotherTransfer',
  pending_not_found: 'holdNotFound',
  post_not_held: 'notHeld',
  post_exceeds_hold: 'holdExceeded',
  transfer_resolves_once: 'holdAlreadyResolved',
  reversal_exact: 'reversalNotExact',
  transfer_reversed_once: 'alreadyReversed',
} as const;

export type LedgerRefusalCode = (typeof guards)[keyof typeof guards];

/**
 * The ledger refused a transfer and no money moved. The database has given up the transaction it was in: let it
 * roll back, and go on in another one.
 */
export class LedgerRefusal extends Error {
  readonly code: LedgerRefusalCode;

  constructor(code: LedgerRefusalCode, options?: ErrorOptions) {
    super(`the ledger refused: ${code}`, options);
    this.name = 'LedgerRefusal';
    this.code = code;
  }
}

/** Runs a statement of the ledger, turning the refusals it knows into `LedgerRefusal`. */
export async function refusing<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    const code = guardOf(error);
    if (code) throw new LedgerRefusal(code, { cause: error });
    throw error;
  }
}

/** Prisma keeps the constraint's name apart only for unique violations; elsewhere it stands in the message. */
function guardOf(error: unknown): LedgerRefusalCode | undefined {
  const named = constraintName(error);
  const message = error instanceof Error ? error.message : '';
  for (const [guard, code] of Object.entries(guards))
    if (named === guard || new RegExp(`\\b${guard}\\b`).test(message)) return code;
  return undefined;
}
