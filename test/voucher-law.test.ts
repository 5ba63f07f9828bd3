import { describe, expect, it } from 'vitest';
import { familyRelations, familyStanding, isDependent, type DeclaredRelative } from '../domain/family.ts';
import { fringeLimit, fringeTaxable, mealTaxable, simulateTax } from '../domain/fringe.ts';
import { portionHalfUp } from '../domain/money.ts';
import { splitUnits } from '../domain/unit-splitting.ts';
import { vatAtIssue } from '../domain/voucher.ts';
import { parameterOrThrow, parametersOn } from '../rules/parameters.ts';
import { shippedVersionOrThrow } from '../rules/shipped.ts';

const rules = shippedVersionOrThrow('voucher-use');

/** The shipped numbers of a day. */
function law(day: string) {
  const values = parametersOn(rules, day);
  const number = (parameter: string) => Number(parameterOrThrow(values, { parameter }));
  return {
    fringeLimitCents: number('fringeLimitCents'),
    fringeLimitWithChildCents: number('fringeLimitWithChildCents'),
    dependentIncomeLimitCents: number('dependentIncomeLimitCents'),
    youngChildIncomeLimitCents: number('youngChildIncomeLimitCents'),
    youngChildMaxAge: number('youngChildMaxAge'),
    simulatedContributionHundredths: number('simulatedContributionHundredths'),
    simulatedIrpefHundredths: number('simulatedIrpefHundredths'),
    mealPaperCents: number('mealPaperCents'),
    mealElectronicCents: number('mealElectronicCents'),
    otherFamilyMustCohabit: parameterOrThrow(values, { parameter: 'otherFamilyMustCohabit' }) as boolean,
  };
}
const ofYear = (year: number) => law(`${year}-12-31`);
const simulated = (cents: number) => {
  const { contributionsCents, baseCents, irpefCents, costCents } = simulateTax(cents, ofYear(2026));
  return [contributionsCents, baseCents, irpefCents, costCents];
};

describe('the limit of a year', () => {
  const taxed = (totalCents: number, hasChild: boolean, year: number) =>
    fringeTaxable(totalCents, fringeLimit(ofYear(year), hasChild));

  it.each([
    [99_999, false, 2026, 0],
    [100_000, false, 2026, 0],
    [100_001, false, 2026, 100_001],
    [150_000, true, 2024, 0],
    [30_000, false, 2023, 30_000],
    [299_900, true, 2023, 0],
    [30_000, false, 2021, 0],
    [299_900, false, 2022, 0],
    [25_823, false, 2016, 0],
    [25_824, true, 2019, 25_824],
    [25_824, true, 2028, 25_824],
  ])('%i cents, with a child: %s, in %i: %i taxed', (totalCents, hasChild, year, taxedCents) => {
    expect(taxed(totalCents, hasChild, year)).toBe(taxedCents);
  });

  it('is a cliff: case 1 to the cent, and said to be a simulation', () => {
    expect(simulated(fringeTaxable(100_001, 100_000))).toEqual([9_190, 90_811, 20_887, 30_077]);
    expect(simulateTax(1, ofYear(2026)).simulated).toBe(true);
  });

  it('falls with the child that earns too much: case 2 to the cent', () => {
    const child: DeclaredRelative = {
      relation: 'child',
      cohabiting: true,
      alimony: null,
      fiscallyDependent: true,
      nonSelfSufficient: false,
      yearlyIncomeCents: null,
    };
    const dependent = (age: number, yearlyIncomeCents: number | null, more = {}) =>
      isDependent(
        { ...child, yearlyIncomeCents, ...more },
        { birthYear: 2026 - age, year: 2026 },
        ofYear(2026),
      );
    expect(dependent(26, 284_051)).toBe(true);
    expect(dependent(26, 284_052)).toBe(false);
    expect(dependent(26, 290_000)).toBe(false);
    expect(dependent(23, 390_000)).toBe(true);
    expect(dependent(24, 400_000)).toBe(true);
    expect(dependent(24, 400_001)).toBe(false);
    expect(dependent(25, 390_000)).toBe(false);
    expect(dependent(26, null)).toBe(true);
    expect(dependent(10, null, { fiscallyDependent: false })).toBe(false);
    expect(dependent(23, 390_000, { relation: 'sibling' })).toBe(false);
    expect(taxed(185_000, true, 2026)).toBe(0);
    expect(simulated(taxed(185_000, false, 2026))).toEqual([17_002, 167_998, 38_640, 55_642]);
  });
});

