import { describe, expect, it } from 'vitest';
import {
  employerShareReturns,
  lapsesAt,
  lapsesAtStopped,
  nextReminder,
  remindersDue,
  reminderDaysOf,
  residualTarget,
  type ResidualFacts,
} from '../domain/voucher-expiry.ts';
import { expiryOf } from '../domain/voucher.ts';
import { endOfDay } from '../domain/time.ts';

const days = [30, 7, 1];
const none: readonly number[] = [];

describe('the last day of a voucher', () => {
  it.each([
    ['2026-03-29', 0, '2026-03-29T21:59:59.999Z'],
    ['2026-10-25', 0, '2026-10-25T22:59:59.999Z'],
    ['2028-01-30', 30, '2028-02-29T22:59:59.999Z'],
    ['2027-08-30', 183, '2028-02-29T22:59:59.999Z'],
    ['2026-12-31', 60, '2027-03-01T22:59:59.999Z'],
  ])('of %s and %i days ends at the last millisecond in Rome: %s', (issuedOn, voucherDays, last) => {
    expect(expiryOf(issuedOn, voucherDays).toISOString()).toBe(last);
    expect(lapsesAt(new Date(last)).getTime()).toBe(Date.parse(last) + 1);
  });

  it('at a provider that stopped is the thirtieth after', () => {
    expect(lapsesAtStopped('2026-09-25').toISOString()).toBe('2026-10-25T23:00:00.000Z');
    expect(lapsesAtStopped('2028-01-30').toISOString()).toBe('2028-02-29T23:00:00.000Z');
  });
});

describe('reminders', () => {
  const expiresAt = endOfDay('2026-10-26');
  const next = (now: string, remindedDays = none, offsets = days) =>
    nextReminder({ expiresAt, remindedDays }, offsets, new Date(now))?.toISOString();

  it('come in the first hour of their day, whatever the clocks do in between', () => {
    expect(next('2026-09-01T00:00:00Z')).toBe('2026-09-25T22:00:00.000Z');
    expect(next('2026-09-25T22:00:00Z')).toBe('2026-10-18T22:00:00.000Z');
    expect(next('2026-10-20T00:00:00Z')).toBe('2026-10-24T22:00:00.000Z');
    expect(next('2026-10-25T00:00:00Z')).toBeUndefined();
  });

  it('are left out where they were sent, or where a voucher was never good for so long', () => {
    expect(next('2026-09-01T00:00:00Z', [30])).toBe('2026-10-18T22:00:00.000Z');
    expect(next('2026-10-10T00:00:00Z', [7, 1])).toBeUndefined();
    expect(next('2026-10-10T00:00:00Z')).toBe('2026-10-18T22:00:00.000Z');
  });

  it('are any set of days that the alliance says, else thirty, seven and one', () => {
    expect(reminderDaysOf([])).toEqual([30, 7, 1]);
    expect(reminderDaysOf([3])).toEqual([3]);
    expect(next('2026-09-01T00:00:00Z', none, [2, 45, 10])).toBe('2026-09-10T22:00:00.000Z');
  });

  it('that were missed while nothing ran are sent as one, and count each', () => {
    const due = (remindAt: string, now: string, remindedDays = none) =>
      remindersDue({ expiresAt, remindedDays, remindAt: new Date(remindAt) }, days, new Date(now));
    expect(due('2026-09-25T22:00:00Z', '2026-09-25T22:00:00Z')).toEqual([30]);
    expect(due('2026-09-25T22:00:00Z', '2026-10-19T00:00:00Z')).toEqual([30, 7]);
    expect(due('2026-10-18T22:00:00Z', '2026-10-19T00:00:00Z')).toEqual([7]);
    expect(due('2026-10-18T22:00:00Z', '2026-10-19T00:00:00Z', [7])).toEqual([]);
  });
});

describe('what is left', () => {
  const wallet: ResidualFacts = { awardId: null, carryOver: 'fund', walletIsOver: false, nextPlanId: null };
  const over = { ...wallet, walletIsOver: true };

  it('goes back to the credit as long as it buys, and then where the rule says', () => {
    expect(residualTarget(wallet)).toBe('wallet');
    expect(residualTarget(over)).toBe('fund');
    expect(residualTarget({ ...over, carryOver: 'employer' })).toBe('employer');
    expect(residualTarget({ ...over, carryOver: 'nextPlan', nextPlanId: 'p' })).toBe('nextPlan');
    expect(residualTarget({ ...over, carryOver: 'nextPlan' })).toBe('wallet');
  });

  it('of a Fund voucher goes to the award alone, and no employer’s contribution is touched', () => {
    const award = { ...over, awardId: 'a', carryOver: null };
    expect(residualTarget(award)).toBe('award');
    expect(employerShareReturns('voided', 'award')).toBe(false);
    expect(employerShareReturns('expired', 'award')).toBe(false);
  });

  it('takes the employer’s contribution with it when it is voided, or goes to the employer', () => {
    expect(employerShareReturns('voided', 'wallet')).toBe(true);
    expect(employerShareReturns('expired', 'employer')).toBe(true);
    expect(employerShareReturns('expired', 'wallet')).toBe(false);
    expect(employerShareReturns('expired', 'nextPlan')).toBe(false);
    expect(employerShareReturns('expired', 'fund')).toBe(false);
  });
});
