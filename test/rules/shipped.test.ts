import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runCases } from '../../rules/cases.ts';
import { evaluate } from '../../rules/evaluate.ts';
import type { Facts } from '../../rules/facts.ts';
import { bandOf, type AccessOutcome, type ScoreOutcome } from '../../rules/outcome.ts';
import { parametersOn } from '../../rules/parameters.ts';
import type { ScoreContract } from '../../rules/schema.ts';
import { shippedVersionOrThrow, shippedVersions } from '../../rules/shipped.ts';
import { times } from '../support/long.ts';
import { completeFacts } from './random-facts.ts';

const seed = 20260602;
const day = '2026-06-01';
const scoring = shippedVersionOrThrow('fragility-score');
const access = shippedVersionOrThrow('fund-access');

describe.each(shippedVersions)('the cases shipped with $ruleSet', (version) => {
  it('are green, and prove every rule at least once', async () => {
    const report = await runCases(version);
    expect(report.cases.filter(({ differences }) => differences.length > 0)).toEqual([]);
    expect(report.unprovenRules).toEqual([]);
    expect(report.green).toBe(true);
  });

  it.each(version.cases)('turn red when one of their expectations is wrong: $name.en', async (ruleCase) => {
    for (const [key, value] of Object.entries(ruleCase.expect)) {
      const wrong = { ...ruleCase, expect: { ...ruleCase.expect, [key]: wrongFor(value) } };
      const { cases } = await runCases({ ...version, cases: [wrong as typeof ruleCase] });
      expect(cases[0]!.differences.map((difference) => difference.key)).toEqual([key]);
    }
  });
});

function wrongFor(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return `not-${value}`;
  if (Array.isArray(value)) return [...value, 'something else'];
  return { ...(value as object), A: -1 };
}

describe('FRAG-1', () => {
  it('adds up to what the regulation says, written again by hand, on random households', async () => {
    const parameters = parametersOn(scoring, day);
    const bands = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(completeFacts(scoring), async (facts) => {
        const { outcome, status } = await evaluate(scoring, parameters, facts);
        expect(status).toBe('decided');
        const { scoreHundredths, band } = outcome as ScoreOutcome;
        expect({ scoreHundredths, band }).toEqual(scoreByHand(facts));
        bands.set(band, (bands.get(band) ?? 0) + 1);
      }),
      { numRuns: times(10_000), seed },
    );
    console.log(
      `FRAG-1 by hand: ${times(10_000)} households, seed ${seed}, bands ${JSON.stringify([...bands])}`,
    );
    expect(bands.size).toBe(5);
  });

  it('counts 39.99 as light and 40.00 as medium, and so at every edge', () => {
    const contract = scoring.outcomeContract as ScoreContract;
    const parameters = parametersOn(scoring, day);
    const band = (hundredths: number) => bandOf(contract, parameters, hundredths);
    expect([0, 2499, 2500, 3999, 4000, 5999, 6000, 7999, 8000, 10_000].map(band)).toEqual([
      'none',
      'none',
      'light',
      'light',
      'medium',
      'medium',
      'high',
      'high',
      'veryHigh',
      'veryHigh',
    ]);
  });

  it('is incomplete as soon as any one of its twelve items is missing', async () => {
    const parameters = parametersOn(scoring, day);
    await fc.assert(
      fc.asyncProperty(
        completeFacts(scoring),
        fc.constantFrom(...scoring.catalogue.facts),
        async (facts, gone) => {
          const evaluation = await evaluate(scoring, parameters, { ...facts, [gone.name]: null });
          expect(evaluation).toMatchObject({
            status: 'incomplete',
            outcome: null,
            missingFacts: [gone.name],
          });
        },
      ),
      { numRuns: times(2000), seed },
    );
  });
});

