import { expect } from 'vitest';
import type { SkippingStack } from '../holds/support/time-skipping.ts';

const MINUTE_MS = 60_000;

/** What there is of something a minute before a moment, and a minute after, with another worker by then. */
export async function expectAround(
  stack: SkippingStack,
  instant: string | Date,
  count: () => Promise<number>,
  [before, after]: readonly [number, number],
): Promise<void> {
  const moment = new Date(instant).getTime();
  await stack.clock.advanceTo(new Date(moment - MINUTE_MS));
  expect(await count()).toBe(before);
  await stack.restartWorker();
  await stack.clock.advanceTo(new Date(moment + MINUTE_MS));
  expect(await count()).toBe(after);
}

/** The same while the worker stays. */
export async function expectMinutesAround(
  clock: SkippingStack['clock'],
  instant: string | Date,
  count: () => Promise<number>,
  counts: readonly [number, number],
): Promise<void> {
  const moment = new Date(instant).getTime();
  await clock.advanceTo(new Date(moment - MINUTE_MS));
  const before = await count();
  await clock.advanceTo(new Date(moment + MINUTE_MS));
  expect([before, await count()]).toEqual(counts);
}
