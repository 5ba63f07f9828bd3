import { applicationWord } from '../activities/provider-onboarding/application.ts';
import { notFound } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Prisma, ProviderApplication } from '../prisma/generated/client.ts';
import { nothing } from './access.ts';
import { hasRole, type Principal } from './principal.ts';
import { dutyOf } from './provider-access.ts';

/** Who looks into applications at work. */
export const applicationStaff = ['caseworker', 'administrator', 'commissionMember', 'auditor'] as const;
/** Whose own application it may be: the candidate’s, and the provider’s that the candidate became. */
export const applicationOwners = ['candidate', 'provider', 'representative'] as const;

/**
 * The office sees every application, a candidate its own, a provider and who signs for it those of their organisation.
 * Whoever is limited to one place of a provider is not the whole of it.
 */
export function reachableApplications(principal: Principal): Prisma.ProviderApplicationWhereInput {
  if (hasRole(principal, ...applicationStaff)) return {};
  const { accountId, organisationId } = principal;
  const own = hasRole(principal, 'candidate') ? [{ accountId }] : [];
  const duty = dutyOf(principal);
  const isTheirs = duty?.placeId === null || hasRole(principal, 'representative');
  const ofTheirs = organisationId && isTheirs ? [{ organisationId }] : [];
  return { OR: [nothing, ...own, ...ofTheirs] };
}

export async function applicationOrThrow(
  tx: Tx,
  principal: Principal,
  id: string,
): Promise<ProviderApplication> {
  const application = await tx.db.providerApplication.findFirst({
    where: { AND: [{ id }, reachableApplications(principal)] },
  });
  if (!application) throw notFound(applicationWord);
  return application;
}
