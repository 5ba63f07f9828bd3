import { createHash } from 'node:crypto';
import { knownFacts, type Facts } from './facts.ts';
import type { RuleSetVersion } from './schema.ts';

/**
 * One text for one value: keys sorted, no spaces, `undefined` left out, numbers as JSON writes them (all ours
 * are safe integers). Throws on what JSON cannot say exactly (NaN, Infinity, functions, bigint).
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .toSorted(([one], [other]) => (one < other ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
  }
  const isPlain = value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
  if (!isPlain) throw new TypeError(`no canonical JSON for a ${typeof value} that JSON cannot say`);
  return JSON.stringify(value);
}

/** SHA-256 of the canonical JSON, in hexadecimal. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** The facts as a decision stores them: only what is known, so that null and absent hash the same. */
export function canonicalFacts(version: RuleSetVersion, facts: Facts): Facts {
  return Object.fromEntries(
    [...knownFacts(version, facts)].toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}
