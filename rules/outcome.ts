import { portionDown, type Fraction } from '../domain/money.ts';
import type { KnownFacts } from './facts.ts';
import { amountOrThrow, type ParameterValues } from './parameters.ts';
import type { FragilityBand, Rule, RuleEvent, RuleSetVersion, ScoreContract } from './schema.ts';
import type { Truth } from './three-valued.ts';

/** Points are hundredths of a point, so that 38.75 is 3875 and no sum is ever rounded. */
export interface ScoreOutcome {
  readonly kind: 'score';
  readonly scoreHundredths: number;
  readonly band: FragilityBand;
  readonly blocks: readonly {
    readonly block: string;
    readonly hundredths: number;
    readonly maxHundredths: number;
  }[];
}

export interface AccessOutcome {
  readonly kind: 'access';
  readonly eligible: boolean;
  /** Requirements that known facts refute, by rule name, in the order of the rule set. */
  readonly unmet: readonly string[];
  /** Requirements nobody can settle yet; they can only add reasons to a refusal that already has one. */
  readonly undetermined: readonly string[];
  /** Both null unless eligible. */
  readonly cap: HouseholdCap | null;
  readonly share: Fraction | null;
}

/** Whether somebody keeps to all that is asked, and what not, by rule name, in the order of the rule set. */
export interface Standing {
  readonly compliant: boolean;
  readonly unmet: readonly string[];
  /** Requirements nobody can settle yet; they can only add to what is already unmet. */
  readonly undetermined: readonly string[];
}

export interface RequirementsOutcome extends Standing {
  readonly kind: 'requirements';
}

/** The class, and beside it the requirements that a rule set may ask of whoever falls into it. */
export interface ClassificationOutcome extends Standing {
  readonly kind: 'classification';
  readonly class: string;
}

export interface HouseholdCap {
  readonly fullCents: number;
  readonly percent: number;
  readonly capCents: number;
  readonly usedCents: number;
  readonly remainingCents: number;
}

export type Outcome = ScoreOutcome | AccessOutcome | RequirementsOutcome | ClassificationOutcome;

/** Everything an outcome is added up from: the version, its numbers, the facts and each rule's answer. */
export interface Findings {
  readonly version: RuleSetVersion;
  readonly parameters: ParameterValues;
  readonly facts: KnownFacts;
  readonly truths: ReadonlyMap<string, Truth>;
}

/** The least and the most a rule, a block or a score can come to, whatever the missing facts turn out to be. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Where a score falls: half-open intervals, so 39.99 is below a band that starts at 40. */
export function bandOf(
  contract: ScoreContract,
  parameters: ParameterValues,
  scoreHundredths: number,
): FragilityBand {
  const band = contract.bands.findLast(
    ({ fromHundredths }) => amountOrThrow(parameters, fromHundredths) <= scoreHundredths,
  );
  if (!band) throw new Error(`no band for ${scoreHundredths} hundredths`);
  return band.name;
}

/** The points of one rule, in hundredths; throws for a rule of another kind. */
export function pointsOf(rule: Rule, findings: Findings): Range {
  const { params } = eventOrThrow(rule, 'points');
  const truth = findings.truths.get(rule.name) ?? 'unknown';
  if (truth === 'refuted') return { low: 0, high: 0 };
  const each = amountOrThrow(findings.parameters, params.hundredths);
  const most =
    params.maxHundredths === undefined
      ? Number.MAX_SAFE_INTEGER
      : amountOrThrow(findings.parameters, params.maxHundredths);
  const units = params.perUnitOf === undefined ? { low: 1, high: 1 } : unitsOf(params.perUnitOf, findings);
  const low = Math.min(most, each * units.low);
  const high = Math.min(most, each * units.high);
  return { low: truth === 'proved' ? low : 0, high };
}

/** A block's points: groups are added up first, then the block takes the sum or the highest, up to its cap. */
export function blockPoints(
  block: ScoreContract['blocks'][number],
  findings: Findings,
): Range & { readonly maxHundredths: number } {
  const maxHundredths = amountOrThrow(findings.parameters, block.maxHundredths);
  const groups = Map.groupBy(
    findings.version.rules.filter(
      (rule) => rule.event.type === 'points' && rule.event.params.block === block.name,
    ),
    groupOf,
  );
  const sums = [...groups.values()].map((rules) => sumOf(rules.map((rule) => pointsOf(rule, findings))));
  const total = block.combine === 'sum' ? sumOf(sums) : highestOf(sums);
  return {
    low: Math.min(total.low, maxHundredths),
    high: Math.min(total.high, maxHundredths),
    maxHundredths,
  };
}

