import { SETTLEMENT_DAYS } from '../../domain/settlement.ts';
import type { Tx } from '../../prisma/database.ts';
import { askFundOfficers } from '../office-tasks.ts';
import { remindOfInvoices } from '../provider-invoice/overdue.ts';
import { toDrawUp } from './tasks.ts';

const DAY_MS = 86_400_000;

/**
 * Providers are paid each week: when something captured a week ago is in no payment, and no batch was drawn up since,
 * the Fund officers are asked for one, and of every invoice that is late to chase it. Asked already, nothing happens.
 */
export async function remindOfSettlement(tx: Tx): Promise<void> {
  await remindOfInvoices(tx);
  const since = new Date(tx.now.getTime() - SETTLEMENT_DAYS * DAY_MS);
  const drawn = await tx.db.settlementBatch.count({
    where: { drawnAt: { gt: since }, state: { not: 'discarded' } },
  });
  if (drawn > 0) return;
  const [waiting] = await tx.db.$queryRaw<unknown[]>`
    SELECT r.id FROM redemption r
     WHERE r.collected_at IS NULL AND r.captured_at <= ${since} AND r.refunded_cents < r.amount_cents
       AND NOT is_disputed(r.id)
       AND NOT EXISTS (
         SELECT FROM settlement_line l
          WHERE l.redemption_id = r.id AND l.refund_transfer_id IS NULL AND l.released_at IS NULL)
     LIMIT 1`;
  if (waiting) await askFundOfficers(tx, toDrawUp(tx.allianceId));
}
