import { addDays } from '../../domain/plain-date.ts';
import { startOfDay, toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import { askFundOfficers, type OfficeTask } from '../office-tasks.ts';
import { notPaidOnce, stillUnpaid } from './not-paid.ts';
import { termsInForce } from './party.ts';

/** That an invoice has been missing for longer than the alliance's terms have it. */
export function toChase(invoiceId: string): OfficeTask {
  return { kind: 'chaseInvoice', subjectKind: 'providerInvoice', subjectId: invoiceId };
}

interface Late {
  readonly id: string;
  readonly providerId: string;
  /** When it was asked for: when its payment left, or left again after it had not arrived. */
  readonly askedAt: Date;
}

/** What was asked for so many days ago and has not come: the day on which it was does not count. */
async function overdue(
  tx: Tx,
  invoiceDays: number,
  notPaid: ReadonlyMap<string, Date | null>,
): Promise<readonly Late[]> {
  const before = startOfDay(addDays(toPlainDate(tx.now), -invoiceDays));
  const drawn = await tx.db.providerInvoice.findMany({
    where: { matchedAt: null, drawnAt: { lt: before } },
    select: { id: true, providerId: true, drawnAt: true },
  });
  return drawn.flatMap(({ id, providerId, drawnAt }) => {
    const askedAt = notPaid.has(id) ? notPaid.get(id)! : drawnAt;
    return askedAt && askedAt < before ? [{ id, providerId, askedAt }] : [];
  });
}

/**
 * Asks the Fund officers to chase each invoice that is late, once for each time that it was asked for: whoever did asks
 * the provider, not the service. What is not to be written is chased no more.
 */
export async function remindOfInvoices(tx: Tx): Promise<void> {
  const { invoiceDays } = await termsInForce(tx);
  const notPaid = await notPaidOnce(tx);
  await chaseNoMore(tx, stillUnpaid(notPaid));
  const late = await overdue(tx, invoiceDays, notPaid);
  const chased = await tx.db.task.findMany({
    where: { kind: 'chaseInvoice', subjectId: { in: late.map(({ id }) => id) } },
    select: { subjectId: true, createdAt: true },
  });
  for (const { id, askedAt } of late) {
    const isKnown = chased.some(({ subjectId, createdAt }) => subjectId === id && createdAt >= askedAt);
    if (!isKnown) await askFundOfficers(tx, toChase(id));
  }
}

async function chaseNoMore(tx: Tx, invoiceIds: readonly string[]): Promise<void> {
  await tx.db.task.updateMany({
    where: { kind: 'chaseInvoice', subjectId: { in: [...invoiceIds] }, state: { in: ['open', 'claimed'] } },
    data: { state: 'cancelled' },
  });
}

/** Whom the alliance pays no more until an invoice comes; nobody, unless it says so in its terms. */
export async function unpaidUntilInvoiced(tx: Tx): Promise<ReadonlySet<string>> {
  const { invoiceDays, blocksPayment } = await termsInForce(tx);
  if (!blocksPayment) return new Set();
  return new Set((await overdue(tx, invoiceDays, await notPaidOnce(tx))).map(({ providerId }) => providerId));
}
