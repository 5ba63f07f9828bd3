import type pg from 'pg';
import { eventually } from './eventually.ts';

/**
 * Waits until no client has a transaction open. Whatever is stopped while this waits holds none; PostgreSQL's own
 * work (autovacuum) is nobody's transaction.
 */
export async function untilNoTransaction(superuser: pg.Client): Promise<void> {
  await eventually(async () => {
    const { rows } = await superuser.query(
      `SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND backend_type = 'client backend'
          AND xact_start IS NOT NULL AND pid <> pg_backend_pid()`,
    );
    return rows.length === 0;
  });
}
