import { addDays, type PlainDate } from './plain-date.ts';
import { redeemableUntil } from './redeemable.ts';
import { endOfDay, startOfDay, toPlainDate } from './time.ts';

/** How many days before its last one whoever holds a voucher is reminded, unless the alliance says otherwise. */
const reminderDaysByDefault: readonly number[] = [30, 7, 1];

export function reminderDaysOf(said: readonly number[]): readonly number[] {
  return said.length > 0 ? said : reminderDaysByDefault;
}

/** What the reminders of a voucher follow from. */
interface Reminded {
  readonly expiresAt: Date;
  /** By how many days before this last one its holder was reminded already. */
  readonly remindedDays: readonly number[];
}

/**
 * The next morning on which a holder is to be reminded. A reminder whose morning is past is left out: a voucher that is
 * good for ten days has none of thirty. One that was sent is not sent again of the same last day.
 */
export function nextReminder(
  { expiresAt, remindedDays }: Reminded,
  reminderDays: readonly number[],
  now: Date,
): Date | null {
  const mornings = reminderDays
    .filter((days) => !remindedDays.includes(days))
    .map((days) => reminderAt(expiresAt, days))
    .filter((morning) => morning > now);
  return mornings.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

/** Which reminders an instant brings: the one that was waited for, and those that were missed since. */
export function remindersDue(
  { expiresAt, remindedDays, remindAt }: Reminded & { readonly remindAt: Date },
  reminderDays: readonly number[],
  now: Date,
): readonly number[] {
  return reminderDays.filter((days) => {
    const morning = reminderAt(expiresAt, days);
    return !remindedDays.includes(days) && morning >= remindAt && morning <= now;
  });
}

function reminderAt(expiresAt: Date, days: number): Date {
  return startOfDay(addDays(toPlainDate(expiresAt), -days));
}

/** The first instant at which a voucher is no longer good: the one after the last at which it is. */
export function lapsesAt(expiresAt: Date): Date {
  return new Date(expiresAt.getTime() + 1);
}

/** When what was issued at a provider that stopped lapses there. */
export function lapsesAtStopped(stoppedOn: PlainDate): Date {
  return lapsesAt(endOfDay(redeemableUntil(stoppedOn)));
}

/** Where what nobody spent of a voucher goes. */
export type ResidualTo = 'wallet' | 'nextPlan' | 'employer' | 'fund' | 'award';

/** What says so: who paid, what the plan said when the voucher was issued, and whether its wallet still buys anything. */
export interface ResidualFacts {
  readonly awardId: string | null;
  readonly carryOver: 'nextPlan' | 'employer' | 'fund' | null;
  /** Whether the plan's last day is past, or the wallet was closed. */
  readonly walletIsOver: boolean;
  readonly nextPlanId: string | null;
}

/**
 * Whatever an award paid goes back to the Fund through it, and never to a wallet or an employer. Credit goes back to its
 * wallet as long as it can buy there; after that the rule in force at the issue decides. Credit that is to go on to a
 * next plan waits in its wallet while there is none.
 */
export function residualTarget({ awardId, carryOver, walletIsOver, nextPlanId }: ResidualFacts): ResidualTo {
  if (awardId !== null) return 'award';
  if (!walletIsOver) return 'wallet';
  if (carryOver === 'nextPlan') return nextPlanId === null ? 'wallet' : 'nextPlan';
  return carryOver!;
}

/** Whether the employer's contribution goes back to it: not when the credit, or the Fund, keeps what it was given on. */
export function employerShareReturns(ending: 'expired' | 'voided', to: ResidualTo): boolean {
  return to !== 'award' && (ending === 'voided' || to === 'employer');
}
