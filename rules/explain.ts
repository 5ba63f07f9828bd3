import { conclusionOf } from './conclusion.ts';
import type { Evaluation } from './evaluate.ts';
import type { FactDefinition, Rule, RuleSetVersion, Unit } from './schema.ts';
import type { ComparisonTrace, ConditionTrace, RuleTrace } from './trace.ts';
import type { Truth } from './three-valued.ts';
import {
  pointsInWords,
  requirementInWords,
  valueInWords,
  wordsOf,
  type Language,
  type Measured,
} from './words.ts';

/** Why a rule set advises what it advises, for whoever must tell a person. */
export interface Explanation {
  /** The conclusion in one sentence. */
  readonly sentence: string;
  readonly blocks: readonly ExplainedBlock[];
  readonly rules: readonly ExplainedRule[];
  /** What to ask, when the evaluation is incomplete. */
  readonly missing: readonly { readonly fact: string; readonly label: string }[];
}

export interface ExplainedBlock {
  readonly block: string;
  readonly label: string;
  readonly points: string;
  readonly maxPoints: string;
  /** More points would change nothing here: the block is at its cap. */
  readonly reachedMaximum: boolean;
  /** Whether its rules add up, or those of the situation with most points count alone. */
  readonly combine: 'sum' | 'highest';
}

export interface ExplainedRule {
  readonly rule: string;
  readonly title: string;
  readonly truth: Truth;
  readonly answer: string;
  /** Null for a rule that gives no points, or none that are known. */
  readonly points: string | null;
  /** The norm or regulation the rule stands on. */
  readonly reference: string;
  readonly condition: ExplainedCondition;
}

export interface ExplainedCondition {
  readonly text: string;
  readonly truth: Truth;
  /** Null for a group. */
  readonly found: string | null;
  readonly required: string | null;
  /** Where the required value comes from, when a dated parameter holds it. */
  readonly source: string | null;
  readonly members: readonly ExplainedCondition[];
}

export interface Explanations {
  readonly it: Explanation;
  readonly en: Explanation;
}

/** The same explanation in both languages. */
export function explain(version: RuleSetVersion, evaluation: Evaluation): Explanations {
  return { it: explainIn(version, evaluation, 'it'), en: explainIn(version, evaluation, 'en') };
}

function explainIn(version: RuleSetVersion, evaluation: Evaluation, language: Language): Explanation {
  const traces = new Map(evaluation.trace.map((trace) => [trace.rule, trace]));
  return {
    sentence: conclusionOf(version, evaluation, language),
    blocks: explainBlocks(version, evaluation, language),
    rules: version.rules.flatMap((rule) => {
      const trace = traces.get(rule.name);
      return trace ? [explainRule(version, rule, trace, language)] : [];
    }),
    missing: evaluation.missingFacts.map((fact) => ({
      fact,
      label: factOrThrow(version, fact).label[language],
    })),
  };
}

function explainBlocks(
  { outcomeContract }: RuleSetVersion,
  { outcome }: Evaluation,
  language: Language,
): readonly ExplainedBlock[] {
  if (outcome?.kind !== 'score' || outcomeContract.kind !== 'score') return [];
  return outcome.blocks.map(({ block, hundredths, maxHundredths }) => {
    const defined = outcomeContract.blocks.find(({ name }) => name === block);
    return {
      block,
      label: defined?.label[language] ?? block,
      points: pointsInWords(hundredths, language),
      maxPoints: pointsInWords(maxHundredths, language),
      reachedMaximum: hundredths === maxHundredths,
      combine: defined?.combine ?? 'sum',
    };
  });
}

function explainRule(
  version: RuleSetVersion,
  rule: Rule,
  trace: RuleTrace,
  language: Language,
): ExplainedRule {
  const reference = version.legalReferences.find(({ id }) => id === rule.reference);
  return {
    rule: rule.name,
    title: rule.title[language],
    truth: trace.truth,
    answer: wordsOf[language].answers[trace.truth],
    points: trace.hundredths === null ? null : pointsInWords(trace.hundredths, language),
    reference: reference?.text ?? rule.reference,
    condition: explainCondition(version, trace.condition, language),
  };
}

function explainCondition(
  version: RuleSetVersion,
  trace: ConditionTrace,
  language: Language,
): ExplainedCondition {
  const { truth } = trace;
  if (trace.kind === 'comparison')
    return { truth, ...explainComparison(version, trace, language), members: [] };
  const members = trace.members.map((member) => explainCondition(version, member, language));
  const only = members.length === 1 && trace.kind !== 'not' ? members[0] : undefined;
  return (
    only ?? {
      truth,
      text: wordsOf[language].groups[trace.kind],
      found: null,
      required: null,
      source: null,
      members,
    }
  );
}

function explainComparison(version: RuleSetVersion, trace: ComparisonTrace, language: Language) {
  const { measured, label } = subjectOf(version, trace, language);
  return {
    text: label,
    found: valueInWords(measured, trace.found, language),
    required: requirementInWords(measured, trace.operator, trace.required, language),
    source: trace.requiredParameter
      ? parameterOrThrow(version, trace.requiredParameter.parameter).source
      : null,
  };
}

function subjectOf(
  version: RuleSetVersion,
  { fact, parameter }: ComparisonTrace,
  language: Language,
): { readonly measured: Measured; readonly label: string } {
  if (fact !== null) {
    const definition = factOrThrow(version, fact);
    return { measured: definition, label: definition.label[language] };
  }
  const definition = parameterOrThrow(version, parameter?.parameter ?? '');
  return { measured: definition, label: definition.label[language] };
}

function factOrThrow(version: RuleSetVersion, name: string): FactDefinition {
  const fact = version.catalogue.facts.find((candidate) => candidate.name === name);
  if (!fact) throw new Error(`the catalogue has no fact ${name}`);
  return fact;
}

/** Any period of the parameter: label, unit and type are the same in all of them. */
function parameterOrThrow(
  version: RuleSetVersion,
  name: string,
): RuleSetVersion['parameters'][number] & { unit: Unit } {
  const parameter = version.parameters.find((candidate) => candidate.name === name);
  if (!parameter) throw new Error(`no parameter ${name}`);
  return parameter;
}
