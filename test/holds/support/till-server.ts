import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../../api/app.ts';
import type { ApiServices } from '../../../api/services.ts';
import { systemClock } from '../../../domain/clock.ts';
import { openDatabase } from '../../../prisma/database.ts';
import { keyRingOf, masterKey } from '../../../vault/keys.ts';
import { openVault } from '../../../vault/vault.ts';

/** An API of its own on a database that others use too; nobody runs processes behind it, for a till needs none. */
export async function serveTill(databaseUrl: string, key: Uint8Array<ArrayBuffer>) {
  const database = openDatabase({ url: databaseUrl, clock: systemClock });
  const services: ApiServices = {
    database,
    vault: openVault(keyRingOf([masterKey(key)])),
    processes: { send: () => Promise.resolve('unreachable'), isReachable: () => Promise.resolve(true) },
    demo: false,
    publicUrl: 'http://localhost',
    log: { info: () => undefined, error: () => undefined },
  };
  const app = createApp(services);
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  return {
    services,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await database.close();
    },
  };
}
