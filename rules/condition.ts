/**
 * The conditions an author may write: a restricted subset of json-rules-engine's. No JSONPath, no
 * decorators, no dynamic facts; only catalogue facts, dated parameters and the operators below.
 */
export const operators = [
  'equal',
  'notEqual',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
  'in',
  'notIn',
] as const;

export type Operator = (typeof operators)[number];

export type Literal = number | boolean | string;

/** A dated parameter; `key` picks one entry when the parameter is a table. */
export interface ParameterReference {
  readonly parameter: string;
  readonly key?: string | undefined;
}

export interface FactReference {
  readonly fact: string;
}

export type Operand = Literal | readonly Literal[] | ParameterReference | FactReference;

export type Comparison = (FactReference | ParameterReference) & {
  readonly operator: Operator;
  readonly value: Operand;
};

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison;

export function isParameterReference(operand: unknown): operand is ParameterReference {
  return typeof operand === 'object' && operand !== null && Object.hasOwn(operand, 'parameter');
}

export function isFactReference(operand: unknown): operand is FactReference {
  return typeof operand === 'object' && operand !== null && Object.hasOwn(operand, 'fact');
}
