import { notFound } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Admission } from '../prisma/generated/client.ts';
import { hasRole, type Principal } from './principal.ts';
import { dutyOf } from './provider-access.ts';

/** The newest admission of a provider: the alliance's office reaches everybody's, a provider its own, by whoever works for all of it. */
export async function admissionOrThrow(
  tx: Tx,
  principal: Principal,
  organisationId: string,
): Promise<Admission> {
  const duty = dutyOf(principal);
  const isTheirs =
    hasRole(principal, 'administrator', 'caseworker') ||
    (duty?.placeId === null && duty.organisationId === organisationId);
  const admission =
    isTheirs &&
    (await tx.db.admission.findFirst({
      where: { organisationId },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    }));
  if (!admission) throw notFound({ it: 'Fornitore ammesso', en: 'Admitted provider' });
  return admission;
}