/** Domain §2.10, in floating points of the page (exact here: all are quarters), from scratch. */
function scoreByHand(facts: Facts): { scoreHundredths: number; band: string } {
  const n = (name: string) => Number(facts[name]);
  const minor =
    { none: 0, medium: 10, severe: 17.5, nonSelfSufficient: 25 }[String(facts['functionMinorLevel'])] ?? NaN;
  const children = n('childrenUnder3') + n('childrenFrom3To13');
  const caresAlone =
    facts['soleCaregiver'] === true && (facts['nonSelfSufficientMember'] === true || children > 0);
  const isee = n('iseeCents') / 100;
  const total =
    Math.max(2.5 * n('functionAdlLost') + 1.25 * n('functionIadlLost'), minor) +
    Math.min(
      20,
      (facts['nonSelfSufficientMember'] === true ? 8 : 0) +
        (n('childrenUnder3') > 0 ? 4 : 0) +
        Math.min(6, 2 * n('childrenFrom3To13')) +
        (facts['singleParent'] === true ? 6 : 0) +
        (caresAlone ? 4 : 0),
    ) +
    (isee <= 6000
      ? 25
      : isee <= 10140
        ? 20
        : isee <= 15000
          ? 14
          : isee <= 20000
            ? 8
            : isee <= 25000
              ? 4
              : 0) +
    ({ none: 0, contractEnding: 5, reducedHoursOrPay: 10, zeroHours: 15, jobLoss: 15 }[
      String(facts['workShock'])
    ] ?? NaN) +
    ({ adequate: 0, overcrowded: 5, arrears: 7, eviction: 10 }[String(facts['housing'])] ?? NaN) +
    ({ adequate: 0, weak: 3, absent: 5 }[String(facts['network'])] ?? NaN);
  const band =
    total < 25 ? 'none' : total < 40 ? 'light' : total < 60 ? 'medium' : total < 80 ? 'high' : 'veryHigh';
  return { scoreHundredths: total * 100, band };
}

describe('RS-2026.1', () => {
  it('grants what the regulation says, written again by hand, on random households', async () => {
    const parameters = parametersOn(access, day);
    const seen = { eligible: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(completeFacts(access), async (facts) => {
        const { outcome } = await evaluate(access, parameters, facts);
        const { eligible, cap, share } = outcome as AccessOutcome;
        const factor = { medium: 60, high: 80, veryHigh: 100 }[String(facts['finalBand'])];
        const isee = Number(facts['iseeCents']);
        const isRight = isee <= 2_500_000 && factor !== undefined && facts['employerAdherence'] !== 'none';
        seen[isRight ? 'eligible' : 'refused'] += 1;
        expect(eligible).toBe(isRight);
        if (!isRight) {
          expect([cap, share]).toEqual([null, null]);
          return;
        }
        const full = Math.min(140_000, 80_000 + 20_000 * (Number(facts['householdMembers']) - 1));
        expect(cap!.remainingCents).toBe(Math.max(0, (full * factor) / 100 - Number(facts['capUsedCents'])));
        expect(share).toEqual({ numerator: 3_800_000 - Math.max(0, isee - 600_000), denominator: 3_800_000 });
      }),
      { numRuns: times(6000), seed },
    );
    expect(Math.min(seen.eligible, seen.refused)).toBeGreaterThan(times(6000) / 10);
  });

  it('opens to residents of the 42 when the citizen phase opens, from that day on', async () => {
    const opened = structuredClone(access);
    const phase = opened.parameters.find(({ name }) => name === 'citizenPhaseOpen')!;
    phase.validUntil = '2026-06-30';
    opened.parameters.push({ ...phase, value: true, validFrom: '2026-07-01', validUntil: null });
    const facts = { ...access.cases[0]!.facts, employerAdherence: 'none', residentInTerritory: true };
    const eligibleOn = async (date: string) =>
      ((await evaluate(opened, parametersOn(opened, date), facts)).outcome as AccessOutcome).eligible;
    expect(await eligibleOn('2026-06-30')).toBe(false);
    expect(await eligibleOn('2026-07-01')).toBe(true);
    const unknown = { ...facts, residentInTerritory: null };
    expect(await evaluate(opened, parametersOn(opened, '2026-07-01'), unknown)).toMatchObject({
      status: 'incomplete',
      missingFacts: ['residentInTerritory'],
    });
  });

  it('is never applied on a day its parameters do not cover', async () => {
    const before = parametersOn(access, '2025-12-31');
    await expect(evaluate(access, before, access.cases[0]!.facts)).rejects.toThrow(
      /has no value on this date/,
    );
  });
});
