import { isPlainDate } from '../domain/plain-date.ts';
import type { FactDefinition, RuleSetVersion } from './schema.ts';
import { InvalidFactsError, ruleError, type Place, type RuleError } from './rule-error.ts';

/** Values by fact name. Absent, null and undefined all say the same: nobody knows yet. */
export type Facts = Readonly<Record<string, number | boolean | string | null | undefined>>;

/** The facts that are known, and nothing else. */
export type KnownFacts = ReadonlyMap<string, number | boolean | string>;

/** Every value that its catalogue does not allow, with its place; empty when all fit. */
export function checkFacts(version: RuleSetVersion, facts: Facts): readonly RuleError[] {
  const definitions = new Map(version.catalogue.facts.map((fact) => [fact.name, fact]));
  return Object.entries(facts).flatMap(([name, value]) => {
    const definition = definitions.get(name);
    if (!definition) return [ruleError('unknownFact', [name], { name })];
    return isMissing(value) ? [] : checkFactValue(definition, value, [name]);
  });
}

/** Throws InvalidFactsError when a value contradicts the catalogue. */
export function knownFacts(version: RuleSetVersion, facts: Facts): KnownFacts {
  const errors = checkFacts(version, facts);
  if (errors.length > 0) throw new InvalidFactsError(errors);
  return new Map(
    Object.entries(facts).flatMap(([name, value]) => (isMissing(value) ? [] : [[name, value] as const])),
  );
}

/** What is wrong with one value of a fact, if anything. */
export function checkFactValue(fact: FactDefinition, value: unknown, place: Place): readonly RuleError[] {
  const wrongType = [ruleError('typeMismatch', place, { expected: fact.type, found: typeName(value) })];
  const outOfRange = (expected: string) => [
    ruleError('outOfRange', place, { expected, found: String(value) }),
  ];
  switch (fact.type) {
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrongType;
    case 'date':
      return typeof value === 'string' && isPlainDate(value) ? [] : wrongType;
    case 'enum': {
      if (typeof value !== 'string') return wrongType;
      const allowed = fact.values.map((entry) => entry.value);
      return allowed.includes(value) ? [] : outOfRange(allowed.join(', '));
    }
    default: {
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return wrongType;
      const { from, to } = fact.range;
      return from <= value && value <= to ? [] : outOfRange(`${from}-${to}`);
    }
  }
}

export function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

function isMissing(value: Facts[string]): value is null | undefined {
  return value === null || value === undefined;
}
