import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fundNeeds, partialOffer } from '../../rules/funding.ts';
import { shareAt } from '../../rules/outcome.ts';
import { parametersOn } from '../../rules/parameters.ts';
import { shippedVersionOrThrow } from '../../rules/shipped.ts';
import { compareWaiting, waitingTerms, type WaitingCandidate } from '../../rules/waiting-list.ts';
import { advanceTerms } from '../../rules/urgent-advance.ts';
import { evaluate } from '../../rules/evaluate.ts';
import { times } from '../support/long.ts';

const access = shippedVersionOrThrow('fund-access');
const parameters = parametersOn(access, '2026-06-01');
const share = (iseeCents: number) => shareAt(access, parameters, iseeCents);
const need = (unitPriceCents: number, units: number, alreadyCoveredUnits = 0) => ({
  unitPriceCents,
  units,
  alreadyCoveredUnits,
});

describe('funded units', () => {
  it.each([
    ['case 10', 572_650, 96_000, need(9500, 12), 10, 95_000],
    ['case 11', 1_425_000, 60_000, need(2250, 20), 15, 33_750],
    ['case 12', 990_000, 48_000, need(4800, 10), 8, 38_400],
  ])('%s: ISEE %i, cap %i', (_name, iseeCents, remainingCapCents, asked, units, cents) => {
    const funding = fundNeeds({ needs: [asked], share: share(iseeCents), remainingCapCents });
    expect(funding.needs[0]).toEqual({
      fundedUnits: units,
      fundedCents: cents,
      questionForCommission: false,
    });
    expect(funding.awardCents).toBe(cents);
    expect(funding.remainingCapCents).toBe(remainingCapCents - cents);
  });

  it('are exact where a float would lose a unit: 5/6 of 6 is 5', () => {
    const five = fundNeeds({
      needs: [need(100, 6)],
      share: { numerator: 5, denominator: 6 },
      remainingCapCents: 1000,
    });
    expect(five.needs[0]?.fundedUnits).toBe(5);
  });

  it('of two needs consume one cap in the applicant’s order', () => {
    const needs = [need(3000, 10), need(5000, 10)];
    const inOrder = fundNeeds({ needs, share: share(0), remainingCapCents: 48_000 });
    const reversed = fundNeeds({ needs: needs.toReversed(), share: share(0), remainingCapCents: 48_000 });
    expect(inOrder.needs.map(({ fundedUnits }) => fundedUnits)).toEqual([10, 3]);
    expect(reversed.needs.map(({ fundedUnits }) => fundedUnits)).toEqual([9, 1]);
  });

  it('of needs with ISEE of different kinds each use their own share', () => {
    const needs = [{ ...need(1000, 10), share: share(2_500_000) }, need(1000, 10)];
    const funding = fundNeeds({ needs, share: share(0), remainingCapCents: 96_000 });
    expect(funding.needs.map(({ fundedUnits }) => fundedUnits)).toEqual([5, 10]);
  });

  it('that come to nothing are a question for the commission, unless others cover everything', () => {
    const ask = (asked: ReturnType<typeof need>, remainingCapCents: number) =>
      fundNeeds({ needs: [asked], share: share(0), remainingCapCents }).questionForCommission;
    expect(ask(need(50_000, 2), 48_000)).toBe(true);
    expect(ask(need(9500, 12), 0)).toBe(true);
    expect(ask(need(1000, 12, 12), 96_000)).toBe(false);
    expect(
      fundNeeds({ needs: [need(500, 1)], share: share(600_001), remainingCapCents: 96_000 }),
    ).toMatchObject({
      awardCents: 0,
      questionForCommission: true,
    });
  });

  it.each([need(0, 1), need(10.5, 1), need(100, -1), need(100, 1, -1), need(Number.NaN, 1)])(
    'are never computed on %j',
    (asked) => {
      expect(() => fundNeeds({ needs: [asked], share: share(0), remainingCapCents: 100 })).toThrow(
        RangeError,
      );
    },
  );

  it('never exceed the share, the cap or what was asked, and one unit more always would', () => {
    const anyNeed = fc.record({
      unitPriceCents: fc.integer({ min: 1, max: 20_000 }),
      units: fc.integer({ min: 1, max: 60 }),
      alreadyCoveredUnits: fc.integer({ min: 0, max: 70 }),
    });
    fc.assert(
      fc.property(
        fc.array(anyNeed, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 2_500_000 }),
        fc.integer({ min: 0, max: 140_000 }),
        (needs, iseeCents, remainingCapCents) => {
          const { numerator, denominator } = share(iseeCents);
          const funding = fundNeeds({ needs, share: { numerator, denominator }, remainingCapCents });
          let left = BigInt(remainingCapCents);
          for (const [index, { fundedUnits, fundedCents }] of funding.needs.entries()) {
            const { unitPriceCents, units, alreadyCoveredUnits } = needs[index]!;
            const asked = BigInt(Math.max(0, units - alreadyCoveredUnits));
            const fits = (count: bigint) =>
              count * BigInt(denominator) <= asked * BigInt(numerator) &&
              count * BigInt(unitPriceCents) <= left;
            expect(fits(BigInt(fundedUnits))).toBe(true);
            expect(fits(BigInt(fundedUnits) + 1n)).toBe(false);
            expect(fundedCents).toBe(fundedUnits * unitPriceCents);
            left -= BigInt(fundedCents);
          }
          expect(funding.remainingCapCents).toBe(Number(left));
          expect(funding.awardCents).toBe(remainingCapCents - Number(left));
        },
      ),
      { numRuns: times(10_000), seed: 20260604 },
    );
  });
});

