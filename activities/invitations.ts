import { randomBytes } from 'node:crypto';
import { notFound } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { Account } from '../prisma/generated/client.ts';
import type { Role } from '../prisma/generated/enums.ts';
import { holdRow } from '../prisma/lock-row.ts';
import type { Vault } from '../vault/vault.ts';
import type { InvitationPurpose } from './account-mails.ts';
import { recordAudit } from './audit.ts';
import { queueMail } from './mail.ts';
import { hashSecret } from './secret.ts';

/** 192 random bits: no list of guesses finds one, so the open door needs no limit of attempts. */
const CODE_BYTES = 24;
const INVITATION_DAYS = 7;
const DAY_MS = 86_400_000;

/** The mails that carry a code; nobody but their holder reads one. */
export const invitationMails = ['invitation', 'candidateLink', 'candidateInvitation'] as const;

const accountWord = { it: 'Utenza', en: 'Account' };

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
  const { id, code, expiresAt } = await writeInvitation(tx, vault, { accountId });
  const validUntil = toPlainDate(expiresAt);
  const params = { code, validUntil, ...(await whatFor(tx, accountId)) };
  await queueMail(tx, vault, { template: 'invitation', params, ...to(accountId, id) });
  return expiresAt;
}

async function whatFor(tx: Tx, accountId: string) {
  const { organisationId, roles } = await tx.db.account.findUniqueOrThrow({ where: { id: accountId } });
  const organisation =
    organisationId && (await tx.db.organisation.findUnique({ where: { id: organisationId } }));
  return { organisationName: organisation ? organisation.name : null, purpose: purposeOf(roles) };
}

function purposeOf(roles: readonly Role[]): InvitationPurpose {
  if (roles.includes('representative')) return 'signing';
  if (roles.includes('provider')) return 'providing';
  if (roles.includes('employer')) return 'employing';
  return roles.some((role) => role === 'employee' || role === 'citizen') ? 'oneself' : 'office';
}

/** What a candidate's link is for: to go on with what was asked for at the open door, or to take up an invitation. */
export type CandidateLink =
  | { readonly template: 'candidateLink' }
  | { readonly template: 'candidateInvitation'; readonly allianceName: string };

/**
 * Sends a candidate a code at the end of a link, after the `#`, which no browser sends to anybody. Sent by the office it
 * is the only one that opens; asked for at the open door, by anybody who knows the mailbox, it opens beside those before.
 */
export async function inviteCandidate(
  tx: Tx,
  vault: Vault,
  accountId: string,
  how: CandidateLink & { readonly publicUrl: string; readonly beside: boolean },
): Promise<Date> {
  if (!how.beside) await withdrawInvitation(tx, accountId);
  const { id, code, expiresAt } = await writeInvitation(tx, vault, { accountId, beside: how.beside });
  const params = { link: `${how.publicUrl}/#${code}`, validUntil: toPlainDate(expiresAt) };
  await (how.template === 'candidateLink'
    ? queueMail(tx, vault, { template: how.template, params, ...to(accountId, id) })
    : queueMail(tx, vault, {
        template: how.template,
        params: { ...params, allianceName: how.allianceName },
        ...to(accountId, id),
      }));
  return expiresAt;
}

async function writeInvitation(
  tx: Tx,
  vault: Vault,
  of: { readonly accountId: string; readonly beside?: boolean },
): Promise<{ readonly id: string; readonly code: string; readonly expiresAt: Date }> {
  const code = `inv_${randomBytes(CODE_BYTES).toString('base64url')}`;
  const expiresAt = new Date(tx.now.getTime() + INVITATION_DAYS * DAY_MS);
  const { allianceId, now: createdAt } = tx;
  const { id } = await tx.db.invitation.create({
    data: { allianceId, ...of, hash: hashSecret(code), expiresAt, createdAt },
  });
  const subject = { subjectKind: 'account', subjectId: of.accountId } as const;
  await recordAudit(tx, vault, { action: 'account.invited', ...subject });
  return { id, code, expiresAt };
}

function to(accountId: string, invitationId: string) {
  return {
    recipientId: accountId,
    dedupeKey: `invitation/${invitationId}`,
    about: { kind: 'account', id: accountId },
  };
}

/** Whether an invitation was withdrawn: its code opens no more, and a mail still on its way stays here. */
export async function withdrawInvitation(tx: Tx, accountId: string): Promise<boolean> {
  const { count } = await tx.db.invitation.updateMany({
    where: { accountId, usedAt: null, withdrawnAt: null },
    data: { withdrawnAt: tx.now },
  });
  await tx.db.mail.updateMany({
    where: { template: { in: [...invitationMails] }, recipientId: accountId, state: 'queued' },
    data: { state: 'cancelled', sealed: null },
  });
  return count > 0;
}
