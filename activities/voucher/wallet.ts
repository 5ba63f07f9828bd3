import { fromDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { notFound } from '../../domain/refusal.ts';
import { employeeWallet } from '../../ledger/accounts.ts';
import { accountBalance } from '../../ledger/balances.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Wallet, WelfarePlan } from '../../prisma/generated/client.ts';
import { lockRow } from '../../prisma/lock-row.ts';
import { orderingWalletOrThrow } from '../welfare-plan/standing.ts';

/** A wallet from which something can be ordered today. */
export interface OpenWallet {
  readonly wallet: Wallet;
  readonly plan: WelfarePlan;
  /** The last day on which the plan's credit is good, and so the last of any voucher it buys. */
  readonly lastDay: PlainDate;
  readonly creditCents: number;
}

/** Locks a wallet so that of two orders the second sees what the first left, or refuses: closed, left, or too late. */
export async function openWalletOrThrow(tx: Tx, walletId: string): Promise<OpenWallet> {
  if (!(await lockRow(tx, 'wallet', walletId, 'NO KEY UPDATE')))
    throw notFound({ it: 'Credito welfare', en: 'Wallet' });
  const { wallet, plan } = await orderingWalletOrThrow(tx, walletId);
  const { balanceCents: creditCents } = await accountBalance(tx, employeeWallet(wallet.id));
  return { wallet, plan, lastDay: fromDateColumn(plan.validUntil), creditCents };
}
