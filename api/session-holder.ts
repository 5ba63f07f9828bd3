import { hashSecret } from '../activities/secret.ts';
import type { TokenHolder } from '../prisma/gate.ts';
import { holderClosed, isInForce, LONGEST_SECRET, principalOf } from './auth.ts';
import { sessionCookie, type Browser } from './browser.ts';
import type { Principal } from './principal.ts';
import { recheckHolder } from './recheck.ts';
import type { ApiServices } from './services.ts';
import { defaultSessionLimits, idleFrom } from './sessions.ts';

const MINUTE_MS = 60_000;

/**
 * Who presents this browser's session; undefined when nobody valid does. Being used keeps it from lapsing; a page that
 * asks now and then whether something has changed, before an empty chair, does not use it.
 */
export async function authenticateBrowser(
  services: ApiServices,
  browser: Browser,
): Promise<Principal | undefined> {
  const secret = browser.cookie(sessionCookie);
  if (!secret || secret.length > LONGEST_SECRET) return undefined;
  const { gate, clock } = services.database;
  const holder = await gate.tokenHolder(hashSecret(secret));
  const now = await clock.now();
  if (holder?.idleAt && holder.disabledAt && holder.expiresAt > now) throw holderClosed;
  if (!holder?.idleAt || !isInForce(holder, now) || holder.idleAt <= now) return undefined;
  if (holder.recheckAt && holder.recheckAt <= now && !(await recheckHolder(services, holder)))
    return undefined;
  const idleAt = browser.isUnattended ? holder.idleAt : await putOff(services, holder, holder.idleAt, now);
  return { ...principalOf(holder), session: { expiresAt: holder.expiresAt, idleAt } };
}

/** Written at most once a minute: a page that asks ten things at once does not write ten times. */
async function putOff(services: ApiServices, holder: TokenHolder, before: Date, now: Date): Promise<Date> {
  const limits = services.sessionLimits ?? defaultSessionLimits;
  const idleAt = idleFrom(now, limits, holder.expiresAt);
  if (idleAt.getTime() - before.getTime() < MINUTE_MS) return before;
  await services.database.inAlliance(holder.allianceId, { kind: 'account', id: holder.accountId }, (tx) =>
    tx.db.token.updateMany({ where: { id: holder.tokenId, revokedAt: null }, data: { idleAt } }),
  );
  return idleAt;
}
