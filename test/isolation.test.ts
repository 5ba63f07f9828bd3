import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, testActor, type TestDatabase } from './support/database.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

const organisation = (allianceId: string, name: string) => ({
  allianceId,
  name,
  comuneIstat: '016128',
  roles: ['provider' as const],
  createdAt: new Date(),
});

describe('isolation between alliances', () => {
  it('shows an alliance its own rows only', async () => {
    const other = await test.addAlliance();
    await test.database.inAlliance(other, testActor, (tx) =>
      tx.db.organisation.create({ data: organisation(other, 'Altrove') }),
    );
    const seen = await test.database.inAlliance(test.allianceId, testActor, (tx) =>
      tx.db.organisation.findMany(),
    );
    expect(seen).toEqual([]);
  });

  it('refuses a row of another alliance', async () => {
    const other = await test.addAlliance();
    const write = test.database.inAlliance(test.allianceId, testActor, (tx) =>
      tx.db.organisation.create({ data: organisation(other, 'Intrusa') }),
    );
    await expect(write).rejects.toThrow(/row-level security/);
  });

  it('raises when no alliance is set, instead of showing nothing', async () => {
    const client = await test.appClient();
    await expect(client.query('SELECT * FROM organisation')).rejects.toThrow(/no alliance is set/);
  });

  it('forgets the alliance with its transaction', async () => {
    const client = await test.appClient();
    await client.query('BEGIN');
    await client.query("SELECT set_config('app.alliance', $1, true)", [test.allianceId]);
    await client.query('SELECT * FROM organisation');
    await client.query('COMMIT');
    await expect(client.query('SELECT * FROM organisation')).rejects.toThrow(/no alliance is set/);
  });

  it('runs as a role that cannot bypass it', async () => {
    expect(await test.database.gate.runsAs()).toEqual({ role: 'reciproca_app', bypassesIsolation: false });
  });

  it('forces row-level security on every table but the two without personal or alliance data', async () => {
    const client = await test.superuser();
    const { rows } = await client.query(
      `SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace IN ('public'::regnamespace)
          AND NOT relforcerowsecurity ORDER BY relname`,
    );
    expect(rows.map((row) => row.relname)).toEqual(['_prisma_migrations', 'heartbeat']);
  });
});
