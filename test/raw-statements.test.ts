import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../domain/clock.ts';
import { openDatabase, type Database, type Tx } from '../prisma/database.ts';
import { Prisma } from '../prisma/generated/client.ts';
import { isDatabaseAway } from '../prisma/retry.ts';
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
  database = openDatabase({ url: test.superuserUrl, clock: systemClock });
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
               ${'0.10'}::numeric AS exact, ${[at, null]}::timestamptz[] AS instants, ${[day]}::date[] AS days,
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

  it('of a transaction that was given up for its time is refused too', async () => {
    const given = within(
      async ({ db }) => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        await db.$queryRaw`SELECT 1`;
      },
      { timeoutMs: 100 },
    );
    await expect(given).rejects.toMatchObject({ code: 'P2028' });
  });
});

describe('a connection that is cut in the middle of a statement', () => {
  it('is a database that is away, and the request worth sending again', async () => {
    const client = await test.superuser();
    const asked = client.query('SELECT pg_sleep(60)');
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
    stream.destroy();
    const error: unknown = await asked.catch((cut: unknown) => cut);
    expect(error).toBeInstanceOf(Error);
    expect(isDatabaseAway(error)).toBe(true);
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
