import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Reply } from '../../support/caller.ts';

const PAUSE_MS = 200;
const PATIENCE_MS = 240_000;

/** Where somebody speaks to, and as whom. */
export interface Client {
  readonly url: string;
  readonly token: string;
}

/** Posts once and takes whatever comes: also that there is no answer yet. Rejects with TypeError when nobody answers. */
export async function postOnce(client: Client, path: string, body: unknown, key: string): Promise<Reply> {
  const response = await fetch(`${client.url}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${client.token}`,
      'idempotency-key': key,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined, headers: response.headers };
}

/** Posts with the same key until there is an answer, as a client does that is told to come back or told nothing. */
export async function insist(
  client: Client,
  path: string,
  body?: unknown,
  key: string = randomUUID(),
): Promise<Reply> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const reply = await postOnce(client, path, body, key).catch(noAnswer);
    if (reply && reply.status !== 202 && !isInProgress(reply)) return reply;
    if (Date.now() > end) throw new Error(`POST ${path}: no answer within ${PATIENCE_MS} ms`);
    await sleep(PAUSE_MS);
  }
}

/** Insists, and takes nothing but success. */
export async function insistDone(client: Client, path: string, body?: unknown): Promise<Reply['body']> {
  const reply = await insist(client, path, body);
  if (reply.status >= 300) throw new Error(`POST ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body;
}

function isInProgress(reply: Reply): boolean {
  return reply.status === 409 && reply.body.type === 'urn:reciproca:problem:in-progress';
}

/** What fetch throws when the other end is not there or hangs up. */
function noAnswer(error: unknown): undefined {
  if (error instanceof TypeError) return undefined;
  throw error;
}
