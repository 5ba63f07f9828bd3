import { shippedVersionOrThrow } from '../../rules/shipped.ts';

/** A mutable copy of a shipped rule set, as an administrator would edit it before sending it. */
export function shippedCopy(ruleSet: 'fragility-score' | 'fund-access'): unknown {
  return structuredClone(shippedVersionOrThrow(ruleSet));
}

/** Puts `value` at a JSON pointer of a copy; `undefined` takes away what stands there. */
export function changed(
  ruleSet: 'fragility-score' | 'fund-access',
  pointer: string,
  value: unknown,
): unknown {
  const copy = shippedCopy(ruleSet);
  const path = pointer.split('/').slice(1);
  const key = path.pop() ?? '';
  const parent = path.reduce((node, step) => (node as Record<string, unknown>)[step], copy);
  if (Array.isArray(parent) && key === '-') parent.push(value);
  else if (value === undefined) delete (parent as Record<string, unknown>)[key];
  else (parent as Record<string, unknown>)[key] = value;
  return copy;
}
