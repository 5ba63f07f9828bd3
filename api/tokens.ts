import { z } from 'zod';
import { notFound, Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Account } from '../prisma/generated/client.ts';
import { Role } from '../prisma/generated/enums.ts';
import { recordAudit } from '../activities/audit.ts';
import { issueToken } from './auth.ts';
import { instantIn } from './dates.ts';
import { invalidField } from './invalid-field.ts';
import type { Principal } from './principal.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, instant, line, page, pageArguments } from './schema.ts';

const LONGEST_DAYS = 366;
const DAY_MS = 86_400_000;

const role = z.enum(Role);
const token = z
  .strictObject({
    id,
    accountId: id,
    label: z.string(),
    roles: z.array(role),
    expiresAt: instant,
    revokedAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Token', description: 'An API token; its secret is nowhere' });

const listTokens = route({
  kind: 'read',
  operation: 'listTokens',
  method: 'get',
  path: '/v1/tokens',
  tag: 'tokens',
  summary: { it: 'I gettoni per le applicazioni', en: 'The API tokens' },
  who: ['administrator'],
  query: cursorQuery,
  reply: page(token),
  async read(tx, { query }) {
    const rows = await tx.db.token.findMany({ where: { kind: 'api' }, ...pageArguments(query) });
    const items = rows.map((row) => ({
      id: row.id,
      accountId: row.accountId,
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
    it: 'Crea un gettone; il segreto si vede solo in questa risposta e non viene ripetuto',
    en: 'Create a token; its secret is in this one answer and never in a repeated one',
  },
  who: ['administrator'],
  status: 201,
  body: z.strictObject({
    accountId: id,
    label: line(),
    roles: z.array(role).min(1).max(10),
    validDays: z.int().min(1).max(LONGEST_DAYS),
  }),
  reply: z.strictObject({ id, secret: z.string().optional(), expiresAt: instant }).meta({ id: 'NewToken' }),
  toldOnce: ['secret'],
  async write(tx, { body, principal }, { vault }) {
    const account = await accountOrThrow(tx, body.accountId);
    refuseOtherAdministrator(principal, account);
    refuseRolesBeyond(account, body.roles);
    const expiresAt = new Date(tx.now.getTime() + body.validDays * DAY_MS);
    const { accountId, label, roles } = body;
    const issued = await issueToken(tx, { accountId, kind: 'api', label, roles, expiresAt });
    await recordAudit(tx, vault, { action: 'token.issued', subjectKind: 'account', subjectId: account.id });
    return { id: issued.id, secret: issued.secret, expiresAt: expiresAt.toISOString() };
  },
});

const revokeToken = route({
  kind: 'write',
  operation: 'revokeToken',
  method: 'delete',
  path: '/v1/tokens/{tokenId}',
  tag: 'tokens',
  summary: { it: 'Revoca un gettone', en: 'Revoke a token' },
  who: ['administrator'],
  params: z.strictObject({ tokenId: id }),
  reply: z.strictObject({ id, revokedAt: instant }),
  async write(tx, { params }, { vault }) {
    const row = await tx.db.token.findFirst({ where: { id: params.tokenId, kind: 'api' } });
    if (!row) throw notFound({ it: 'Gettone', en: 'Token' });
    const revokedAt = row.revokedAt ?? tx.now;
    await tx.db.token.update({ where: { id: row.id }, data: { revokedAt } });
    await recordAudit(tx, vault, {
      action: 'token.revoked',
      subjectKind: 'account',
      subjectId: row.accountId,
    });
    return { id: row.id, revokedAt: revokedAt.toISOString() };
  },
});

async function accountOrThrow(tx: Tx, accountId: string): Promise<Account> {
  const account = await tx.db.account.findFirst({ where: { id: accountId, disabledAt: null } });
  if (!account) throw notFound({ it: 'Utenza', en: 'Account' });
  return account;
}

/** Rules need a second administrator to publish them: nobody may make themselves that second person. */
function refuseOtherAdministrator(principal: Principal, account: Account): void {
  if (account.id === principal.accountId || !account.roles.includes('administrator')) return;
  throw new Refusal('notAllowed', {
    detail: {
      it: 'Un gettone per un’altra amministratrice o un altro amministratore lo crea solo chi lo userà.',
      en: 'A token for another administrator is made only by the one who will use it.',
    },
  });
}

function refuseRolesBeyond(account: Account, roles: readonly Role[]): void {
  const beyond = roles.filter((wanted) => !account.roles.includes(wanted));
  if (beyond.length === 0) return;
  throw invalidField('/body/roles', {
    it: `l’utenza non ha: ${beyond.join(', ')}`,
    en: `the account does not have: ${beyond.join(', ')}`,
  });
}

export const tokenRoutes = [listTokens, createToken, revokeToken];
