import { describe, expect, it } from 'vitest';
import { closeTogether, wouldBeClose } from '../../console/parts/close-together.ts';
import { deliveredCount } from '../../console/parts/delivered-count.ts';

const unit = (id: string, deliveredOn: string, state = 'confirmed') => ({ id, deliveredOn, state });

describe('units that were delivered', () => {
  it('are counted without those that a dispute found not owed', () => {
    expect(deliveredCount([unit('1', '2026-11-20'), unit('2', '2026-11-27', 'rejected')])).toBe(1);
  });

  it.each([
    ['weeks of one day', 'week', ['2026-11-27', '2026-11-27', '2026-11-20'], ['0', '1']],
    ['weeks of six days between', 'week', ['2026-11-21', '2026-11-27'], ['0', '1']],
    ['weeks one after the other', 'week', ['2026-11-13', '2026-11-20', '2026-11-27'], []],
    ['months of February', 'month', ['2026-02-01', '2026-03-01'], []],
    ['hours of one day', 'hour', ['2026-11-27', '2026-11-27'], []],
    ['days twice', 'day', ['2026-11-27', '2026-11-27', '2026-11-26'], ['0', '1']],
  ])('lie too close together, or not: %s', (_what, kind, days, expected) => {
    expect(
      closeTogether(
        kind,
        days.map((day, index) => unit(String(index), day)),
      ),
    ).toEqual(expected);
  });

  it('lie close to none that was not owed, and are asked about before they are recorded', () => {
    const came = [unit('1', '2026-11-20'), unit('2', '2026-11-27', 'rejected')];
    expect(closeTogether('week', came)).toEqual([]);
    expect(wouldBeClose('week', came, { units: 1, deliveredOn: '2026-11-27' })).toBe(0);
    expect(wouldBeClose('week', came, { units: 2, deliveredOn: '2026-11-27' })).toBe(2);
    expect(wouldBeClose('week', came, { units: 1, deliveredOn: '2026-11-25' })).toBe(2);
  });
});
