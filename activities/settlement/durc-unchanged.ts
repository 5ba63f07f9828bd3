import { sumCents } from '../../domain/money.ts';
import { fromDateColumn, laterOf, type PlainDate } from '../../domain/plain-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { SettlementBatch, SettlementItem } from '../../prisma/generated/client.ts';
import { durcStanding } from './inps-debt.ts';

/**
 * The DURC is looked at again before money leaves, as it is on the day on which the bank pays. Whoever approved the
 * batch approved these amounts: when INPS is to get another one by now, the batch is drawn up and approved anew.
 */
export async function durcUnchangedOrThrow(tx: Tx, batch: SettlementBatch): Promise<void> {
  const payOn = laterOf(fromDateColumn(batch.executionOn), toPlainDate(tx.now));
  const items = await tx.db.settlementItem.findMany({ where: { batchId: batch.id } });
  const changed: string[] = [];
  for (const [providerId, payments] of Map.groupBy(items, (item) => item.providerId))
    if (await isChanged(tx, { providerId, payments, payOn, batchId: batch.id })) changed.push(providerId);
  if (changed.length > 0) throw await durcChanged(tx, changed);
}

async function isChanged(
  tx: Tx,
  of: {
    readonly providerId: string;
    readonly payments: readonly SettlementItem[];
    readonly payOn: PlainDate;
    readonly batchId: string;
  },
): Promise<boolean> {
  const durc = await durcStanding(tx, of.providerId, of.payOn, of.batchId);
  if (durc.kind === 'lapsed') return true;
  const debtCents = durc.kind === 'owes' ? durc.debtCents : 0;
  const toInps = of.payments.filter(({ payee }) => payee === 'inps');
  return sumOf(toInps) !== Math.min(sumOf(of.payments), debtCents);
}

function sumOf(items: readonly SettlementItem[]): number {
  return sumCents(items.map(({ amountCents }) => amountCents));
}

async function durcChanged(tx: Tx, providerIds: readonly string[]): Promise<Refusal> {
  const rows = await tx.db.organisation.findMany({
    where: { id: { in: [...providerIds] } },
    select: { name: true },
    orderBy: { name: 'asc' },
  });
  const names = rows.map(({ name }) => name).join(', ');
  return new Refusal('stepNotPossible', {
    detail: {
      it: `Da quando la distinta è stata preparata è cambiato il DURC di: ${names}. Scartare la distinta e prepararne un’altra, che paga prima l’INPS o lascia fuori chi ha il DURC scaduto.`,
      en: `Since the batch was drawn up the DURC has changed of: ${names}. Discard the batch and draw up another one, which pays INPS first or leaves out whose DURC has lapsed.`,
    },
    possible: ['discardBatch', 'drawUpBatch'],
  });
}
