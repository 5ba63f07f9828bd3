import { notFound } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Admission } from '../prisma/generated/client.ts';
import { hasRole, type Principal } from './principal.ts';

/** The newest admission of a provider: the alliance's office reaches everybody's, a provider its own. */
export async function admissionOrThrow(
  tx: Tx,
  principal: Principal,
  organisationId: string,
): Promise<Admission> {
  const isTheirs =
    hasRole(principal, 'administrator', 'caseworker') ||
    (hasRole(principal, 'provider') && principal.organisationId === organisationId);
  const admission =
    isTheirs &&
    (await tx.db.admission.findFirst({
      where: { organisationId },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    }));
  if (!admission) throw notFound({ it: 'Fornitore ammesso', en: 'Admitted provider' });
  return admission;
}
