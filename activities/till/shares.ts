import type { Shares } from '../../domain/till.ts';
import type { Tx } from '../../prisma/database.ts';
import { fundShares } from '../voucher/fund-shares.ts';

/** What a capture of today is divided by: the Fund's share by the rule set in force; the service itself costs nothing. */
export async function sharesOf(tx: Tx, what: { readonly paidByFund: boolean }): Promise<Shares> {
  const { provider } = await fundShares(tx, what);
  return { fund: provider, fee: { numerator: 0, denominator: 1 } };
}
