import type { CaseFile } from './case-file.ts';
import { oneByOne } from './each.ts';

/** The contribution of which, after a tenth for the reserve (half up), exactly so much can be awarded. */
export function grossOf(availableCents: number): number {
  const estimate = Math.floor((availableCents * 10) / 9);
  const candidates = [-1, 0, 1, 2].map((more) => Math.max(0, estimate + more));
  const found = candidates.find((gross) => gross - Math.floor((gross + 5) / 10) === availableCents);
  if (found === undefined) throw new RangeError(`No contribution leaves ${availableCents} cents`);
  return found;
}

/** Who pays it in. */
export function payerOf({ providers, employers }: Pick<CaseFile, 'providers' | 'employers'>) {
  const named = {
    provider: Object.keys(oneByOne(providers))[0],
    employer: Object.keys(oneByOne(employers))[0],
  };
  const role = named.provider === undefined ? 'employer' : 'provider';
  const name = named[role];
  return name === undefined ? undefined : { role, name };
}
