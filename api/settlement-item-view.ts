import type { z } from 'zod';
import type { Tx } from '../prisma/database.ts';
import type { SettlementItem } from '../prisma/generated/client.ts';
import { instantIn } from './dates.ts';
import type { settlementItem } from './settlement-schema.ts';

type View = z.input<typeof settlementItem>;

const IBAN_ENDING = 4;

/** Payments as they are read: of an account its end alone, enough to compare it with a paper and to nobody else's use. */
export async function shownItems(tx: Tx, rows: readonly SettlementItem[]): Promise<View[]> {
  const before = await paidBefore(tx, rows);
  const reasons = await bankReasons(tx, rows);
  return rows.map((row) => {
    const { allianceId: _alliance, payeeName: _name, iban, inpsDebtId: _debt, ...shown } = row;
    return {
      ...shown,
      ibanEnding: iban?.slice(-IBAN_ENDING) ?? null,
      account: iban === null ? null : accountBeside(row, before),
      bankReason: reasons.get(row.id) ?? null,
      answeredAt: instantIn(row.answeredAt),
      returnedAt: instantIn(row.returnedAt),
    };
  });
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