/** The cap of a household, each figure in cents; throws when a fact it needs is missing. */
export function householdCap(findings: Findings): HouseholdCap {
  const { version, parameters, facts, truths } = findings;
  const rule = onlyRule(version, 'cap');
  const { params } = eventOrThrow(rule, 'cap');
  const usedCents = numberOrThrow(facts, params.usedFact);
  const percent = percentOf(findings);
  if (truths.get(rule.name) !== 'proved')
    return { fullCents: 0, percent, capCents: 0, usedCents, remainingCents: 0 };
  const furtherUnits = Math.max(0, numberOrThrow(facts, params.perUnitOf) - params.unitsIncluded);
  const grownCents =
    amountOrThrow(parameters, params.baseCents) +
    amountOrThrow(parameters, params.perUnitCents) * furtherUnits;
  const fullCents = Math.min(amountOrThrow(parameters, params.maxCents), grownCents);
  const capCents = portionDown(fullCents, { numerator: percent, denominator: 100 });
  return { fullCents, percent, capCents, usedCents, remainingCents: Math.max(0, capCents - usedCents) };
}

/** The Fund's share on the household's own figure; zero when its rule does not hold. */
export function linearShare({ version, parameters, facts, truths }: Findings): Fraction {
  const rule = onlyRule(version, 'linearShare');
  const { params } = eventOrThrow(rule, 'linearShare');
  if (truths.get(rule.name) !== 'proved') return { numerator: 0, denominator: 1 };
  return shareAt(version, parameters, numberOrThrow(facts, params.fact));
}

/**
 * The share at one ISEE, as an exact fraction: (span − max(0, isee − fullUpTo)) / span, never below zero.
 * A need whose ISEE is of another kind than the household's has a share of its own.
 */
export function shareAt(version: RuleSetVersion, parameters: ParameterValues, iseeCents: number): Fraction {
  const { params } = eventOrThrow(onlyRule(version, 'linearShare'), 'linearShare');
  const denominator = amountOrThrow(parameters, params.spanCents);
  const aboveCents = Math.max(0, iseeCents - amountOrThrow(parameters, params.fullUpToCents));
  return { numerator: Math.max(0, denominator - aboveCents), denominator };
}

/** The only rule with that outcome; the schema asks for exactly one. */
export function onlyRule(version: RuleSetVersion, type: RuleEvent['type']): Rule {
  const rule = version.rules.find(({ event }) => event.type === type);
  if (!rule) throw new Error(`${version.ruleSet} has no rule with the outcome ${type}`);
  return rule;
}

export function eventOrThrow<Type extends RuleEvent['type']>(
  rule: Rule,
  type: Type,
): Extract<RuleEvent, { type: Type }> {
  if (rule.event.type !== type) throw new Error(`rule ${rule.name} has no outcome ${type}`);
  return rule.event as Extract<RuleEvent, { type: Type }>;
}

/** Several proved multipliers: the smallest, and none at all is 0 %. Money is never promised by a gap. */
function percentOf({ version, parameters, truths }: Findings): number {
  const percents = version.rules.flatMap((rule) =>
    rule.event.type === 'multiplier' && truths.get(rule.name) === 'proved'
      ? [amountOrThrow(parameters, rule.event.params.percent)]
      : [],
  );
  return percents.length === 0 ? 0 : Math.min(...percents);
}

function unitsOf(fact: string, { version, facts }: Findings): Range {
  const value = facts.get(fact);
  if (typeof value === 'number') return { low: value, high: value };
  const definition = version.catalogue.facts.find(({ name }) => name === fact);
  if (!definition || !('range' in definition)) throw new Error(`${fact} is not a number`);
  return { low: definition.range.from, high: definition.range.to };
}

/** A rule without a group stands alone, under a name no group can have. */
function groupOf(rule: Rule): string {
  const { params } = eventOrThrow(rule, 'points');
  return params.group ?? `rule:${rule.name}`;
}

function sumOf(ranges: readonly Range[]): Range {
  return ranges.reduce((sum, { low, high }) => ({ low: sum.low + low, high: sum.high + high }), nothing);
}

function highestOf(ranges: readonly Range[]): Range {
  return ranges.reduce(
    (highest, { low, high }) => ({ low: Math.max(highest.low, low), high: Math.max(highest.high, high) }),
    nothing,
  );
}

const nothing: Range = { low: 0, high: 0 };

function numberOrThrow(facts: KnownFacts, name: string): number {
  const value = facts.get(name);
  if (typeof value !== 'number') throw new Error(`the fact ${name} is missing`);
  return value;
}
