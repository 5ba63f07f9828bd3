import fc from 'fast-check';
import type { Facts } from '../../rules/facts.ts';
import type { FactDefinition, RuleSetVersion } from '../../rules/schema.ts';

/** Amounts where the regulation changes its mind, and a cent beside them. */
const iseeEdges = [0, 600_000, 1_014_000, 1_500_000, 2_000_000, 2_500_000].flatMap((cents) => [
  cents,
  cents + 1,
]);

/** A value the catalogue allows, near the edges of the rules more often than not. */
function factValue(fact: FactDefinition): fc.Arbitrary<number | boolean | string> {
  switch (fact.type) {
    case 'boolean':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(...fact.values.map(({ value }) => value));
    case 'date':
      return fc.constantFrom('2026-02-28', '2026-03-01', '2028-02-29');
    case 'cents':
      return fc.oneof(fc.constantFrom(...iseeEdges), fc.integer({ min: 0, max: 3_000_000 }));
    default:
      return fc.integer({ min: fact.range.from, max: Math.min(fact.range.to, fact.range.from + 8) });
  }
}

/** Facts with an answer for every item of the catalogue. */
export function completeFacts(version: RuleSetVersion): fc.Arbitrary<Facts> {
  return fc.record(Object.fromEntries(version.catalogue.facts.map((fact) => [fact.name, factValue(fact)])));
}

/** The same, with each answer missing about one time in `freq + 1`. */
export function partialFacts(version: RuleSetVersion, freq = 3): fc.Arbitrary<Facts> {
  return fc.record(
    Object.fromEntries(
      version.catalogue.facts.map((fact) => [fact.name, fc.option(factValue(fact), { freq, nil: null })]),
    ),
  );
}
