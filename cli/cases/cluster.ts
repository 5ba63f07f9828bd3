import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** One PostgreSQL for all cases of a run; each case copies its own database from the migrated one. */
export interface CaseCluster {
  /** A fresh, migrated, empty database; the superuser's address. */
  newDatabase(): Promise<string>;
  stop(): Promise<void>;
}

const keeperPath = fileURLToPath(new URL('./postgres-keeper.ts', import.meta.url));

export async function startCluster(): Promise<CaseCluster> {
  const keeper = fork(keeperPath, { execArgv: [], detached: true });
  const exited = once(keeper, 'exit');
  const ended = exited.then(() => {
    throw new Error('The PostgreSQL of the cases did not start');
  });
  const [url] = (await Promise.race([once(keeper, 'message'), ended])) as [string];
  ended.catch(() => undefined);
  let last: Promise<unknown> = Promise.resolve();
  let count = 0;
  return {
    newDatabase() {
      // A template cannot be copied twice at once.
      const copy = last.then(() => copyTemplate(url, `case_${(count += 1)}`));
      last = copy.catch(() => undefined);
      return copy;
    },
    async stop() {
      keeper.disconnect();
      await exited;
    },
  };
}

async function copyTemplate(templateUrl: string, name: string): Promise<string> {
  const url = new URL(templateUrl);
  const template = url.pathname.slice(1);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  } finally {
    await client.end();
  }
  url.pathname = `/${name}`;
  return url.href;
}
