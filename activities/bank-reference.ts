import type { PlainDate } from '../domain/plain-date.ts';
import { Refusal } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';

/**
 * A line of the bank is money that came once: whatever it is recorded as, it is so once. Two who record the same line
 * at once come one after the other.
 */
export async function refuseUsedBankRef(tx: Tx, bankRef: string): Promise<void> {
  const line = `bank/${tx.allianceId}/${bankRef}`;
  await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${line}, 0))`;
  const where = { bankRef };
  const used =
    (await tx.db.contribution.count({ where })) +
    (await tx.db.prefund.count({ where })) +
    (await tx.db.employerInvoice.count({ where }));
  if (used > 0) throw usedAlready;
}

/** The day on which the money of a line was recorded as what it is. */
export async function recordedOn(tx: Tx, bankRef: string): Promise<PlainDate | undefined> {
  const where = { bankRef };
  const contribution = await tx.db.contribution.findFirst({ where });
  const prefund = await tx.db.prefund.findFirst({ where });
  const ofAward = await tx.db.settlement.findFirst({ where });
  const at = contribution?.collectedAt ?? prefund?.receivedAt ?? ofAward?.settledAt;
  return at ? toPlainDate(at) : undefined;
}

const usedAlready = new Refusal('alreadyExists', {
  detail: {
    it: 'Questo movimento bancario è già stato registrato per un altro incasso: controlli il riferimento.',
    en: 'This bank line was recorded for another payment already: check the reference.',
  },
});
