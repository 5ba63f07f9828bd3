import { addDays } from '../domain/plain-date.ts';
import { isParameterReference } from './condition.ts';
import { fits, type Vocabulary } from './check-conditions.ts';
import { typeName } from './facts.ts';
import { ruleError, type Place, type RuleError } from './rule-error.ts';
import type { FactDefinition, ParameterDefinition, Unit } from './schema.ts';
import { supplies } from './supplied.ts';

/** A part of the version that has its shape, with its place in the list it came from. */
export interface Readable<Value> {
  readonly value: Value;
  readonly index: number;
}

/** Facts: names once, units that fit their types, ranges that hold a value, parameters that exist. */
export function checkCatalogue(
  facts: readonly Readable<FactDefinition>[],
  { parameters }: Pick<Vocabulary, 'parameters'>,
): readonly RuleError[] {
  return facts.flatMap(({ value: fact, index }) => {
    const place: Place = ['catalogue', 'facts', index];
    const unknown = (fact.derivedWith ?? []).filter((name) => !parameters.has(name));
    return [
      ...checkUnit(fact, place),
      ...unknown.map((name) => ruleError('unknownParameter', [...place, 'derivedWith'], { name })),
      ...('range' in fact && fact.range.from > fact.range.to
        ? [
            ruleError('outOfRange', [...place, 'range'], {
              found: fact.range.to,
              expected: `≥ ${fact.range.from}`,
            }),
          ]
        : []),
      ...('values' in fact
        ? duplicates(fact.values.map(({ value }, entry) => [value, [...place, 'values', entry, 'value']]))
        : []),
    ];
  });
}

/** Parameters: values of their type, and periods that neither overlap nor leave a day without a value. */
export function checkParameters(parameters: readonly Readable<ParameterDefinition>[]): readonly RuleError[] {
  const byName = Map.groupBy(parameters, ({ value }) => value.name);
  return [
    ...parameters.flatMap(({ value, index }) => checkParameter(value, ['parameters', index])),
    ...[...byName.values()].flatMap((periods) => [...checkPeriods(periods), ...checkSameKind(periods)]),
  ];
}

/** A parameter nobody reads would be a number that changes nothing when the law changes it. */
export function checkUnused(
  parameters: readonly Readable<ParameterDefinition>[],
  facts: readonly Readable<FactDefinition>[],
  readers: readonly unknown[],
  ruleSet: unknown,
): readonly RuleError[] {
  const byService = supplies.get(String(ruleSet))?.parameters.keys() ?? [];
  const byFacts = facts.flatMap(({ value }) => value.derivedWith ?? []);
  const used = new Set([...byService, ...byFacts, ...referencesIn(readers)]);
  return parameters
    .filter(({ value }) => !used.has(value.name))
    .map(({ value, index }) =>
      ruleError('unusedParameter', ['parameters', index, 'name'], { name: value.name }),
    );
}

/** One error at each name that was used before. */
export function duplicates(names: readonly (readonly [name: string, place: Place])[]): readonly RuleError[] {
  const seen = new Set<string>();
  return names.flatMap(([name, place]) => {
    const isKnown = seen.has(name);
    seen.add(name);
    return isKnown ? [ruleError('duplicateName', place, { name })] : [];
  });
}

function checkParameter(parameter: ParameterDefinition, place: Place): readonly RuleError[] {
  const { type, value, validFrom, validUntil } = parameter;
  const entries =
    typeof value === 'object'
      ? Object.entries(value).map(([key, entry]) => [entry, [...place, 'value', key]] as const)
      : [[value, [...place, 'value']] as const];
  return [
    ...checkUnit(parameter, place),
    ...entries
      .filter(([entry]) => !fits(type, entry))
      .map(([entry, at]) => ruleError('typeMismatch', at, { expected: type, found: typeName(entry) })),
    ...(validFrom !== null && validUntil !== null && validUntil < validFrom
      ? [ruleError('outOfRange', [...place, 'validUntil'], { found: validUntil, expected: `≥ ${validFrom}` })]
      : []),
  ];
}

function checkPeriods(periods: readonly Readable<ParameterDefinition>[]): readonly RuleError[] {
  const inTime = periods.toSorted((one, other) => {
    const [from, to] = [one.value.validFrom ?? '', other.value.validFrom ?? ''];
    return from === to ? 0 : from < to ? -1 : 1;
  });
  return inTime.slice(1).flatMap(({ value, index }, before) => {
    const previous = inTime[before]?.value.validUntil ?? null;
    const place = ['parameters', index, 'validFrom'];
    if (previous === null || value.validFrom === null || value.validFrom <= previous)
      return [ruleError('overlappingDates', place, { name: value.name })];
    return addDays(previous, 1) === value.validFrom
      ? []
      : [ruleError('gapInDates', place, { name: value.name })];
  });
}

/** Two periods of one parameter measure the same thing: type, unit and, for a table, its entries. */
function checkSameKind([first, ...others]: readonly Readable<ParameterDefinition>[]): readonly RuleError[] {
  if (!first) return [];
  const expected = kindOf(first.value);
  return others
    .filter(({ value }) => kindOf(value) !== expected)
    .map(({ value, index }) =>
      ruleError('typeMismatch', ['parameters', index], { expected, found: kindOf(value) }),
    );
}

function kindOf({ type, unit, value }: ParameterDefinition): string {
  const keys = typeof value === 'object' ? ` {${Object.keys(value).toSorted().join(', ')}}` : '';
  return `${type} ${unit}${keys}`;
}

function checkUnit(
  { type, unit }: { readonly type: FactDefinition['type']; readonly unit: Unit },
  place: Place,
): readonly RuleError[] {
  if (type === 'integer')
    return ['cents', 'date', 'none'].includes(unit)
      ? [
          ruleError('unitMismatch', [...place, 'unit'], {
            expected: 'count, people, hundredths …',
            found: unit,
          }),
        ]
      : [];
  const expected = type === 'cents' || type === 'date' ? type : 'none';
  return unit === expected ? [] : [ruleError('unitMismatch', [...place, 'unit'], { expected, found: unit })];
}

function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = isParameterReference(value) ? [value.parameter] : [];
  return [...own, ...Object.values(value).flatMap((inner) => referencesIn(inner))];
}