describe('meal vouchers', () => {
  it('are taxed by their excess alone: case X1', () => {
    expect(mealTaxable(1_100, 20, ofYear(2026).mealElectronicCents)).toBe(2_000);
    expect(mealTaxable(1_000, 20, ofYear(2026).mealElectronicCents)).toBe(0);
    expect(mealTaxable(800, 20, ofYear(2026).mealPaperCents)).toBe(8_000);
  });

  it('have the limits of their day', () => {
    const days = ['2019-12-31', '2020-01-01', '2025-12-31', '2026-01-01'];
    expect(days.map((day) => law(day).mealElectronicCents)).toEqual([700, 800, 800, 1_000]);
    expect(days.map((day) => law(day).mealPaperCents)).toEqual([529, 400, 400, 400]);
  });
});

describe('who is family', () => {
  const mother: DeclaredRelative = {
    relation: 'ascendant',
    cohabiting: false,
    alimony: false,
    fiscallyDependent: false,
    nonSelfSufficient: true,
    yearlyIncomeCents: null,
  };
  const standing = (year: number, more: Partial<DeclaredRelative> = {}) =>
    familyStanding({ ...mother, ...more }, ofYear(year));

  it('counts a mother who lives elsewhere up to 2024, and since 2025 only by the lenient reading: case 7', () => {
    expect([2023, 2024, 2025, 2026].map((year) => standing(year))).toEqual([
      'family',
      'family',
      'familyIfLenient',
      'familyIfLenient',
    ]);
    expect(standing(2026, { cohabiting: true })).toBe('family');
    expect(standing(2026, { alimony: true })).toBe('family');
    expect(standing(2026, { cohabiting: null })).toBeNull();
    expect(simulated(60_000)).toEqual([5_514, 54_486, 12_532, 18_046]);
  });

  it('asks nobody where spouse and children live', () => {
    const apart = familyRelations.filter((relation) => standing(2026, { relation }) === 'family');
    expect(apart).toEqual(['spouse', 'child']);
  });
});

describe('what is lawful instead', () => {
  it('is three weeks by voucher and the fourth privately: case 5', () => {
    expect(splitUnits({ creditCents: 50_000, unitPriceCents: 14_000, units: 4 })).toEqual({
      voucherUnits: 3,
      voucherCents: 42_000,
      leftCents: 8_000,
      privateUnits: 1,
      privateCents: 14_000,
    });
    expect(splitUnits({ creditCents: 60_000, unitPriceCents: 14_000, units: 4 }).privateUnits).toBe(0);
    expect(splitUnits({ creditCents: 13_999, unitPriceCents: 14_000, units: 1 }).voucherUnits).toBe(0);
  });
});

describe('shares and VAT', () => {
  it('are rounded half-up for each voucher: case X3', () => {
    const share = { numerator: 200, denominator: 10_000 };
    const each = [12_345, 6_789, 24, 25].map((cents) => portionHalfUp(cents, share));
    expect(each).toEqual([247, 136, 0, 1]);
    expect(5 * portionHalfUp(25, share)).toBe(5);
    expect(portionHalfUp(125, share)).toBe(3);
  });

  it('are fixed at issue for one service, and not before redemption otherwise: case X4', () => {
    expect(vatAtIssue(42_000, { vatTreatment: 'reduced5' })).toEqual({
      vatKind: 'singlePurpose',
      vatCents: 2_000,
    });
    expect(vatAtIssue(42_000, undefined)).toEqual({ vatKind: 'multiPurpose', vatCents: 0 });
  });
});
