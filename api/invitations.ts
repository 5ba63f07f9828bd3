import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { administratorsDid } from '../activities/administrator-tasks.ts';
import { recordAudit } from '../activities/audit.ts';
import { queueMail } from '../activities/mail.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { Account } from '../prisma/generated/client.ts';
import { holdRow } from '../prisma/lock-row.ts';
import type { Vault } from '../vault/vault.ts';
import { hashSecret, issueToken, revokeTokens } from './auth.ts';
import { route } from './route.ts';
import { id, instant } from './schema.ts';
import { session } from './session.ts';

/** 192 random bits: no list of guesses finds one, so the open door needs no limit of attempts. */
const CODE_BYTES = 24;
const INVITATION_DAYS = 7;
/** Until people sign in by OpenID Connect: time enough to make API tokens, as init's are. */
const SESSION_DAYS = 30;
const DAY_MS = 86_400_000;

export const accountParams = z.strictObject({ accountId: id });
export const accountWord = { it: 'Utenza', en: 'Account' };

export const invited = z.strictObject({ id, invitationExpiresAt: instant }).meta({
  id: 'InvitedAccount',
  description: 'The code travels by mail to its holder and is told to nobody',
});

/** The account, locked against every other change of who holds it and what it may. */
export async function lockAccount(tx: Tx, accountId: string): Promise<Account> {
  await holdRow(tx, 'account', accountId);
  const account = await tx.db.account.findUnique({ where: { id: accountId } });
  if (!account) throw notFound(accountWord);
  return account;
}

/** Sends the holder a code that opens once; one that was sent before opens no more. Lock the account first. */
export async function invite(tx: Tx, vault: Vault, accountId: string): Promise<Date> {
  await withdrawInvitation(tx, accountId);
  const code = `inv_${randomBytes(CODE_BYTES).toString('base64url')}`;
  const expiresAt = new Date(tx.now.getTime() + INVITATION_DAYS * DAY_MS);
  const { allianceId, now: createdAt } = tx;
  const invitation = await tx.db.invitation.create({
    data: { allianceId, accountId, hash: hashSecret(code), expiresAt, createdAt },
  });
  await queueMail(tx, vault, {
    template: 'invitation',
    recipientId: accountId,
    params: { code, validUntil: toPlainDate(expiresAt) },
    dedupeKey: `invitation/${invitation.id}`,
    about: { kind: 'account', id: accountId },
  });
  await recordAudit(tx, vault, { action: 'account.invited', subjectKind: 'account', subjectId: accountId });
  return expiresAt;
}

/** Whether an invitation was withdrawn: its code opens no more, and a mail still on its way stays here. */
export async function withdrawInvitation(tx: Tx, accountId: string): Promise<boolean> {
  const { count } = await tx.db.invitation.updateMany({
    where: { accountId, usedAt: null, withdrawnAt: null },
    data: { withdrawnAt: tx.now },
  });
  await tx.db.mail.updateMany({
    where: { template: 'invitation', recipientId: accountId, state: 'queued' },
    data: { state: 'cancelled', sealed: null },
  });
  return count > 0;
}

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
    await administratorsDid(tx, wanting, principal.accountId);
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
