const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The instant at which a day begins in Rome: what people mean by a date, as the service takes it. */
export function startOfDay(date: string): string {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // Clocks change at one in UTC, after the day has begun in Rome: an hour before midnight the offset is the day's own.
  return new Date(midnight - offsetHours(midnight - HOUR_MS) * HOUR_MS).toISOString();
}

export function dayAfter(date: string): string {
  return new Date(Date.parse(date) + DAY_MS).toISOString().slice(0, 10);
}

function offsetHours(instant: number): number {
  const inRome = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    hourCycle: 'h23',
    timeZone: 'Europe/Rome',
  }).format(instant);
  return (Number(inRome) - new Date(instant).getUTCHours() + 24) % 24;
}
