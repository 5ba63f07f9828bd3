import { wakeAll } from '../../runtime/wakeups.ts';
import type { Play } from './actions.ts';
import type { CaseStack } from './stack.ts';

const hourMs = 3_600_000;

/** Lets time pass hour by hour, with the look at every Fund that the service makes each hour of real time. */
export function wakeFundsHourly(
  { clock, services }: CaseStack,
  { stage }: Play,
): (instant: Date) => Promise<void> {
  return async (instant) => {
    for (let next = (await clock.now()).getTime() + hourMs; next < instant.getTime(); next += hourMs) {
      await clock.advanceTo(new Date(next));
      await services.database.inAlliance(stage.allianceId, { kind: 'system', id: 'wake-all' }, wakeAll);
      await clock.quiet();
    }
    await clock.advanceTo(instant);
  };
}
