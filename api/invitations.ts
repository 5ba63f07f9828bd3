import { z } from 'zod';
import { officeDid } from '../activities/office-tasks.ts';
import { recordAudit } from '../activities/audit.ts';
import { invite, lockAccount, withdrawInvitation } from '../activities/invitations.ts';
import { beginApplication } from '../activities/provider-onboarding/open-application.ts';
import { hashSecret } from '../activities/secret.ts';
import { unlinkSignIns } from '../activities/sign-in-links.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Account } from '../prisma/generated/client.ts';
import type { Role } from '../prisma/generated/enums.ts';
import { staffRoles } from './access.ts';
import { issueToken, revokeTokens } from './auth.ts';
import { route } from './route.ts';
import { id, instant } from './schema.ts';
import type { ApiServices } from './services.ts';
import { session } from './session.ts';
import { byProvider } from './sign-in-refusals.ts';

/** For whoever has no identity provider: time enough to make API tokens, as init's are. */
const SESSION_DAYS = 30;
const DAY_MS = 86_400_000;

export const accountParams = z.strictObject({ accountId: id });

export const invited = z.strictObject({ id, invitationExpiresAt: instant }).meta({
  id: 'InvitedAccount',
  description: 'The code travels by mail to its holder and is told to nobody',
});

const inviteAgain = route({
  kind: 'write',
  operation: 'inviteAgain',
  method: 'post',
  path: '/v1/accounts/{accountId}/invitation',
  tag: 'accounts',
  summary: {
    it: 'Manda un nuovo invito; il codice mandato prima non vale più',
    en: 'Send a new invitation; the code sent before opens no more',
  },
  who: ['administrator'],
  params: accountParams,
  reply: invited,
  async write(tx, { params: { accountId }, principal }, { vault }) {
    const account = await lockAccount(tx, accountId);
    if (account.disabledAt) throw disabled;
    const expiresAt = await invite(tx, vault, accountId);
    const wanting = { kind: 'inviteAgain', subjectKind: 'account', subjectId: accountId } as const;
    await officeDid(tx, wanting, principal.accountId);
    return { id: accountId, invitationExpiresAt: expiresAt.toISOString() };
  },
});

const acceptInvitation = route({
  kind: 'open',
  operation: 'acceptInvitation',
  method: 'post',
  path: '/v1/session/invitation',
  tag: 'session',
  summary: {
    it: 'Entra con il codice di un invito, che vale una volta sola; i gettoni dati prima all’utenza cessano',
    en: 'Enter with the code of an invitation, good once; tokens the account had before stop working',
  },
  who: 'anyone',
  status: 201,
  body: z.strictObject({ code: z.string().min(20).max(100) }),
  reply: session,
  refusals: ['stepNotPossible', 'tooManyRequests'],
  async open({ body }, services) {
    const hash = hashSecret(body.code);
    return withInvitation(services, hash, async (tx, { id: accountId, label, roles }) => {
      refuseStaffBesideProvider(services, roles);
      const expiresAt = new Date(tx.now.getTime() + SESSION_DAYS * DAY_MS);
      const { secret } = await issueToken(tx, { accountId, kind: 'session', label, roles, expiresAt });
      return { token: secret, expiresAt: expiresAt.toISOString(), accountId, roles };
    });
  },
});

/**
 * Takes the account that a code is for, in one transaction with what is done for its holder: the code opens once, and
 * whoever held the account before holds it no more.
 */
export async function withInvitation<T>(
  { database, vault }: Pick<ApiServices, 'database' | 'vault'>,
  hash: Uint8Array<ArrayBuffer>,
  work: (tx: Tx, account: Account) => Promise<T>,
): Promise<T> {
  const whose = await database.gate.invitedAccount(hash);
  if (!whose) throw opensNothing;
  const { allianceId, accountId } = whose;
  return database.inAlliance(allianceId, { kind: 'account', id: accountId }, async (tx) => {
    const account = await lockAccount(tx, accountId);
    const { roles, disabledAt } = account;
    const { count } = await tx.db.invitation.updateMany({
      where: { hash, usedAt: null, withdrawnAt: null, expiresAt: { gt: tx.now } },
      data: { usedAt: tx.now },
    });
    if (count === 0 || disabledAt) throw opensNothing;
    await revokeTokens(tx, accountId);
    await unlinkSignIns(tx, { accountId });
    await withdrawInvitation(tx, accountId);
    if (roles.includes('candidate')) await beginApplication(tx, accountId);
    const done = await work(tx, account);
    await recordAudit(tx, vault, {
      action: 'invitation.accepted',
      subjectKind: 'account',
      subjectId: accountId,
    });
    return done;
  });
}

/** Whoever works for the alliance is known by the provider where there is one: a mailbox alone does not let them in. */
export function refuseStaffBesideProvider(
  { identityProvider }: Pick<ApiServices, 'identityProvider'>,
  roles: readonly Role[],
): void {
  if (identityProvider && staffRoles.some((role) => roles.includes(role))) throw byProvider;
}

const disabled = new Refusal('stepNotPossible', {
  detail: {
    it: 'L’utenza è disattivata: riattivarla manda anche un nuovo invito.',
    en: 'The account is disabled: enabling it also sends a new invitation.',
  },
  possible: ['enableAccount'],
});

/** Alike for what never was, has expired, was used or was replaced: nobody learns which by trying. */
const opensNothing = new Refusal('notFound', {
  detail: {
    it: 'Questo codice non apre nulla: è sbagliato, scaduto, già usato o sostituito. Chieda un nuovo invito a chi amministra.',
    en: 'This code opens nothing: it is wrong, expired, used or replaced. Ask an administrator for a new invitation.',
  },
});

export const invitationRoutes = [inviteAgain, acceptInvitation];
