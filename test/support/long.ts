/** True under `npm run test:long`, where races and fuzzing run at their whole counts. */
export const isLong = process.env['RECIPROCA_LONG'] === '1';

/** The whole count in a long run, a twentieth of it (rounded up) otherwise. */
export function times(wholeCount: number): number {
  return isLong ? wholeCount : Math.ceil(wholeCount / 20);
}
