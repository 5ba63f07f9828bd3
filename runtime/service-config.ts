import type { Config, ServiceConfig } from './config.ts';
import { isRunning } from './processes.ts';
import { readRunFile } from './run-file.ts';
import { StartError } from './start-error.ts';

/**
 * The settings with both servers' addresses: as given, or those of the embedded servers that `npm start` runs
 * on the same data folder.
 *
 * @throws StartError when an address is neither given nor to be found
 */
export async function withServers(config: Config): Promise<ServiceConfig> {
  const { databaseUrl, temporalAddress } = config;
  if (databaseUrl !== undefined && temporalAddress !== undefined) {
    return { ...config, databaseUrl, temporalAddress };
  }
  const run = await readRunFile(config.dataDir);
  if (run?.reach === undefined || !(await isRunning(run.supervisor))) {
    throw new StartError(
      `Nothing runs on ${config.dataDir}: start it with "npm start" first, or give DATABASE_URL and TEMPORAL_ADDRESS.`,
    );
  }
  return {
    ...config,
    databaseUrl: databaseUrl ?? run.reach.databaseUrl,
    temporalAddress: temporalAddress ?? run.reach.temporalAddress,
  };
}
