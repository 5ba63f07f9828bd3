import { canonicalJson } from './canonical.ts';
import { evaluate, type Evaluation } from './evaluate.ts';
import { fundNeeds } from './funding.ts';
import { parametersOn, type ParameterValues } from './parameters.ts';
import type { RuleCase, RuleSetVersion, Text } from './schema.ts';
import { advanceTerms } from './urgent-advance.ts';

/** One expectation that did not come true, as canonical JSON on both sides. */
export interface CaseDifference {
  readonly key: string;
  readonly expected: string;
  readonly found: string;
}

export interface CaseResult {
  readonly name: Text;
  readonly differences: readonly CaseDifference[];
}

/** What a version's own cases say of it; stored with the version, and never published unless green. */
export interface CasesReport {
  readonly green: boolean;
  readonly cases: readonly CaseResult[];
  /** Rules that no case proves: nobody has yet seen them do anything. */
  readonly unprovenRules: readonly string[];
}

/** Runs every case of a version through the same evaluation that decisions use. */
export async function runCases(version: RuleSetVersion): Promise<CasesReport> {
  const proven = new Set<string>();
  const cases: CaseResult[] = [];
  for (const ruleCase of version.cases) {
    const parameters = parametersOn(version, ruleCase.on);
    const evaluation = await evaluate(version, parameters, ruleCase.facts);
    for (const { rule, truth } of evaluation.trace) if (truth === 'proved') proven.add(rule);
    cases.push({ name: ruleCase.name, differences: compare(version, parameters, ruleCase, evaluation) });
  }
  const unprovenRules = version.rules.map(({ name }) => name).filter((name) => !proven.has(name));
  const isGreen = unprovenRules.length === 0 && cases.every(({ differences }) => differences.length === 0);
  return { green: isGreen, cases, unprovenRules };
}

function compare(
  version: RuleSetVersion,
  parameters: ParameterValues,
  ruleCase: RuleCase,
  evaluation: Evaluation,
): readonly CaseDifference[] {
  const found = findingsOf(version, parameters, ruleCase, evaluation);
  return Object.entries(ruleCase.expect).flatMap(([key, value]) => {
    const actual = found[key] ?? null;
    const [expected, seen] = [canonicalJson(value), canonicalJson(actual)];
    const isPartOfBlocks = key === 'blocks' && isWithin(value, actual);
    return expected === seen || isPartOfBlocks ? [] : [{ key, expected, found: seen }];
  });
}

type Found = Readonly<Record<string, unknown>>;

/** Everything a case may expect, under the names its `expect` uses. */
function findingsOf(
  version: RuleSetVersion,
  parameters: ParameterValues,
  { needs }: RuleCase,
  evaluation: Evaluation,
): Found {
  const { status, missingFacts, outcome } = evaluation;
  const always = { status, missingFacts };
  if (outcome?.kind === 'score') {
    const blocks = Object.fromEntries(outcome.blocks.map(({ block, hundredths }) => [block, hundredths]));
    return { ...always, scoreHundredths: outcome.scoreHundredths, band: outcome.band, blocks };
  }
  if (outcome?.kind === 'requirements' || outcome?.kind === 'classification') {
    const { kind: _kind, ...found } = outcome;
    return { ...always, ...found };
  }
  if (!outcome) return always;
  const { eligible, unmet, undetermined, cap, share } = outcome;
  const funding =
    needs && cap && share ? fundNeeds({ needs, share, remainingCapCents: cap.remainingCents }) : undefined;
  return {
    ...always,
    eligible,
    unmet,
    undetermined,
    remainingCapCents: cap?.remainingCents,
    fundedUnits: funding?.needs.map(({ fundedUnits }) => fundedUnits),
    awardCents: funding?.awardCents,
    questionForCommission: funding?.questionForCommission,
    advanceMaxCents: advanceTerms(version, parameters, evaluation).maxCents,
  };
}

/** A case may name only the blocks it is about. */
function isWithin(expected: unknown, actual: unknown): boolean {
  const blocks = Object(actual) as Readonly<Record<string, unknown>>;
  return Object.entries(Object(expected) as object).every(([block, points]) => blocks[block] === points);
}
