import { sumCents } from '../../domain/money.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ActivityServices } from '../services.ts';
import { toPlainDate } from '../../domain/time.ts';
import { reconcile, type Reconciled } from './answers.ts';
import { takeToldBalance } from './bank-balance.ts';
import type { BankEntry } from './bank-entry.ts';
import { readCamt053, unreadable } from './camt053.ts';
import { reconcileBalances } from './reconcile-balances.ts';

/**
 * Takes a statement on the road of every list: its lines confirm payments, bring them back, or wait in suspense. Its
 * closing balance is the bank's for that day, where it is of the account that pays. A
 * statement of another account is none of ours, and its money would be counted twice.
 */
export async function reconcileStatement(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  xml: string,
): Promise<Reconciled> {
  const { ibans, entries, balances } = readCamt053(xml);
  const ours = await tx.db.settlementAccount.findMany({ where: { iban: { in: [...ibans] } } });
  if (!ibans.every((iban) => ours.some((account) => account.iban === iban))) throw anotherAccount;
  const each = await Promise.all(entries.map((entry) => paymentsOf(tx, entry)));
  const counts = await reconcile(tx, services, each.flat());
  const current = await tx.db.settlementAccount.findFirst({ orderBy: { id: 'desc' } });
  const today = toPlainDate(tx.now);
  for (const { iban, ...balance } of balances)
    if (iban === current?.iban && balance.balanceOn <= today) await takeToldBalance(tx, balance);
  await reconcileBalances(tx);
  return counts;
}

/**
 * A batch that the bank booked as one line is each of its payments that are with the bank, when they come to just as
 * much; otherwise somebody has to look.
 */
async function paymentsOf(tx: Tx, entry: BankEntry): Promise<readonly BankEntry[]> {
  if (!entry.batchCode) return [entry];
  const batch = await tx.db.settlementBatch.findFirst({ where: { code: entry.batchCode } });
  if (!batch) return [entry];
  const items = await tx.db.settlementItem.findMany({
    where: { batchId: batch.id, payee: 'provider' },
    orderBy: { endToEndId: 'asc' },
  });
  if (sumCents(items.map(({ amountCents }) => amountCents)) !== -entry.amountCents) return [entry];
  return items.map(({ endToEndId, amountCents }) => ({
    ...entry,
    bankRef: `${entry.bankRef.slice(0, 64 - 1 - endToEndId.length)}/${endToEndId}`,
    endToEndId,
    amountCents: -amountCents,
  }));
}

const anotherAccount = unreadable({
  it: 'l’estratto conto deve essere del conto vincolato registrato, con il suo IBAN',
  en: 'the statement must be of the segregated account on record, with its IBAN',
});
