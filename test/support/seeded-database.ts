import pg from 'pg';
import { inject } from 'vitest';
import { systemClock, type TimeSource } from '../../domain/clock.ts';
import { toPlainDate } from '../../domain/time.ts';
import { openDatabase } from '../../prisma/database.ts';
import { seedDemo } from '../../prisma/seed/index.ts';
import { copyOf, databaseUrl, openTestDatabase, type TestDatabase } from './database.ts';
import { seedVault } from './seed.ts';

/**
 * A database of the test's own with the demonstration in it, as of the clock's day. The territory of a day takes
 * seconds to make: the first who asks makes it, and from then on it is copied.
 */
export async function openSeededDatabase(
  options: { readonly clock?: TimeSource } = {},
): Promise<TestDatabase> {
  const at = await (options.clock ?? systemClock).now();
  return openTestDatabase({ ...options, templateUrl: await territoryOf(at) });
}

/** The runner of the mutants drops whatever is called test_*: no guard is missing in what the next one copies. */
async function territoryOf(at: Date): Promise<string> {
  const name = `test_territory_${toPlainDate(at).replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: databaseUrl('postgres') });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(7302)');
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) {
      const made = await makeTerritory(at);
      await client.query(`ALTER DATABASE ${made} RENAME TO ${name}`);
    }
  } finally {
    await client.end();
  }
  return databaseUrl(name);
}

/** Under a name of its own until it is whole. */
async function makeTerritory(at: Date): Promise<string> {
  const url = await copyOf(inject('templateUrl'));
  const database = openDatabase({ url, clock: { now: () => Promise.resolve(at) } });
  await seedDemo({ database, vault: seedVault });
  await database.close();
  return new URL(url).pathname.slice(1);
}
