import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, type Evaluation } from '../../rules/evaluate.ts';
import type { Facts } from '../../rules/facts.ts';
import { parametersOn } from '../../rules/parameters.ts';
import type { RuleSetVersion } from '../../rules/schema.ts';
import { shippedVersionOrThrow } from '../../rules/shipped.ts';
import { times } from '../support/long.ts';
import { anyCondition, parameters as conditionParameters } from './random-conditions.ts';
import { completeFacts, partialFacts, partialNearFirstCase } from './random-facts.ts';
import { randomAccess, randomClasses, randomRequirements, randomScore } from './random-versions.ts';

const seed = 20260603;
const day = '2026-06-01';

interface Tally {
  decided: number;
  incomplete: number;
  grants: number;
  refusals: number;
}

/**
 * Judges an evaluation by brute force: however the missing facts turn out, what was decided must come out
 * the same. One completion that says otherwise is a grant or a refusal that rested on a missing fact.
 */
async function restsOnlyOnKnownFacts(
  version: RuleSetVersion,
  facts: Facts,
  completions: readonly Facts[],
  parameters: Parameters<typeof evaluate>[1],
  tally: Tally,
): Promise<void> {
  const evaluation = await evaluate(version, parameters, facts);
  tally[evaluation.status] += 1;
  const answer = grantedIn(evaluation);
  if (answer !== null) tally[answer ? 'grants' : 'refusals'] += 1;
  if (evaluation.status === 'incomplete') {
    const unknown = Object.entries(facts).filter(([, value]) => value === null);
    expect(evaluation.missingFacts.length).toBeGreaterThan(0);
    expect(unknown.map(([name]) => name)).toEqual(expect.arrayContaining([...evaluation.missingFacts]));
    return;
  }
  for (const completion of completions) {
    const known = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
    const completed = await evaluate(version, parameters, { ...completion, ...known });
    expect(completed.status).toBe('decided');
    expect(whatWasDecided(completed)).toEqual(whatWasDecided(evaluation));
  }
}

/** A refusal may gain further reasons; nothing else may move. */
function whatWasDecided({ outcome }: Evaluation): unknown {
  return outcome && outcome.kind !== 'score'
    ? { ...outcome, unmet: undefined, undetermined: undefined }
    : outcome;
}

function grantedIn({ outcome }: Evaluation): boolean | null {
  if (!outcome || outcome.kind === 'score') return null;
  return outcome.kind === 'access' ? outcome.eligible : outcome.compliant;
}

describe('no grant and no refusal rests on a missing fact', () => {
  it.each([
    ['fragility-score', (version: RuleSetVersion) => partialFacts(version, 12)],
    ['fund-access', (version: RuleSetVersion) => partialFacts(version, 8)],
    ['charter-compliance', (version: RuleSetVersion) => partialNearFirstCase(version, 4)],
    ['provider-proximity', (version: RuleSetVersion) => partialFacts(version, 8)],
    ['voucher-use', (version: RuleSetVersion) => partialNearFirstCase(version, 4)],
    ['fund-contribution', (version: RuleSetVersion) => partialFacts(version, 3)],
  ])('in %s as shipped', async (ruleSet, partial) => {
    const version = shippedVersionOrThrow(ruleSet);
    const parameters = parametersOn(version, day);
    const tally: Tally = { decided: 0, incomplete: 0, grants: 0, refusals: 0 };
    await fc.assert(
      fc.asyncProperty(
        partial(version),
        fc.array(completeFacts(version), { minLength: 8, maxLength: 8 }),
        (facts, completions) => restsOnlyOnKnownFacts(version, facts, completions, parameters, tally),
      ),
      { numRuns: times(2000), seed },
    );
    console.log(
      `${ruleSet}: ${times(2000)} households × 8 completions, seed ${seed}, ${JSON.stringify(tally)}`,
    );
    expect(Math.min(tally.decided, tally.incomplete)).toBeGreaterThan(times(2000) / 10);
  });

  it.each([
    ['scores with any rules', randomScore],
    ['access with any rules', randomAccess],
    ['requirements with any rules', randomRequirements],
    ['classes with any rules', randomClasses],
  ])('in %s', async (_kind, randomVersion) => {
    const tally: Tally = { decided: 0, incomplete: 0, grants: 0, refusals: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyCondition, { minLength: 2, maxLength: 4 }).map((conditions) => randomVersion(conditions)),
        fc.infiniteStream(fc.nat(1_000_000)),
        async (version, stream) => {
          const draw = () => stream.next().value;
          const facts = drawFacts(version, draw, true);
          const completions = Array.from({ length: 8 }, () => drawFacts(version, draw, false));
          await restsOnlyOnKnownFacts(version, facts, completions, conditionParameters, tally);
        },
      ),
      { numRuns: times(2000), seed },
    );
    console.log(`${_kind}: ${times(2000)} × 8 completions, seed ${seed}, ${JSON.stringify(tally)}`);
    expect(Math.min(tally.decided, tally.incomplete)).toBeGreaterThan(times(2000) / 10);
  });
});

function drawFacts(version: RuleSetVersion, draw: () => number, withGaps: boolean): Facts {
  return Object.fromEntries(
    version.catalogue.facts.map((fact) => {
      if (withGaps && draw() % 10 < 3) return [fact.name, null];
      if (fact.type === 'boolean') return [fact.name, draw() % 2 === 0];
      if (fact.type === 'enum') return [fact.name, fact.values[draw() % fact.values.length]!.value];
      if (fact.type === 'date') return [fact.name, ['2026-02-28', '2026-03-01', '2026-10-25'][draw() % 3]!];
      return [fact.name, draw() % 4];
    }),
  );
}
