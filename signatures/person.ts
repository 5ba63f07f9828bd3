import type { Identity } from './certificate.ts';

/** Who is to sign. */
export interface ExpectedSigner {
  readonly taxCode: string;
  /** Given name and surname, in any order: only for certificates without a tax code. */
  readonly fullName?: string;
}

/**
 * By what a certificate is this person's: by the tax code it states and, only where it states none, by the name. A
 * name is the weaker mark, since people share it; hence whoever reads the report is told which it was.
 */
export function matchOf(identity: Identity, expected: ExpectedSigner): 'taxCode' | 'name' | undefined {
  if (identity.taxCode !== undefined) {
    return identity.taxCode === expected.taxCode.trim().toUpperCase() ? 'taxCode' : undefined;
  }
  const name = folded(identity.fullName);
  return name !== '' && name === folded(expected.fullName ?? '') ? 'name' : undefined;
}

/** A name without regard to capitals, accents, apostrophes and order: ROSSI NICOLO' is Nicolò Rossi. */
function folded(name: string): string {
  const words = name
    .normalize('NFD')
    .replaceAll(/[\p{M}'’`]/gu, '')
    .toUpperCase()
    .match(/\p{L}+/gu);
  return (words ?? []).toSorted().join(' ');
}
