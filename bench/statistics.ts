/** The value below which half of them lie. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  if (sorted.length === 0) throw new RangeError('no values were measured');
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

export function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}
