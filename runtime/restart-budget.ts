const restartsAllowed = 5;
const withinMs = 60_000;

/**
 * Counts restarts of one thing: what dies more than five times in a minute is not mended by starting it
 * again.
 */
export function restartBudget(clock: () => number = Date.now): { spend(): boolean } {
  let spent: readonly number[] = [];
  return {
    /** True while one more restart is within the budget. */
    spend() {
      const now = clock();
      spent = [...spent.filter((instant) => now - instant < withinMs), now];
      return spent.length <= restartsAllowed;
    },
  };
}
