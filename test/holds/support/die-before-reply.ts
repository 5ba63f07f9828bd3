import { ServerResponse } from 'node:http';

/**
 * Loaded before the API: it dies, as by `kill -9`, where it would answer a write that has a key. The transaction is
 * committed by then, and the client learns nothing.
 */
const end = Reflect.get(ServerResponse.prototype, 'end') as (...rest: unknown[]) => unknown;

Reflect.set(ServerResponse.prototype, 'end', function dying(this: ServerResponse, ...rest: unknown[]) {
  if (this.req.headers['idempotency-key']) process.kill(process.pid, 'SIGKILL');
  return Reflect.apply(end, this, rest);
});
