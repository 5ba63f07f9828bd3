import { bare } from '../../words/bare.ts';
import type { TypedPerson } from './person-fields.tsx';

/** What a person was searched by. */
export interface Asked {
  readonly name: string;
  readonly birthDate: string;
  readonly comune: string;
}

/** Sixteen letters and figures are a tax code; anything else is a name. */
export function taxCodeIn(words: string): string | undefined {
  const taxCode = bare(words);
  return /^[A-Z0-9]{16}$/.test(taxCode) ? taxCode : undefined;
}

/** Whoever was searched and is not there, as far as the search told: the given name stands first in it, as its hint says. */
export function personSearched({ name, birthDate, comune }: Asked): Partial<TypedPerson> {
  const taxCode = taxCodeIn(name);
  const [givenName = '', ...others] = name.trim().split(/\s+/);
  const named = others.length > 0 ? { givenName, familyName: others.join(' ') } : { familyName: givenName };
  return { ...(taxCode ? { taxCode } : named), birthDate, comuneIstat: comune };
}
