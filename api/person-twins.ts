import { Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import { constraintName } from '../prisma/retry.ts';
import type { Vault } from '../vault/vault.ts';
import type { NewPerson } from './person-schema.ts';
import { findByTaxCode, findTwins } from './person-search.ts';

/**
 * Who may be the same person as the one to be entered, refused until somebody has looked and says that it is another.
 * A tax code belongs to one person, whatever anybody says. The refusal tells ids alone: opening them leaves a trace.
 */
export async function twinsOrThrow(tx: Tx, vault: Vault, body: NewPerson): Promise<readonly string[]> {
  await oneAtATime(tx, body.birthDate);
  const known = body.taxCode === null ? [] : await findByTaxCode(tx, vault, body.taxCode);
  if (known.length > 0) throw sameTaxCode(known.map(({ person }) => person.id));
  const twins = (await findTwins(tx, vault, body)).map(({ person }) => person.id);
  if (twins.length > 0 && body.notADuplicate === undefined) throw possiblyTheSame(twins);
  return twins;
}

/** Two desks that enter the same person at once would each find nobody. */
async function oneAtATime(tx: Tx, birthDate: string): Promise<void> {
  const name = `${tx.allianceId}/born/${birthDate}`;
  await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}

/** Two writes at once may still meet at the tax code: the table has the last word. */
export async function refusingTwins<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (constraintName(error) !== 'person_alliance_id_tax_code_print_key') throw error;
    throw sameTaxCode();
  }
}

function sameTaxCode(matchIds?: readonly string[]): Refusal {
  return new Refusal('alreadyExists', {
    detail: {
      it: 'Una persona con questo codice fiscale è già registrata: cercarla.',
      en: 'A person with this tax code is entered already: search for them.',
    },
    possible: ['searchPeople', ...(matchIds ? ['getPerson'] : [])],
    ...(matchIds ? { matchIds } : {}),
  });
}

function possiblyTheSame(matchIds: readonly string[]): Refusal {
  return new Refusal('possibleDuplicate', {
    detail: {
      it: 'Qualcuno con lo stesso nome e la stessa data di nascita è già registrato: apra i dati trovati e usi quelli. Se è un’altra persona, invii di nuovo dicendo in "notADuplicate" come lo si sa.',
      en: 'Somebody with the same name and birth date is entered already: open the matches and use those. If this is another person, send again saying in "notADuplicate" how one knows.',
    },
    possible: ['getPerson', 'createPerson'],
    matchIds,
  });
}
