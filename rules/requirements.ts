import type { Evaluation } from './evaluate.ts';
import type { Findings, Standing } from './outcome.ts';
import type { Rule, RuleSetVersion } from './schema.ts';
import type { Truth } from './three-valued.ts';
import { missingFactsOf } from './trace.ts';
import type { Language } from './words.ts';

/** One requirement as it is told to whoever must meet it. */
export interface ToldRequirement {
  readonly rule: string;
  readonly title: string;
  readonly standing: 'met' | 'notMet' | 'unknown';
  /** What is wrong, in one sentence; null unless it is not met. */
  readonly unmet: string | null;
  /** The answers that would settle it; empty unless it is unknown. */
  readonly missing: readonly { readonly fact: string; readonly label: string }[];
}

/** Which requirements known facts refute, and which nobody can settle yet. */
export function standingOf({ version, truths }: Findings): Standing {
  const named = (truth: Truth) =>
    version.rules
      .filter((rule) => isRequirement(rule) && (truths.get(rule.name) ?? 'unknown') === truth)
      .map(({ name }) => name);
  const [unmet, undetermined] = [named('refuted'), named('unknown')];
  return { compliant: unmet.length === 0 && undetermined.length === 0, unmet, undetermined };
}

/** Whether no missing fact can turn the answer: one unmet requirement is enough, all of them must be met. */
export function isSettled({ compliant, unmet }: Standing): boolean {
  return compliant || unmet.length > 0;
}

/** The only rule of a class; the check of a version asks for exactly one. */
export function ruleOfClass({ ruleSet, rules }: RuleSetVersion, name: string): Rule {
  const found = rules.find(({ event }) => event.type === 'class' && event.params.class === name);
  if (!found) throw new Error(`${ruleSet} has no rule for the class ${name}`);
  return found;
}

/** Every requirement by itself: also while the whole is incomplete, and beside others that are not met. */
export function requirementsIn(
  version: RuleSetVersion,
  { trace }: Evaluation,
  language: Language,
): readonly ToldRequirement[] {
  const traces = new Map(trace.map((found) => [found.rule, found]));
  return version.rules.flatMap(({ name, title, event }) => {
    const found = traces.get(name);
    if (!('unmet' in event.params) || !found) return [];
    const missing = new Set(missingFactsOf(found.condition));
    return [
      {
        rule: name,
        title: title[language],
        standing: standings[found.truth],
        unmet: found.truth === 'refuted' ? event.params.unmet[language] : null,
        missing: version.catalogue.facts
          .filter((fact) => missing.has(fact.name))
          .map((fact) => ({ fact: fact.name, label: fact.label[language] })),
      },
    ];
  });
}

const standings = { proved: 'met', refuted: 'notMet', unknown: 'unknown' } as const satisfies Readonly<
  Record<Truth, ToldRequirement['standing']>
>;

function isRequirement({ event }: Rule): boolean {
  return 'unmet' in event.params;
}
