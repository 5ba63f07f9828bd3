import { isFactReference, isParameterReference } from './condition.ts';
import type { Condition, Literal, Operator, ParameterReference } from './condition.ts';
import { subjectOf, truthOf, type Truth } from './three-valued.ts';

/** What one condition found, beside what it required; null stands for a value nobody knows. */
export interface ComparisonTrace {
  readonly kind: 'comparison';
  readonly truth: Truth;
  /** The fact on the left, or null when a dated parameter stands there. */
  readonly fact: string | null;
  readonly parameter: ParameterReference | null;
  readonly operator: Operator;
  readonly found: Literal | null;
  readonly required: Literal | readonly Literal[] | null;
  /** The fact that `required` was read from, when it is not the author's own value. */
  readonly requiredFact: string | null;
  /** The dated parameter that `required` was read from, when it is one. */
  readonly requiredParameter: ParameterReference | null;
}

export interface GroupTrace {
  readonly kind: 'all' | 'any' | 'not';
  readonly truth: Truth;
  readonly members: readonly ConditionTrace[];
}

export type ConditionTrace = ComparisonTrace | GroupTrace;

export interface RuleTrace {
  readonly rule: string;
  readonly truth: Truth;
  readonly condition: ConditionTrace;
  /** The points the rule gave, for a points rule whose points are known; null otherwise. */
  readonly hundredths: number | null;
}

/** A condition as json-rules-engine leaves it after a run. */
export interface EngineNode {
  readonly all?: readonly EngineNode[];
  readonly any?: readonly EngineNode[];
  readonly result?: boolean;
  readonly factResult?: unknown;
  readonly valueResult?: unknown;
}

/** Reads both runs of one condition side by side: the two trees have the author's shape, but for "not". */
export function traceOf(condition: Condition, proved: EngineNode, refuted: EngineNode): ConditionTrace {
  if ('not' in condition) {
    const member = traceOf(condition.not, refuted, proved);
    return { kind: 'not', truth: opposite(member.truth), members: [member] };
  }
  const truth = truthOf(proved.result === true, refuted.result === true);
  if ('all' in condition || 'any' in condition) {
    const [kind, members] =
      'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const);
    const [provedMembers, refutedMembers] = [membersOf(proved), membersOf(refuted)];
    const traces = members.map((member, index) =>
      traceOf(member, provedMembers[index] ?? {}, refutedMembers[index] ?? {}),
    );
    return { kind, truth, members: traces };
  }
  return {
    kind: 'comparison',
    truth,
    fact: isFactReference(condition) ? subjectOf(condition) : null,
    parameter: isParameterReference(condition) ? referenceOf(condition) : null,
    operator: condition.operator,
    found: (proved.factResult as Literal | undefined) ?? null,
    required: (proved.valueResult as Literal | undefined) ?? null,
    requiredFact: isFactReference(condition.value) ? condition.value.fact : null,
    requiredParameter: isParameterReference(condition.value) ? referenceOf(condition.value) : null,
  };
}

/** The facts that keep a condition from being settled: to know them is to settle it. */
export function missingFactsOf(trace: ConditionTrace): readonly string[] {
  if (trace.truth !== 'unknown') return [];
  if (trace.kind !== 'comparison') return trace.members.flatMap((member) => missingFactsOf(member));
  const left = trace.fact !== null && trace.found === null ? [trace.fact] : [];
  const right = trace.requiredFact !== null && trace.required === null ? [trace.requiredFact] : [];
  return [...left, ...right];
}

function membersOf(node: EngineNode): readonly EngineNode[] {
  return node.all ?? node.any ?? [];
}

function opposite(truth: Truth): Truth {
  if (truth === 'unknown') return truth;
  return truth === 'proved' ? 'refuted' : 'proved';
}

function referenceOf({ parameter, key }: ParameterReference): ParameterReference {
  return key === undefined ? { parameter } : { parameter, key };
}
