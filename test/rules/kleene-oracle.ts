/**
 * Kleene's logic written a second time, to judge the translation in rules/three-valued.ts: numbers instead of
 * trees of operators (+1 true, -1 false, 0 unknown; all = least, any = greatest, not = opposite sign), one
 * interpreter instead of two compilations, and no import from rules/.
 */
type Tree = Readonly<Record<string, unknown>>;
type Values = Readonly<Record<string, unknown>>;
export type KleeneValue = -1 | 0 | 1;

/** Which outcomes of "left minus right" satisfy an ordering operator. */
const acceptedSigns: Readonly<Record<string, readonly number[]>> = {
  equal: [0],
  notEqual: [-1, 1],
  lessThan: [-1],
  lessThanInclusive: [-1, 0],
  greaterThan: [1],
  greaterThanInclusive: [0, 1],
};

export function kleene(tree: Tree, facts: Values, parameters: Values): KleeneValue {
  if (Array.isArray(tree['all']))
    return Math.min(...tree['all'].map((member: Tree) => kleene(member, facts, parameters))) as KleeneValue;
  if (Array.isArray(tree['any']))
    return Math.max(...tree['any'].map((member: Tree) => kleene(member, facts, parameters))) as KleeneValue;
  if (tree['not'] !== undefined) return (0 - kleene(tree['not'] as Tree, facts, parameters)) as KleeneValue;
  const left = lookUp(tree, facts, parameters);
  const right = lookUp(tree['value'], facts, parameters);
  if (left === undefined || right === undefined) return 0;
  return holds(String(tree['operator']), left, right) ? 1 : -1;
}

function lookUp(term: unknown, facts: Values, parameters: Values): unknown {
  if (typeof term !== 'object' || term === null || Array.isArray(term)) return term;
  const { fact, parameter, key } = term as Readonly<Record<string, string | undefined>>;
  if (parameter === undefined) return Object.hasOwn(facts, fact ?? '') ? facts[fact ?? ''] : undefined;
  const value = parameters[parameter];
  return key === undefined ? value : (value as Values)[key];
}

function holds(operator: string, left: unknown, right: unknown): boolean {
  const found = Array.isArray(right) && right.some((candidate) => candidate === left);
  if (operator === 'in') return found;
  if (operator === 'notIn') return !found;
  const [a, b] = [left as string, right as string];
  return (acceptedSigns[operator] ?? []).includes(Number(a > b) - Number(a < b));
}
