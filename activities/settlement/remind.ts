import { SETTLEMENT_DAYS } from '../../domain/settlement.ts';
import type { Tx } from '../../prisma/database.ts';
import { askFundOfficers } from '../office-tasks.ts';
import { remindOfRecipient } from '../provider-invoice/ask-recipient.ts';
import { remindOfInvoices } from '../provider-invoice/overdue.ts';
import { warnOfVolume } from './network-volume.ts';
import { owedUntil } from './owed.ts';
import { reconcileBalances } from './reconcile-balances.ts';
import { toDrawUp } from './tasks.ts';

const DAY_MS = 86_400_000;

/**
 * Providers are paid each week: when something captured a week ago is owed and in no payment, and no batch was drawn up since,
 * the Fund officers are asked for one, of every invoice that is late to chase it, and for each day's balance. Asked already, nothing happens.
 */
export async function remindOfSettlement(tx: Tx): Promise<void> {
  await remindOfInvoices(tx);
  await remindOfRecipient(tx);
  await reconcileBalances(tx);
  await warnOfVolume(tx);
  const since = new Date(tx.now.getTime() - SETTLEMENT_DAYS * DAY_MS);
  const drawn = await tx.db.settlementBatch.count({
    where: { drawnAt: { gt: since }, state: { not: 'discarded' } },
  });
  if (drawn > 0) return;
  const waiting = await owedUntil(tx, since);
  if (waiting.size > 0) await askFundOfficers(tx, toDrawUp(tx.allianceId));
}
