import { sumCents } from '../../domain/money.ts';
import type { VatTreatment } from '../../domain/vat.ts';
import type { Tx } from '../../prisma/database.ts';
import type { SettlementBatch } from '../../prisma/generated/client.ts';
import { notToWrite } from './not-paid.ts';
import { recipientInForce } from './party.ts';

interface Owing {
  readonly redemptionId: string;
  readonly providerId: string;
  /** What its invoices say too little, or below zero too much. */
  readonly amountCents: number;
  readonly vatTreatment: VatTreatment | null;
}

/**
 * A batch leaves: each of its providers is asked for an invoice of what it took and did not invoice yet, and every
 * provider for a credit note of what it gave back since. A payment that came back and leaves again was invoiced the
 * first time. Whoever calls it holds the alliance, so nothing is asked for twice.
 */
export async function drawUpInvoices(tx: Tx, batch: SettlementBatch): Promise<void> {
  const owing = await owingOf(tx, batch.id, await notToWrite(tx));
  const recipient = await recipientInForce(tx);
  const groups = Map.groupBy(
    owing,
    ({ providerId, amountCents }) => `${providerId}/${amountCents > 0 ? 'invoice' : 'creditNote'}`,
  );
  for (const [nth, lines] of [...groups.values()].entries()) {
    const { providerId, amountCents } = lines[0]!;
    const { id: invoiceId } = await tx.db.providerInvoice.create({
      data: {
        allianceId: tx.allianceId,
        batchId: batch.id,
        providerId,
        kind: amountCents > 0 ? 'invoice' : 'creditNote',
        code: `PF-${batch.code.slice(3)}-${String(nth + 1).padStart(4, '0')}`,
        recipientId: recipient?.id ?? null,
        totalCents: sumCents(lines.map((line) => Math.abs(line.amountCents))),
        drawnAt: tx.now,
      },
    });
    await tx.db.providerInvoiceLine.createMany({
      data: lines.map(({ redemptionId, amountCents: cents, vatTreatment }) => ({
        allianceId: tx.allianceId,
        invoiceId,
        redemptionId,
        amountCents: cents,
        vatTreatment,
      })),
    });
  }
}

/**
 * What invoices would have to say beside what they say: of the batch's redemptions, and of those invoiced before of
 * which something was refunded, but for those that nobody is to write. The VAT is that of the voucher at its issue.
 */
function owingOf(tx: Tx, batchId: string, notWritten: readonly string[]): Promise<Owing[]> {
  return tx.db.$queryRaw<Owing[]>`
    SELECT r.id AS "redemptionId", r.provider_id AS "providerId",
           (r.amount_cents - r.refunded_cents - coalesce(told.amount_cents, 0))::int AS "amountCents",
           v.vat_treatment AS "vatTreatment"
      FROM redemption r
      JOIN voucher v ON v.id = r.voucher_id
      LEFT JOIN LATERAL (
        SELECT sum(l.amount_cents) AS amount_cents FROM provider_invoice_line l WHERE l.redemption_id = r.id
      ) told ON true
     WHERE (told.amount_cents IS NULL AND r.id IN (
              SELECT l.redemption_id FROM settlement_line l JOIN settlement_item i ON i.id = l.item_id
               WHERE i.batch_id = ${batchId}::uuid AND l.refund_transfer_id IS NULL)
            AND r.refunded_cents < r.amount_cents)
        OR (r.refunded_cents > 0 AND told.amount_cents > r.amount_cents - r.refunded_cents
            AND r.id NOT IN (
              SELECT l.redemption_id FROM provider_invoice_line l WHERE l.invoice_id = ANY (${[...notWritten]}::uuid[])))
     ORDER BY r.provider_id, r.captured_at, r.id`;
}
