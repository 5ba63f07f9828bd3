import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalFacts, canonicalJson, contentHash } from '../../rules/canonical.ts';
import { evaluate } from '../../rules/evaluate.ts';
import { InvalidFactsError } from '../../rules/rule-error.ts';
import type { Facts } from '../../rules/facts.ts';
import { parametersOn } from '../../rules/parameters.ts';
import { replay, storeDecision } from '../../rules/replay.ts';
import { shippedVersionOrThrow } from '../../rules/shipped.ts';
import { times } from '../support/long.ts';
import { partialFacts } from './random-facts.ts';

const version = shippedVersionOrThrow('fragility-score');
const parameters = parametersOn(version, '2026-06-01');
const caseTen: Facts = version.cases[1]!.facts;

async function decided(facts: Facts = caseTen) {
  const stored = storeDecision(version, parameters, facts, await evaluate(version, parameters, facts));
  return JSON.parse(canonicalJson(stored)) as typeof stored;
}

describe('replaying a decision', () => {
  it('says equal, also years later and for an evaluation that was incomplete', async () => {
    await fc.assert(
      fc.asyncProperty(partialFacts(version, 20), async (facts) => {
        expect(await replay(version, await decided(facts))).toMatchObject({
          result: 'equal',
          differences: [],
        });
      }),
      { numRuns: times(400), seed: 20260606 },
    );
  });

  it('says where, when one operator of the version was changed', async () => {
    const stored = await decided();
    const altered = structuredClone(version);
    const rule = altered.rules.findIndex(({ name }) => name === 'isee-first-threshold');
    altered.rules[rule]!.conditions = {
      all: [{ fact: 'iseeCents', operator: 'greaterThan', value: 600_000 }],
    };
    const { result, differences } = await replay(altered, stored);
    expect(result).toBe('different');
    expect(differences.map(({ place }) => place)).toEqual(
      expect.arrayContaining([
        '/contentHash',
        '/evaluation/outcome/scoreHundredths',
        `/evaluation/trace/${rule}/truth`,
      ]),
    );
    expect(differences).toContainEqual({
      place: '/evaluation/outcome/scoreHundredths',
      stored: '6100',
      found: '5600',
    });
  });

  it('says where, when the stored facts, parameters or outcome were altered', async () => {
    const stored = await decided();
    const otherFacts = { ...stored, facts: { ...stored.facts, housing: 'eviction' } };
    const otherParameters = {
      ...stored,
      parameters: {
        ...stored.parameters,
        functionPointsPerIadlLost: 999,
        iseeBandMaxCents: { first: 1, second: 2, third: 3, fourth: 4, fifth: 5 },
      },
    };
    const otherOutcome = structuredClone(stored) as {
      evaluation: { outcome: { band: string } };
    } & typeof stored;
    otherOutcome.evaluation.outcome.band = 'veryHigh';
    const placesOf = async (decision: typeof stored) =>
      (await replay(version, decision)).differences.map(({ place }) => place);
    expect(await placesOf(otherFacts)).toEqual(
      expect.arrayContaining(['/factsHash', '/evaluation/outcome/blocks/4/hundredths']),
    );
    expect(await placesOf(otherParameters)).toContain('/evaluation/outcome/scoreHundredths');
    expect(await placesOf(otherOutcome)).toEqual(['/evaluation/outcome/band']);
  });

  it('says where, when the version no longer allows the facts', async () => {
    const narrower = structuredClone(version);
    narrower.catalogue.facts = narrower.catalogue.facts.filter(({ name }) => name !== 'network');
    narrower.rules = narrower.rules.filter(({ name }) => !name.startsWith('network'));
    const { result, differences } = await replay(narrower, await decided());
    expect(result).toBe('different');
    expect(differences.map(({ place }) => place)).toContain('/evaluation/invalidFacts');
  });

  it('says erased once the facts are gone, and compares nothing', async () => {
    expect(await replay(version, { ...(await decided()), facts: null })).toMatchObject({
      result: 'erased',
      differences: [],
    });
  });

  it('names both engines, and calls the same answer equal', async () => {
    const stored = { ...(await decided()), engineVersion: 'json-rules-engine 6.0.0' };
    expect(await replay(version, stored)).toMatchObject({
      result: 'equal',
      engine: { stored: 'json-rules-engine 6.0.0', now: expect.stringMatching(/^json-rules-engine 7\./) },
    });
  });
});

describe('canonical JSON', () => {
  it('is one text for one value, whatever the order of its keys', () => {
    expect(canonicalJson({ b: 1, a: [{ d: null, c: 'é"' }], e: undefined })).toBe(
      '{"a":[{"c":"é\\"","d":null}],"b":1}',
    );
    expect(contentHash({ a: 1, b: 2 })).toBe(contentHash({ b: 2, a: 1 }));
    expect(contentHash({ a: [1, 2] })).not.toBe(contentHash({ a: [2, 1] }));
  });

  it.each([Number.NaN, Infinity, 1n, () => 1, Symbol('s')])(
    'refuses what JSON cannot say exactly (%#)',
    (value) => {
      expect(() => canonicalJson({ value })).toThrow(TypeError);
    },
  );

  it('of facts leaves out what nobody knows, so that null and absent are the same', () => {
    expect(canonicalFacts(version, { network: 'weak', housing: null, iseeCents: undefined })).toEqual({
      network: 'weak',
    });
  });
});

describe('facts that contradict the catalogue', () => {
  it.each<[string, Facts]>([
    ['/shoeSize', { shoeSize: 42 }],
    ['/iseeCents', { iseeCents: 10.5 }],
    ['/iseeCents', { iseeCents: -1 }],
    ['/iseeCents', { iseeCents: '5726' }],
    ['/functionAdlLost', { functionAdlLost: 7 }],
    ['/network', { network: 'constructor' }],
    ['/singleParent', { singleParent: 'true' }],
  ])('are refused at %s, never read as missing', async (pointer, facts) => {
    const refused = evaluate(version, parameters, facts);
    await expect(refused).rejects.toThrow(InvalidFactsError);
    await expect(refused).rejects.toMatchObject({ errors: [{ pointer }] });
  });
});
