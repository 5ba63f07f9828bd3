import type { Tx } from '../prisma/database.ts';
import type { Vault } from '../vault/vault.ts';

/** How often something may be tried in a period by whoever is counted: an address, a mailbox. */
export interface AttemptLimit {
  readonly kind: string;
  readonly attempts: number;
  readonly minutes: number;
}

const minuteMs = 60_000;
/** Longer than any period in which tries are counted. */
const keptMinutes = 2 * 24 * 60;

/**
 * Counts a try of somebody who has no account, by the HMAC of who it is: one statement, so that several processes count
 * together and of many at once none is forgotten. A period begins with its first try.
 *
 * @returns whether it is within the limit
 */
export async function countAttempt(
  tx: Tx,
  vault: Vault,
  { kind, attempts, minutes }: AttemptLimit,
  who: string,
): Promise<boolean> {
  const print = await vault.fingerprint(tx, `attempt/${kind}/${who}`);
  const begins = new Date(tx.now.getTime() - minutes * minuteMs);
  const [row] = await tx.db.$queryRaw<{ count: number }[]>`
    INSERT INTO attempt_count AS c (alliance_id, print, started_at, count)
    VALUES (${tx.allianceId}::uuid, ${print}, ${tx.now}, 1)
    ON CONFLICT (alliance_id, print) DO UPDATE
       SET count = CASE WHEN c.started_at <= ${begins} THEN 1 ELSE least(c.count + 1, 1000000) END,
           started_at = CASE WHEN c.started_at <= ${begins} THEN EXCLUDED.started_at ELSE c.started_at END
    RETURNING count`;
  return row!.count <= attempts;
}

/** Whether whoever it is may try once more, where only what went wrong is counted. */
export async function isWithinLimit(
  tx: Tx,
  vault: Vault,
  { kind, attempts, minutes }: AttemptLimit,
  who: string,
): Promise<boolean> {
  const print = await vault.fingerprint(tx, `attempt/${kind}/${who}`);
  const row = await tx.db.attemptCount.findUnique({
    where: { allianceId_print: { allianceId: tx.allianceId, print } },
  });
  if (!row) return true;
  return row.count < attempts || row.startedAt.getTime() <= tx.now.getTime() - minutes * minuteMs;
}

/** Forgets who tried long ago: their period is over, and what nobody needs is not kept. One that tries now is left. */
export async function forgetAttempts(tx: Tx): Promise<void> {
  const before = new Date(tx.now.getTime() - keptMinutes * minuteMs);
  await tx.db.$executeRaw`
    DELETE FROM attempt_count WHERE (alliance_id, print) IN (
      SELECT alliance_id, print FROM attempt_count WHERE started_at < ${before} FOR UPDATE SKIP LOCKED)`;
}