describe('a partial offer', () => {
  it('is as many whole units as the money pays, in the applicant’s order: case 11 with 300 euro', () => {
    const awarded = [{ unitPriceCents: 2250, fundedUnits: 15 }];
    expect(partialOffer(awarded, 30_000)).toEqual({ units: [13], offerCents: 29_250 });
    expect(partialOffer(awarded, 34_050)).toEqual({ units: [15], offerCents: 33_750 });
  });

  it('serves the needs behind with what is left', () => {
    const awarded = [
      { unitPriceCents: 9000, fundedUnits: 3 },
      { unitPriceCents: 2000, fundedUnits: 5 },
    ];
    expect(partialOffer(awarded, 23_000)).toEqual({ units: [2, 2], offerCents: 22_000 });
    expect(partialOffer(awarded, 0)).toEqual({ units: [0, 0], offerCents: 0 });
  });
});

describe('the share', () => {
  it.each([
    [0, 3_800_000],
    [600_000, 3_800_000],
    [600_001, 3_799_999],
    [1_425_000, 2_975_000],
    [2_500_000, 1_900_000],
    [9_000_000, 0],
  ])('at ISEE %i is %i / 3,800,000', (iseeCents, numerator) => {
    expect(share(iseeCents)).toEqual({ numerator, denominator: 3_800_000 });
  });
});

describe('the waiting list', () => {
  const { order, offerWorkingDays, waitingDays } = waitingTerms(access, parameters);
  const candidate = (id: string, changes: Partial<WaitingCandidate> = {}): WaitingCandidate => ({
    scoreHundredths: 5000,
    iseeCents: 900_000,
    completeAt: new Date('2026-06-01T08:00:00Z'),
    id,
    ...changes,
  });

  it('serves the higher score, then the lower ISEE, then who completed first, then the lower id', () => {
    const inOrder = [
      candidate('z', { scoreHundredths: 5001, iseeCents: 2_000_000 }),
      candidate('y', { iseeCents: 899_999, completeAt: new Date('2026-06-09T08:00:00Z') }),
      candidate('x', { completeAt: new Date('2026-06-01T07:59:59.999Z') }),
      candidate('a'),
      candidate('b'),
    ];
    expect(inOrder.toReversed().toSorted(compareWaiting(order))).toEqual(inOrder);
    expect(compareWaiting(order)(candidate('a'), candidate('a'))).toBe(0);
  });

  it('keeps an offer open for 5 working days and a place for 90 days', () => {
    expect([offerWorkingDays, waitingDays]).toEqual([5, 90]);
  });
});

describe('the urgent advance', () => {
  const termsWith = async (facts: Parameters<typeof evaluate>[2]) =>
    advanceTerms(access, parameters, await evaluate(access, parameters, facts));

  it('is at most 300 euro in 2 working days, before anything else is known', async () => {
    expect(await termsWith({ advanceTakenThisYear: false })).toEqual({
      isAvailable: true,
      maxCents: 30_000,
      workingDays: 2,
    });
  });

  it('is one a year, and not promised while nobody knows', async () => {
    expect(await termsWith({ advanceTakenThisYear: true })).toMatchObject({
      isAvailable: false,
      maxCents: 0,
    });
    expect(await termsWith({})).toMatchObject({ isAvailable: null, maxCents: 0 });
  });
});
