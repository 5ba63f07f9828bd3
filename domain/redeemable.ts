import { addDays, earlierOf, type PlainDate } from './plain-date.ts';

/** Days for which what was issued before a provider stopped stays good there: its holder must not lose it. */
const REDEEMABLE_DAYS = 30;

/**
 * The last day on which a title issued before can be redeemed with a provider.
 *
 * @param stoppedOn the first day on which it was suspended, or no longer a provider
 * @param expiresOn the title's own last day; it is never made longer
 */
export function redeemableUntil(stoppedOn: PlainDate, expiresOn?: PlainDate): PlainDate {
  const last = addDays(stoppedOn, REDEEMABLE_DAYS);
  return expiresOn === undefined ? last : earlierOf(last, expiresOn);
}
