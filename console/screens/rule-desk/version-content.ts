/**
 * What a version's content holds, as far as the console reads it. The API checks it whole; what is read here may be a
 * draft that is half typed, so nothing beyond the shape of its parts is taken for granted.
 */
export interface Text {
  readonly it: string;
  readonly en: string;
}

export type Literal = number | boolean | string;

export interface ParameterReference {
  readonly parameter: string;
  readonly key?: string;
}

export interface FactReference {
  readonly fact: string;
}

export type Operand = Literal | readonly Literal[] | ParameterReference | FactReference;

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

export type Comparison = (FactReference | ParameterReference) & {
  readonly operator: Operator;
  readonly value: Operand;
};

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison;

export type Amount = number | ParameterReference;

export interface RuleEvent {
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface Rule {
  readonly name: string;
  readonly title: Text;
  readonly reference: string;
  readonly conditions: Condition;
  readonly event: RuleEvent;
}

export type MeasureType = 'integer' | 'cents' | 'boolean' | 'date' | 'enum';

export interface Fact {
  readonly name: string;
  readonly type: MeasureType;
  readonly unit: string;
  readonly label: Text;
  readonly range?: { readonly from: number; readonly to: number };
  readonly values?: readonly { readonly value: string; readonly label: Text }[];
}

export interface Parameter {
  readonly name: string;
  readonly label: Text;
  readonly type: MeasureType;
  readonly unit: string;
  readonly value: Literal | Readonly<Record<string, Literal>>;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly status: 'law' | 'proposed';
  readonly source: string;
}

export interface RuleCase {
  readonly name: Text;
  readonly on: string;
  readonly facts: Readonly<Record<string, Literal | null>>;
  readonly needs?: readonly unknown[];
  readonly expect: Readonly<Record<string, unknown>>;
}

export interface VersionContent {
  readonly ruleSet: string;
  readonly edition: string;
  readonly title: Text;
  readonly summary: Text;
  readonly legalReferences: readonly {
    readonly id: string;
    readonly status: string;
    readonly text: string;
  }[];
  readonly limits: readonly Text[];
  readonly catalogue: { readonly facts: readonly Fact[] };
  readonly parameters: readonly Parameter[];
  readonly outcomeContract: {
    readonly kind: string;
    readonly blocks?: readonly { readonly name: string; readonly label: Text }[];
    readonly bands?: readonly { readonly name: string; readonly label: Text }[];
    readonly classes?: readonly { readonly name: string; readonly label: Text }[];
  };
  readonly rules: readonly Rule[];
  readonly cases: readonly RuleCase[];
}

/** What a version calls one of its bands, its classes, or the values of its facts. */
export function labelOf({ outcomeContract, catalogue }: VersionContent, name: string): Text | undefined {
  const { bands = [], classes = [] } = outcomeContract;
  const values = catalogue.facts.flatMap((fact) => fact.values ?? []);
  return (
    [...bands, ...classes].find((one) => one.name === name) ?? values.find(({ value }) => value === name)
  )?.label;
}

export function isParameter(operand: unknown): operand is ParameterReference {
  return typeof operand === 'object' && operand !== null && Object.hasOwn(operand, 'parameter');
}

export function isFact(operand: unknown): operand is FactReference {
  return typeof operand === 'object' && operand !== null && Object.hasOwn(operand, 'fact');
}
