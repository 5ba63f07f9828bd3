import { casesBetween, type CaseDifference } from './compare-cases.ts';
import { columnOf, linesOf, sameJson, subjectOf, type Subject } from './decision-table.ts';
import type { Comparison, Parameter, Rule, VersionContent } from './version-content.ts';

/** One thing that two versions say differently; what is absent on a side stands only on the other. */
export type Difference =
  | { readonly kind: 'rule'; readonly name: string; readonly before?: Rule; readonly after?: Rule }
  | {
      readonly kind: 'cell';
      readonly rule: Rule;
      readonly subject: Subject;
      readonly before: readonly Comparison[];
      readonly after: readonly Comparison[];
    }
  | {
      readonly kind: 'ruleField';
      readonly field: 'title' | 'reference' | 'conditions' | 'event' | 'order';
      readonly rule: Rule;
      readonly before: Rule;
    }
  | {
      readonly kind: 'parameter';
      readonly before?: Parameter | undefined;
      readonly after?: Parameter | undefined;
    }
  | CaseDifference
  | { readonly kind: 'part'; readonly name: string; readonly before: unknown; readonly after: unknown };

/** What changed from one version to another: by rule and cell, by parameter and period, by test case, then the other parts whole. */
export function differencesOf(before: VersionContent, after: VersionContent): readonly Difference[] {
  return [
    ...rulesBetween(before.rules, after.rules),
    ...parametersBetween(before.parameters, after.parameters),
    ...casesBetween(before.cases, after.cases),
    ...partsBetween(before, after),
  ];
}

function rulesBetween(before: readonly Rule[], after: readonly Rule[]): Difference[] {
  const known = new Map(before.map((rule) => [rule.name, rule]));
  const kept = after.map(({ name }) => name).filter((name) => known.has(name));
  const removed = before.filter(({ name }) => !after.some((rule) => rule.name === name));
  const orderBefore = before.map(({ name }) => name).filter((name) => kept.includes(name));
  const moved = after.find(
    (rule) => known.has(rule.name) && kept.indexOf(rule.name) !== orderBefore.indexOf(rule.name),
  );
  return [
    ...after.flatMap((rule): Difference[] => {
      const old = known.get(rule.name);
      return old ? withinRule(old, rule) : [{ kind: 'rule', name: rule.name, after: rule }];
    }),
    ...removed.map((rule): Difference => ({ kind: 'rule', name: rule.name, before: rule })),
    ...(moved ? [{ kind: 'ruleField', field: 'order', rule: moved, before: moved } as const] : []),
  ];
}

function withinRule(before: Rule, after: Rule): Difference[] {
  const fields = (['title', 'reference', 'event'] as const).filter(
    (field) => !sameJson(before[field], after[field]),
  );
  return [
    ...cellsBetween(before, after),
    ...fields.map((field): Difference => ({ kind: 'ruleField', field, rule: after, before })),
  ];
}

/** Rules of one line each are compared cell by cell; others by all that they ask. */
function cellsBetween(before: Rule, after: Rule): Difference[] {
  if (sameJson(before.conditions, after.conditions)) return [];
  const [left, right] = [linesOf(before), linesOf(after)];
  if (left?.length !== 1 || right?.length !== 1)
    return [{ kind: 'ruleField', field: 'conditions', rule: after, before }];
  const [old, next] = [left[0]!, right[0]!];
  const subjects = new Map([...old, ...next].map((one) => [columnOf(subjectOf(one)), subjectOf(one)]));
  const cells = [...subjects.values()].flatMap((subject): Difference[] => {
    const of = (line: readonly Comparison[]) =>
      line.filter((one) => columnOf(subjectOf(one)) === columnOf(subject));
    const [was, is] = [of(old), of(next)];
    return sameJson(was, is) ? [] : [{ kind: 'cell', rule: after, subject, before: was, after: is }];
  });
  // The same cells in another order: the text changed, what is asked did not.
  return cells.length > 0 ? cells : [{ kind: 'ruleField', field: 'order', rule: after, before }];
}

function parametersBetween(before: readonly Parameter[], after: readonly Parameter[]): Difference[] {
  const periodOf = ({ name, validFrom }: Parameter) => `${name} ${validFrom ?? ''}`;
  const known = new Map(before.map((one) => [periodOf(one), one]));
  const next = new Map(after.map((one) => [periodOf(one), one]));
  return [...new Set([...known.keys(), ...next.keys()])].flatMap((period): Difference[] => {
    const [was, is] = [known.get(period), next.get(period)];
    return sameJson(was, is) ? [] : [{ kind: 'parameter', before: was, after: is }];
  });
}

const others = [
  'edition',
  'title',
  'summary',
  'catalogue',
  'outcomeContract',
  'legalReferences',
  'limits',
] as const;

function partsBetween(before: VersionContent, after: VersionContent): Difference[] {
  return others.flatMap((name): Difference[] =>
    sameJson(before[name], after[name])
      ? []
      : [{ kind: 'part', name, before: before[name], after: after[name] }],
  );
}
