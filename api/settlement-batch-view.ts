import type { z } from 'zod';
import { fromDateColumn } from '../domain/plain-date.ts';
import type { Tx } from '../prisma/database.ts';
import type { SettlementBatch } from '../prisma/generated/client.ts';
import type { SettlementItemState } from '../prisma/generated/enums.ts';
import { instantIn } from './dates.ts';
import type { settlementBatch } from './settlement-schema.ts';

type View = z.input<typeof settlementBatch>;

/** Batches as they are read: one that is over says whether it paid anybody. */
export async function shownBatches(tx: Tx, rows: readonly SettlementBatch[]): Promise<View[]> {
  const answers = await tx.db.settlementItem.findMany({
    where: { batchId: { in: rows.filter(({ state }) => state === 'closed').map(({ id }) => id) } },
    distinct: ['batchId', 'state'],
    select: { batchId: true, state: true },
  });
  const statesOf = Map.groupBy(answers, ({ batchId }) => batchId);
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    state: row.state,
    outcome: outcomeOf((statesOf.get(row.id) ?? []).map(({ state }) => state)),
    cutOffAt: row.cutOffAt.toISOString(),
    executionOn: fromDateColumn(row.executionOn),
    totalCents: row.totalCents,
    approvalsWanted: row.approvalsWanted,
    drawnBy: row.drawnBy,
    drawnAt: row.drawnAt.toISOString(),
    approvedBy: row.approvedBy,
    secondApprovedBy: row.secondApprovedBy,
    exportedAt: instantIn(row.exportedAt),
    closedAt: instantIn(row.closedAt),
  }));
}

function outcomeOf(states: readonly SettlementItemState[]): View['outcome'] {
  if (states.length === 0) return null;
  if (states.includes('confirmed')) return states.length === 1 ? 'paid' : 'partlyPaid';
  return states.includes('returned') ? 'returned' : 'rejected';
}
