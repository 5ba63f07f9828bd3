import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer as createHttp2Server } from 'node:http2';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { google, temporal } from '@temporalio/proto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../api/processes.ts';
import { loadConfig } from '../../runtime/config.ts';
import { startTemporal } from '../../runtime/embedded/temporal.ts';
import { openServices } from '../../runtime/services.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { withServersGiven } from '../support/service-config.ts';

/** Long enough for pauses that grow without a limit to have grown beyond the longest one allowed. */
const outageMs = 32_000;
/** Five seconds, a fifth of chance, and room for a busy machine. */
const longestPauseMs = 8_000;

let test: TestDatabase;
let dataDir: string;

beforeAll(async () => {
  test = await openTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'reciproca-reach-'));
});
afterAll(async () => {
  await test.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe.concurrent('a Temporal that', () => {
  it('hangs up is knocked at again every few seconds, however long it has been away', async () => {
    const knocks = [Date.now()];
    const door = createServer((socket) => {
      knocks.push(Date.now());
      socket.destroy();
    });
    await behind(door, async ({ processes }) => {
      const end = Date.now() + outageMs;
      while (Date.now() < end) {
        expect(await processes.isReachable()).toBe(false);
        await sleep(200);
      }
    });
    knocks.push(Date.now());
    const pauses = knocks.slice(1).map((at, index) => at - knocks[index]!);
    expect(knocks.length).toBeGreaterThan(6);
    expect(Math.max(...pauses)).toBeLessThan(longestPauseMs);
  }, 90_000);

  it('hangs up keeps nobody waiting', async () => {
    await behind(
      createServer((socket) => socket.destroy()),
      async ({ processes }) => {
        const [said, tookMs] = await timed(processes.send(message()));
        expect(said).toBe('unreachable');
        expect(tookMs).toBeLessThan(7_000);
      },
    );
  }, 60_000);

  it('is silent keeps nobody waiting for more than ten seconds', async () => {
    await behind(
      createServer((socket) => void socket.resume()),
      async ({ processes }) => {
        const [said, tookMs] = await timed(processes.send(message()));
        expect(said).toBe('unreachable');
        expect(tookMs).toBeLessThan(12_000);
      },
    );
  }, 60_000);

  it('turns everybody away leaves the message to be sent again', async () => {
    await behind(refusing({ 'grpc-status': '16' }), async ({ processes }) => {
      expect(await processes.send(message())).toBe('unreachable');
    });
  }, 60_000);

  it('fails to start and update as a whole leaves the message to be sent again', async () => {
    await behind(refusing({ 'grpc-status': '13', ...failureOfBoth() }), async ({ processes }) => {
      expect(await processes.send(message())).toBe('unreachable');
    });
  }, 60_000);

  it('has no workers is waited for ten seconds, and no longer', async () => {
    const server = await startTemporal({ dataDir });
    try {
      await at(server.address, async ({ processes }) => {
        expect(await processes.isReachable()).toBe(true);
        const [said, tookMs] = await timed(processes.send(message()));
        expect(said).toBe('unreachable');
        expect(tookMs).toBeGreaterThan(9_000);
        expect(tookMs).toBeLessThan(12_000);
      });
    } finally {
      await server.stop();
    }
  }, 60_000);
});

/** Answers every call with this status. */
function refusing(status: Readonly<Record<string, string>>): Server {
  const door = createHttp2Server();
  door.on('stream', (stream) =>
    stream.respond({ ':status': 200, 'content-type': 'application/grpc', ...status }, { endStream: true }),
  );
  return door as unknown as Server;
}

/** What Temporal adds when a worker died over a message that came with a start. */
function failureOfBoth(): Readonly<Record<string, string>> {
  const { MultiOperationExecutionFailure } = temporal.api.errordetails.v1;
  const failure = MultiOperationExecutionFailure.encode({ statuses: [{ code: 14, message: 'unavailable' }] });
  const type_url = 'type.googleapis.com/temporal.api.errordetails.v1.MultiOperationExecutionFailure';
  const details = [{ type_url, value: failure.finish() }];
  const status = google.rpc.Status.encode({ code: 13, message: 'unavailable', details }).finish();
  return { 'grpc-status-details-bin': Buffer.from(status).toString('base64') };
}

type Opened = Awaited<ReturnType<typeof openServices>>;

/** The service with a door in Temporal's place. */
async function behind(door: Server, work: (services: Opened) => Promise<void>): Promise<void> {
  const sockets = new Set<{ destroy(): void }>();
  door.on('connection', (socket) => sockets.add(socket));
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  try {
    await at(`127.0.0.1:${(door.address() as AddressInfo).port}`, work);
  } finally {
    for (const socket of sockets) socket.destroy();
    door.close();
  }
}

async function at(address: string, work: (services: Opened) => Promise<void>): Promise<void> {
  const servers = { DATABASE_URL: test.superuserUrl, TEMPORAL_ADDRESS: address };
  const settings = { ...servers, DATA_DIR: dataDir, DEMO: 'on' };
  const services = await openServices(withServersGiven(loadConfig({ ...settings, LOG_LEVEL: 'silent' })));
  try {
    await work(services);
  } finally {
    await services.close();
  }
}

function message(): Message {
  return {
    process: 'fragilityAssessment',
    operation: 'withdraw',
    allianceId: randomUUID(),
    subjectId: randomUUID(),
    submissionId: randomUUID(),
  };
}

async function timed<T>(work: Promise<T>): Promise<[T, number]> {
  const begin = Date.now();
  return [await work, Date.now() - begin];
}
