import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../domain/clock.ts';
import { openDatabase, type Database, type Tx } from '../prisma/database.ts';
import { Prisma } from '../prisma/generated/client.ts';
import { isDatabaseAway } from '../prisma/retry.ts';
import { eventually } from './support/eventually.ts';
import { openTestDatabase, type TestDatabase } from './support/database.ts';

let test: TestDatabase;
let database: Database;
const allianceId = randomUUID();
const actor = { kind: 'system', id: 'test' } as const;
const within = <T>(work: (tx: Tx) => Promise<T>, options?: { timeoutMs: number }) =>
  database.inAlliance(allianceId, actor, work, options);

beforeAll(async () => {
  vi.stubEnv('TZ', 'Asia/Kolkata');
  test = await openTestDatabase();
  const name = new URL(test.superuserUrl).pathname.slice(1);
  await (await test.superuser()).query(`ALTER DATABASE "${name}" SET timezone = 'America/New_York'`);
  // Without any guard of an alliance, so that what strays is seen.
  await (
    await test.superuser()
  ).query('CREATE TABLE stray_note (said text); GRANT ALL ON stray_note TO reciproca_app');
  database = openDatabase({ url: test.superuserUrl, clock: systemClock, maxConnections: 1 });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await database.close();
  await test.close();
});

describe('a statement that is written by hand', () => {
  it('answers each kind of value as Prisma does', async () => {
    const at = new Date('2026-03-29T01:30:00.123Z');
    const day = new Date('2028-02-29');
    const bytes = new Uint8Array([0, 1, 254, 255]);
    const [row] = await within(
      ({ db }) => db.$queryRaw<object[]>`
        SELECT ${at}::timestamptz AS instant, ${at}::timestamp AS local, ${day}::date AS day, ${bytes}::bytea AS bytes, ${7n}::bigint AS large,
               ${new Prisma.Decimal('0.10')}::numeric AS exact, ${['0.1', null]}::numeric[] AS exacts, ${[at, null]}::timestamptz[] AS instants, ${[day]}::date[] AS days,
               ${[1n, 2n]}::bigint[] AS larges, ${['a,"b', null]}::text[] AS texts, ${{ a: [1] }}::jsonb AS json,
               ${null}::text AS nothing, ${true}::boolean AS yes, ${12}::int AS small, 'draft'::rule_state AS word`,
    );
    expect(row).toStrictEqual({
      instant: at,
      local: at,
      day,
      bytes,
      large: 7n,
      exact: new Prisma.Decimal('0.10'),
      exacts: [new Prisma.Decimal('0.1'), null],
      instants: [at, null],
      days: [day],
      larges: [1n, 2n],
      texts: ['a,"b', null],
      json: { a: [1] },
      nothing: null,
      yes: true,
      small: 12,
      word: 'draft',
    });
  });

  it('is sent by the driver, in the transaction of what Prisma sends, and tells how many rows it wrote', async () => {
    const id = randomUUID();
    const alliance = { id, slug: id, name: 'x', createdAt: new Date() };
    const failed = within(async ({ db }) => {
      await db.alliance.create({ data: { ...alliance, id: allianceId } });
      expect(await db.$executeRaw`UPDATE alliance SET name = 'y' WHERE id = ${allianceId}::uuid`).toBe(1);
      expect((await db.alliance.findFirstOrThrow()).name).toBe('y');
      await db.$queryRaw`SELECT 1 / ${0}::int`;
    });
    await expect(failed).rejects.toBeInstanceOf(pg.DatabaseError);
    expect(await within(({ db }) => db.alliance.count())).toBe(0);
  });

  it('is made of parts as Prisma makes it', async () => {
    const where = Prisma.sql`WHERE n > ${1} AND n < ${4}`;
    const rows = await within(
      ({ db }) =>
        db.$queryRaw`SELECT n FROM generate_series(1, ${5}::int) n ${where} ORDER BY ${Prisma.raw('n DESC')}`,
    );
    expect(rows).toEqual([{ n: 3 }, { n: 2 }]);
  });

  it('waits for those asked before it', async () => {
    const warned: Error[] = [];
    const onWarning = (warning: Error) => void warned.push(warning);
    process.on('warning', onWarning);
    const asked = await within(({ db }) =>
      Promise.all([1, 2, 3].map((n) => db.$queryRaw`SELECT ${n}::int AS n`)),
    );
    process.off('warning', onWarning);
    expect(asked).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]);
    expect(warned).toEqual([]);
  });

  it('is refused once its transaction is over, whose connection is somebody else’s by then', async () => {
    const { db } = await within((tx) => Promise.resolve(tx));
    await expect(db.$queryRaw`SELECT 1`).rejects.toThrow(/transaction/i);
    await expect(db.$executeRaw`SELECT 1`).rejects.toThrow(/transaction/i);
  });

  it('of a transaction that was given up for its time is refused too, and writes nothing', async () => {
    const given = within(
      async ({ db }) => {
        for (;;) await db.$executeRaw`INSERT INTO stray_note SELECT 'late'`;
      },
      { timeoutMs: 100 },
    );
    await expect(given).rejects.toMatchObject({ code: 'P2028' });
    expect(await notes()).toEqual([]);
  });

  it('that waits its turn when another fails is not sent any more: the connection is a stranger’s next', async () => {
    const strangers: Promise<unknown>[] = [];
    const failed = within(async ({ db }) => {
      const asked = Array.from({ length: 10 }, () => db.$executeRaw`INSERT INTO stray_note SELECT 'stray'`);
      strangers.push(database.inAlliance(randomUUID(), actor, (tx) => tx.db.alliance.count()));
      await Promise.all([asked[0]!.then(() => Promise.reject(new Error('It fails.'))), ...asked]);
    });
    await expect(failed).rejects.toThrow('It fails.');
    await expect(Promise.all(strangers)).resolves.toEqual([0]);
    expect(await notes()).toEqual([]);
  });
});

