/** Where "now" comes from: the machine's clock in service, the test server's time plus an offset in cases. */
export interface TimeSource {
  now(): Promise<Date>;
}

export const systemClock: TimeSource = { now: () => Promise.resolve(new Date()) };
