import type { Config, ServiceConfig } from '../../runtime/config.ts';

/** A test's settings always name both servers. */
export function withServersGiven(config: Config): ServiceConfig {
  const { databaseUrl, temporalAddress } = config;
  if (!databaseUrl || !temporalAddress) throw new Error('A test gives DATABASE_URL and TEMPORAL_ADDRESS.');
  return { ...config, databaseUrl, temporalAddress };
}