describe('a connection that is cut', () => {
  it('is a database that is away, within a statement and since the last, and the request worth sending again', async () => {
    const client = await test.superuser();
    const asked = client.query('SELECT pg_sleep(60)');
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
    stream.destroy();
    const within: unknown = await asked.catch((cut: unknown) => cut);
    const since: unknown = await client.query('SELECT 1').catch((cut: unknown) => cut);
    for (const error of [within, since]) {
      expect(error).toBeInstanceOf(Error);
      expect(isDatabaseAway(error)).toBe(true);
    }
    expect(isDatabaseAway(new Error('Something else'))).toBe(false);
  });
});

describe('instants', () => {
  it('are the same for Prisma, for statements by hand and for the database, whatever zone it is set to', async () => {
    const createdAt = new Date('2026-07-01T12:00:00.000Z');
    await within(async ({ db }) => {
      await db.alliance.create({ data: { id: allianceId, slug: 'zone', name: 'x', createdAt } });
      const [row] = await db.$queryRaw<object[]>`
        SELECT created_at AS at, extract(epoch FROM created_at)::int AS seconds FROM alliance`;
      expect(row).toEqual({ at: createdAt, seconds: createdAt.getTime() / 1000 });
      expect((await db.alliance.findFirstOrThrow()).createdAt).toEqual(createdAt);
    });
  });
});

describe('a database that only the gate was asked of', () => {
  it('outlives a lost connection, and leaves none behind when it is closed', async () => {
    const name = `gate-${randomUUID()}`;
    const url = `${test.superuserUrl}?application_name=${name}`;
    const asked = openDatabase({ url, clock: systemClock });
    const accidents: unknown[] = [];
    const onAccident = (error: unknown) => void accidents.push(error);
    process.on('uncaughtException', onAccident);
    await asked.gate.runsAs();
    const superuser = await test.superuser();
    const count = async () => {
      const sessions = 'SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = $1';
      return (await superuser.query<{ n: number }>(sessions, [name])).rows[0]!.n;
    };
    await superuser.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1',
      [name],
    );
    await eventually(async () => (await count()) === 0);
    process.off('uncaughtException', onAccident);
    expect(accidents).toEqual([]);
    expect((await asked.gate.runsAs()).role).toBe('reciproca_app');
    expect(await count()).toBe(1);
    await asked.close();
    await eventually(async () => (await count()) === 0, 2_000);
  });
});

async function notes(): Promise<unknown[]> {
  return (await (await test.superuser()).query('SELECT said FROM stray_note')).rows;
}
