import { addDays } from './plain-date.ts';
import { endOfDay, toPlainDate } from './time.ts';
import { readCode } from './voucher-code.ts';

/** How many days after its own a till may still enter a slip: none, it has until the end of the day of the service. */
export const SLIP_DAYS_AFTER = 0;

/** How many slips are printed at once. */
export const SLIPS_AT_ONCE = 30;

const prefix = 'T-';

/** The last instant at which a slip of that moment is entered by the till itself; afterwards by two people. */
export function slipEntryUntil(servedAt: Date): Date {
  return endOfDay(addDays(toPlainDate(servedAt), SLIP_DAYS_AFTER));
}

/** A slip's number is made as a voucher's code is, so that one that was mistyped is noticed by its last sign. */
export function slipNumber(code: string): string {
  return `${prefix}${code}`;
}

/** A slip's number as somebody typed it, with or without its first letter; undefined when it cannot be one. */
export function readSlipNumber(typed: string): string | undefined {
  const code = readCode(typed.trim().replace(/^t\s*-/i, ''));
  return code === undefined ? undefined : slipNumber(code);
}
