import { runConditions } from './engine.ts';
import { knownFacts, type Facts } from './facts.ts';
import type {
  AccessOutcome,
  ClassificationOutcome,
  Findings,
  Outcome,
  RequirementsOutcome,
  ScoreOutcome,
} from './outcome.ts';
import { bandOf, blockPoints, householdCap, linearShare, pointsOf } from './outcome.ts';
import type { ParameterValues } from './parameters.ts';
import { isSettled, ruleOfClass, standingOf } from './requirements.ts';
import type { ClassificationContract, Rule, RuleEvent, RuleSetVersion, ScoreContract } from './schema.ts';
import type { Truth } from './three-valued.ts';
import { missingFactsOf, type RuleTrace } from './trace.ts';

/**
 * The advice of a rule set. `incomplete` has no outcome and names the facts to ask; `decided` has an outcome
 * that no missing fact can change.
 */
export interface Evaluation {
  readonly status: 'decided' | 'incomplete';
  readonly outcome: Outcome | null;
  /** In the order of the catalogue; empty when decided. */
  readonly missingFacts: readonly string[];
  readonly trace: readonly RuleTrace[];
}

type Undecided = { readonly missing: ReadonlySet<string> };

/**
 * Applies a rule set version to facts, with the parameters of the pinned day.
 * Throws InvalidFactsError when a fact contradicts its catalogue, and when a parameter has no value.
 */
export async function evaluate(
  version: RuleSetVersion,
  parameters: ParameterValues,
  facts: Facts,
): Promise<Evaluation> {
  const known = knownFacts(version, facts);
  const conditions = version.rules.map((rule) => rule.conditions);
  const traces = await runConditions(conditions, parameters, known);
  const ruleTraces = version.rules.map((rule, index) => {
    const condition = traces[index];
    if (!condition) throw new Error(`rule ${rule.name} was not run`);
    return { rule: rule.name, truth: condition.truth, condition };
  });
  const truths = new Map<string, Truth>(ruleTraces.map(({ rule, truth }) => [rule, truth]));
  const findings: Findings = { version, parameters, facts: known, truths };
  const asked = new Map(ruleTraces.map(({ rule, condition }) => [rule, missingFactsOf(condition)]));
  const result = decide(findings, asked);
  return {
    status: 'missing' in result ? 'incomplete' : 'decided',
    outcome: 'missing' in result ? null : result,
    missingFacts: 'missing' in result ? inCatalogueOrder(version, result.missing) : [],
    trace: ruleTraces.map((trace, index) => ({
      ...trace,
      hundredths: hundredthsOf(version.rules[index], findings),
    })),
  };
}

type AskedByRule = ReadonlyMap<string, readonly string[]>;

function decide(findings: Findings, asked: AskedByRule): Outcome | Undecided {
  const contract = findings.version.outcomeContract;
  switch (contract.kind) {
    case 'score':
      return decideScore(contract, findings, asked);
    case 'access':
      return decideAccess(findings, asked);
    case 'requirements':
      return decideRequirements(findings, asked);
    case 'classification':
      return decideClass(contract, findings, asked);
  }
}

/** A block stands when its least and its most agree: then no rule still unknown can change it. */
function decideScore(
  contract: ScoreContract,
  findings: Findings,
  asked: AskedByRule,
): ScoreOutcome | Undecided {
  const { version, facts } = findings;
  if (contract.needsEveryFact) {
    const missing = version.catalogue.facts.map(({ name }) => name).filter((name) => !facts.has(name));
    if (missing.length > 0) return { missing: new Set(missing) };
  }
  const blocks = contract.blocks.map((block) => ({ block: block.name, ...blockPoints(block, findings) }));
  const open = new Set(blocks.filter(({ low, high }) => low !== high).map(({ block }) => block));
  if (open.size > 0) {
    const undecided = version.rules.filter(
      ({ event }) => event.type === 'points' && open.has(event.params.block),
    );
    return missingOf(undecided, findings, asked);
  }
  const scoreHundredths = blocks.reduce((sum, { low }) => sum + low, 0);
  return {
    kind: 'score',
    scoreHundredths,
    band: bandOf(contract, findings.parameters, scoreHundredths),
    blocks: blocks.map(({ block, low, maxHundredths }) => ({ block, hundredths: low, maxHundredths })),
  };
}

