import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../prisma/migrate.ts';
import { startPostgres } from '../../runtime/embedded/postgres.ts';

/**
 * Keeps the PostgreSQL of the cases for as long as its parent lives: a runner that is killed cannot stop its
 * server, but its end of the channel closes, and this process, deaf to the terminal, then cleans up.
 */
const dataDir = await mkdtemp(join(tmpdir(), 'reciproca-cases-'));
const postgres = await startPostgres({ dataDir, throwAway: true });
const stop = async (): Promise<void> => {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
  process.exit(0);
};
process.on('disconnect', () => void stop());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
await migrate(postgres.url);
if (process.connected) process.send?.(postgres.url);
else await stop();
