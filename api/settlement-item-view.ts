import type { z } from 'zod';
import { ibanEnding } from '../domain/iban.ts';
import type { Tx } from '../prisma/database.ts';
import type { SettlementItem } from '../prisma/generated/client.ts';
import { instantIn } from './dates.ts';
import type { settlementItem } from './settlement-schema.ts';

type View = z.input<typeof settlementItem>;

/**
 * Payments as they are read: of an account its end alone, but for whoever draws up and approves, who compare the whole
 * with the one on the provider's file.
 */
export async function shownItems(
  tx: Tx,
  rows: readonly SettlementItem[],
  { comparesAccounts }: { readonly comparesAccounts: boolean },
): Promise<View[]> {
  const files = comparesAccounts ? await onFile(tx, rows) : new Map<string, never>();
  const before = await paidBefore(tx, rows);
  const reasons = await bankReasons(tx, rows);
  const again = await triedAgain(tx, rows);
  return rows.map((row) => {
    const { allianceId: _alliance, payeeName: _name, iban, inpsDebtId: _debt, ...shown } = row;
    return {
      ...shown,
      ibanEnding: ibanEnding(iban),
      iban: comparesAccounts ? iban : null,
      onFile: (iban !== null && files.get(row.providerId)) || null,
      account: iban === null ? null : accountBeside(row, before),
      bankReason: reasons.get(row.id) ?? null,
      answeredAt: instantIn(row.answeredAt),
      returnedAt: instantIn(row.returnedAt),
      triedAgainAs: again.get(row.id) ?? null,
    };
  });
}

/** The account that stands on each provider's file now, and since when. */
async function onFile(tx: Tx, rows: readonly SettlementItem[]) {
  const providers = await tx.db.organisation.findMany({
    where: { id: { in: rows.map(({ providerId }) => providerId) } },
    select: { id: true, iban: true, ibanSince: true },
  });
  return new Map(
    providers.map(({ id, iban, ibanSince }) => [id, { iban, since: instantIn(ibanSince) }] as const),
  );
}

/** One that was discarded, or is still planned, has told nobody's account right. */
function paidBefore(tx: Tx, rows: readonly SettlementItem[]) {
  const providerIds = [...new Set(rows.map(({ providerId }) => providerId))];
  return tx.db.settlementItem.findMany({
    where: {
      providerId: { in: providerIds },
      payee: 'provider',
      state: { in: ['sent', 'confirmed', 'rejected', 'returned'] },
    },
    select: { id: true, providerId: true, iban: true },
    orderBy: { id: 'desc' },
  });
}

function accountBeside(
  { id, providerId, iban }: SettlementItem,
  before: Awaited<ReturnType<typeof paidBefore>>,
): View['account'] {
  const last = before.find((one) => one.providerId === providerId && one.id < id);
  if (!last) return 'first';
  return last.iban === iban ? 'same' : 'changed';
}

async function bankReasons(tx: Tx, rows: readonly SettlementItem[]): Promise<ReadonlyMap<string, string>> {
  const ids = rows.map(({ id }) => id);
  const lines = await tx.db.bankLine.findMany({
    where: { reasonCode: { not: null }, OR: [{ itemId: { in: ids } }, { returnedItemId: { in: ids } }] },
    select: { itemId: true, returnedItemId: true, reasonCode: true },
  });
  return new Map(lines.map((line) => [(line.returnedItemId ?? line.itemId)!, line.reasonCode!]));
}

/** The next payment that left with a redemption of one that did not arrive: what is owed is told once, of the last. */
async function triedAgain(tx: Tx, rows: readonly SettlementItem[]): Promise<ReadonlyMap<string, string>> {
  const ids = rows.filter(({ state }) => state === 'rejected' || state === 'returned').map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const next = await tx.db.$queryRaw<{ id: string; endToEndId: string }[]>`
    SELECT DISTINCT ON (mine.item_id) mine.item_id AS id, later.end_to_end_id AS "endToEndId"
      FROM settlement_line mine
      JOIN settlement_line line ON line.redemption_id = mine.redemption_id AND line.refund_transfer_id IS NULL
      JOIN settlement_item later ON later.id = line.item_id
      JOIN settlement_batch batch ON batch.id = later.batch_id
     WHERE mine.item_id = ANY (${ids}::uuid[]) AND mine.refund_transfer_id IS NULL
       AND batch.drawn_at >= mine.released_at
       AND later.state IN ('sent', 'confirmed', 'rejected', 'returned')
     ORDER BY mine.item_id, batch.drawn_at, later.id`;
  return new Map(next.map(({ id, endToEndId }) => [id, endToEndId]));
}