/**
 * One refuted requirement settles "not eligible", and rests on a known fact. "Eligible" stands only with
 * every requirement proved and with cap and share known.
 */
function decideAccess(findings: Findings, asked: AskedByRule): AccessOutcome | Undecided {
  const { version, truths } = findings;
  const { unmet, undetermined } = standingOf(findings);
  if (unmet.length > 0)
    return { kind: 'access', eligible: false, unmet, undetermined, cap: null, share: null };
  const binding = version.rules.filter(({ event }) => event.type !== 'advance');
  const undecided = missingOf(binding, findings, asked);
  if (undecided.missing.size > 0 || binding.some(({ name }) => truths.get(name) === 'unknown'))
    return undecided;
  return {
    kind: 'access',
    eligible: true,
    unmet,
    undetermined,
    cap: householdCap(findings),
    share: linearShare(findings),
  };
}

/** One refuted requirement settles "not compliant"; "compliant" stands only with every one of them proved. */
function decideRequirements(findings: Findings, asked: AskedByRule): RequirementsOutcome | Undecided {
  const standing = standingOf(findings);
  return isSettled(standing)
    ? { kind: 'requirements', ...standing }
    : missingOf(findings.version.rules, findings, asked);
}

/**
 * The first class that is proved, once all before it are refuted; one that is unknown may still come first. The
 * requirements beside it must be settled too: a class alone does not say whether its requirements are met.
 */
function decideClass(
  contract: ClassificationContract,
  findings: Findings,
  asked: AskedByRule,
): ClassificationOutcome | Undecided {
  const { version, truths } = findings;
  const open = contract.classes.map(({ name }) => ruleOfClass(version, name));
  const first = open.findIndex(({ name }) => truths.get(name) !== 'refuted');
  const isClassSettled = first === -1 || truths.get(open[first]?.name ?? '') === 'proved';
  const standing = standingOf(findings);
  if (isClassSettled && isSettled(standing))
    return {
      kind: 'classification',
      class: contract.classes[first]?.name ?? contract.otherwise.name,
      ...standing,
    };
  const proved = open.findIndex(({ name }) => truths.get(name) === 'proved');
  const undecided = [
    ...open.slice(0, proved === -1 ? open.length : proved),
    ...(isSettled(standing) ? [] : version.rules.filter(({ event }) => event.type === 'requirement')),
  ];
  return missingOf(undecided, findings, asked);
}

/** Facts missing from the conditions of these rules, or from the outcomes they have proved or still may. */
function missingOf(rules: readonly Rule[], { facts, truths }: Findings, asked: AskedByRule): Undecided {
  const missing = rules.flatMap((rule) => {
    const inConditions = asked.get(rule.name) ?? [];
    const inOutcome = factsOfOutcome(rule.event, truths.get(rule.name));
    return [...inConditions, ...inOutcome.filter((fact) => !facts.has(fact))];
  });
  return { missing: new Set(missing) };
}

/** What a cap has used is always told; the rest is read only by rules that are proved or still may be. */
function factsOfOutcome(event: RuleEvent, truth: Truth | undefined): readonly string[] {
  const isRead = truth !== 'refuted';
  switch (event.type) {
    case 'points':
      return isRead && event.params.perUnitOf !== undefined ? [event.params.perUnitOf] : [];
    case 'cap':
      return isRead ? [event.params.perUnitOf, event.params.usedFact] : [event.params.usedFact];
    case 'linearShare':
      return isRead ? [event.params.fact] : [];
    default:
      return [];
  }
}

function hundredthsOf(rule: Rule | undefined, findings: Findings): number | null {
  if (rule?.event.type !== 'points') return null;
  const { low, high } = pointsOf(rule, findings);
  return low === high ? low : null;
}

function inCatalogueOrder(version: RuleSetVersion, names: ReadonlySet<string>): readonly string[] {
  return version.catalogue.facts.map(({ name }) => name).filter((name) => names.has(name));
}
