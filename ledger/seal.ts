import type { Tx } from '../prisma/database.ts';

/** How many transfers go into one block; their legs come on top. */
const TRANSFERS_IN_BLOCK = 5_000;

/**
 * Seals what the alliance's ledger and audit trail have gained since the last time, each as one block of a hash
 * chain of its own. Whoever else is sealing is waited for.
 *
 * @returns the rows sealed
 */
export async function seal(
  tx: Tx,
  transfersInBlock = TRANSFERS_IN_BLOCK,
): Promise<{ ledger: number; audit: number }> {
  const rows = await tx.db.$queryRaw<{ ledger: number; audit: number }[]>`
    SELECT ledger.seal(${transfersInBlock}::int, ${tx.now}) AS ledger,
           public.audit_seal(${transfersInBlock}::int, ${tx.now}) AS audit`;
  return rows[0]!;
}

/** The sealer's round. */
export async function sealAll(tx: Tx): Promise<void> {
  await seal(tx);
}
