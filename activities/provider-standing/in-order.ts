import { Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Admission } from '../../prisma/generated/client.ts';
import { admissionSubject } from './admission.ts';
import { groundsOfPapers, readStanding } from './standing.ts';

/** Why a provider gets no new order, by its admission and its papers. */
export type OutOfOrder = 'suspended' | 'notAdmitted';

/**
 * Which of these providers get no new order today, and why. What a revocation and the papers say counts from its day
 * on, also while the process that acts on it is late. An organisation that was a provider before there were admissions
 * has none, and is let be.
 */
export async function outOfOrder(
  tx: Tx,
  providerIds: readonly string[],
): Promise<ReadonlyMap<string, OutOfOrder>> {
  const found = new Map<string, OutOfOrder>();
  for (const id of new Set(providerIds)) {
    const why = await reasonOf(tx, id);
    if (why) found.set(id, why);
  }
  return found;
}

/** A provider that is out of order gets no new one; what it was ordered before goes on. */
export async function inOrderOrThrow(tx: Tx, providerIds: readonly string[]): Promise<void> {
  const reasons = [...(await outOfOrder(tx, providerIds)).values()];
  if (reasons.includes('notAdmitted')) throw notAdmitted;
  if (reasons.length > 0) throw lapsed;
}

async function reasonOf(tx: Tx, organisationId: string): Promise<OutOfOrder | undefined> {
  const admissions = await tx.db.admission.findMany({ where: { organisationId } });
  if (admissions.length === 0) return undefined;
  const current = admissions.find(({ endedOn }) => endedOn === null);
  if (!current) return 'notAdmitted';
  const today = new Date(toPlainDate(tx.now));
  const decided = { admissionId: current.id, state: 'decided', effectiveOn: { lte: today } } as const;
  if ((await tx.db.revocation.count({ where: decided })) > 0) return 'notAdmitted';
  return (await isLate(tx, current)) ? 'suspended' : undefined;
}

/** A day of its papers has come and stops orders, and the process that is to say so has not got there yet. */
async function isLate(tx: Tx, admission: Admission): Promise<boolean> {
  const due = await tx.db.deadline.count({
    where: {
      ...admissionSubject(admission),
      kind: { in: ['documentLapses', 'regularisationEnds'] },
      firedAt: null,
      cancelledAt: null,
      dueAt: { lte: tx.now },
    },
  });
  return due > 0 && groundsOfPapers(await readStanding(tx, admission)).length > 0;
}

const possible = ['swapProvider', 'releaseAward'];

const lapsed = new Refusal('providerSuspended', {
  detail: {
    it: 'Un documento di un fornitore è scaduto e per ora non riceve nuovi ordini: scelga un altro fornitore, o attenda il documento nuovo.',
    en: 'A document of a provider has lapsed and it gets no new orders for now: choose another provider, or wait for the new document.',
  },
  possible,
});
const notAdmitted = new Refusal('providerNotAdmitted', {
  detail: {
    it: 'Un fornitore non è più ammesso e non riceve nuovi ordini: scelga un altro fornitore.',
    en: 'A provider is no longer admitted and gets no new orders: choose another provider.',
  },
  possible,
});
