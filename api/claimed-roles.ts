import { recordAudit } from '../activities/audit.ts';
import { giveBackTasks } from '../activities/tasks.ts';
import type { Tx } from '../prisma/database.ts';
import type { Account } from '../prisma/generated/client.ts';
import type { Role } from '../prisma/generated/enums.ts';
import type { IdentityProviderSettings, Visitor } from './identity-provider.ts';
import type { ApiServices } from './services.ts';
import { severalRoles } from './sign-in-refusals.ts';

/** The one role that the provider's claims give somebody in an alliance; none when they give none. */
export function claimedRole(
  { roleClaim, roles }: IdentityProviderSettings,
  alliance: string,
  { claims }: Visitor,
): Role | undefined {
  const claim = claims[roleClaim];
  const values: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  const given = roles.filter((one) => one.alliance === alliance && values.includes(one.value));
  const [role, ...others] = new Set(given.map((one) => one.role));
  if (others.length > 0) throw severalRoles;
  return role;
}

/** Whoever came by a role of the provider's has what it says today: another role, or none. */
export async function takeClaimedRole(
  tx: Tx,
  { identityProvider, vault }: Pick<ApiServices, 'identityProvider' | 'vault'>,
  account: Account,
  visitor: Visitor,
): Promise<Role | undefined> {
  const { slug } = await tx.db.alliance.findUniqueOrThrow({ where: { id: tx.allianceId } });
  const role = identityProvider && claimedRole(identityProvider.settings, slug, visitor);
  if (!role || account.roles.includes(role)) return role;
  await tx.db.account.update({ where: { id: account.id }, data: { roles: [role] } });
  await giveBackTasks(tx, account.id, { candidateRole: { notIn: [role] } });
  await recordAudit(tx, vault, {
    action: 'account.changed',
    subjectKind: 'account',
    subjectId: account.id,
    reason: 'roleClaims',
  });
  return role;
}
