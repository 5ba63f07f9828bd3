import { fromDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { notFound, Refusal } from '../../domain/refusal.ts';
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
  await livingHolderOrThrow(tx, wallet);
  const { balanceCents: creditCents } = await accountBalance(tx, employeeWallet(wallet.id));
  return { wallet, plan, lastDay: fromDateColumn(plan.validUntil), creditCents };
}

/** Whoever acted for somebody does so no longer once they died. */
async function livingHolderOrThrow(tx: Tx, { personId }: Wallet): Promise<void> {
  const living = await tx.db.person.count({ where: { id: personId, deceasedOn: null } });
  if (living === 0) throw holderDied;
}

const holderDied = new Refusal('stepNotPossible', {
  detail: {
    it: 'Chi aveva questo credito è morto: non si ordina più. Quello che resta segue la regola del piano e non si paga a nessuno.',
    en: 'Whoever had this credit has died: nothing is ordered any more. What is left follows the plan’s rule and is paid out to nobody.',
  },
});
