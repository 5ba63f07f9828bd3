import { addDays } from '../../domain/plain-date.ts';
import { startOfDay, toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import { askFundOfficers, type OfficeTask } from '../office-tasks.ts';
import { termsInForce } from './party.ts';

/** That an invoice has been missing for longer than the alliance's terms have it. */
export function toChase(invoiceId: string): OfficeTask {
  return { kind: 'chaseInvoice', subjectKind: 'providerInvoice', subjectId: invoiceId };
}

/** What was drawn up so many days ago and has not come: the day on which it was does not count. */
async function overdue(tx: Tx, invoiceDays: number) {
  const drawnAt = { lt: startOfDay(addDays(toPlainDate(tx.now), -invoiceDays)) };
  return tx.db.providerInvoice.findMany({
    where: { matchedAt: null, drawnAt },
    select: { id: true, providerId: true },
  });
}

/** Asks the Fund officers to chase each invoice that is late, once: whoever did asks the provider, not the service. */
export async function remindOfInvoices(tx: Tx): Promise<void> {
  const { invoiceDays } = await termsInForce(tx);
  const late = await overdue(tx, invoiceDays);
  const chased = await tx.db.task.findMany({
    where: { kind: 'chaseInvoice', subjectId: { in: late.map(({ id }) => id) } },
    select: { subjectId: true },
  });
  const known = new Set(chased.map(({ subjectId }) => subjectId));
  for (const { id } of late) if (!known.has(id)) await askFundOfficers(tx, toChase(id));
}

/** Whom the alliance pays no more until an invoice comes; nobody, unless it says so in its terms. */
export async function unpaidUntilInvoiced(tx: Tx): Promise<ReadonlySet<string>> {
  const { invoiceDays, blocksPayment } = await termsInForce(tx);
  if (!blocksPayment) return new Set();
  return new Set((await overdue(tx, invoiceDays)).map(({ providerId }) => providerId));
}
