import { shippedVersionOrThrow } from '../../rules/shipped.ts';

export type ShippedRuleSet = 'fragility-score' | 'fund-access' | 'charter-compliance' | 'provider-proximity';

/** A mutable copy of a shipped rule set, as an administrator would edit it before sending it. */
export function shippedCopy(ruleSet: ShippedRuleSet): unknown {
  return structuredClone(shippedVersionOrThrow(ruleSet));
}

/** Puts `value` at a JSON pointer of a copy; `undefined` takes away what stands there. */
export function changed(ruleSet: ShippedRuleSet, pointer: string, value: unknown): unknown {
  const copy = shippedCopy(ruleSet);
  const path = pointer.split('/').slice(1);
  const key = path.pop() ?? '';
  const parent = path.reduce((node, step) => (node as Record<string, unknown>)[step], copy);
  if (Array.isArray(parent) && key === '-') parent.push(value);
  else if (value === undefined) delete (parent as Record<string, unknown>)[key];
  else (parent as Record<string, unknown>)[key] = value;
  return copy;
}
