import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, testActor, type TestDatabase } from './support/database.ts';
import { migrationTexts } from './support/migration-texts.ts';
import { insert, minimalRow } from './support/minimal-row.ts';

/** Read off the migrations, so that a table or a reference cannot leave the database and this test together. */
const tables = [
  ...new Set([...migrationTexts.matchAll(/ADD CONSTRAINT (\w+)_alliance_fk /g)].map(([, name]) => name!)),
];
const references = [
  ...migrationTexts.matchAll(
    /ALTER TABLE (\w+) ADD CONSTRAINT (\w+_fk)\s+FOREIGN KEY \(alliance_id, (\w+)\) REFERENCES (\w+)/g,
  ),
].map(([, table, constraint, column, target]) => ({ table, constraint, column, target }) as Reference);

interface Reference {
  readonly table: string;
  readonly constraint: string;
  readonly column: string;
  readonly target: string;
}

let test: TestDatabase;
let superuser: pg.Client;
let app: pg.Client;
let elsewhere: string;
/** The id of the other alliance's one row of each table. */
const theirs = new Map<string, unknown>();

beforeAll(async () => {
  test = await openTestDatabase();
  superuser = await test.superuser();
  app = await test.appClient();
  elsewhere = await test.addAlliance();
  // Without triggers and foreign keys, so that each row stands for itself.
  await superuser.query("SET session_replication_role = 'replica'");
  for (const table of tables) {
    const row = await minimalRow(superuser, table, { alliance_id: elsewhere });
    theirs.set(table, row['id']);
    await insert(superuser, table, row);
  }
  await superuser.query("SET session_replication_role = 'origin'");
});
afterAll(() => test.close());

/** Within a transaction for an alliance that is rolled back. */
async function within<T>(client: pg.Client, allianceId: string, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    await client.query("SELECT set_config('app.alliance', $1, true)", [allianceId]);
    return await work();
  } finally {
    await client.query('ROLLBACK');
  }
}

