import type { OperatorEvaluator, TopLevelCondition } from 'json-rules-engine';
import { isFactReference, isParameterReference, type Comparison, type Condition } from './condition.ts';
import type { Literal, Operand, Operator } from './condition.ts';
import { parameterOrThrow, type ParameterValues } from './parameters.ts';

/**
 * Kleene's three-valued logic on a two-valued engine. Each condition is compiled twice: into a tree that
 * holds only when the facts at hand *prove* it, and into one that holds only when they *refute* it. Every
 * operator in either tree is false on a missing fact, so a condition that neither tree settles is unknown.
 * (Alone, json-rules-engine answers "true" to `notEqual`, `notIn` and `not lessThan` on a missing fact.)
 */
export type Truth = 'proved' | 'refuted' | 'unknown';

export type Side = 'proved' | 'refuted';

/** Every decision of the translation as data, so that a test can seed a mistake in each. */
export interface Translation {
  /** The operator that proves, and the one that refutes, a comparison. */
  readonly comparison: Readonly<Record<Side, Readonly<Record<Operator, Operator>>>>;
  /** What a group becomes: to refute "all" it is enough to refute any. */
  readonly group: Readonly<Record<Side, Readonly<Record<'all' | 'any', 'all' | 'any'>>>>;
  /** To prove "not x" is to refute x. */
  readonly negation: Readonly<Record<Side, Side>>;
  readonly operators: Readonly<Record<Operator, OperatorEvaluator<unknown, unknown>>>;
}

/** An operator that says nothing, which is false, unless it knows both sides. */
export function knowing(evaluator: OperatorEvaluator<unknown, unknown>): OperatorEvaluator<unknown, unknown> {
  return (left, right) => isKnown(left) && isKnown(right) && evaluator(left, right);
}

const complements: Readonly<Record<Operator, Operator>> = {
  equal: 'notEqual',
  notEqual: 'equal',
  lessThan: 'greaterThanInclusive',
  lessThanInclusive: 'greaterThan',
  greaterThan: 'lessThanInclusive',
  greaterThanInclusive: 'lessThan',
  in: 'notIn',
  notIn: 'in',
};

const itself: Readonly<Record<Operator, Operator>> = {
  equal: 'equal',
  notEqual: 'notEqual',
  lessThan: 'lessThan',
  lessThanInclusive: 'lessThanInclusive',
  greaterThan: 'greaterThan',
  greaterThanInclusive: 'greaterThanInclusive',
  in: 'in',
  notIn: 'notIn',
};

export const kleeneTranslation: Translation = {
  comparison: { proved: itself, refuted: complements },
  group: { proved: { all: 'all', any: 'any' }, refuted: { all: 'any', any: 'all' } },
  negation: { proved: 'refuted', refuted: 'proved' },
  operators: {
    equal: knowing((left, right) => left === right),
    notEqual: knowing((left, right) => left !== right),
    lessThan: knowing((left, right) => compare(left, right) < 0),
    lessThanInclusive: knowing((left, right) => compare(left, right) <= 0),
    greaterThan: knowing((left, right) => compare(left, right) > 0),
    greaterThanInclusive: knowing((left, right) => compare(left, right) >= 0),
    in: knowing((left, right) => listOf(right).includes(left)),
    notIn: knowing((left, right) => !listOf(right).includes(left)),
  },
};

/**
 * The engine's tree for one side of a condition. Parameters become their values here; one on the left of a
 * comparison is read like a fact, under the name that `parameterFact` gives it.
 * Groups are never empty (the schema refuses them): the engine would call an empty `any` true.
 */
export function compile(
  condition: Condition,
  side: Side,
  parameters: ParameterValues,
  translation: Translation = kleeneTranslation,
): TopLevelCondition {
  return { all: [compileNode(condition, side)] };

  type EngineNode = TopLevelCondition | { fact: string; operator: string; value: unknown };

  function compileNode(node: Condition, nodeSide: Side): EngineNode {
    if ('not' in node) return compileNode(node.not, translation.negation[nodeSide]);
    if ('all' in node) return compileGroup('all', node.all, nodeSide);
    if ('any' in node) return compileGroup('any', node.any, nodeSide);
    return {
      fact: subjectOf(node),
      operator: translation.comparison[nodeSide][node.operator],
      value: operandOf(node.value, parameters),
    };
  }

  function compileGroup(
    kind: 'all' | 'any',
    members: readonly Condition[],
    nodeSide: Side,
  ): TopLevelCondition {
    const compiled = members.map((member) => compileNode(member, nodeSide));
    return translation.group[nodeSide][kind] === 'all' ? { all: compiled } : { any: compiled };
  }
}

/** Throws when both trees hold, which no facts can make happen: the translation would be wrong. */
export function truthOf(proved: boolean, refuted: boolean): Truth {
  if (proved && refuted) throw new Error('a condition was both proved and refuted');
  if (proved) return 'proved';
  return refuted ? 'refuted' : 'unknown';
}

/** The name under which a parameter stands among the engine's facts; no catalogue fact can have a colon. */
export function parameterFact(parameter: string, key?: string): string {
  return key === undefined ? `parameter:${parameter}` : `parameter:${parameter}:${key}`;
}

export function subjectOf(comparison: Comparison): string {
  return isFactReference(comparison) ? comparison.fact : parameterFact(comparison.parameter, comparison.key);
}

/** The right side as the engine takes it: a literal, a list, or a reference to another fact. */
export function operandOf(
  operand: Operand,
  parameters: ParameterValues,
): Literal | readonly Literal[] | { readonly fact: string } {
  if (isParameterReference(operand)) return parameterOrThrow(parameters, operand);
  return operand;
}

function isKnown(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Only values of one type are ordered; the schema lets no other pair through. */
function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string')
    return left === right ? 0 : left < right ? -1 : 1;
  return Number.NaN;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
