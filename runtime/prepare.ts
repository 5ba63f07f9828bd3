import pg from 'pg';
import { migrate } from '../prisma/migrate.ts';
import { loadConfig, type ServiceConfig } from './config.ts';
import { makeServiceLogin } from './embedded/service-login.ts';
import { fail, tell } from './part.ts';
import { withServers } from './service-config.ts';
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
    const { consoleBundle } = await import('./console-bundle.ts');
    const consoleBuilt = consoleBundle(() => progress('Building the console'));
    const migrationUrl = config.migrationDatabaseUrl ?? config.databaseUrl;
    const { applied } = await migrateOrExplain(migrationUrl);
    if (process.argv.includes('--make-login')) await makeServiceLogin(migrationUrl, config.databaseUrl);
    const seeded = config.demo && (await seedOnce(config));
    if (applied.length > 0) progress(`Database brought up to date (${applied.join(', ')})`);
    if (seeded) progress('Demo territory made');
    await consoleBuilt;
    tell({ kind: 'ready', found: {} });
    process.exit(0);
  } catch (error) {
    fail(error);
    process.exit();
  }
}

function progress(line: string): void {
  if (!tell({ kind: 'progress', line })) console.log(line);
}

/** True when the demo's territory was made now. What makes it takes a second to load: not at every start. */
async function seedOnce(config: ServiceConfig): Promise<boolean> {
  if (await hasDemo(config.databaseUrl)) return false;
  const { openServices } = await import('./services.ts');
  const { seedDemo } = await import('../prisma/seed/index.ts');
  const services = await openServices(config);
  try {
    return (await seedDemo(services)).seeded;
  } finally {
    await services.close();
  }
}

async function hasDemo(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c role=reciproca_app' });
  await client.connect();
  try {
    return (await client.query('SELECT 1 FROM gate_alliances() WHERE demo')).rowCount !== 0;
  } finally {
    await client.end();
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
