/** The day and the minute that a clock in Rome shows, such as `2026-05-31 23:59`. */
export function romeTime(instant: Date): string {
  return instant.toLocaleString('sv-SE', { timeZone: 'Europe/Rome' }).slice(0, 16);
}
