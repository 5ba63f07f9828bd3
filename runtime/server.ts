import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../api/app.ts';
import { openChangeLines } from '../api/change-lines.ts';
import type { Services } from './services.ts';

const SOCKET_TIMEOUT_MS = 60_000;

export interface Served {
  readonly port: number;
  /** Lets requests under way finish and takes no new ones. */
  stop(): Promise<void>;
  /** Leaves everybody who is connected in the middle of the word, as a machine that fails does. */
  cut(): void;
}

/** Listens, until it is stopped. */
export async function serveApi(services: Services, consoleFolder?: string): Promise<Served> {
  const lines = openChangeLines(services);
  const server = createServer(createApp(services, consoleFolder, lines));
  server.requestTimeout = SOCKET_TIMEOUT_MS;
  services.identityProvider?.prepare();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(services.config.port, services.config.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        lines.close();
        server.closeIdleConnections();
      }),
    cut: () => server.closeAllConnections(),
  };
}
