import { recordAudit } from '../activities/audit.ts';
import type { Tx } from '../prisma/database.ts';
import type { TokenHolder } from '../prisma/gate.ts';
import { mayGoOn } from './admission.ts';
import { endTokens } from './auth.ts';
import { nextLook, openGrant, sealGrant } from './provider-grant.ts';
import type { ApiServices } from './services.ts';

/**
 * Asks the provider whether whoever holds the session still may sign in. Of many requests at once one asks, the others
 * go on. A provider that does not answer shuts nobody out: it is asked again next time, and the session has an end.
 *
 * @returns whether the session goes on
 */
export async function recheckHolder(services: ApiServices, holder: TokenHolder): Promise<boolean> {
  const { identityProvider, vault } = services;
  if (!identityProvider) return true;
  const inAlliance = <T>(work: (tx: Tx) => Promise<T>) =>
    services.database.inAlliance(holder.allianceId, { kind: 'account', id: holder.accountId }, work);
  const refreshToken = await inAlliance(async (tx) => {
    const due = { id: holder.tokenId, revokedAt: null, recheckAt: holder.recheckAt };
    const { count } = await tx.db.token.updateMany({ where: due, data: { recheckAt: nextLook(tx) } });
    if (count === 0) return undefined;
    const { providerSealed } = await tx.db.token.findUniqueOrThrow({ where: { id: holder.tokenId } });
    return providerSealed ? openGrant(tx, vault, providerSealed) : undefined;
  });
  if (refreshToken === undefined) return true;
  const told = await identityProvider.refresh(refreshToken);
  if (told === 'away') return true;
  return inAlliance(async (tx) => {
    if (told !== 'ended' && (await mayGoOn(tx, services, holder.accountId, told.visitor))) {
      const data = await sealGrant(tx, vault, told.refreshToken ?? refreshToken);
      await tx.db.token.updateMany({ where: { id: holder.tokenId, revokedAt: null }, data });
      return true;
    }
    await endTokens(tx, { id: holder.tokenId });
    const subject = { subjectKind: 'account', subjectId: holder.accountId } as const;
    await recordAudit(tx, vault, { action: 'session.endedByProvider', ...subject });
    return false;
  });
}
