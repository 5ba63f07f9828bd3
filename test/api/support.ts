import { randomBytes, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../api/app.ts';
import { issueToken } from '../../api/auth.ts';
import type { Message, Processes } from '../../api/processes.ts';
import type { ApiServices } from '../../api/services.ts';
import type { TimeSource } from '../../domain/clock.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Role } from '../../prisma/generated/enums.ts';
import { keyRingOf, masterKey } from '../../vault/keys.ts';
import { openVault, type Vault } from '../../vault/vault.ts';
import { openTestDatabase, testActor, type TestDatabase } from '../support/database.ts';
import { contractOf, type Contract, type OpenApiDocument } from './contract.ts';

export interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly headers: Headers;
}

export interface RequestOptions {
  readonly body?: unknown;
  /** Sent as it stands, in the place of a JSON body. */
  readonly raw?: string | Uint8Array<ArrayBuffer> | FormData;
  readonly key?: string | undefined;
  readonly headers?: Record<string, string>;
}

/** Somebody with a token, or nobody. */
export interface Caller {
  readonly accountId: string;
  readonly token: string | undefined;
  readonly roles: readonly Role[];
  readonly personId?: string | undefined;
  readonly organisationId?: string | undefined;
  request(method: string, path: string, options?: RequestOptions): Promise<Reply>;
  get(path: string): Promise<Reply>;
  post(path: string, body?: unknown, key?: string): Promise<Reply>;
}

export interface AccountOptions {
  readonly allianceId?: string;
  readonly personId?: string;
  readonly organisationId?: string;
  readonly label?: string;
}

export interface TestApi {
  readonly url: string;
  readonly test: TestDatabase;
  readonly vault: Vault;
  readonly services: ApiServices;
  readonly document: OpenApiDocument;
  /** What was handed to processes, which in these tests nobody runs. */
  readonly sent: Message[];
  readonly nobody: Caller;
  /** Makes an account with these roles and signs it in. */
  signIn(roles: Role | readonly Role[], options?: AccountOptions): Promise<Caller>;
  /** A caller with a token of that text. */
  as(token: string, roles?: readonly Role[]): Caller;
  inAlliance<T>(work: (tx: Tx) => Promise<T>, allianceId?: string): Promise<T>;
  close(): Promise<void>;
}

/** What came of several requests at once, in an order that does not depend on who was first. */
export function statusesOf(replies: readonly Reply[]): readonly number[] {
  return replies.map(({ status }) => status).toSorted((one, other) => one - other);
}

/** The whole HTTP service on a real port and a database of its own; processes are told, but nobody runs them. */
export async function startApi(
  options: {
    readonly demo?: boolean;
    readonly clock?: TimeSource;
    readonly reachable?: boolean;
    readonly temporalUi?: string;
    /** For another server beside this one; otherwise nobody else knows it. */
    readonly masterKey?: Uint8Array<ArrayBuffer>;
    /** How people sign in and how often they may ask; no provider and no limit unless said. */
    readonly signIn?: Partial<Pick<ApiServices, 'identityProvider' | 'sessionLimits' | 'requestLimits'>>;
    /** The proxies that are believed: the test itself, unless said. */
    readonly trustProxy?: string | undefined;
  } = {},
): Promise<TestApi> {
  const test = await openTestDatabase(options.clock ? { clock: options.clock } : {});
  const sent: Message[] = [];
  const vault = openVault(keyRingOf([masterKey(options.masterKey ?? new Uint8Array(randomBytes(32)))]));
  const failures: unknown[] = [];
  const services: ApiServices = {
    database: test.database,
    vault,
    processes: unattended(sent, options.reachable ?? true),
    demo: options.demo ?? true,
    publicUrl: 'http://localhost',
    log: { info: () => undefined, error: (fields) => void failures.push(fields) },
    trustProxy: 'trustProxy' in options ? options.trustProxy : 'loopback',
    temporalUi: options.temporalUi,
    ...options.signIn,
  };
  const server = await listen(services);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as OpenApiDocument;
  const callerOf = callers(url, contractOf(document), failures);
  const inAlliance: TestApi['inAlliance'] = (work, allianceId = test.allianceId) =>
    test.database.inAlliance(allianceId, testActor, work);
  return {
    url,
    test,
    vault,
    services,
    document,
    sent,
    nobody: callerOf({ accountId: '', token: undefined, roles: [] }),
    as: (token, roles = []) => callerOf({ accountId: '', token, roles }),
    async signIn(roles, { allianceId = test.allianceId, personId, organisationId, label } = {}) {
      const held: Role[] = typeof roles === 'string' ? [roles] : [...roles];
      const signedIn = await inAlliance(async (tx) => {
        const { id: accountId } = await tx.db.account.create({
          data: {
            allianceId,
            label: label ?? `test ${held.join(' ')}`,
            email: `${randomUUID()}@example.org`,
            roles: held,
            personId: personId ?? null,
            organisationId: organisationId ?? null,
            createdAt: tx.now,
          },
        });
        const expiresAt = new Date(tx.now.getTime() + 3_600_000);
        const { secret } = await issueToken(tx, {
          accountId,
          kind: 'session',
          label: 'test',
          roles: held,
          expiresAt,
        });
        return { accountId, token: secret };
      }, allianceId);
      return callerOf({ ...signedIn, roles: held, personId, organisationId });
    },
    inAlliance,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await test.close();
    },
  };
}

function unattended(sent: Message[], reachable: boolean): Processes {
  return {
    send(message) {
      sent.push(message);
      return Promise.resolve('unreachable');
    },
    isReachable: () => Promise.resolve(reachable),
  };
}

async function listen(services: ApiServices): Promise<Server> {
  const app = createApp(services);
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve(server));
  });
}

type Identity = Omit<Caller, 'request' | 'get' | 'post'>;

function callers(url: string, contract: Contract, failures: unknown[]) {
  return (identity: Identity): Caller => {
    const request: Caller['request'] = async (method, path, options = {}) => {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: headersOf(method, identity.token, options),
        ...('raw' in options ? { body: options.raw } : {}),
        ...('body' in options ? { body: JSON.stringify(options.body) } : {}),
      });
      const reply = await read(response);
      if (response.status >= 500 && response.status !== 503)
        throw new Error(`${method} ${path} → ${response.status}: ${JSON.stringify(failures.at(-1))}`);
      const mediaType = response.headers.get('content-type')?.split(';')[0] ?? '';
      contract.check({ method, path, status: reply.status, mediaType, body: reply.body });
      return reply;
    };
    return {
      ...identity,
      request,
      get: (path) => request('GET', path),
      post: (path, body, key) => request('POST', path, { ...(body === undefined ? {} : { body }), key }),
    };
  };
}

function headersOf(
  method: string,
  token: string | undefined,
  options: RequestOptions,
): Record<string, string> {
  return {
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(method === 'GET' ? {} : { 'idempotency-key': options.key ?? randomUUID() }),
    ...('body' in options ? { 'content-type': 'application/json' } : {}),
    ...options.headers,
  };
}

/** Of a stream, which has no end, its first part. */
async function textOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.text();
  const reader = response.body!.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder().decode(value);
}

async function read(response: Response): Promise<Reply> {
  const text = await textOf(response);
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const body = (isJson ? JSON.parse(text) : {}) as Reply['body'];
  return { status: response.status, body, text, headers: response.headers };
}
