import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { SettlementBatch } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import { askFundOfficers, officeDid, officeNeedNot } from '../office-tasks.ts';
import type { ActivityServices } from '../services.ts';
import { lockBatchForStep } from './batch.ts';
import { beforePaid, toApprove, toExport } from './tasks.ts';

type Services = Pick<ActivityServices, 'vault'>;

/** Somebody who did not draw it up approves a batch; of a large one, two people do. */
export async function approveBatch(tx: Tx, { vault }: Services, id: string): Promise<SettlementBatch> {
  const batch = await lockBatchForStep(tx, id, ['draft']);
  const approver = tx.actor.id;
  if ([batch.drawnBy, batch.approvedBy].includes(approver)) throw byAnother;
  const isSecond = batch.approvedBy !== null;
  const isEnough = isSecond || batch.approvalsWanted === 1;
  const approved = await tx.db.settlementBatch.update({
    where: { id },
    data: {
      ...(isSecond
        ? { secondApprovedBy: approver, secondApprovedAt: tx.now }
        : { approvedBy: approver, approvedAt: tx.now }),
      state: isEnough ? 'approved' : 'draft',
    },
  });
  await officeDid(tx, toApprove(id), approver);
  const dueOn = beforePaid(tx, batch);
  if (isEnough) await askFundOfficers(tx, toExport(id), [], dueOn);
  else await askFundOfficers(tx, toApprove(id), [batch.drawnBy, approver], dueOn);
  await recordAudit(tx, vault, {
    action: 'settlement.approved',
    subjectKind: 'settlementBatch',
    subjectId: id,
  });
  return approved;
}

/** A batch that never left: what it would have paid is owed again. */
export async function discardBatch(tx: Tx, { vault }: Services, id: string): Promise<SettlementBatch> {
  await lockBatchForStep(tx, id, ['draft', 'approved']);
  const discarded = await tx.db.settlementBatch.update({
    where: { id },
    data: { state: 'discarded', closedAt: tx.now },
  });
  const items = await tx.db.settlementItem.updateManyAndReturn({
    where: { batchId: id },
    data: { state: 'discarded' },
    select: { id: true },
  });
  await releaseLines(
    tx,
    items.map((item) => item.id),
  );
  await officeNeedNot(tx, toApprove(id));
  await officeNeedNot(tx, toExport(id));
  await recordAudit(tx, vault, {
    action: 'settlement.discarded',
    subjectKind: 'settlementBatch',
    subjectId: id,
  });
  return discarded;
}

/** What these items were to pay is owed again, from now on and once. */
export async function releaseLines(tx: Tx, itemIds: readonly string[]): Promise<void> {
  await tx.db.settlementLine.updateMany({
    where: { itemId: { in: [...itemIds] }, releasedAt: null },
    data: { releasedAt: tx.now },
  });
}

const byAnother = new Refusal('samePerson', {
  detail: {
    it: 'Chi ha preparato la distinta non la approva, e nessuno la approva due volte: serve un’altra persona.',
    en: 'Whoever drew up the batch does not approve it, and nobody approves it twice: another person is needed.',
  },
});
