import { recordAudit } from '../activities/audit.ts';
import { hashSecret } from '../activities/secret.ts';
import type { Tx } from '../prisma/database.ts';
import type { Role } from '../prisma/generated/enums.ts';
import { endTokens, issueToken } from './auth.ts';
import { sessionCookie, type Browser } from './browser.ts';
import { sealGrant } from './provider-grant.ts';
import type { ApiServices } from './services.ts';

/** How long a browser's session lasts unused, and how long however much it is used. */
export interface SessionLimits {
  readonly idleMinutes: number;
  readonly hours: number;
}

export const defaultSessionLimits: SessionLimits = { idleMinutes: 30, hours: 12 };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Whose session it becomes, and what the provider gave to ask again with. */
export interface Entrant {
  readonly accountId: string;
  readonly label: string;
  readonly roles: readonly Role[];
  readonly refreshToken?: string | undefined;
}

/**
 * Opens a browser's session: a new secret each time somebody signs in, so that whoever knew the one before knows nothing
 * of this. Keep its secret with `keepSession` once the transaction is done.
 */
export async function openSession(
  tx: Tx,
  { vault, sessionLimits = defaultSessionLimits }: Pick<ApiServices, 'vault' | 'sessionLimits'>,
  { accountId, label, roles, refreshToken }: Entrant,
): Promise<{ readonly secret: string; readonly expiresAt: Date; readonly idleAt: Date }> {
  const expiresAt = new Date(tx.now.getTime() + sessionLimits.hours * HOUR_MS);
  const idleAt = idleFrom(tx.now, sessionLimits, expiresAt);
  const grant = refreshToken === undefined ? {} : await sealGrant(tx, vault, refreshToken);
  const { secret } = await issueToken(tx, {
    accountId,
    kind: 'session',
    label,
    roles,
    expiresAt,
    idleAt,
    ...grant,
  });
  await recordAudit(tx, vault, { action: 'session.opened', subjectKind: 'account', subjectId: accountId });
  return { secret, expiresAt, idleAt };
}

/** Gives the browser its new session and ends the one it had: none outlives a sign-in. */
export async function keepSession(services: ApiServices, browser: Browser, secret: string): Promise<void> {
  const { gate } = services.database;
  const before = browser.cookie(sessionCookie);
  browser.keep(sessionCookie, secret);
  const holder = before ? await gate.tokenHolder(hashSecret(before)) : undefined;
  if (!holder?.idleAt) return;
  await services.database.inAlliance(holder.allianceId, { kind: 'account', id: holder.accountId }, (tx) =>
    endTokens(tx, { id: holder.tokenId }),
  );
}

/** When a session that is used now lapses. */
export function idleFrom(now: Date, { idleMinutes }: SessionLimits, expiresAt: Date): Date {
  return new Date(Math.min(now.getTime() + idleMinutes * MINUTE_MS, expiresAt.getTime()));
}
