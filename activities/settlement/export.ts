import { fromDateColumn } from '../../domain/plain-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import { creditTransferXml } from '../../domain/sepa.ts';
import type { Tx } from '../../prisma/database.ts';
import type { SettlementBatch } from '../../prisma/generated/client.ts';
import { holdRow } from '../../prisma/lock-row.ts';
import { recordAudit } from '../audit.ts';
import { askFundOfficers, officeDid } from '../office-tasks.ts';
import { drawUpInvoices } from '../provider-invoice/draw-up.ts';
import type { ActivityServices } from '../services.ts';
import { batchNotFound, lockBatchForStep } from './batch.ts';
import { durcUnchangedOrThrow } from './durc-unchanged.ts';
import { sendItem } from './money.ts';
import { netRedemptions } from './owed.ts';
import { afterPaid, toExport, toFollowUp } from './tasks.ts';

/**
 * An approved batch leaves for the bank: its payments are held in the books, the time and account that stand in the
 * file are kept, and its providers are asked for invoices. Exported already, it stays as it was the first time.
 */
export async function exportBatch(
  tx: Tx,
  { vault }: Pick<ActivityServices, 'vault'>,
  id: string,
): Promise<SettlementBatch> {
  await holdRow(tx, 'alliance', tx.allianceId);
  const batch = await lockBatchForStep(tx, id, ['approved', 'exported', 'closed']);
  if (batch.state !== 'approved') return batch;
  await stillOwedOrThrow(tx, id);
  await durcUnchangedOrThrow(tx, batch);
  const account = await settlementAccountOrThrow(tx);
  const exported = await tx.db.settlementBatch.update({
    where: { id },
    data: {
      state: 'exported',
      exportedBy: tx.actor.id,
      exportedAt: tx.now,
      debtorName: account.holderName,
      debtorIban: account.iban,
    },
  });
  const items = await tx.db.settlementItem.updateManyAndReturn({
    where: { batchId: id, state: 'planned' },
    data: { state: 'sent' },
  });
  for (const item of items.toSorted((a, b) => a.endToEndId.localeCompare(b.endToEndId)))
    await sendItem(tx, item);
  await officeDid(tx, toExport(id), tx.actor.id);
  await askFundOfficers(tx, toFollowUp(id), [], afterPaid(tx, batch));
  await drawUpInvoices(tx, exported);
  await recordAudit(tx, vault, {
    action: 'settlement.exported',
    subjectKind: 'settlementBatch',
    subjectId: id,
  });
  return exported;
}

/** The file for the bank, from what was stored alone: the same bytes each time. Payments to INPS go by F24. */
export async function paymentFile(tx: Tx, id: string): Promise<{ code: string; xml: string }> {
  const batch = await tx.db.settlementBatch.findUnique({ where: { id } });
  if (!batch) throw batchNotFound();
  const { code, exportedAt, debtorName, debtorIban } = batch;
  if (!exportedAt || !debtorName || !debtorIban) throw notExported;
  const items = await tx.db.settlementItem.findMany({
    where: { batchId: id, payee: 'provider' },
    orderBy: { endToEndId: 'asc' },
  });
  if (items.length === 0) throw onlyInps;
  const xml = creditTransferXml({
    messageId: code,
    createdAt: exportedAt,
    executionOn: fromDateColumn(batch.executionOn),
    debtor: { name: debtorName, iban: debtorIban },
    transfers: items.map(({ payeeName, iban, endToEndId, amountCents }) => ({
      name: payeeName,
      iban: iban!,
      endToEndId,
      amountCents,
      remittance: `Buoni servizio, distinta ${code}`,
    })),
  });
  return { code, xml };
}

/** Locks what the batch pays and compares: somebody approved these amounts, and a refund or a dispute may have come since. */
async function stillOwedOrThrow(tx: Tx, batchId: string): Promise<void> {
  const lines = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM redemption r
     WHERE r.id IN (
       SELECT l.redemption_id FROM settlement_line l JOIN settlement_item i ON i.id = l.item_id
        WHERE i.batch_id = ${batchId}::uuid AND l.refund_transfer_id IS NULL)
     ORDER BY r.id FOR NO KEY UPDATE`;
  const net = await netRedemptions(tx, { ids: lines.map(({ id }) => id) });
  if (net.some(({ isFrozen }) => isFrozen)) throw disputed;
  const isOwed = net.every(({ providerCents, plannedCents }) => plannedCents <= providerCents);
  if (net.length < lines.length || !isOwed) throw outOfDate;
}

async function settlementAccountOrThrow(tx: Tx) {
  const account = await tx.db.settlementAccount.findFirst({ orderBy: { id: 'desc' } });
  if (!account) throw noAccount;
  return account;
}

const outOfDate = new Refusal('stepNotPossible', {
  detail: {
    it: 'Dopo l’approvazione un fornitore ha rimborsato qualcosa: scartare la distinta e prepararne un’altra.',
    en: 'After the approval a provider refunded something: discard the batch and draw up another one.',
  },
  possible: ['discardBatch'],
});
const disputed = new Refusal('stepNotPossible', {
  detail: {
    it: 'Dopo che la distinta è stata preparata una riscossione è stata contestata: scartare la distinta e prepararne un’altra, che la lascia fuori.',
    en: 'After the batch was drawn up a redemption was disputed: discard the batch and draw up another one, which leaves it out.',
  },
  possible: ['discardBatch'],
});
const noAccount = new Refusal('stepNotPossible', {
  detail: {
    it: 'Manca il conto da cui si paga: un amministratore lo registra prima.',
    en: 'The account to pay from is missing: an administrator enters it first.',
  },
  possible: ['setSettlementAccount'],
});
const notExported = new Refusal('stepNotPossible', {
  detail: {
    it: 'Il file per la banca c’è dopo l’esportazione.',
    en: 'The file for the bank is there after the export.',
  },
  possible: ['exportBatch'],
});
const onlyInps = new Refusal('stepNotPossible', {
  detail: {
    it: 'La distinta paga soltanto l’INPS: si versa con il modello F24, non con un bonifico.',
    en: 'The batch pays INPS only: that goes by form F24, not by credit transfer.',
  },
  possible: ['importBankLines'],
});
