import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { systemClock, type TimeSource } from '../../domain/clock.ts';
import { openDatabase, type Actor, type Database } from '../../prisma/database.ts';

export interface TestDatabase {
  readonly database: Database;
  /** Superuser connection string of this test's own database. */
  readonly superuserUrl: string;
  /** An alliance made for the test. */
  readonly allianceId: string;
  /** Makes another alliance in the same database. */
  addAlliance(): Promise<string>;
  /** A connection as the application's role, outside the one door, to prove what SQL itself refuses. */
  appClient(): Promise<pg.Client>;
  superuser(): Promise<pg.Client>;
  close(): Promise<void>;
}

export const testActor: Actor = { kind: 'system', id: 'test' };

/** A fresh, migrated, empty database of its own on the run's Postgres. */
export async function openTestDatabase(
  options: {
    readonly clock?: TimeSource;
    readonly maxConnections?: number;
    /** What it is copied from: the migrated, empty one unless said. */
    readonly templateUrl?: string;
  } = {},
): Promise<TestDatabase> {
  const superuserUrl = await copyOf(options.templateUrl ?? inject('templateUrl'));
  const database = openDatabase({
    url: superuserUrl,
    clock: options.clock ?? systemClock,
    ...(options.maxConnections ? { maxConnections: options.maxConnections } : {}),
  });
  const clients: pg.Client[] = [];
  const connect = async (role?: string): Promise<pg.Client> => {
    const client = new pg.Client({
      connectionString: superuserUrl,
      ...(role ? { options: `-c role=${role}` } : {}),
    });
    client.on('error', () => undefined);
    await client.connect();
    clients.push(client);
    return client;
  };
  const addAlliance = async (): Promise<string> => {
    const id = randomUUID();
    // Past the one door: what it keeps is for tests to show, and not for what they stand on.
    const owner = new pg.Client({ connectionString: superuserUrl });
    await owner.connect();
    const alliance = [id, `alliance-${id}`, 'Alleanza di prova', await (options.clock ?? systemClock).now()];
    await owner.query('INSERT INTO alliance (id, slug, name, created_at) VALUES ($1, $2, $3, $4)', alliance);
    await owner.end();
    return id;
  };
  return {
    database,
    superuserUrl,
    allianceId: await addAlliance(),
    addAlliance,
    appClient: () => connect('reciproca_app'),
    superuser: () => connect(),
    async close() {
      await database.close();
      await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
    },
  };
}

/** A database of that name on the run's Postgres with nothing in it, made anew. */
export async function emptyDatabase(name: string): Promise<string> {
  const url = new URL(inject('templateUrl'));
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${name}`);
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}

/** The address of a database of that name on the run's Postgres. */
export function databaseUrl(name: string): string {
  return Object.assign(new URL(inject('templateUrl')), { pathname: `/${name}` }).href;
}

/** A copy of a database that nobody is connected to. */
export async function copyOf(templateUrl: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(templateUrl);
  const template = url.pathname.slice(1);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query('SELECT pg_advisory_lock(7301)');
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}
