import { z } from 'zod';
import { notFound } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Token } from '../prisma/generated/client.ts';
import { Role, TokenKind } from '../prisma/generated/enums.ts';
import { recordAudit } from '../activities/audit.ts';
import { isActive } from '../activities/tasks.ts';
import { issueToken, notSignedIn } from './auth.ts';
import { instantIn } from './dates.ts';
import { invalidField } from './invalid-field.ts';
import { lockAccount } from '../activities/invitations.ts';
import { hasRole, type Principal } from './principal.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, instant, line, page, pageArguments } from './schema.ts';

const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;

const role = z.enum(Role);
const token = z
  .strictObject({
    id,
    accountId: id,
    kind: z.enum(TokenKind),
    label: z.string(),
    roles: z.array(role),
    expiresAt: instant,
    revokedAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Token', description: 'A session or an API token; its secret is nowhere' });

const listTokens = route({
  kind: 'read',
  operation: 'listTokens',
  method: 'get',
  path: '/v1/tokens',
  tag: 'tokens',
  summary: {
    it: 'I propri gettoni e le proprie sessioni; chi amministra vede quelli di tutti',
    en: 'One’s own tokens and sessions; administrators see everybody’s',
  },
  who: 'signedIn',
  query: cursorQuery.extend({ accountId: id.optional(), kind: z.enum(TokenKind).optional() }),
  reply: page(token),
  async read(tx, { query, principal }) {
    const asked = {
      ...(query.accountId ? { accountId: query.accountId } : {}),
      ...(query.kind ? { kind: query.kind } : {}),
    };
    const rows = await tx.db.token.findMany({
      where: { AND: [reachOf(principal), asked] },
      ...pageArguments(query),
    });
    const items = rows.map((row) => ({
      id: row.id,
      accountId: row.accountId,
      kind: row.kind,
      label: row.label,
      roles: row.roles,
      expiresAt: row.expiresAt.toISOString(),
      revokedAt: instantIn(row.revokedAt),
      createdAt: row.createdAt.toISOString(),
    }));
    return asPage(items, query.limit);
  },
});

const createToken = route({
  kind: 'write',
  operation: 'createToken',
  method: 'post',
  path: '/v1/tokens',
  tag: 'tokens',
  summary: {
    it: 'Crea un gettone per sé, che finisce al più tardi con quello che lo crea; il segreto si vede solo in questa risposta',
    en: 'Create a token for oneself, which ends with the one it is made with at the latest; its secret is in this one answer only',
  },
  who: 'signedIn',
  status: 201,
  body: z.strictObject({
    label: line(),
    roles: z.array(role).min(1).max(10),
    validDays: z.int().min(1).max(LONGEST_DAYS),
  }),
  reply: z.strictObject({ id, secret: z.string().optional(), expiresAt: instant }).meta({ id: 'NewToken' }),
  toldOnce: ['secret'],
  async write(tx, { body, principal }, { vault }) {
    const { accountId } = principal;
    refuseRolesBeyond(principal.roles, body.roles);
    if (!(await isActive(tx, accountId))) throw notSignedIn;
    const parent = await parentOrThrow(tx, principal);
    const asked = new Date(tx.now.getTime() + body.validDays * DAY_MS);
    const expiresAt = parent && parent.expiresAt < asked ? parent.expiresAt : asked;
    const { label, roles } = body;
    const parentId = parent?.id ?? null;
    const issued = await issueToken(tx, { accountId, kind: 'api', label, roles, expiresAt, parentId });
    await recordAudit(tx, vault, { action: 'token.issued', subjectKind: 'account', subjectId: accountId });
    return { id: issued.id, secret: issued.secret, expiresAt: expiresAt.toISOString() };
  },
});

const revokeToken = route({
  kind: 'write',
  operation: 'revokeToken',
  method: 'delete',
  path: '/v1/tokens/{tokenId}',
  tag: 'tokens',
  summary: {
    it: 'Revoca un proprio gettone, con quelli creati con esso, o una propria sessione; chi amministra, quelli di chiunque',
    en: 'Revoke a token of one’s own, with those made with it, or a session; administrators, anybody’s',
  },
  who: 'signedIn',
  params: z.strictObject({ tokenId: id }),
  reply: z.strictObject({ id, revokedAt: instant }),
  async write(tx, { params, principal }, { vault }) {
    const row = await tx.db.token.findFirst({ where: { AND: [{ id: params.tokenId }, reachOf(principal)] } });
    if (!row) throw notFound({ it: 'Gettone', en: 'Token' });
    await lockAccount(tx, row.accountId);
    const revokedAt = row.revokedAt ?? tx.now;
    await revokeLine(tx, row.id);
    await recordAudit(tx, vault, {
      action: 'token.revoked',
      subjectKind: 'account',
      subjectId: row.accountId,
    });
    return { id: row.id, revokedAt: revokedAt.toISOString() };
  },
});

/** Administrators stop anybody's tokens; they make nobody's but their own. */
function reachOf(principal: Principal) {
  return hasRole(principal, 'administrator') ? {} : { accountId: principal.accountId };
}

/**
 * The API token that makes another, which ends with it: a machine's access cannot renew itself. A session is the
 * holder in person; what it makes stands by itself. Whoever revokes it meanwhile holds the account that we share.
 */
async function parentOrThrow(tx: Tx, { tokenId, tokenKind }: Principal): Promise<Token | null> {
  const own = await tx.db.token.findUniqueOrThrow({ where: { id: tokenId } });
  if (own.revokedAt) throw notSignedIn;
  return tokenKind === 'api' ? own : null;
}

/** A token stops with everything that was made with it. */
async function revokeLine(tx: Tx, tokenId: string): Promise<void> {
  await tx.db.$executeRaw`
    WITH RECURSIVE line AS (
      SELECT id FROM token WHERE id = ${tokenId}::uuid
      UNION ALL
      SELECT child.id FROM token child JOIN line ON child.parent_id = line.id
    )
    UPDATE token SET revoked_at = ${tx.now}, recheck_at = NULL, provider_sealed = NULL
     WHERE id IN (SELECT id FROM line) AND revoked_at IS NULL`;
}

/** No token has more roles than the one it was made with: a narrow one cannot widen itself. */
function refuseRolesBeyond(held: readonly Role[], wanted: readonly Role[]): void {
  const beyond = wanted.filter((one) => !held.includes(one));
  if (beyond.length === 0) return;
  throw invalidField('/body/roles', {
    it: `questo accesso non ha: ${beyond.join(', ')}`,
    en: `this token does not have: ${beyond.join(', ')}`,
  });
}

export const tokenRoutes = [listTokens, createToken, revokeToken];
