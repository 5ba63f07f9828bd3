import { randomBytes } from 'node:crypto';
import { hashSecret } from '../activities/secret.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Locale } from '../domain/text.ts';
import type { Database, Tx } from '../prisma/database.ts';
import type { TokenHolder } from '../prisma/gate.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type { Role, TokenKind } from '../prisma/generated/enums.ts';
import type { Principal } from './principal.ts';
import { rolesInWords } from './role-words.ts';

const SECRET_BYTES = 32;
export const LONGEST_SECRET = 200;

/** A new secret and the hash that is kept of it; the secret itself is shown once and stored nowhere. */
export function newSecret(): { secret: string; hash: Uint8Array<ArrayBuffer> } {
  const secret = `rcp_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  return { secret, hash: hashSecret(secret) };
}

/** Who presents this Authorization header; undefined when nobody valid does. */
export async function authenticate(
  database: Database,
  header: string | undefined,
): Promise<Principal | undefined> {
  const secret = /^Bearer ([\w.~+/-]+=*)$/.exec(header ?? '')?.[1];
  if (!secret || secret.length > LONGEST_SECRET) return undefined;
  const holder = await database.gate.tokenHolder(hashSecret(secret));
  // A browser's session comes in its cookie or not at all: what is kept from scripts opens nothing in their hands.
  if (!holder || holder.idleAt) return undefined;
  return isInForce(holder, await database.clock.now()) ? principalOf(holder) : undefined;
}

/** Neither revoked, nor over, nor of an account that was closed. */
export function isInForce({ revokedAt, disabledAt, expiresAt }: TokenHolder, now: Date): boolean {
  return !revokedAt && !disabledAt && expiresAt > now;
}

export function principalOf(holder: TokenHolder): Principal {
  const roles =
    holder.kind === 'session'
      ? holder.accountRoles
      : holder.accountRoles.filter((role) => holder.tokenRoles.includes(role));
  return {
    accountId: holder.accountId,
    allianceId: holder.allianceId,
    tokenId: holder.tokenId,
    tokenKind: holder.kind,
    label: holder.label,
    roles,
    personId: holder.personId ?? undefined,
    organisationId: holder.organisationId ?? undefined,
    responsible: holder.responsible,
    placeId: holder.placeId,
    locale: holder.locale === 'en' ? 'en' : 'it',
    ...(holder.kind === 'session' ? { session: { expiresAt: holder.expiresAt, idleAt: null } } : {}),
  };
}

export const notSignedIn = new Refusal('notSignedIn', {
  detail: {
    it: 'Accedere di nuovo, oppure presentare un gettone valido: Authorization: Bearer …',
    en: 'Sign in again, or present a valid token: Authorization: Bearer …',
  },
});

/** Told to whoever still holds the session of an account that was closed: to sign in again would be no use. */
export const holderClosed = new Refusal('accountClosed', {
  detail: {
    it: 'Chi amministra l’alleanza ha disattivato questa utenza. Se è un errore, lo chieda a chi amministra: arriva un nuovo invito.',
    en: 'An administrator of the alliance has closed this account. If that is a mistake, ask an administrator: a new invitation is sent.',
  },
});

/** Deny by default: the route's list says who may, everybody else may not. */
export function allowOrThrow(principal: Principal, who: 'signedIn' | readonly Role[]): void {
  if (who === 'signedIn' || who.some((role) => principal.roles.includes(role))) return;
  const roles = rolesInWords(who);
  throw new Refusal('notAllowed', {
    detail: {
      it: `Serve uno di questi ruoli: ${roles.it}.`,
      en: `One of these roles is needed: ${roles.en}.`,
    },
  });
}

/** Issues a token to an account; returns the secret, this once. */
export async function issueToken(
  tx: Tx,
  token: {
    accountId: string;
    kind: TokenKind;
    label: string;
    roles: readonly Role[];
    expiresAt: Date;
    parentId?: string | null;
    /** Of a browser's session only. */
    idleAt?: Date;
    recheckAt?: Date;
    providerSealed?: Uint8Array<ArrayBuffer>;
  },
): Promise<{ id: string; secret: string }> {
  const { secret, hash } = newSecret();
  const row = await tx.db.token.create({
    data: { ...token, roles: [...token.roles], allianceId: tx.allianceId, hash, createdAt: tx.now },
  });
  return { id: row.id, secret };
}

/** Nothing that was given to an account opens any more: who holds it, holds it anew. */
export async function revokeTokens(tx: Tx, accountId: string): Promise<void> {
  await endTokens(tx, { accountId });
}

/** Ends tokens at once, and forgets what the identity provider gave with them. */
export async function endTokens(tx: Tx, which: Prisma.TokenWhereInput): Promise<number> {
  const { count } = await tx.db.token.updateMany({
    where: { ...which, revokedAt: null },
    data: { revokedAt: tx.now, recheckAt: null, providerSealed: null },
  });
  return count;
}

/** The language of the answer: asked for, or the account's, or Italian. */
export function localeOf(acceptLanguage: string | undefined, principal?: Principal): Locale {
  const wanted = /^\s*(it|en)\b/i.exec(acceptLanguage ?? '')?.[1]?.toLowerCase();
  return (wanted as Locale | undefined) ?? principal?.locale ?? 'it';
}
