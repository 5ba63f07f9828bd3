import type pg from 'pg';
import { eventually } from './eventually.ts';

/** Until somebody in this database, or so many, stand in line for a lock: the race that a test means is on. */
export async function untilSomebodyWaits(client: pg.Client, atLeast = 1): Promise<void> {
  await eventually(async () => {
    const { rowCount } = await client.query(
      `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
    );
    return rowCount! >= atLeast;
  });
}
