import { setTimeout as sleep } from 'node:timers/promises';

/** Asks until the answer is something other than false, null or undefined; fails after `withinMs`. */
export async function eventually<T>(
  ask: () => Promise<T | null | undefined | false>,
  withinMs = 60_000,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (Date.now() > end)
      throw new Error(`It did not come true within ${withinMs} ms: ${ask.toString().slice(0, 200)}`);
    await sleep(50);
  }
}
