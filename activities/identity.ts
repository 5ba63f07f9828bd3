import type { Tx } from '../prisma/database.ts';
import { ErasedError } from '../vault/errors.ts';
import type { Subject, Vault } from '../vault/vault.ts';

/** Who a person is. Kept sealed under the person's own key; the tax code is also found by its print. */
export interface Identity {
  readonly givenName: string;
  readonly familyName: string;
  readonly taxCode: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: string | null;
}

export async function sealIdentity(
  tx: Tx,
  vault: Vault,
  personId: string,
  identity: Identity,
  before: { readonly taxCodeSince: Date | null } = { taxCodeSince: null },
) {
  return {
    identitySealed: await vault.seal(tx, keyOf(personId), 'identity', identity),
    taxCodePrint: identity.taxCode === null ? null : await vault.fingerprint(tx, identity.taxCode),
    taxCodeSince: identity.taxCode === null ? null : (before.taxCodeSince ?? tx.now),
  };
}

/** Opens a person's identity; undefined when it was erased. */
export async function openIdentity(
  tx: Tx,
  vault: Vault,
  person: { readonly id: string; readonly identitySealed: Uint8Array | null },
): Promise<Identity | undefined> {
  if (person.identitySealed === null) return undefined;
  try {
    return await vault.open<Identity>(tx, keyOf(person.id), 'identity', person.identitySealed);
  } catch (error) {
    if (error instanceof ErasedError) return undefined;
    throw error;
  }
}

function keyOf(personId: string): Subject {
  return { kind: 'person', id: personId };
}

/** Who they are; of whoever was erased there is nothing. */
export async function identitiesOf(
  tx: Tx,
  { vault }: { readonly vault: Vault },
  ids: readonly string[],
): Promise<ReadonlyMap<string, Identity>> {
  const people = await tx.db.person.findMany({ where: { id: { in: [...ids] } } });
  await vault.fetchKeys(tx, 'person', ids);
  const known = new Map<string, Identity>();
  for (const person of people) {
    const identity = await openIdentity(tx, vault, person);
    if (identity) known.set(person.id, identity);
  }
  return known;
}
