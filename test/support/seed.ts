import type pg from 'pg';
import { historiesKey } from '../holds/support/recorded.ts';
import { keyRingFromSetting } from '../../vault/keys.ts';
import { openVault } from '../../vault/vault.ts';

/** The vault of every test that seeds: one fixed master key, so that another process can open what one sealed. */
export const seedVault = openVault(keyRingFromSetting(historiesKey));

/** Every row of every table of the database, as JSON text, by table. */
export async function everyRow(client: pg.Client): Promise<ReadonlyMap<string, readonly string[]>> {
  const tables = await client.query<{ name: string }>(
    `SELECT format('%I.%I', nspname, relname) AS name FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
      WHERE relkind = 'r' AND nspname IN ('public', 'ledger') ORDER BY 1`,
  );
  const rows = new Map<string, readonly string[]>();
  for (const { name } of tables.rows) {
    const found = await client.query<{ row: string }>(`SELECT row_to_json(t)::text AS row FROM ${name} t`);
    rows.set(
      name,
      found.rows.map(({ row }) => row),
    );
  }
  return rows;
}
