import { z } from 'zod';
import { officeDid } from '../activities/office-tasks.ts';
import { recordAudit } from '../activities/audit.ts';
import { invite, lockAccount, withdrawInvitation } from '../activities/invitations.ts';
import { beginApplication } from '../activities/provider-onboarding/open-application.ts';
import { hashSecret } from '../activities/secret.ts';
import { Refusal } from '../domain/refusal.ts';
import { issueToken, revokeTokens } from './auth.ts';
import { route } from './route.ts';
import { id, instant } from './schema.ts';
import { session } from './session.ts';

/** Until people sign in by OpenID Connect: time enough to make API tokens, as init's are. */
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
  async open({ body }, { database, vault }) {
    const hash = hashSecret(body.code);
    const whose = await database.gate.invitedAccount(hash);
    if (!whose) throw opensNothing;
    const { allianceId, accountId } = whose;
    return database.inAlliance(allianceId, { kind: 'account', id: accountId }, async (tx) => {
      const { label, roles, disabledAt } = await lockAccount(tx, accountId);
      const { count } = await tx.db.invitation.updateMany({
        where: { hash, usedAt: null, withdrawnAt: null, expiresAt: { gt: tx.now } },
        data: { usedAt: tx.now },
      });
      if (count === 0 || disabledAt) throw opensNothing;
      await revokeTokens(tx, accountId);
      await withdrawInvitation(tx, accountId);
      if (roles.includes('candidate')) await beginApplication(tx, accountId);
      const expiresAt = new Date(tx.now.getTime() + SESSION_DAYS * DAY_MS);
      const { secret } = await issueToken(tx, { accountId, kind: 'session', label, roles, expiresAt });
      await recordAudit(tx, vault, {
        action: 'invitation.accepted',
        subjectKind: 'account',
        subjectId: accountId,
      });
      return { token: secret, expiresAt: expiresAt.toISOString(), accountId, roles };
    });
  },
});

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
