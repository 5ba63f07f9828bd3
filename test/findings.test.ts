import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findingsSchema,
  mostSeriousHousing,
  mostSeriousWorkShock,
  type WorkEvent,
} from '../domain/findings.ts';
import { addDays, addMonths } from '../domain/plain-date.ts';
import { day, evidence, frag1 } from './support/dossier.ts';
import { times } from './support/long.ts';

describe('work', () => {
  const shock = (...events: readonly WorkEvent[]) => mostSeriousWorkShock(events, frag1, day);

  it.each([
    ['a job lost on the first day of the six months', { kind: 'jobLoss', on: '2025-12-10' }, 'jobLoss'],
    ['a job lost a day earlier', { kind: 'jobLoss', on: '2025-12-09' }, 'none'],
    ['a job lost tomorrow', { kind: 'jobLoss', on: '2026-06-11' }, 'none'],
    ['zero hours from today', { kind: 'zeroHours', on: day }, 'zeroHours'],
    [
      'a contract that ends on the ninetieth day',
      { kind: 'contractEnding', endsOn: '2026-09-08' },
      'contractEnding',
    ],
    ['a contract that ends a day later', { kind: 'contractEnding', endsOn: '2026-09-09' }, 'none'],
    ['a contract that ended yesterday', { kind: 'contractEnding', endsOn: '2026-06-09' }, 'none'],
  ] as const)('%s', (_, event, kind) => {
    expect(shock(event)).toBe(kind);
  });

  it('exactly 30 % less counts, a cent more in the pocket does not', () => {
    const reduced = (now: number) =>
      shock({ kind: 'reducedHoursOrPay', on: '2026-05-01', averageOfSixMonthsBefore: 133_330, now });
    expect(reduced(93_331)).toBe('reducedHoursOrPay');
    expect(reduced(93_332)).toBe('none');
  });

  it('only the most serious event counts', () => {
    expect(
      shock({ kind: 'contractEnding', endsOn: '2026-06-20' }, { kind: 'zeroHours', on: '2026-06-01' }),
    ).toBe('zeroHours');
  });

  it('a later completeness date never brings a closed look-back open again', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), fc.integer({ min: 0, max: 400 }), (offset, later) => {
        const event = { kind: 'jobLoss', on: addDays(day, offset) } as const;
        const counts = (onDate: string) => mostSeriousWorkShock([event], frag1, onDate) === 'jobLoss';
        const over = addMonths(day, -6) > event.on;
        if (over) expect(counts(addDays(day, later))).toBe(false);
      }),
      { numRuns: times(2000) },
    );
  });
});

describe('housing', () => {
  it.each([
    [{ evictionOrder: true, arrearsMonths: 9, overcrowded: true }, 'eviction'],
    [{ evictionOrder: false, arrearsMonths: 3, overcrowded: true }, 'arrears'],
    [{ evictionOrder: false, arrearsMonths: 2, overcrowded: true }, 'overcrowded'],
    [{ evictionOrder: false, arrearsMonths: 2, overcrowded: false }, 'adequate'],
  ] as const)('%o is %s', (found, value) => {
    expect(mostSeriousHousing({ ...found, evidence }, frag1)).toBe(value);
  });
});

describe('what the dossier accepts', () => {
  it('needs evidence for each finding', () => {
    const finding = { network: { value: 'weak' } };
    expect(findingsSchema.safeParse(finding).success).toBe(false);
    expect(findingsSchema.safeParse({ network: { value: 'weak', evidence } }).success).toBe(true);
    expect(
      findingsSchema.safeParse({ network: { value: 'weak', evidence: { ...evidence, note: ' ' } } }).success,
    ).toBe(false);
  });
});
