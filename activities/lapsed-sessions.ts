import type { Tx } from '../prisma/database.ts';

/**
 * Forgets what an identity provider gave with sessions that are over: ended, lapsed, or of an account that was closed.
 * Nobody can ask with it any more, and what nobody needs is not kept.
 */
export async function forgetLapsedSessions(tx: Tx): Promise<void> {
  await tx.db.$executeRaw`
    UPDATE token t SET provider_sealed = NULL, recheck_at = NULL
      FROM account a
     WHERE a.id = t.account_id AND t.provider_sealed IS NOT NULL
       AND (t.idle_at <= ${tx.now} OR t.revoked_at IS NOT NULL OR a.disabled_at IS NOT NULL)`;
}
