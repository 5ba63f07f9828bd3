let aheadMs = 0;

/** Takes what the service says of its time: the clock of a computer at home may be minutes off. */
export function setServiceClock(response: Response): void {
  const told = Date.parse(response.headers.get('date') ?? '');
  if (!Number.isNaN(told)) aheadMs = told - Date.now();
}

/** What time it is for the service, to the second. */
export function serviceNow(): number {
  return Date.now() + aheadMs;
}
