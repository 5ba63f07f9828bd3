import { migrate } from '../prisma/migrate.ts';
import { seedDemo } from '../prisma/seed/index.ts';
import { loadConfig } from './config.ts';
import { makeServiceLogin } from './embedded/service-login.ts';
import { fail, tell } from './part.ts';
import { withServers } from './service-config.ts';
import { openServices } from './services.ts';
import { errorCode, StartError } from './start-error.ts';

const insufficientPrivilege = '42501';

/**
 * Brings the database up to date and, in the demo, fills it. A short-lived process, so that the supervisor,
 * which stays, never loads what this needs.
 */
export async function prepare(): Promise<void> {
  process.on('disconnect', () => process.exit(1));
  try {
    const config = await withServers(loadConfig());
    const migrationUrl = config.migrationDatabaseUrl ?? config.databaseUrl;
    const { applied } = await migrateOrExplain(migrationUrl);
    if (process.argv.includes('--make-login')) await makeServiceLogin(migrationUrl, config.databaseUrl);
    let seeded = false;
    if (config.demo) {
      const services = await openServices(config);
      ({ seeded } = await seedDemo(services));
      await services.close();
    }
    const lines = [
      ...(applied.length > 0 ? [`Database brought up to date (${applied.join(', ')})`] : []),
      ...(seeded ? ['Demo territory made'] : []),
    ];
    for (const line of lines) if (!tell({ kind: 'progress', line })) console.log(line);
    tell({ kind: 'ready', found: {} });
    process.exit(0);
  } catch (error) {
    fail(error);
    process.exit();
  }
}

async function migrateOrExplain(url: string): Promise<{ readonly applied: readonly string[] }> {
  try {
    return await migrate(url);
  } catch (error) {
    if (errorCode(error) !== insufficientPrivilege) throw error;
    throw new StartError(
      `The login of DATABASE_URL may not make roles and tables (${String(error)}): give one that may in MIGRATION_DATABASE_URL.`,
      { cause: error },
    );
  }
}
