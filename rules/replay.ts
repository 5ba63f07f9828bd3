import { canonicalFacts, canonicalJson, contentHash } from './canonical.ts';
import { engineVersion } from './engine.ts';
import { evaluate, type Evaluation } from './evaluate.ts';
import { InvalidFactsError } from './rule-error.ts';
import type { Facts } from './facts.ts';
import type { ParameterValues } from './parameters.ts';
import type { RuleSetVersion } from './schema.ts';

/** What a decision keeps of an evaluation. The facts are null once their key was destroyed. */
export interface StoredDecision {
  readonly contentHash: string;
  readonly engineVersion: string;
  readonly factsHash: string;
  readonly parameters: ParameterValues;
  readonly facts: Facts | null;
  readonly evaluation: Evaluation;
}

export interface ReplayDifference {
  /** JSON pointer into the stored decision. */
  readonly place: string;
  /** Canonical JSON, or null where one side has nothing there. */
  readonly stored: string | null;
  readonly found: string | null;
}

export interface Replay {
  readonly result: 'equal' | 'different' | 'erased';
  readonly differences: readonly ReplayDifference[];
  /** Told apart, never by itself a difference: the same answer from a newer engine is still equal. */
  readonly engine: { readonly stored: string; readonly now: string };
}

/** What a decision must store of an evaluation to be replayed and explained years later. */
export function storeDecision(
  version: RuleSetVersion,
  parameters: ParameterValues,
  facts: Facts,
  evaluation: Evaluation,
): StoredDecision & { readonly facts: Facts } {
  const known = canonicalFacts(version, facts);
  return {
    contentHash: contentHash(version),
    engineVersion,
    factsHash: contentHash(known),
    parameters,
    facts: known,
    evaluation,
  };
}

/** Evaluates the stored facts again, with the stored version and parameters, and compares everything. */
export async function replay(version: RuleSetVersion, stored: StoredDecision): Promise<Replay> {
  const engine = { stored: stored.engineVersion, now: engineVersion };
  const { facts } = stored;
  if (facts === null) return { result: 'erased', differences: [], engine };
  const again = await evaluateAgain(version, stored.parameters, facts);
  const differences = compare(
    { contentHash: stored.contentHash, factsHash: stored.factsHash, evaluation: stored.evaluation },
    { contentHash: contentHash(version), factsHash: contentHash(facts), evaluation: again },
    '',
  );
  return { result: differences.length === 0 ? 'equal' : 'different', differences, engine };
}

/** Facts that the version no longer allows are a difference to report, not a failure to replay. */
async function evaluateAgain(
  version: RuleSetVersion,
  parameters: ParameterValues,
  facts: Facts,
): Promise<Evaluation | { readonly invalidFacts: unknown }> {
  try {
    return await evaluate(version, parameters, facts);
  } catch (error) {
    if (error instanceof InvalidFactsError) return { invalidFacts: error.errors };
    throw error;
  }
}

/** Every leaf that differs, and every branch that only one side has. */
function compare(stored: unknown, found: unknown, place: string): readonly ReplayDifference[] {
  if (!isBranch(stored) || !isBranch(found) || Array.isArray(stored) !== Array.isArray(found)) {
    const [one, other] = [textOf(stored), textOf(found)];
    return one === other ? [] : [{ place, stored: one, found: other }];
  }
  const keys = new Set([...Object.keys(stored), ...Object.keys(found)]);
  return [...keys].flatMap((key) => compare(stored[key], found[key], `${place}/${key}`));
}

function textOf(value: unknown): string | null {
  return value === undefined ? null : canonicalJson(value);
}

function isBranch(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
