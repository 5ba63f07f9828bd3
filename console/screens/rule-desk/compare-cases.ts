import { sameJson } from './decision-table.ts';
import type { RuleCase } from './version-content.ts';

/** A test case that stands on one side only, or what of one that stands on both is not the same. */
export type CaseDifference =
  | { readonly kind: 'case'; readonly before?: RuleCase; readonly after?: RuleCase }
  | {
      readonly kind: 'caseField';
      readonly ruleCase: RuleCase;
      readonly field: 'expect' | 'facts' | 'on' | 'needs';
      /** Which expectation, or which fact. */
      readonly key: string;
      readonly before: unknown;
      readonly after: unknown;
    };

/**
 * Cases are known by their name: what one expects may be changed so that it is no longer red, and whoever publishes has
 * to see it, as well as one that went.
 */
export function casesBetween(before: readonly RuleCase[], after: readonly RuleCase[]): CaseDifference[] {
  const [known, next] = [byName(before), byName(after)];
  return [...new Set([...next.keys(), ...known.keys()])].flatMap((name): CaseDifference[] => {
    const [was, is] = [known.get(name), next.get(name)];
    if (was && is) return withinCase(was, is);
    return [{ kind: 'case', ...(was ? { before: was } : {}), ...(is ? { after: is } : {}) }];
  });
}

/** Of two that bear one name the second is another one. */
function byName(cases: readonly RuleCase[]): ReadonlyMap<string, RuleCase> {
  const named = new Map<string, RuleCase>();
  for (const one of cases) {
    let name = JSON.stringify([one.name.it, one.name.en]);
    while (named.has(name)) name += ' ';
    named.set(name, one);
  }
  return named;
}

function withinCase(was: RuleCase, is: RuleCase): CaseDifference[] {
  const field = (name: 'expect' | 'facts' | 'on' | 'needs', key: string, before: unknown, after: unknown) =>
    sameJson(before, after)
      ? []
      : [{ kind: 'caseField', ruleCase: is, field: name, key, before, after } as const];
  const entries = (name: 'expect' | 'facts') =>
    [...new Set([...Object.keys(was[name]), ...Object.keys(is[name])])].flatMap((key) =>
      field(name, key, was[name][key], is[name][key]),
    );
  return [
    ...entries('expect'),
    ...entries('facts'),
    ...field('on', '', was.on, is.on),
    ...field('needs', '', was.needs, is.needs),
  ];
}
