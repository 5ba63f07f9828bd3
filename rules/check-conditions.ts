import { isPlainDate } from '../domain/plain-date.ts';
import { operators, type Literal, type Operator } from './condition.ts';
import { checkFactValue, typeName } from './facts.ts';
import { ruleError, type Place, type RuleError } from './rule-error.ts';
import { bounds, type FactDefinition, type ParameterDefinition } from './schema.ts';

/** What a condition may speak of: definitions by name. */
export interface Vocabulary {
  readonly facts: ReadonlyMap<string, FactDefinition>;
  readonly parameters: ReadonlyMap<string, ParameterDefinition>;
}

/** A side of a comparison as far as it can be compared: its type, and its unit (for an enum, its values). */
interface Measure {
  readonly type: FactDefinition['type'];
  readonly unit: string;
}

/** Every error in one rule's conditions, each at its own node; never stops at the first. */
export function checkConditions(
  conditions: unknown,
  vocabulary: Vocabulary,
  place: Place,
): readonly RuleError[] {
  const errors: RuleError[] = [];
  let count = 0;
  visit(conditions, place, 1);
  if (count > bounds.conditionsPerRule)
    errors.push(ruleError('tooMany', place, { expected: bounds.conditionsPerRule }));
  return errors;

  function visit(node: unknown, at: Place, depth: number): void {
    count += 1;
    if (depth > bounds.depth) {
      errors.push(ruleError('tooDeep', at, { expected: bounds.depth }));
    } else if (!isObject(node)) {
      errors.push(ruleError('typeMismatch', at, { expected: 'condition', found: typeName(node) }));
    } else if (Object.hasOwn(node, 'all') || Object.hasOwn(node, 'any')) {
      visitGroup(node, Object.hasOwn(node, 'all') ? 'all' : 'any', at, depth);
    } else if (Object.hasOwn(node, 'not')) {
      errors.push(...unknownKeys(node, ['not'], at));
      visit(node['not'], [...at, 'not'], depth + 1);
    } else {
      errors.push(...checkComparison(node, vocabulary, at));
    }
  }

  function visitGroup(node: JsonObject, kind: 'all' | 'any', at: Place, depth: number): void {
    errors.push(...unknownKeys(node, [kind], at));
    const members = node[kind];
    const inside = [...at, kind];
    if (!Array.isArray(members)) {
      errors.push(ruleError('typeMismatch', inside, { expected: 'list', found: typeName(members) }));
      return;
    }
    if (members.length === 0) errors.push(ruleError('emptyGroup', inside));
    for (const [index, member] of members.slice(0, bounds.conditionsPerRule + 1).entries())
      visit(member, [...inside, index], depth + 1);
  }
}

type JsonObject = Readonly<Record<string, unknown>>;

function checkComparison(node: JsonObject, vocabulary: Vocabulary, place: Place): readonly RuleError[] {
  const isOnParameter = Object.hasOwn(node, 'parameter');
  const allowed = isOnParameter ? ['parameter', 'key', 'operator', 'value'] : ['fact', 'operator', 'value'];
  const errors = [...unknownKeys(node, allowed, place)];
  const left = isOnParameter
    ? measureOfParameter(node, vocabulary, place)
    : measureOfFact(node, vocabulary, place);
  const operator = operatorOf(node, place);
  for (const found of [left, operator]) if (Array.isArray(found)) errors.push(...(found as RuleError[]));
  if (!Object.hasOwn(node, 'value')) errors.push(ruleError('missing', [...place, 'value']));
  else if (isMeasure(left) && typeof operator === 'string') {
    errors.push(...checkOrder(left, operator, place));
    errors.push(...checkOperand(node, left, operator, vocabulary, [...place, 'value']));
  }
  return errors;
}

function checkOperand(
  node: JsonObject,
  left: Measure,
  operator: Operator,
  vocabulary: Vocabulary,
  place: Place,
): readonly RuleError[] {
  const value = node['value'];
  const wantsList = operator === 'in' || operator === 'notIn';
  if (wantsList !== Array.isArray(value))
    return [
      ruleError('typeMismatch', place, { expected: wantsList ? 'list' : left.type, found: typeName(value) }),
    ];
  if (Array.isArray(value)) {
    if (value.length === 0) return [ruleError('emptyGroup', place)];
    if (value.length > bounds.literalsPerList)
      return [ruleError('tooMany', place, { expected: bounds.literalsPerList })];
    return value.flatMap((item, index) => checkLiteral(item, node, left, vocabulary, [...place, index]));
  }
  if (!isObject(value)) return checkLiteral(value, node, left, vocabulary, place);
  const isParameter = Object.hasOwn(value, 'parameter');
  const errors = unknownKeys(value, isParameter ? ['parameter', 'key'] : ['fact'], place);
  const right = isParameter
    ? measureOfParameter(value, vocabulary, place)
    : measureOfFact(value, vocabulary, place);
  return [...errors, ...(isMeasure(right) ? compareMeasures(left, right, place) : right)];
}

