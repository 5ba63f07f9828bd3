import type { Text } from '../domain/text.ts';
import type { Tx } from '../prisma/database.ts';
import type { Mail } from '../prisma/generated/client.ts';
import { ErasedError } from '../vault/errors.ts';
import type { Vault } from '../vault/vault.ts';
import { audienceOf, openMail, sealMail, textOf } from './mail.ts';
import {
  cancel,
  giveUp,
  type Leased,
  type MailServices,
  minuteMs,
  note,
  postponeAccident,
} from './mail-outcome.ts';
import { pageOfMail } from './mail-page.ts';
import { findRecipient, type Recipient } from './mail-recipient.ts';
import type { ComposedMail } from './mailer.ts';

/** How long a mail being sent is left alone; a process that dies meanwhile leaves it to the next one. */
export const leaseMinutes = 10;

const pageSize = 50;
const actor = { kind: 'system', id: 'mail' } as const;

/**
 * Delivers what is due in an alliance, one mail after the other, and returns how many rows it handled. One that
 * goes wrong by accident does not hold up the others: it is postponed, and the accidents are thrown at the end.
 */
export async function deliverDueMail(services: MailServices, allianceId: string): Promise<number> {
  const due = await services.database.inAlliance(allianceId, actor, (tx) =>
    tx.db.mail.findMany({
      where: { state: 'queued', nextAttemptAt: { lte: tx.now } },
      orderBy: { nextAttemptAt: 'asc' },
      select: { id: true },
      take: pageSize,
    }),
  );
  const accidents: unknown[] = [];
  for (const { id } of due) {
    await deliverMail(services, allianceId, id).catch((error: unknown) => accidents.push(error));
  }
  if (accidents.length > 0)
    throw new AggregateError(accidents, `${accidents.length} mails went wrong by accident`);
  return due.length;
}

/**
 * Delivers one mail if it is due. Without SMTP it goes to the development mailbox in one transaction, or
 * becomes a task for somebody when mail is off. With SMTP it
 * is leased, sent, and the outcome noted: a crash in between sends it again, under the same Message-ID.
 */
export async function deliverMail(services: MailServices, allianceId: string, mailId: string): Promise<void> {
  const { database, mailer } = services;
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    database.inAlliance(allianceId, actor, work);
  try {
    const leased = await within((tx) => lease(tx, services, mailId));
    if (leased === undefined || mailer.send === undefined) return;
    const delivery = await mailer.send(leased.mail);
    await within((tx) => note(tx, services, leased, delivery));
  } catch (error) {
    await within((tx) => postponeAccident(tx, services, mailId));
    throw error;
  }
}

/** Takes a due mail, or nothing when there is none to send: it is another's, its reader is gone or not reachable. */
async function lease(tx: Tx, services: MailServices, mailId: string): Promise<Leased | undefined> {
  const row = await lockDue(tx, mailId);
  if (row === undefined) return undefined;
  const recipient = await findRecipient(tx, services.vault, audienceOf(row), row.recipientId);
  if (recipient.kind === 'gone') return cancel(tx, row);
  if (recipient.kind === 'unreachable') return giveUp(tx, services, row, recipient.code);
  if (services.mailer.isOff) return giveUp(tx, services, row, 'mailOff');
  const mail = await compose(tx, services, row, recipient);
  if (mail === undefined) return cancel(tx, row);
  if (services.mailer.send === undefined) return keepInMailbox(tx, services, row, mail);
  const attempt = row.attempts + 1;
  const nextAttemptAt = new Date(tx.now.getTime() + leaseMinutes * minuteMs);
  await tx.db.mail.update({
    where: { id: row.id },
    data: { attempts: attempt, nextAttemptAt, messageId: mail.messageId },
  });
  return { row, mail, attempt };
}

async function lockDue(tx: Tx, mailId: string): Promise<Mail | undefined> {
  const locked = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM mail WHERE id = ${mailId}::uuid AND state = 'queued' AND next_attempt_at <= ${tx.now}
       FOR UPDATE SKIP LOCKED`;
  if (locked.length === 0) return undefined;
  return tx.db.mail.findUniqueOrThrow({ where: { id: mailId } });
}

async function compose(
  tx: Tx,
  { vault, mailer }: MailServices,
  row: Mail,
  { address, locale }: Extract<Recipient, { kind: 'address' }>,
): Promise<(ComposedMail & { readonly heading: Text }) | undefined> {
  const params = await paramsOf(tx, vault, row);
  if (params === undefined) return undefined;
  const page = await pageOfMail(tx, row);
  const { name } = await tx.db.alliance.findUniqueOrThrow({ where: { id: tx.allianceId } });
  const text = textOf(row.template, params, { allianceName: name, publicUrl: mailer.publicUrl });
  const composed = await mailer.compose({
    id: row.id,
    to: address,
    locale,
    subject: text.subject[locale],
    paragraphs: [
      greeting[locale],
      ...text.paragraphs.map((paragraph) => paragraph[locale]),
      page === '/' ? mailer.publicUrl : `${mailer.publicUrl}${page}`,
      name,
      footer[locale],
    ],
    date: row.queuedAt,
  });
  return { ...composed, heading: text.subject };
}

/** Undefined when whom it was written to has been erased meanwhile. */
async function paramsOf(tx: Tx, vault: Vault, row: Mail): Promise<unknown> {
  if (row.sealed === null) return undefined;
  try {
    const content = await openMail(tx, vault, row, row.sealed);
    return 'params' in content ? content.params : undefined;
  } catch (error) {
    if (error instanceof ErasedError) return undefined;
    throw error;
  }
}

async function keepInMailbox(
  tx: Tx,
  { vault }: MailServices,
  row: Mail,
  mail: ComposedMail & { readonly heading: Text },
): Promise<undefined> {
  const sealed = await sealMail(tx, vault, row, { source: mail.source, subject: mail.heading });
  await tx.db.mail.update({
    where: { id: row.id },
    data: { state: 'sent', sealed, sentAt: tx.now, messageId: mail.messageId, attempts: row.attempts + 1 },
  });
}

const greeting = { it: 'Buongiorno,', en: 'Good day,' };
const footer = {
  it: 'Messaggio automatico: le risposte a questo indirizzo non vengono lette.',
  en: 'Automatic message: replies to this address are not read.',
};
