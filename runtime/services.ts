import { Client } from '@temporalio/client';
import { openMailer } from '../activities/mailer.ts';
import { askToContactOtherwise } from '../activities/undeliverable.ts';
import { openIdentityProvider } from '../api/identity-provider.ts';
import { temporalProcesses } from '../api/processes.ts';
import { systemClock, type TimeSource } from '../domain/clock.ts';
import { openDatabase } from '../prisma/database.ts';
import { loadKeyRing } from '../vault/boot.ts';
import { openVault } from '../vault/vault.ts';
import type { ServiceConfig } from './config.ts';
import { dataConverter } from './data-converter.ts';
import { openLog } from './log.ts';
import { StartError } from './start-error.ts';
import { temporalConnection } from './temporal-connection.ts';
import { readTrustList } from './trust-list.ts';

export interface ServiceOptions {
  /** Where "now" comes from; cases bring the test server's time. */
  readonly clock?: TimeSource;
}

/** Everything API and worker stand on, opened once: database, keys, Temporal, log. */
export async function openServices(config: ServiceConfig, { clock = systemClock }: ServiceOptions = {}) {
  const log = openLog(config);
  const trust = await readTrustList(config.signatureIssuers);
  const database = openDatabase({
    url: config.databaseUrl,
    changesUrl: config.changesDatabaseUrl,
    clock,
  });
  await refuseToBypassIsolation(database);
  const keyRing = await loadKeyRing(config, database);
  const connection = temporalConnection(config);
  const client = new Client({
    connection,
    namespace: config.temporalNamespace,
    dataConverter: dataConverter(keyRing),
  });
  return {
    config,
    log,
    clock,
    database,
    vault: openVault(keyRing),
    keyRing,
    client,
    processes: temporalProcesses(client, config.temporalTaskQueue),
    demo: config.demo,
    publicUrl: config.publicUrl,
    temporalUi: config.temporalUiUrl,
    trust,
    trustProxy: config.trustProxy,
    sessionLimits: config.sessionLimits,
    requestLimits: config.requestLimits,
    identityProvider:
      config.identityProvider &&
      openIdentityProvider(config.identityProvider, { publicUrl: config.publicUrl, log }),
    mailer: openMailer({
      isOff: config.mailOff,
      smtpUrl: config.smtpUrl,
      from: config.mailFrom,
      publicUrl: config.publicUrl,
    }),
    onUndeliverable: askToContactOtherwise,
    async close() {
      await connection.close();
      await database.close();
    },
  };
}

export type Services = Awaited<ReturnType<typeof openServices>>;

async function refuseToBypassIsolation(database: ReturnType<typeof openDatabase>): Promise<void> {
  const { role, bypassesIsolation } = await database.gate.runsAs();
  if (!bypassesIsolation) return;
  throw new StartError(
    `The service would run in the database as ${role}, which bypasses the isolation of alliances: use a login that is a member of reciproca_app.`,
  );
}
