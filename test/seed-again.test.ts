import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageOn } from '../domain/plain-date.ts';
import { drawHouseholds } from '../prisma/seed/households.ts';
import { seedDemo } from '../prisma/seed/index.ts';
import { openTestDatabase, type TestDatabase } from './support/database.ts';
import { times } from './support/long.ts';
import { everyRow, seedVault } from './support/seed.ts';

const clock = { now: () => Promise.resolve(new Date('2026-11-22T09:00:00Z')) };

async function withDatabase<T>(use: (test: TestDatabase) => Promise<T>): Promise<T> {
  const test = await openTestDatabase({ clock });
  try {
    return await use(test);
  } finally {
    await test.close();
  }
}

const seed = ({ database }: TestDatabase) => seedDemo({ database, vault: seedVault });

/** Keys, what they seal and what they print. */
const sealed = new Set([
  'identity_sealed',
  'tax_code_print',
  'name_sealed',
  'sealed',
  'wrapped',
  'fingerprint',
  'mailbox_print',
  'detail_sealed',
  'secret_print',
  'code_print',
]);
const freshId = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** One line for each table, rows and digest, without keys and without the ids that code shared with others draws. */
async function digests(test: TestDatabase): Promise<readonly string[]> {
  const tables = await everyRow(await test.superuser());
  return [...tables].map(([table, rows]) => {
    const comparable = rows
      .filter((row) => !row.includes(test.allianceId))
      .map((row) => JSON.parse(row) as unknown)
      .map((row) => JSON.stringify(row, (key, value: unknown) => (sealed.has(key) ? null : value)))
      .map((row) => row.replaceAll(freshId, 'fresh'))
      .toSorted((one, other) => one.localeCompare(other));
    return `${table}: ${rows.length} ${createHash('sha256').update(comparable.join('\n')).digest('hex')}`;
  });
}

describe('seeding again', () => {
  it('gives two databases the same rows, but for keys, what they seal, and ids of a few rows', async () => {
    const [one, other] = await Promise.all(
      [1, 2].map(() =>
        withDatabase(async (test) => {
          await seed(test);
          return digests(test);
        }),
      ),
    );
    expect(other).toEqual(one);
    expect(one).toContainEqual(expect.stringMatching(/^public.employment: 700 /));
  });

  it('changes nothing the second time', () =>
    withDatabase(async (test) => {
      expect(await seed(test)).toEqual({ seeded: true });
      const client = await test.superuser();
      const before = await everyRow(client);
      expect(await seed(test)).toEqual({ seeded: false });
      expect(await everyRow(client)).toEqual(before);
    }));

  it('is done by one of several processes that start together', () =>
    withDatabase(async (test) => {
      const outcomes = await Promise.all([seed(test), seed(test), seed(test)]);
      expect(outcomes.filter(({ seeded }) => seeded)).toHaveLength(1);
    }));

  it('finds nothing of an attempt that failed on the way', () =>
    withDatabase(async (test) => {
      const client = await test.superuser();
      const before = await everyRow(client);
      let seals = 0;
      const failing: typeof seedVault = {
        ...seedVault,
        seal: (...given) =>
          (seals += 1) > 900 ? Promise.reject(new Error('no disk')) : seedVault.seal(...given),
      };
      await expect(seedDemo({ database: test.database, vault: failing })).rejects.toThrow('no disk');
      expect(await everyRow(client)).toEqual(before);
      expect(await seed(test)).toEqual({ seeded: true });
    }));

  it(
    `is whole after ${times(20)} processes were killed while seeding`,
    () =>
      withDatabase(async (test) => {
        for (let kill = 0; kill < times(20); kill++) {
          const child = spawn(process.execPath, ['test/support/seed-process.ts', test.superuserUrl]);
          const said = once(child.stdout, 'data');
          await said;
          await sleep(Math.random() * 800);
          const ended = once(child, 'exit');
          child.kill('SIGKILL');
          await ended;
          expect([0, 700]).toContain(
            (await everyRow(await test.superuser())).get('public.employment')!.length,
          );
        }
        await seed(test);
        const rows = await everyRow(await test.superuser());
        expect(rows.get('public.employment')).toHaveLength(700);
        expect(await seed(test)).toEqual({ seeded: false });
      }),
    600_000,
  );

  it('keeps the ages of household L whatever the day', () => {
    const days = fc.date({ min: new Date('2024-01-01'), max: new Date('2036-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const today = day.toISOString().slice(0, 10);
        const { households } = drawHouseholds(today);
        const [householdL] = households;
        expect(householdL!.members.map(({ birthDate }) => ageOn(birthDate, today))).toEqual([34, 2, 6]);
        expect(households.flatMap(({ jobs }) => jobs)).toHaveLength(700);
      }),
      { numRuns: times(200), examples: [[new Date('2028-02-29')], [new Date('2027-03-01')]] },
    );
  });
});
