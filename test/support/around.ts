import { expect } from 'vitest';
import type { CaseClock } from '../../cli/cases/clock.ts';

const MINUTE_MS = 60_000;

/** What there is of something a minute before a moment, and a minute after. */
export async function expectAround(
  clock: CaseClock,
  instant: string | Date,
  count: () => Promise<number>,
  [before, after]: readonly [number, number],
): Promise<void> {
  const moment = new Date(instant).getTime();
  await clock.advanceTo(new Date(moment - MINUTE_MS));
  expect(await count()).toBe(before);
  await clock.advanceTo(new Date(moment + MINUTE_MS));
  expect(await count()).toBe(after);
}
