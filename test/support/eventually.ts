import { setTimeout as sleep } from 'node:timers/promises';

const SHORTEST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 250;

/**
 * Asks until the answer is something other than false, null or undefined; fails after `withinMs`. The longer it has
 * waited, the less often it asks: what it asks would be kept from happening by the asking.
 */
export async function eventually<T>(
  ask: () => Promise<T | null | undefined | false>,
  withinMs = 60_000,
): Promise<T> {
  const begin = Date.now();
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    const waitedMs = Date.now() - begin;
    if (waitedMs > withinMs)
      throw new Error(`It did not come true within ${withinMs} ms: ${ask.toString().slice(0, 200)}`);
    await sleep(Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, waitedMs / 10)));
  }
}
