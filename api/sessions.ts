import { recordAudit } from '../activities/audit.ts';
import { hashSecret } from '../activities/secret.ts';
import type { Tx } from '../prisma/database.ts';
import type { Role } from '../prisma/generated/enums.ts';
import { endTokens, issueToken } from './auth.ts';
import { heldSessionCookie, sessionCookie, type Browser } from './browser.ts';
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
  const before = heldSession(browser);
  browser.keep(sessionCookie, secret);
  browser.keep(heldSessionCookie, Buffer.from(hashSecret(secret)).toString('base64url'));
  const holder = before ? await gate.tokenHolder(before) : undefined;
  if (!holder?.idleAt) return;
  await services.database.inAlliance(holder.allianceId, { kind: 'account', id: holder.accountId }, (tx) =>
    endTokens(tx, { id: holder.tokenId }),
  );
}

/** Takes from the browser what it holds of a session that is over. */
export function forgetSession(browser: Browser): void {
  browser.forget(sessionCookie);
  browser.forget(heldSessionCookie);
}

/** The hash of the session it has. One that comes back from the provider's form does not send the session itself. */
function heldSession(browser: Browser): Uint8Array | undefined {
  const secret = browser.cookie(sessionCookie);
  if (secret) return hashSecret(secret);
  const hash = browser.cookie(heldSessionCookie);
  return hash ? Buffer.from(hash, 'base64url') : undefined;
}

/** When a session that is used now lapses. */
export function idleFrom(now: Date, { idleMinutes }: SessionLimits, expiresAt: Date): Date {
  return new Date(Math.min(now.getTime() + idleMinutes * MINUTE_MS, expiresAt.getTime()));
}
