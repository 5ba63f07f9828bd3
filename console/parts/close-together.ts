import { daysBetween } from '../../domain/plain-date.ts';

interface Delivered {
  readonly id: string;
  readonly state: string;
  readonly deliveredOn: string;
}

/** How many days a unit takes at least, of those that are a stretch of time. */
const fewestDays: Readonly<Record<string, number>> = { day: 1, week: 7, month: 28 };

/**
 * Units that lie closer together than they last: six weeks of one day are possible where a month's are written at once,
 * and worth a look before the Fund pays them. What was found not owed counts no more.
 */
export function closeTogether(unit: string, delivered: readonly Delivered[]): readonly string[] {
  const days = fewestDays[unit] ?? 0;
  const came = delivered.filter(({ state }) => state !== 'rejected');
  return came
    .filter((one) =>
      came.some(
        (other) => other.id !== one.id && Math.abs(daysBetween(one.deliveredOn, other.deliveredOn)) < days,
      ),
    )
    .map(({ id }) => id);
}

/** Whether so many more, all of one day, would lie too close to each other or to what came. */
export function wouldBeClose(
  unit: string,
  delivered: readonly Delivered[],
  more: { readonly units: number; readonly deliveredOn: string },
): number {
  const asked = Array.from({ length: more.units }, (_, index) => ({
    id: `asked ${index}`,
    state: 'recorded',
    deliveredOn: more.deliveredOn,
  }));
  const close = closeTogether(unit, [...delivered, ...asked]);
  return asked.some(({ id }) => close.includes(id)) ? close.length : 0;
}
