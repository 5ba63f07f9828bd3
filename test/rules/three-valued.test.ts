import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition } from '../../rules/condition.ts';
import { runConditions } from '../../rules/engine.ts';
import type { KnownFacts } from '../../rules/facts.ts';
import { kleeneTranslation, knowing, type Translation, type Truth } from '../../rules/three-valued.ts';
import { times } from '../support/long.ts';
import { kleene, type KleeneValue } from './kleene-oracle.ts';
import { anyCondition, anyFacts, parameters } from './random-conditions.ts';

const seed = 20260601;
const truths: Readonly<Record<KleeneValue, Truth>> = { 1: 'proved', 0: 'unknown', [-1]: 'refuted' };

function oracle(condition: Condition, facts: KnownFacts): Truth {
  return truths[kleene({ ...condition }, Object.fromEntries(facts), parameters)];
}

async function engineTruth(
  condition: Condition,
  facts: KnownFacts,
  translation?: Translation,
): Promise<Truth> {
  const [trace] = await runConditions([condition], parameters, facts, translation);
  return trace!.truth;
}

describe('the translation to three values', () => {
  it('agrees with an independent Kleene oracle on random trees and facts, each value at least a fifth', async () => {
    const runs = times(20_000);
    const started = performance.now();
    const seen: Record<Truth, number> = { proved: 0, refuted: 0, unknown: 0 };
    await fc.assert(
      fc.asyncProperty(anyCondition, anyFacts, async (condition, facts) => {
        const expected = oracle(condition, facts);
        seen[expected] += 1;
        expect(await engineTruth(condition, facts)).toBe(expected);
      }),
      { numRuns: runs, seed },
    );
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`Kleene: ${runs} trees, seed ${seed}, ${seconds} s, ${JSON.stringify(seen)}, 0 differences`);
    for (const count of Object.values(seen)) expect(count).toBeGreaterThanOrEqual(runs / 5);
  });

  it('gives every node of a tree the value the oracle gives it, not only the root', async () => {
    await fc.assert(
      fc.asyncProperty(anyCondition, anyFacts, async (condition, facts) => {
        const [trace] = await runConditions([condition], parameters, facts);
        const compareNodes = (node: Condition, nodeTrace: typeof trace): void => {
          expect(nodeTrace?.truth).toBe(oracle(node, facts));
          const members =
            'all' in node ? node.all : 'any' in node ? node.any : 'not' in node ? [node.not] : [];
          const traces = nodeTrace && nodeTrace.kind !== 'comparison' ? nodeTrace.members : [];
          expect(traces).toHaveLength(members.length);
          for (const [index, member] of members.entries()) compareNodes(member, traces[index]);
        };
        compareNodes(condition, trace);
      }),
      { numRuns: times(4000), seed },
    );
  });
});

const { comparison, group, operators } = kleeneTranslation;
const mutate = (changes: Partial<Translation>): Translation => ({ ...kleeneTranslation, ...changes });
const refuteWith = (changes: Partial<Translation['comparison']['refuted']>): Translation =>
  mutate({ comparison: { ...comparison, refuted: { ...comparison.refuted, ...changes } } });
const evaluateWith = (changes: Partial<Translation['operators']>): Translation =>
  mutate({ operators: { ...operators, ...changes } });

const mistakes: Readonly<Record<string, Translation>> = {
  '"all" is refuted only when all are': mutate({ group: { ...group, refuted: { all: 'all', any: 'all' } } }),
  '"any" is refuted when any is': mutate({ group: { ...group, refuted: { all: 'any', any: 'any' } } }),
  '"all" is proved when any is': mutate({ group: { ...group, proved: { all: 'any', any: 'any' } } }),
  '"not x" is proved when x is': mutate({ negation: { proved: 'proved', refuted: 'proved' } }),
  '"not x" is refuted when x is': mutate({ negation: { proved: 'refuted', refuted: 'refuted' } }),
  '"less than" is refuted by "greater than", so that equal is lost': refuteWith({ lessThan: 'greaterThan' }),
  '"at most" is refuted by "at least"': refuteWith({ lessThanInclusive: 'greaterThanInclusive' }),
  '"at least" is refuted by "at most"': refuteWith({ greaterThanInclusive: 'lessThanInclusive' }),
  '"greater than" is refuted by "less than", so that equal is lost': refuteWith({ greaterThan: 'lessThan' }),
  '"in" is refuted by itself': refuteWith({ in: 'in' }),
  '"equal" is refuted by itself': refuteWith({ equal: 'equal' }),
  '"not equal" grants on a missing fact': evaluateWith({ notEqual: (left, right) => left !== right }),
  '"not in" grants on a missing fact': evaluateWith({
    notIn: (left, right) => !(right as unknown[]).includes(left),
  }),
  '"not equal" grants when the fact it is compared with is missing': evaluateWith({
    notEqual: (left, right) => left !== undefined && left !== right,
  }),
  '"at least" counts a missing fact as zero': evaluateWith({
    greaterThanInclusive: (left, right) => Number(left ?? 0) >= Number(right ?? 0),
  }),
  '"at most" loses its own edge': evaluateWith({
    lessThanInclusive: knowing((left, right) => (left as number) < (right as number)),
  }),
};

describe('a seeded mistake in the translation is caught', () => {
  it.each(Object.entries(mistakes))('%s', async (_name, translation) => {
    const { failed, numRuns } = await fc.check(
      fc.asyncProperty(anyCondition, anyFacts, async (condition, facts) => {
        expect(await engineTruth(condition, facts, translation)).toBe(oracle(condition, facts));
      }),
      { numRuns: 2000, seed, endOnFailure: true },
    );
    expect({ failed, numRuns }).toMatchObject({ failed: true });
  });
});

describe('what json-rules-engine alone would do', () => {
  const alone = evaluateWith({
    notEqual: (left, right) => left !== right,
    notIn: (left, right) => !(right as unknown[]).includes(left),
  });

  it.each([
    { fact: 'level', operator: 'notEqual', value: 'low' } as const,
    { fact: 'level', operator: 'notIn', value: ['low', 'mid'] } as const,
  ])('a missing fact would grant under $operator, and here is unknown', async (condition) => {
    expect(await engineTruth(condition, new Map(), alone)).toBe('proved');
    expect(await engineTruth(condition, new Map())).toBe('unknown');
  });
});