/** A literal must be a value that the left side could have: a threshold nobody can reach is a mistake. */
function checkLiteral(
  value: unknown,
  node: JsonObject,
  left: Measure,
  vocabulary: Vocabulary,
  place: Place,
): readonly RuleError[] {
  const fact = vocabulary.facts.get(nameOf(node['fact']));
  if (fact) return checkFactValue(fact, value, place);
  return fits(left.type, value)
    ? []
    : [ruleError('typeMismatch', place, { expected: left.type, found: typeName(value) })];
}

/** Whether a literal is of a parameter's type; cents and integers are whole numbers, dates are days that exist. */
export function fits(type: FactDefinition['type'], value: unknown): value is Literal {
  if (type === 'boolean') return typeof value === 'boolean';
  if (type === 'date') return typeof value === 'string' && isPlainDate(value);
  if (type === 'enum') return typeof value === 'string';
  return typeof value === 'number' && Number.isSafeInteger(value) && (type === 'integer' || value >= 0);
}

export function measureOfParameter(
  node: JsonObject,
  { parameters }: Vocabulary,
  place: Place,
): Measure | readonly RuleError[] {
  const name = nameOf(node['parameter']);
  const parameter = parameters.get(name);
  if (!parameter) return [ruleError('unknownParameter', [...place, 'parameter'], { name })];
  const isTable = typeof parameter.value === 'object';
  const key = node['key'];
  const hasEntry = isTable
    ? typeof key === 'string' && Object.hasOwn(parameter.value as object, key)
    : key === undefined;
  if (!hasEntry) return [ruleError('unknownEntry', [...place, 'key'], { name, detail: nameOf(key) })];
  return parameter;
}

function measureOfFact(
  node: JsonObject,
  { facts }: Vocabulary,
  place: Place,
): Measure | readonly RuleError[] {
  if (!Object.hasOwn(node, 'fact')) return [ruleError('missing', [...place, 'fact'])];
  const name = nameOf(node['fact']);
  const fact = facts.get(name);
  if (!fact) return [ruleError('unknownFact', [...place, 'fact'], { name })];
  return fact.type === 'enum'
    ? { type: 'enum', unit: fact.values.map(({ value }) => value).join('|') }
    : fact;
}

function operatorOf(node: JsonObject, place: Place): Operator | readonly RuleError[] {
  const known = operators.find((candidate) => candidate === node['operator']);
  if (known) return known;
  const details = { name: nameOf(node['operator']), detail: operators.join(', ') };
  return [ruleError('unknownOperator', [...place, 'operator'], details)];
}

/** Only numbers and dates have an order; an enum's values and yes or no are equal or not. */
function checkOrder(left: Measure, operator: Operator, place: Place): readonly RuleError[] {
  const isOrdering = operator.startsWith('less') || operator.startsWith('greater');
  const hasOrder = ['integer', 'cents', 'date'].includes(left.type);
  return isOrdering && !hasOrder
    ? [
        ruleError('typeMismatch', [...place, 'operator'], {
          expected: 'equal, notEqual, in, notIn',
          found: operator,
        }),
      ]
    : [];
}

function compareMeasures(left: Measure, right: Measure, place: Place): readonly RuleError[] {
  if (left.type !== right.type)
    return [ruleError('typeMismatch', place, { expected: left.type, found: right.type })];
  return left.unit === right.unit
    ? []
    : [ruleError('unitMismatch', place, { expected: left.unit, found: right.unit })];
}

function unknownKeys(node: JsonObject, allowed: readonly string[], place: Place): readonly RuleError[] {
  return Object.keys(node)
    .filter((name) => !allowed.includes(name))
    .map((name) => ruleError('unknownKey', [...place, name], { name }));
}

/** What stands where a name should, as it can be shown in a sentence. */
function nameOf(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, 100);
  return value === undefined ? '' : typeName(value);
}

function isMeasure(value: Measure | readonly RuleError[]): value is Measure {
  return !Array.isArray(value);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
