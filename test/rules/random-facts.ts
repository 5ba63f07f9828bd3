import fc from 'fast-check';
import type { Facts } from '../../rules/facts.ts';
import type { FactDefinition, RuleSetVersion } from '../../rules/schema.ts';

/** Amounts where the regulation changes its mind, and a cent beside them. */
const centEdges = [0, 15_000, 600_000, 1_014_000, 1_500_000, 2_000_000, 2_500_000].flatMap((cents) => [
  cents,
  cents + 1,
]);

/** By the name of a fact, or by its unit. */
const edges: Readonly<Record<string, readonly number[]>> = {
  law68Base: [14, 15, 36, 50, 51],
  days: [0, 119, 120, 121],
  ownMoneyCents: [0, 1],
  nominalCents: [14_000, 14_001],
  listPriceCents: [14_000, 14_001],
  fringeAfterCents: [100_000, 100_001, 200_000, 200_001],
  metres: [0, 14_999, 15_000, 15_001],
};

/** A value the catalogue allows, near the edges of the rules more often than not. */
function factValue(fact: FactDefinition): fc.Arbitrary<number | boolean | string> {
  const limits = edges[fact.name] ?? edges[fact.unit] ?? [];
  switch (fact.type) {
    case 'boolean':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(...fact.values.map(({ value }) => value));
    case 'date':
      return fc.constantFrom('2026-02-28', '2026-03-01', '2028-02-29');
    case 'cents':
      return fc.oneof(
        fc.constantFrom(...(edges[fact.name] ?? centEdges)),
        fc.integer({ min: 0, max: 3_000_000 }),
      );
    default:
      if (limits.length > 0)
        return fc.oneof(fc.constantFrom(...limits), fc.integer({ min: fact.range.from, max: fact.range.to }));
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

/** The facts of the first case with a few of them drawn anew: where each item alone can spoil it, most still stand. */
export function nearFirstCase(version: RuleSetVersion): fc.Arbitrary<Facts> {
  const names = version.catalogue.facts.map(({ name }) => name);
  return fc.tuple(completeFacts(version), fc.subarray(names, { maxLength: 5 })).map(([random, taken]) => ({
    ...version.cases[0]!.facts,
    ...Object.fromEntries(taken.map((name) => [name, random[name]])),
  }));
}

/** The same with up to `most` answers missing. */
export function partialNearFirstCase(version: RuleSetVersion, most: number): fc.Arbitrary<Facts> {
  const names = version.catalogue.facts.map(({ name }) => name);
  return fc
    .tuple(nearFirstCase(version), fc.subarray(names, { maxLength: most }))
    .map(([facts, gone]) => ({ ...facts, ...Object.fromEntries(gone.map((name) => [name, null])) }));
}
