import { randomBytes } from 'node:crypto';
import { notFound } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { Account } from '../prisma/generated/client.ts';
import { holdRow } from '../prisma/lock-row.ts';
import type { Vault } from '../vault/vault.ts';
import { recordAudit } from './audit.ts';
import { queueMail } from './mail.ts';
import { hashSecret } from './secret.ts';

/** 192 random bits: no list of guesses finds one, so the open door needs no limit of attempts. */
const CODE_BYTES = 24;
const INVITATION_DAYS = 7;
const DAY_MS = 86_400_000;

const accountWord = { it: 'Utenza', en: 'Account' };

/** The account, locked against every other change of who holds it and what it may. */
export async function lockAccount(tx: Tx, accountId: string): Promise<Account> {
  await holdRow(tx, 'account', accountId);
  const account = await tx.db.account.findUnique({ where: { id: accountId } });
  if (!account) throw notFound(accountWord);
  return account;
}

/**
 * Sends the holder a code that opens once; one that was sent before opens no more. Lock the account first. A candidate
 * gets it at the end of a link, after the `#`, which no browser sends to anybody.
 */
export async function invite(tx: Tx, vault: Vault, accountId: string, candidatesUrl?: string): Promise<Date> {
  await withdrawInvitation(tx, accountId);
  const code = `inv_${randomBytes(CODE_BYTES).toString('base64url')}`;
  const expiresAt = new Date(tx.now.getTime() + INVITATION_DAYS * DAY_MS);
  const { allianceId, now: createdAt } = tx;
  const invitation = await tx.db.invitation.create({
    data: { allianceId, accountId, hash: hashSecret(code), expiresAt, createdAt },
  });
  const validUntil = toPlainDate(expiresAt);
  const mail = {
    recipientId: accountId,
    dedupeKey: `invitation/${invitation.id}`,
    about: { kind: 'account', id: accountId },
  };
  await (candidatesUrl === undefined
    ? queueMail(tx, vault, { template: 'invitation', params: { code, validUntil }, ...mail })
    : queueMail(tx, vault, {
        template: 'candidateLink',
        params: { link: `${candidatesUrl}/#${code}`, validUntil },
        ...mail,
      }));
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
    where: { template: { in: ['invitation', 'candidateLink'] }, recipientId: accountId, state: 'queued' },
    data: { state: 'cancelled', sealed: null },
  });
  return count > 0;
}