async function countIn(client: pg.Client, table: string): Promise<number> {
  const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ${table}`);
  return Number(rows[0]!.count);
}

describe('every table of an alliance', () => {
  it('is known', () => {
    expect(tables.length).toBeGreaterThan(30);
  });

  it.each(tables)('%s shows the rows of its own alliance only, and none without one', async (table) => {
    expect(await within(app, elsewhere, () => countIn(app, table))).toBe(1);
    expect(await within(app, test.allianceId, () => countIn(app, table))).toBe(0);
    await expect(app.query(`SELECT * FROM ${table}`)).rejects.toThrow(/no alliance is set/);
  });

  // The owner handed the gate its functions, so it may read what the gate reads of these three.
  const gated = ['account', 'token', 'invitation'];
  it.each(tables.filter((table) => !gated.includes(table)))('%s shows its owner no more', async (table) => {
    const seen = within(superuser, test.allianceId, async () => {
      await superuser.query('SET LOCAL ROLE reciproca_owner');
      return countIn(superuser, table);
    });
    expect(await seen).toBe(0);
  });

  it.each(tables)('%s takes no row of another', async (table) => {
    const row = await minimalRow(superuser, table, { alliance_id: elsewhere });
    const write = within(app, test.allianceId, () => insert(app, table, row));
    // The guard of parameters speaks first: it does not even see the version.
    await expect(write).rejects.toThrow(
      table === 'parameter' ? /no longer a draft/ : /violates row-level security/,
    );
  });

  it('is emptied by nobody, and deletes only what is consumed by being read, rewritten as a whole or forgotten', async () => {
    const deletable: string[] = [];
    for (const table of tables) {
      await expect(app.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(/permission denied/);
      const removed = within(app, elsewhere, () => app.query(`DELETE FROM ${table}`));
      await removed
        .then(() => deletable.push(table))
        .catch((error: Error) => {
          expect(error.message).toMatch(/permission denied/);
        });
    }
    expect(deletable.toSorted()).toEqual(['attempt_count', 'document_content', 'need', 'wakeup']);
  });

  it.each(['audit', 'settlement', 'letter', 'assessment_note'])('%s is never changed', async (table) => {
    const change = within(app, elsewhere, () => app.query(`UPDATE ${table} SET alliance_id = alliance_id`));
    await expect(change).rejects.toThrow(/permission denied/);
  });
});

describe('a reference', () => {
  it('is known', () => {
    expect(references.length).toBeGreaterThan(35);
  });

  it.each(references)('$constraint points to nothing of another alliance', async (reference) => {
    const { table, constraint, column, target } = reference;
    const write = within(superuser, test.allianceId, async () => {
      await dropOtherReferences(table, constraint);
      const row = { alliance_id: test.allianceId, [column]: theirs.get(target) };
      await insert(superuser, table, await minimalRow(superuser, table, row));
    });
    await expect(write).rejects.toMatchObject({ constraint });
  });

  it.each(tables)('of %s to its alliance points to one that exists', async (table) => {
    const constraint = `${table}_alliance_fk`;
    const write = within(superuser, test.allianceId, async () => {
      await dropOtherReferences(table, constraint);
      await insert(superuser, table, await minimalRow(superuser, table, {}));
    });
    await expect(write).rejects.toMatchObject({ constraint });
  });
});

/** So that only the one that is looked at, and no check and no trigger, can refuse; the transaction is rolled back. */
async function dropOtherReferences(table: string, constraint: string): Promise<void> {
  const { rows } = await superuser.query<{ conname: string }>(
    "SELECT conname FROM pg_constraint WHERE contype IN ('f', 'c') AND conrelid = $1::regclass AND conname <> $2",
    [table, constraint],
  );
  for (const { conname } of rows) await superuser.query(`ALTER TABLE ${table} DROP CONSTRAINT ${conname}`);
  await superuser.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
}

describe('isolation between alliances', () => {
  it('forgets the alliance with its transaction', async () => {
    await within(app, test.allianceId, () => app.query('SELECT * FROM organisation'));
    await expect(app.query('SELECT * FROM organisation')).rejects.toThrow(/no alliance is set/);
  });

  it('tells the answer of a step to its own alliance only', async () => {
    const id = randomUUID();
    await test.database.inAlliance(test.allianceId, testActor, async (tx) => {
      const { allianceId, now: createdAt } = tx;
      const account = await tx.db.account.create({ data: { allianceId, label: 'Chiede', createdAt } });
      const request = { key: 'answered', method: 'POST', path: '/v1', requestHash: new Uint8Array(32) };
      const answer = { state: 'done' as const, status: 200, result: { state: 'refused' }, doneAt: createdAt };
      await tx.db.submission.create({
        data: {
          id,
          allianceId,
          accountId: account.id,
          ...request,
          operation: 'decide',
          ...answer,
          createdAt,
        },
      });
    });
    const { gate } = test.database;
    expect(await gate.stepAnswer(test.allianceId, id)).toEqual({ status: 200, result: { state: 'refused' } });
    expect(await gate.stepAnswer(elsewhere, id)).toBeUndefined();
  });

  it('runs as a role that cannot bypass it', async () => {
    expect(await test.database.gate.runsAs()).toEqual({ role: 'reciproca_app', bypassesIsolation: false });
  });

  it('holds in every transaction of the one door', async () => {
    const seen = await test.database.inAlliance(test.allianceId, testActor, ({ db }) => db.person.findMany());
    expect(seen).toEqual([]);
  });

  it('forces row-level security on every table but those without personal or alliance data', async () => {
    const { rows } = await superuser.query<{ relname: string }>(
      `SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
          AND NOT relforcerowsecurity ORDER BY relname`,
    );
    expect(rows.map((row) => row.relname)).toEqual(['_prisma_migrations', 'heartbeat', 'sign_in_attempt']);
  });
});
