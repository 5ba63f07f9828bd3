import type { Tx } from '../../prisma/database.ts';

/**
 * The invoices that did not come and of which a payment was refused by the bank or came back: since when the bank has
 * it again, or null while it does not. What was given back meanwhile is paid no more. Who is not paid is asked for no
 * invoice.
 */
export async function notPaidOnce(tx: Tx): Promise<ReadonlyMap<string, Date | null>> {
  const rows = await tx.db.$queryRaw<{ id: string; paidAgainAt: Date | null }[]>`
    SELECT p.id, CASE WHEN bool_and(again.exported_at IS NOT NULL OR r.refunded_cents = r.amount_cents)
                      THEN max(again.exported_at) END AS "paidAgainAt"
      FROM settlement_item i
      JOIN settlement_batch b ON b.id = i.batch_id
      JOIN settlement_line l ON l.item_id = i.id AND l.refund_transfer_id IS NULL
      JOIN redemption r ON r.id = l.redemption_id
      JOIN provider_invoice_line told ON told.redemption_id = l.redemption_id AND told.amount_cents > 0
      JOIN provider_invoice p ON p.id = told.invoice_id AND p.matched_at IS NULL
      LEFT JOIN LATERAL (
        SELECT max(b2.exported_at) AS exported_at
          FROM settlement_line l2
          JOIN settlement_item i2 ON i2.id = l2.item_id AND i2.state IN ('sent', 'confirmed')
          JOIN settlement_batch b2 ON b2.id = i2.batch_id AND b2.exported_at > b.exported_at
         WHERE l2.redemption_id = l.redemption_id AND l2.refund_transfer_id IS NULL
      ) again ON true
     WHERE i.state IN ('rejected', 'returned')
     GROUP BY p.id`;
  return new Map(rows.map(({ id, paidAgainAt }) => [id, paidAgainAt]));
}

/** Which invoices nobody is to write now: what they would be for was not paid. */
export async function notToWrite(tx: Tx): Promise<readonly string[]> {
  return stillUnpaid(await notPaidOnce(tx));
}

export function stillUnpaid(notPaid: ReadonlyMap<string, Date | null>): readonly string[] {
  return [...notPaid].filter(([, paidAgainAt]) => paidAgainAt === null).map(([id]) => id);
}
