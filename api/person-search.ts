import { toDateColumn } from '../domain/plain-date.ts';
import { Refusal } from '../domain/refusal.ts';
import { openIdentity, type Identity } from '../activities/identity.ts';
import type { Tx } from '../prisma/database.ts';
import type { Person, Prisma } from '../prisma/generated/client.ts';
import type { Vault } from '../vault/vault.ts';
import type { PersonSearch } from './person-schema.ts';

/** Identities are sealed one by one, so a search by name opens each candidate: more than this is too many. */
const MOST_CANDIDATES = 5_000;
const MOST_FOUND = 20;
const OPENED_AT_ONCE = 500;

export interface Found {
  readonly person: Person;
  readonly identity: Identity;
}

export interface FoundPeople {
  readonly found: readonly Found[];
  /** Whether there are more than these: the search is to be narrowed. */
  readonly hasMore: boolean;
}

/** People by exact tax code, or whose given and family names begin with every word sought; 20 at most. */
export async function findPeople(tx: Tx, vault: Vault, search: PersonSearch): Promise<FoundPeople> {
  if (search.by === 'taxCode')
    return { found: await findByTaxCode(tx, vault, search.taxCode), hasMore: false };
  const where = {
    ...(search.birthDate ? { birthDate: toDateColumn(search.birthDate) } : {}),
    ...(search.comune ? { comuneIstat: search.comune } : {}),
  };
  const found = await findByName(tx, vault, search.name, where);
  return { found: found.slice(0, MOST_FOUND), hasMore: found.length > MOST_FOUND };
}

/** People who may be the same person: born the same day, with the same words in their names. */
export async function findTwins(
  tx: Tx,
  vault: Vault,
  person: { readonly givenName: string; readonly familyName: string; readonly birthDate: string },
): Promise<readonly Found[]> {
  const words = wordsOf(`${person.givenName} ${person.familyName}`);
  const candidates = await findByName(tx, vault, words.join(' '), {
    birthDate: toDateColumn(person.birthDate),
  });
  return candidates.filter(({ identity }) => wordsOf(fullName(identity)).length === words.length);
}

export async function findByTaxCode(tx: Tx, vault: Vault, taxCode: string): Promise<readonly Found[]> {
  const print = await vault.fingerprint(tx, taxCode);
  const person = await tx.db.person.findFirst({ where: { taxCodePrint: print } });
  const identity = person ? await openIdentity(tx, vault, person) : undefined;
  return person && identity ? [{ person, identity }] : [];
}

/** Whom a name finds, in order of entry; as soon as there are more than a search shows, it looks no further. */
async function findByName(
  tx: Tx,
  vault: Vault,
  name: string,
  where: Prisma.PersonWhereInput,
): Promise<readonly Found[]> {
  const candidates = await tx.db.person.findMany({
    where: { ...where, identitySealed: { not: null } },
    orderBy: { id: 'asc' },
    take: MOST_CANDIDATES + 1,
  });
  if (candidates.length > MOST_CANDIDATES) throw tooMany();
  const sought = wordsOf(name);
  const found: Found[] = [];
  for (let from = 0; from < candidates.length && found.length <= MOST_FOUND; from += OPENED_AT_ONCE) {
    const next = candidates.slice(from, from + OPENED_AT_ONCE);
    const ids = next.map(({ id }) => id);
    await vault.fetchKeys(tx, 'person', ids);
    const opened = await Promise.all(
      next.map(async (person) => ({ person, identity: await openIdentity(tx, vault, person) })),
    );
    found.push(...opened.filter((one): one is Found => isMatch(one.identity, sought)));
  }
  return found;
}

function isMatch(identity: Identity | undefined, sought: readonly string[]): boolean {
  if (!identity) return false;
  const words = wordsOf(fullName(identity));
  return sought.length > 0 && sought.every((part) => words.some((word) => word.startsWith(part)));
}

function fullName({ givenName, familyName }: Identity): string {
  return `${givenName} ${familyName}`;
}

/** Case, accents and punctuation do not tell people apart. */
function wordsOf(name: string): string[] {
  const plain = name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

function tooMany(): Refusal {
  return new Refusal('invalidRequest', {
    detail: {
      it: 'La ricerca per nome riguarda troppe persone: aggiunga la data di nascita o il comune.',
      en: 'The search by name concerns too many people: add the birth date or the comune.',
    },
    errors: [{ pointer: '/body/birthDate', message: { it: 'la indichi', en: 'give it' } }],
  });
}
