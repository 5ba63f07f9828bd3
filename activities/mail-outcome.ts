import type { Database, Tx } from '../prisma/database.ts';
import type { Mail } from '../prisma/generated/client.ts';
import { lockRow } from '../prisma/lock-row.ts';
import type { Vault } from '../vault/vault.ts';
import type { ComposedMail, Delivery, Mailer } from './mailer.ts';

/** A mail that will not arrive, told within the transaction that gives it up. The code says why. */
export interface UndeliverableMail {
  readonly mailId: string;
  readonly template: string;
  readonly recipientKind: string;
  readonly recipientId: string;
  readonly about?: { readonly kind: string; readonly id: string };
  readonly code: string;
}

export interface MailServices {
  readonly database: Database;
  readonly vault: Vault;
  readonly mailer: Mailer;
  /** Absent where nobody reads one. */
  readonly log?: { error(details: object, message: string): void };
  /** Makes a task of a mail that does not arrive: somebody writes, calls or prints instead. */
  readonly onUndeliverable: (tx: Tx, mail: UndeliverableMail) => Promise<void>;
}

/** Pauses before the second and each further attempt. Whoever is still unreachable after the last is written to otherwise. */
export const retryDelaysMinutes: readonly number[] = [1, 5, 30, 120, 480, 1440];

export const minuteMs = 60_000;

/** A mail being sent: the row as it was, the message, and which attempt this is, from 1. */
export interface Leased {
  readonly row: Mail;
  readonly mail: ComposedMail;
  readonly attempt: number;
}

/** Notes how a send ended, unless the lease ran out and another attempt has begun. */
export async function note(
  tx: Tx,
  services: MailServices,
  { row, attempt }: Leased,
  delivery: Delivery,
): Promise<void> {
  const current = await lockRow(tx, 'mail', row.id);
  if (current?.state !== 'queued' || current.attempts !== attempt) return;
  if (delivery.kind === 'sent') {
    const data = { state: 'sent', sealed: null, sentAt: tx.now, errorCode: null } as const;
    await tx.db.mail.update({ where: { id: row.id }, data });
  } else if (delivery.kind === 'refused') {
    await giveUp(tx, services, current, delivery.code);
  } else {
    if (delivery.code.startsWith('smtp5'))
      services.log?.error({ mail: row.id, code: delivery.code }, 'the mail server refuses the service');
    await postpone(tx, services, current, delivery.code);
  }
}

/** Something of ours went wrong (a seal, a template): the mail waits like one that the server postponed. */
export async function postponeAccident(tx: Tx, services: MailServices, mailId: string): Promise<void> {
  const row = await lockRow(tx, 'mail', mailId);
  if (row?.state !== 'queued' || row.nextAttemptAt > tx.now) return;
  const attempts = row.attempts + 1;
  await tx.db.mail.update({ where: { id: row.id }, data: { attempts } });
  await postpone(tx, services, { ...row, attempts }, 'accident');
}

async function postpone(tx: Tx, services: MailServices, row: Mail, code: string): Promise<void> {
  const delayMinutes = retryDelaysMinutes[row.attempts - 1];
  if (delayMinutes === undefined) {
    await giveUp(tx, services, row, code);
    return;
  }
  const nextAttemptAt = new Date(tx.now.getTime() + delayMinutes * minuteMs);
  await tx.db.mail.update({ where: { id: row.id }, data: { nextAttemptAt, errorCode: code } });
}

/** Fails a mail for good, drops what it said (an invitation says a secret), and has somebody told. */
export async function giveUp(tx: Tx, services: MailServices, row: Mail, code: string): Promise<undefined> {
  await tx.db.mail.update({
    where: { id: row.id },
    data: { state: 'failed', sealed: null, errorCode: code },
  });
  const { subjectKind, subjectId } = row;
  await services.onUndeliverable(tx, {
    mailId: row.id,
    template: row.template,
    recipientKind: row.recipientKind,
    recipientId: row.recipientId,
    ...(subjectKind !== null && subjectId !== null ? { about: { kind: subjectKind, id: subjectId } } : {}),
    code,
  });
}

/** Drops a mail whose reader is gone, with what it said. */
export async function cancel(tx: Tx, row: Mail): Promise<undefined> {
  await tx.db.mail.update({ where: { id: row.id }, data: { state: 'cancelled', sealed: null } });
}
