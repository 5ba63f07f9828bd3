import { describe, expect, it } from 'vitest';
import { coverTenths, forecastFund, monthlyMeans, type FundMonth } from '../domain/fund-forecast.ts';

const month = (inCents: number, outCents: number): FundMonth => ({
  month: '2026-01',
  inCents,
  toReserveCents: Math.round(inCents / 10),
  outCents,
});

describe('an average month', () => {
  it('leaves the reserve’s share out, is rounded half-up, and begins where money first moved', () => {
    const means = monthlyMeans([month(0, 0), month(1_000, 0), month(0, 501), month(0, 500)]);
    expect(means).toEqual({ months: 3, inCents: 300, outCents: 334 });
  });

  it('is nothing where nothing moved, and never less when more came back than went', () => {
    expect(monthlyMeans([month(0, 0)])).toEqual({ months: 0, inCents: 0, outCents: 0 });
    expect(monthlyMeans([month(0, -500)])).toEqual({ months: 1, inCents: 0, outCents: 0 });
  });
});

describe('the months that are covered', () => {
  it('are told in tenths, rounded down', () => {
    expect(coverTenths(10_000, 3_000)).toBe(33);
    expect(coverTenths(0, 3_000)).toBe(0);
    expect(coverTenths(-1, 3_000)).toBe(0);
  });

  it('are without an end when nothing goes out', () => {
    expect(coverTenths(10_000, 0)).toBeNull();
  });
});

describe('a forecast', () => {
  const terms = {
    availableCents: 1_000,
    waitingCents: 0,
    means: { months: 12, inCents: 300, outCents: 500 },
    lessInPercent: 0,
    moreOutPercent: 0,
    months: 6,
  };

  it('serves what is asked while there is money, and then lets it wait', () => {
    const told = forecastFund(terms);
    expect(told.map(({ availableCents }) => availableCents)).toEqual([800, 600, 400, 200, 0, 0]);
    expect(told.map(({ waitingCents }) => waitingCents)).toEqual([0, 0, 0, 0, 0, 200]);
    expect(told.at(-1)!.servedCents).toBe(300);
  });

  it('serves the waiting list first', () => {
    const [first] = forecastFund({ ...terms, waitingCents: 900 });
    expect(first).toEqual({
      month: 1,
      inCents: 300,
      servedCents: 1_300,
      availableCents: 0,
      waitingCents: 100,
    });
  });

  it('takes the stress off what comes in and puts it on what is asked, half-up to the cent', () => {
    const [first] = forecastFund({ ...terms, lessInPercent: 15, moreOutPercent: 1 });
    expect(first).toMatchObject({ inCents: 255, servedCents: 505, availableCents: 750 });
    const [none] = forecastFund({ ...terms, lessInPercent: 100 });
    expect(none).toMatchObject({ inCents: 0, availableCents: 500 });
  });

  it('loses no cent: what was there and came in is what was given and is left', () => {
    const told = forecastFund({
      ...terms,
      waitingCents: 777,
      lessInPercent: 33,
      moreOutPercent: 44,
      months: 24,
    });
    const came = told.reduce((sum, { inCents }) => sum + inCents, terms.availableCents);
    const given = told.reduce((sum, { servedCents }) => sum + servedCents, 0);
    expect(given + told.at(-1)!.availableCents).toBe(came);
  });
});
