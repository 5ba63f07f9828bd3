import type { AccountName } from '../../ledger/accounts.ts';
import { accountBalance } from '../../ledger/balances.ts';
import type { Tx } from '../../prisma/database.ts';

/** The employer's contribution on a voucher: what was pledged, and what of it was taken back. */
export async function employerShareOf(
  tx: Tx,
  voucherId: string,
): Promise<{ readonly pledged: number; readonly reversed: number }> {
  const [row] = await tx.db.$queryRaw<{ pledged: number; reversed: number }[]>`
    SELECT coalesce(sum(p.amount_cents) FILTER (WHERE t.kind = 'contribution_pledged'), 0)::int AS pledged,
           coalesce(sum(p.amount_cents) FILTER (WHERE t.kind = 'reversal'), 0)::int AS reversed
      FROM ledger.transfer t JOIN ledger.posting p ON p.transfer_id = t.id
     WHERE t.business_ref = ${voucherId} AND p.amount_cents > 0`;
  return row!;
}

export async function balancesOf(tx: Tx, accounts: readonly AccountName[]): Promise<number[]> {
  const all: number[] = [];
  for (const account of accounts) all.push((await accountBalance(tx, account)).balanceCents);
  return all;
}
