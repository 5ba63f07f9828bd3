import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../runtime/embedded/postgres.ts';
import { startTemporal } from '../runtime/embedded/temporal.ts';

export interface Servers {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly dataDir: string;
}

/** A Postgres and a Temporal of the benchmark's own, both peers on the same two; gone afterwards. */
export async function withServers<T>(work: (servers: Servers) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'reciproca-bench-'));
  const postgres = await startPostgres({ dataDir });
  const temporal = await startTemporal({ dataDir });
  try {
    return await work({ databaseUrl: postgres.url, temporalAddress: temporal.address, dataDir });
  } finally {
    await temporal.stop();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
