import { toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import { approvalsFor } from '../../domain/settlement.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { SettlementBatch } from '../../prisma/generated/client.ts';
import { holdRow } from '../../prisma/lock-row.ts';
import { recordAudit } from '../audit.ts';
import { askFundOfficers, officeDid } from '../office-tasks.ts';
import { askForRecipient } from '../provider-invoice/ask-recipient.ts';
import type { ActivityServices } from '../services.ts';
import { dryRun, type PlannedItem } from './dry-run.ts';
import { lockUnpaid } from './owed.ts';
import { beforePaid, toApprove, toDrawUp } from './tasks.ts';

/**
 * Draws up what providers are paid: everything captured up to the cut-off and not paid yet. Two at once would plan
 * the same redemptions, so they take turns; what one of them planned the other no longer finds owed.
 */
export async function drawUpBatch(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  order: { readonly cutOffAt: Date; readonly executionOn: PlainDate },
): Promise<SettlementBatch> {
  await holdRow(tx, 'alliance', tx.allianceId);
  await lockUnpaid(tx, order.cutOffAt);
  const { items, totalCents } = await dryRun(tx, order.cutOffAt, order.executionOn);
  if (items.length === 0) throw nothingToPay;
  const batch = await tx.db.settlementBatch.create({
    data: {
      allianceId: tx.allianceId,
      code: await nextCode(tx),
      cutOffAt: order.cutOffAt,
      executionOn: toDateColumn(order.executionOn),
      totalCents,
      approvalsWanted: approvalsFor(totalCents),
      drawnBy: tx.actor.id,
      drawnAt: tx.now,
    },
  });
  await writeItems(tx, batch, items);
  await officeDid(tx, toDrawUp(tx.allianceId), tx.actor.id);
  await askFundOfficers(tx, toApprove(batch.id), [tx.actor.id], beforePaid(tx, batch));
  await askForRecipient(tx);
  await recordAudit(tx, vault, {
    action: 'settlement.drawnUp',
    subjectKind: 'settlementBatch',
    subjectId: batch.id,
  });
  return batch;
}

async function writeItems(tx: Tx, batch: SettlementBatch, items: readonly PlannedItem[]): Promise<void> {
  for (const [index, { lines, ...item }] of items.entries()) {
    const row = await tx.db.settlementItem.create({
      data: {
        ...item,
        allianceId: tx.allianceId,
        batchId: batch.id,
        endToEndId: `${batch.code}-${String(index + 1).padStart(4, '0')}`,
      },
    });
    await tx.db.settlementLine.createMany({
      data: lines.map((line) => ({ ...line, allianceId: tx.allianceId, itemId: row.id })),
    });
  }
}

/** The next of the year's codes: "LP-2026-0007". The alliance is held, so nobody else takes it meanwhile. */
async function nextCode(tx: Tx): Promise<string> {
  const series = `LP-${toPlainDate(tx.now).slice(0, 4)}-`;
  const drawn = await tx.db.settlementBatch.count({ where: { code: { startsWith: series } } });
  return `${series}${String(drawn + 1).padStart(4, '0')}`;
}

const nothingToPay = new Refusal('stepNotPossible', {
  detail: {
    it: 'Fino a quel momento non c’è niente da pagare: la prova a vuoto dice chi resta fuori e perché.',
    en: 'Up to then there is nothing to pay: the dry run tells who is left out and why.',
  },
  possible: ['dryRunSettlement'],
});
