import { isFact, isParameter, type Comparison, type Condition, type Rule } from './version-content.ts';

/**
 * A rule as rows of a decision table, and back. One line is several conditions that all hold; a rule with several
 * lines holds by any of them. A rule is shown as a table only when the way back gives the very same JSON.
 */
export type Line = readonly Comparison[];

/** What stands at the head of a column: a fact of the catalogue, or a dated parameter. */
export type Subject =
  { readonly fact: string } | { readonly parameter: string; readonly key?: string | undefined };

/** The lines of a rule; undefined when a table cannot show it and it is edited as JSON. */
export function linesOf({ conditions }: Rule): readonly Line[] | undefined {
  const lines = readLines(conditions);
  if (!lines) return undefined;
  return sameJson(conditionsOf(lines), conditions) ? lines : undefined;
}

/** The conditions that a rule's lines say. */
export function conditionsOf(lines: readonly Line[]): Condition {
  const [only] = lines;
  if (only && lines.length === 1) return { all: only };
  return { any: lines.map((line) => (line.length === 1 ? line[0]! : { all: line })) };
}

export function withLines(rule: Rule, lines: readonly Line[]): Rule {
  return { ...rule, conditions: conditionsOf(lines) };
}

/** Where a condition of a line lies in the rule's JSON, for the errors that name it. */
export function placeOf(lines: readonly Line[], line: number, condition: number): string {
  if (lines.length === 1) return `/conditions/all/${condition}`;
  return lines[line]!.length === 1 ? `/conditions/any/${line}` : `/conditions/any/${line}/all/${condition}`;
}

export function subjectOf(comparison: Comparison): Subject {
  if (isFact(comparison)) return { fact: comparison.fact };
  const { parameter, key } = comparison;
  return key === undefined ? { parameter } : { parameter, key };
}

/** The name of a column among others. */
export function columnOf(subject: Subject): string {
  if ('fact' in subject) return subject.fact;
  return subject.key === undefined
    ? `parameter:${subject.parameter}`
    : `parameter:${subject.parameter}:${subject.key}`;
}

/** The columns of all the rules that a table can show: in the catalogue's order, then the parameters. */
export function columnsOf(rules: readonly Rule[], factNames: readonly string[]): readonly Subject[] {
  const found = new Map<string, Subject>();
  for (const rule of rules)
    for (const line of linesOf(rule) ?? [])
      for (const comparison of line) {
        const subject = subjectOf(comparison);
        found.set(columnOf(subject), subject);
      }
  const order = (subject: Subject) =>
    'fact' in subject ? factNames.indexOf(subject.fact) : factNames.length;
  return [...found.values()].toSorted((one, other) => order(one) - order(other));
}

function readLines(conditions: Condition): readonly Line[] | undefined {
  const [groups, isAny] = groupsOf(conditions);
  if (!groups) return undefined;
  if (!isAny) return groups.every((one) => isComparison(one)) ? [groups] : undefined;
  const lines = groups.map((group) => {
    if (isComparison(group)) return [group];
    const [members, isAlternative] = groupsOf(group);
    return members && !isAlternative && members.every((one) => isComparison(one)) ? members : undefined;
  });
  return lines.every((line) => line !== undefined) ? lines : undefined;
}

function groupsOf(condition: unknown): readonly [readonly Condition[] | undefined, boolean] {
  if (typeof condition !== 'object' || condition === null) return [undefined, false];
  const { all, any } = condition as { readonly all?: unknown; readonly any?: unknown };
  if (Array.isArray(all)) return [all as Condition[], false];
  return Array.isArray(any) ? [any as Condition[], true] : [undefined, false];
}

function isComparison(condition: unknown): condition is Comparison {
  return (isFact(condition) || isParameter(condition)) && 'operator' in condition && 'value' in condition;
}

/** The same JSON whatever the order of its keys, which the database does not keep. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [left, right] = [one, other] as [Record<string, unknown>, Record<string, unknown>];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]))
  );
}
