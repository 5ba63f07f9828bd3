/** A value that may not be known yet. `undefined` is "nobody knows": never 0, never false. */
export type Known<T> = T | undefined;

/** True as soon as one is true, false only when all are false (Kleene's "or"). */
export function some(values: readonly Known<boolean>[]): Known<boolean> {
  if (values.includes(true)) return true;
  return values.includes(undefined) ? undefined : false;
}

/** False as soon as one is false, true only when both are true (Kleene's "and"). */
export function both(one: Known<boolean>, other: Known<boolean>): Known<boolean> {
  if (one === false || other === false) return false;
  return one === undefined || other === undefined ? undefined : true;
}

/** How many are true, once every one is known. */
export function count(values: readonly Known<boolean>[]): Known<number> {
  return values.includes(undefined) ? undefined : values.filter(Boolean).length;
}
