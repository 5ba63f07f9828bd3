import type { Tx } from '../../prisma/database.ts';
import { wakeProcessOf } from '../wakeup.ts';

const open = ['applied', 'docsPending', 'review'] as const;

/** A signing of this organisation moved, or (without one) another charter is in force: open applications look again. */
export async function wakeOnboarding(tx: Tx, organisationId?: string): Promise<void> {
  const applications = await tx.db.providerApplication.findMany({
    where: { state: { in: [...open] }, organisationId: organisationId ?? { not: null } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id } of applications)
    await wakeProcessOf(tx, { subjectKind: 'providerApplication', subjectId: id });
}

/** What an organisation is as far as a charter is concerned: one that applies signs as the provider it wants to be. */
export async function rolesInCharter<Role>(
  tx: Tx,
  organisation: { readonly id: string; readonly roles: readonly Role[] },
): Promise<(Role | 'provider')[]> {
  const applies = await tx.db.providerApplication.count({
    where: { state: { in: [...open] }, organisationId: organisation.id },
  });
  return [...new Set([...organisation.roles, ...(applies > 0 ? (['provider'] as const) : [])])];
}
