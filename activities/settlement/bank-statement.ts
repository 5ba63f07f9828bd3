import { sumCents } from '../../domain/money.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ActivityServices } from '../services.ts';
import { reconcile, type Reconciled } from './answers.ts';
import type { BankEntry } from './bank-entry.ts';
import { readCamt053, unreadable } from './camt053.ts';

/**
 * Takes a statement on the road of every list: its lines confirm payments, bring them back, or wait in suspense. A
 * statement of another account is none of ours, and its money would be counted twice.
 */
export async function reconcileStatement(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  xml: string,
): Promise<Reconciled> {
  const { ibans, entries } = readCamt053(xml);
  const ours = await tx.db.settlementAccount.findMany({ where: { iban: { in: [...ibans] } } });
  if (!ibans.every((iban) => ours.some((account) => account.iban === iban))) throw anotherAccount;
  const each = await Promise.all(entries.map((entry) => paymentsOf(tx, entry)));
  return reconcile(tx, services, each.flat());
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
