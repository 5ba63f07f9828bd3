import { signingWord } from '../activities/charter-signing/signing.ts';
import { notFound } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { CharterSigning, Prisma } from '../prisma/generated/client.ts';
import { nothing } from './access.ts';
import { hasRole, type Principal } from './principal.ts';

/** The alliance sees every signing, a representative those of its organisation, everybody else none. */
export function reachableSignings(principal: Principal): Prisma.CharterSigningWhereInput {
  if (hasRole(principal, 'caseworker', 'administrator', 'auditor')) return {};
  const { organisationId } = principal;
  return organisationId && hasRole(principal, 'representative') ? { organisationId } : nothing;
}

export async function signingOrThrow(tx: Tx, principal: Principal, id: string): Promise<CharterSigning> {
  const signing = await tx.db.charterSigning.findFirst({
    where: { AND: [{ id }, reachableSignings(principal)] },
  });
  if (!signing) throw notFound(signingWord);
  return signing;
}
