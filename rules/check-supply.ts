import { ruleError, type Place, type RuleError } from './rule-error.ts';
import type { FactDefinition, RuleSetVersion } from './schema.ts';
import { supplies, type Supply } from './supplied.ts';

/**
 * Whether the service can answer what a version asks: a fact nobody derives would leave every evaluation
 * incomplete for ever, and a parameter the deriving code reads must not disappear.
 */
export function checkSupply(version: RuleSetVersion): readonly RuleError[] {
  const supply = supplies.get(version.ruleSet);
  if (!supply) return [ruleError('unknownRuleSet', ['ruleSet'], { name: version.ruleSet })];
  const { kind } = version.outcomeContract;
  return [
    ...(kind === supply.contractKind
      ? []
      : [
          ruleError('typeMismatch', ['outcomeContract', 'kind'], {
            expected: supply.contractKind,
            found: kind,
          }),
        ]),
    ...version.catalogue.facts.flatMap((fact, index) =>
      checkFact(fact, supply, ['catalogue', 'facts', index]),
    ),
    ...checkParameters(version, supply),
    ...checkShares(version),
  ];
}

function checkFact(fact: FactDefinition, { facts }: Supply, place: Place): readonly RuleError[] {
  const supplied = facts.get(fact.name);
  if (!supplied) return [ruleError('notSupplied', [...place, 'name'], { name: fact.name })];
  if (fact.type !== supplied.type)
    return [ruleError('typeMismatch', [...place, 'type'], { expected: supplied.type, found: fact.type })];
  if (fact.unit !== supplied.unit)
    return [ruleError('unitMismatch', [...place, 'unit'], { expected: supplied.unit, found: fact.unit })];
  if ('values' in fact && 'values' in supplied) {
    const listed = fact.values.map(({ value }) => value);
    return supplied.values
      .filter(({ value }) => !listed.includes(value))
      .map(({ value }) => ruleError('missingEntry', [...place, 'values'], { name: value }));
  }
  if ('range' in fact && 'range' in supplied) {
    const { from, to } = supplied.range;
    const found = `${fact.range.from}-${fact.range.to}`;
    return fact.range.from <= from && to <= fact.range.to
      ? []
      : [ruleError('outOfRange', [...place, 'range'], { found, expected: `${from}-${to}` })];
  }
  return [];
}

function checkParameters({ parameters }: RuleSetVersion, supply: Supply): readonly RuleError[] {
  return [...supply.parameters.values()].flatMap(({ name, type, unit }) => {
    const index = parameters.findIndex((parameter) => parameter.name === name);
    const declared = parameters[index];
    if (!declared) return [ruleError('missingEntry', ['parameters'], { name })];
    const place = ['parameters', index];
    if (declared.type !== type || typeof declared.value === 'object')
      return [ruleError('typeMismatch', [...place, 'type'], { expected: type, found: declared.type })];
    return declared.unit === unit
      ? []
      : [ruleError('unitMismatch', [...place, 'unit'], { expected: unit, found: declared.unit })];
  });
}

/** A part of a sum is none of it at the least and all of it at the most: money is posted by it. */
function checkShares({ parameters }: RuleSetVersion): readonly RuleError[] {
  return parameters.flatMap(({ name, value }, index) =>
    name.endsWith('ShareHundredths') && typeof value === 'number' && (value < 0 || value > 10_000)
      ? [ruleError('outOfRange', ['parameters', index, 'value'], { found: value, expected: '0-10000' })]
      : [],
  );
}
