import type { Pool } from 'pg';

/** Frozen: one row per activity, in a transaction of its own. */
export function baselineActivities(pool: Pool) {
  return {
    async writeRow(submissionId: string, step: string): Promise<void> {
      await pool.query('INSERT INTO baseline_step (submission_id, step) VALUES ($1, $2)', [
        submissionId,
        step,
      ]);
    },
  };
}

export type BaselineActivities = ReturnType<typeof baselineActivities>;
