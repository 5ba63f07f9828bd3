const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The instant at which a day begins in Rome: what people mean by a date, as the service takes it. */
export function startOfDay(date: string): string {
  return atHour(date, 0);
}

/** The instant at which clocks in Rome strike an hour of a day, wherever the reader's clock is. */
export function atHour(date: string, hour: number): string {
  const struck = Date.parse(date) + hour * HOUR_MS;
  // Clocks change at one in UTC: an hour before, the offset is that of this hour, midnight included.
  return new Date(struck - offsetHours(struck - HOUR_MS) * HOUR_MS).toISOString();
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
