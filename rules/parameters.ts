import { isParameterReference, type Literal, type ParameterReference } from './condition.ts';
import { MissingParameterError } from './rule-error.ts';
import type { Amount, ParameterDefinition, RuleSetVersion } from './schema.ts';

export type ParameterValue = Literal | Readonly<Record<string, Literal>>;

/** The values that hold on one day, by name: what a decision is pinned to and stores. */
export type ParameterValues = Readonly<Record<string, ParameterValue>>;

/**
 * The parameters in force on a civil date in Rome (the completeness date; both ends of a period count).
 * A parameter without a value on that day is left out: whoever reads it gets an error, never a default.
 */
export function parametersOn(version: RuleSetVersion, date: string): ParameterValues {
  return Object.fromEntries(
    version.parameters
      .filter((parameter) => isInForce(parameter, date))
      .map(({ name, value }) => [name, value]),
  );
}

/** The names that have no value on the date; empty when the version can be applied on it. */
export function parametersMissingOn(version: RuleSetVersion, date: string): readonly string[] {
  const values = parametersOn(version, date);
  const names = new Set(version.parameters.map(({ name }) => name));
  return [...names].filter((name) => !Object.hasOwn(values, name));
}

/** Throws when the parameter, or the entry of its table, has no value: a rule never runs on half its numbers. */
export function parameterOrThrow(parameters: ParameterValues, reference: ParameterReference): Literal {
  const { parameter, key } = reference;
  const value = Object.hasOwn(parameters, parameter) ? parameters[parameter] : undefined;
  const entry = typeof value === 'object' ? entryOf(value, key) : key === undefined ? value : undefined;
  if (entry === undefined)
    throw new MissingParameterError(key === undefined ? parameter : `${parameter}/${key}`);
  return entry;
}

/** The integer an amount stands for: cents, hundredths, days, as its place says. */
export function amountOrThrow(parameters: ParameterValues, amount: Amount): number {
  const value = isParameterReference(amount) ? parameterOrThrow(parameters, amount) : amount;
  if (typeof value !== 'number') throw new Error(`expected a number, found ${JSON.stringify(value)}`);
  return value;
}

function entryOf(table: Readonly<Record<string, Literal>>, key: string | undefined): Literal | undefined {
  return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}

function isInForce({ validFrom, validUntil }: ParameterDefinition, date: string): boolean {
  return (validFrom === null || validFrom <= date) && (validUntil === null || date <= validUntil);
}
