import { Engine } from 'json-rules-engine';
import engineManifest from 'json-rules-engine/package.json' with { type: 'json' };
import type { Condition } from './condition.ts';
import type { KnownFacts } from './facts.ts';
import type { ParameterValues } from './parameters.ts';
import { compile, kleeneTranslation, parameterFact, type Side, type Translation } from './three-valued.ts';
import { traceOf, type ConditionTrace, type EngineNode } from './trace.ts';

/** Stored with each decision: an answer that changes with the engine must be able to say so. */
export const engineVersion = `json-rules-engine ${engineManifest.version}`;

const sides: readonly Side[] = ['proved', 'refuted'];

/**
 * Runs json-rules-engine once over all conditions, each in its proved and its refuted tree, and reads the
 * two answers as one three-valued trace per condition, in the order given.
 */
export async function runConditions(
  conditions: readonly Condition[],
  parameters: ParameterValues,
  facts: KnownFacts,
  translation: Translation = kleeneTranslation,
): Promise<readonly ConditionTrace[]> {
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const [name, evaluator] of Object.entries(translation.operators)) engine.addOperator(name, evaluator);
  for (const [index, condition] of conditions.entries())
    for (const side of sides)
      engine.addRule({
        name: `${side}:${index}`,
        conditions: compile(condition, side, parameters, translation),
        event: { type: side },
      });
  const { results, failureResults } = await engine.run(engineFacts(parameters, facts));
  const trees = new Map([...results, ...failureResults].map((result) => [result.name, rootOf(result)]));
  return conditions.map((condition, index) =>
    traceOf(condition, treeOrThrow(trees, `proved:${index}`), treeOrThrow(trees, `refuted:${index}`)),
  );
}

/** Facts by name, and beside them the parameters, for comparisons that have one on their left. */
function engineFacts(parameters: ParameterValues, facts: KnownFacts): Record<string, unknown> {
  const onParameters = Object.entries(parameters).flatMap(([name, value]) =>
    typeof value === 'object'
      ? Object.entries(value).map(([key, entry]) => [parameterFact(name, key), entry] as const)
      : [[parameterFact(name), value] as const],
  );
  return Object.fromEntries<unknown>([...facts, ...onParameters]);
}

/** The compiled root is a group of one: the author's own tree is its only member. */
function rootOf(result: { readonly conditions: unknown }): EngineNode | undefined {
  return (result.conditions as EngineNode).all?.[0];
}

function treeOrThrow(trees: ReadonlyMap<string, EngineNode | undefined>, name: string): EngineNode {
  const tree = trees.get(name);
  if (!tree) throw new Error(`json-rules-engine gave no result for ${name}`);
  return tree;
}
