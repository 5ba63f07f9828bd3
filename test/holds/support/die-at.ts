import { ServerResponse } from 'node:http';
import pg from 'pg';

/**
 * Loaded before the API: it dies, as by `kill -9`, at one place of a write that has a key. Before the claim nothing is
 * written; after the claim nothing is committed; after the commit, and before the reply, everything is.
 */
const place = process.env['DIE_AT'];
const die = (): void => void process.kill(process.pid, 'SIGKILL');

const query = Reflect.get(pg.Client.prototype, 'query') as (...rest: unknown[]) => unknown;
let hasClaimed = false;

Reflect.set(pg.Client.prototype, 'query', async function dying(this: pg.Client, ...rest: unknown[]) {
  const [first] = rest;
  const text = typeof first === 'string' ? first : String((first as { text?: unknown }).text);
  const isClaim = /^\s*INSERT INTO submission/.test(text);
  if (isClaim && place === 'beforeClaim') die();
  const answer = await (Reflect.apply(query, this, rest) as Promise<unknown>);
  if (isClaim && place === 'afterClaim') die();
  hasClaimed ||= isClaim;
  if (hasClaimed && text === 'COMMIT' && place === 'afterCommit') die();
  return answer;
});

const end = Reflect.get(ServerResponse.prototype, 'end') as (...rest: unknown[]) => unknown;

Reflect.set(ServerResponse.prototype, 'end', function dying(this: ServerResponse, ...rest: unknown[]) {
  if (place === 'beforeReply' && this.req.headers['idempotency-key']) die();
  return Reflect.apply(end, this, rest);
});
