/** True under `npm run test:long`, where races and fuzzing run at their whole counts. */
export const isLong = process.env['RECIPROCA_LONG'] === '1';

/** The whole count in a long run, a twentieth of it (rounded up) otherwise. */
export function times(wholeCount: number): number {
  return isLong ? wholeCount : Math.ceil(wholeCount / 20);
}

/** In a long run all of them; otherwise so many of them, the next ones for the next place. */
export function inTurn<T>(all: readonly T[], place: number, count: number): readonly T[] {
  if (isLong || all.length <= count) return all;
  return Array.from({ length: count }, (_none, nth) => all[(place * count + nth) % all.length]!);
}
