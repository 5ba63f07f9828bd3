import { loadConfig, type ServiceConfig } from './config.ts';
import { fail, tell } from './part.ts';
import { assertDatabase, assertTemporal } from './preflight.ts';
import { withServers } from './service-config.ts';

/** Something that serves until it is stopped, and finishes what it is doing first. */
export interface Service {
  /** What others need to know to reach it. */
  readonly found: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const drainTimeoutMs = 20_000;
/** A restart may fall into the seconds in which a server comes back. */
const serversPatienceMs = 10_000;

/**
 * Runs one service for the life of this process. It drains and exits with 0 when the supervisor's link is
 * cut, or, started by itself, on SIGTERM and SIGINT; an error before it serves is told in one sentence, exit
 * 1.
 */
export async function runService(start: (config: ServiceConfig) => Promise<Service>): Promise<void> {
  const stopAsked = new Promise<void>((resolve) => {
    for (const event of ['disconnect', 'SIGTERM', 'SIGINT'] as const) process.on(event, () => resolve());
  });
  try {
    const config = await withServers(loadConfig());
    await assertDatabase(config.databaseUrl, 'DATABASE_URL', serversPatienceMs);
    await assertTemporal(config.temporalAddress, serversPatienceMs);
    const service = await start(config);
    tell({ kind: 'ready', found: service.found });
    await stopAsked;
    // Whatever hangs, the next start must not have to wait for it.
    setTimeout(() => process.exit(1), drainTimeoutMs).unref();
    await service.stop();
    process.exit(0);
  } catch (error) {
    fail(error);
    process.exit();
  }
}
