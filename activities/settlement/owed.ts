import { sumCents } from '../../domain/money.ts';
import type { GivenBack, Owed } from '../../domain/settlement.ts';
import type { Tx } from '../../prisma/database.ts';

/** What a redemption still comes to after what was refunded of it, for its provider and for the Fund. */
export interface NetRedemption {
  readonly redemptionId: string;
  readonly providerId: string;
  readonly providerCents: number;
  readonly fundCents: number;
  /** Of the provider's share: what stands in payments that were neither discarded nor came back. */
  readonly plannedCents: number;
  /** What of that the bank has confirmed. */
  readonly confirmedCents: number;
  /** Whether its contribution is the Fund's: it was paid whole once, and a payment of it came back since. */
  readonly isCollected: boolean;
  /** Whether somebody disputes it and nobody has decided: it is not paid meanwhile, unless a part of it is already. */
  readonly isFrozen: boolean;
}

/**
 * Locks what a batch may pay, before it is looked at what of it is owed: a dispute or refund that is under way is waited
 * for, and one that comes later waits for the batch.
 */
export async function lockUnpaid(tx: Tx, cutOffAt: Date): Promise<void> {
  const backIds = await cameBack(tx);
  await tx.db.$queryRaw`
    SELECT count(*) FROM (
      SELECT FROM redemption
       WHERE (collected_at IS NULL OR id = ANY (${backIds}::uuid[])) AND captured_at <= ${cutOffAt}
       ORDER BY id FOR NO KEY UPDATE
    ) AS unpaid`;
}

/** Of which redemptions a payment came back after the bank had made it; those that were paid again since included. */
async function cameBack(tx: Tx): Promise<string[]> {
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT l.redemption_id AS id FROM settlement_item i JOIN settlement_line l ON l.item_id = i.id
     WHERE i.returned_at IS NOT NULL AND l.refund_transfer_id IS NULL`;
  return rows.map(({ id }) => id);
}

/** Everything captured up to the cut-off that is not frozen by a dispute and was not paid yet, by provider, the earliest first. */
export async function owedUntil(
  tx: Tx,
  cutOffAt: Date,
  only?: string,
): Promise<ReadonlyMap<string, readonly Owed[]>> {
  const rows = await netRedemptions(tx, { cutOffAt, ...(only ? { providerId: only } : {}) });
  const owed = rows.filter(({ isFrozen }) => !isFrozen).flatMap(unplanned);
  return Map.groupBy(owed, ({ providerId }) => providerId);
}

/** What a provider took and somebody disputes: it is paid once that is decided. */
export async function frozenCents(tx: Tx, providerId: string): Promise<number> {
  const rows = await netRedemptions(tx, { cutOffAt: tx.now, providerId });
  return sumCents(
    rows
      .filter(({ isFrozen }) => isFrozen)
      .flatMap(unplanned)
      .map(({ amountCents }) => amountCents),
  );
}

/** What of a redemption stands in no payment. */
function unplanned({ redemptionId, providerId, providerCents, plannedCents }: NetRedemption) {
  const amountCents = providerCents - plannedCents;
  return amountCents > 0 ? [{ redemptionId, providerId, amountCents }] : [];
}

/**
 * The redemptions not collected yet, or of which a payment came back, of the cut-off or of those named. What was refunded
 * is read off the books: an exact reversal of the capture, or refunds of parts. What was refunded after the contribution
 * had been collected comes off as what was given back.
 */
export async function netRedemptions(
  tx: Tx,
  which: { readonly cutOffAt: Date; readonly providerId?: string } | { readonly ids: readonly string[] },
): Promise<NetRedemption[]> {
  const ids = 'ids' in which ? [...which.ids] : null;
  const cutOffAt = 'cutOffAt' in which ? which.cutOffAt : null;
  const providerId = ('providerId' in which && which.providerId) || null;
  const backIds = await cameBack(tx);
  return tx.db.$queryRaw<NetRedemption[]>`
    SELECT r.id AS "redemptionId", r.provider_id AS "providerId",
           (r.provider_cents - coalesce(back.provider_cents, 0))::int AS "providerCents",
           (r.fund_cents - coalesce(back.fund_cents, 0))::int AS "fundCents",
           coalesce(line.planned_cents, 0)::int AS "plannedCents",
           coalesce(line.confirmed_cents, 0)::int AS "confirmedCents",
           r.collected_at IS NOT NULL AS "isCollected", is_frozen(r.id) AS "isFrozen"
      FROM redemption r
      LEFT JOIN LATERAL (
        SELECT sum(p.amount_cents) FILTER (WHERE a.kind = 'provider_payable') AS provider_cents,
               sum(p.amount_cents) FILTER (WHERE a.kind = 'fund_pledged') AS fund_cents
          FROM ledger.transfer t
          JOIN ledger.posting p ON p.alliance_id = t.alliance_id AND p.transfer_id = t.id
          JOIN ledger.account a ON a.alliance_id = p.alliance_id AND a.id = p.account_id
         WHERE t.alliance_id = r.alliance_id
           AND ((t.kind = 'voucher_refunded' AND t.business_ref = r.id::text) OR t.reverses_id = r.transfer_id)
      ) back ON r.refunded_cents > 0
      LEFT JOIN LATERAL (
        SELECT sum(l.amount_cents) AS planned_cents,
               sum(l.amount_cents) FILTER (WHERE i.state = 'confirmed') AS confirmed_cents
          FROM settlement_line l JOIN settlement_item i ON i.id = l.item_id
         WHERE l.redemption_id = r.id AND l.refund_transfer_id IS NULL AND l.released_at IS NULL
      ) line ON true
     WHERE (r.collected_at IS NULL OR r.id = ANY (${backIds}::uuid[]))
       AND (${cutOffAt}::timestamptz IS NULL OR r.captured_at <= ${cutOffAt})
       AND (${providerId}::uuid IS NULL OR r.provider_id = ${providerId}::uuid)
       AND (${ids}::uuid[] IS NULL OR r.id = ANY (${ids}::uuid[]))
     ORDER BY r.provider_id, r.captured_at, r.id`;
}

/** Refunds that came after the provider had been paid and were not taken off a payment yet, by provider. */
export async function givenBack(
  tx: Tx,
  providerIds: readonly string[],
): Promise<ReadonlyMap<string, readonly GivenBack[]>> {
  const rows = await tx.db.$queryRaw<(GivenBack & { providerId: string })[]>`
    SELECT a.owner_ref AS "providerId", t.business_ref AS "redemptionId", t.id AS "refundTransferId",
           p.amount_cents::int AS "amountCents"
      FROM ledger.account a
      JOIN ledger.posting p ON p.alliance_id = a.alliance_id AND p.account_id = a.id
      JOIN ledger.transfer t ON t.alliance_id = p.alliance_id AND t.id = p.transfer_id
     WHERE a.kind = 'provider_receivable' AND a.owner_ref = ANY (${[...providerIds]}::text[])
       AND t.kind = 'voucher_refunded' AND p.amount_cents > 0
       AND NOT EXISTS (
         SELECT FROM ledger.transfer x WHERE x.alliance_id = t.alliance_id AND x.reverses_id = t.id)
       AND NOT EXISTS (
         SELECT FROM settlement_line l WHERE l.refund_transfer_id = t.id AND l.released_at IS NULL)
     ORDER BY t.created_at, t.id`;
  return Map.groupBy(rows, ({ providerId }) => providerId);
}
