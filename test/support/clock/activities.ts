import { activityInfo } from '@temporalio/activity';
import { setTimeout as pause } from 'node:timers/promises';

/** Activities that only note their name, at once or after a while of real time. */
export function createClockActivities(record: (name: string) => void, slowMs: number) {
  return {
    async record(name: string): Promise<void> {
      record(name);
    },
    async recordSlowly(name: string): Promise<void> {
      await pause(slowMs);
      record(name);
    },
    async failFirst(name: string, failures: number): Promise<void> {
      if (activityInfo().attempt <= failures) throw new Error('not yet');
      record(name);
    },
  };
}
