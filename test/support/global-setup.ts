import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../prisma/migrate.ts';
import { startPostgres } from '../../runtime/embedded/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser URL of the migrated database that every test database is copied from. */
    templateUrl: string;
  }
}

/**
 * One real Postgres for the whole run; each test file copies its own database from the migrated one.
 * `npm run test:mutants` gives its own, in which a guard is missing.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['RECIPROCA_TEMPLATE_URL'];
  if (given) {
    project.provide('templateUrl', given);
    return () => Promise.resolve();
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'reciproca-test-'));
  const postgres = await startPostgres({ dataDir, throwAway: true });
  const stop = async (): Promise<void> => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await migrate(postgres.url);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('templateUrl', postgres.url);
  return stop;
}
