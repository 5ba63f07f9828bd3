import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** What arrives: each request at its planned instant, whether or not those before it were answered. */
export interface Arrivals {
  readonly url: string;
  readonly token: string;
  readonly perSecond: number;
  readonly requests: readonly { readonly path: string; readonly body: unknown }[];
}

/** What came of them: how long each took from its planned instant, and what it was answered. */
export interface Arrived {
  readonly latenciesMs: readonly number[];
  readonly statuses: readonly number[];
  readonly bodies: readonly unknown[];
}

const LEAD_MS = 500;

/** Run in a process of its own, so that a busy server cannot slow down the clock it is measured by. */
process.once(
  'message',
  (arrivals: Arrivals) => void send(arrivals).then((arrived) => process.send!(arrived)),
);

async function send({ url, token, perSecond, requests }: Arrivals): Promise<Arrived> {
  const start = performance.now() + LEAD_MS;
  const outcomes = await Promise.all(
    requests.map(async ({ path, body }, nth) => {
      const planned = start + (nth * 1_000) / perSecond;
      await sleep(planned - performance.now());
      const reply = await fetch(`${url}${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
        },
        body: JSON.stringify(body),
      }).catch(() => undefined);
      const text = (await reply?.text()) ?? 'null';
      return {
        tookMs: performance.now() - planned,
        status: reply?.status ?? 0,
        body: JSON.parse(text) as unknown,
      };
    }),
  );
  return {
    latenciesMs: outcomes.map(({ tookMs }) => tookMs),
    statuses: outcomes.map(({ status }) => status),
    bodies: outcomes.map(({ body }) => body),
  };
}
