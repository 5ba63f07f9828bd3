import { randomUUIDv7 } from 'node:crypto';
import { isOver } from '../../domain/provider-onboarding.ts';
import type { Locale } from '../../domain/text.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ProviderApplication } from '../../prisma/generated/client.ts';
import type { ApplicationOrigin } from '../../prisma/generated/enums.ts';
import type { Vault } from '../../vault/vault.ts';
import { recordAudit } from '../audit.ts';
import { inviteCandidate } from '../invitations.ts';
import { nextApplicationCode } from '../numbering.ts';
import { wakeProcessOf } from '../wakeup.ts';
import { applicationSubject, lockApplication, moveApplication } from './application.ts';
import { isUnopened } from './standing.ts';
import { awaitOpening, beginSteps, writeSteps } from './steps.ts';

export interface NewApplication {
  readonly origin: ApplicationOrigin;
  readonly organisationName: string;
  readonly email: string;
  readonly locale: Locale;
  /** Who invited. */
  readonly caseworkerId?: string;
  readonly suggestionId?: string;
}

interface LinkServices {
  readonly vault: Vault;
  readonly publicUrl: string;
}

/**
 * Opens an application: an account that can do nothing else, a link to its mailbox, every step. The mailbox must have
 * none open; the database sees to it when two come at once. Whoever the office invited has its days from now; of whoever
 * knocked at the open door they begin when somebody opens the link, since anybody can name anybody's mailbox there.
 */
export async function openApplication(
  tx: Tx,
  services: LinkServices,
  { origin, organisationName, email, locale, caseworkerId, suggestionId }: NewApplication,
): Promise<ProviderApplication> {
  const { allianceId, now: createdAt } = tx;
  const account = await tx.db.account.create({
    data: { allianceId, label: organisationName, email, roles: ['candidate'], locale, createdAt },
  });
  const application = await tx.db.providerApplication.create({
    data: {
      id: randomUUIDv7(),
      allianceId,
      code: await nextApplicationCode(tx),
      waitingFor: 'candidate.identity',
      origin,
      accountId: account.id,
      mailboxPrint: await mailboxPrint(tx, services.vault, email),
      caseworkerId: caseworkerId ?? null,
      suggestionId: suggestionId ?? null,
      organisationName,
      lastProgressAt: createdAt,
      createdAt,
    },
  });
  await writeSteps(tx, application);
  if (origin !== 'public') await beginSteps(tx, application);
  await recordAudit(tx, services.vault, {
    action: 'providerApplication.opened',
    ...applicationSubject(application),
    reason: origin,
  });
  await sendLink(tx, services, application);
  await wakeProcessOf(tx, applicationSubject(application));
  return application;
}

/**
 * Sends the candidate a link to go on with, on the office's behalf: one that was sent before opens no more. Whoever was
 * invited and never came reads that they are invited, everybody else that a link was asked for.
 */
export async function sendLink(
  tx: Tx,
  { vault, publicUrl }: LinkServices,
  application: ProviderApplication,
): Promise<Date> {
  const { accountId, origin } = application;
  await moveClosing(tx, application);
  const to = { publicUrl, beside: false } as const;
  const cameIn = await tx.db.invitation.count({ where: { accountId, usedAt: { not: null } } });
  if (origin === 'public' || cameIn > 0)
    return inviteCandidate(tx, vault, accountId, { template: 'candidateLink', ...to });
  const { name: allianceName } = await tx.db.alliance.findUniqueOrThrow({ where: { id: tx.allianceId } });
  return inviteCandidate(tx, vault, accountId, { template: 'candidateInvitation', allianceName, ...to });
}

/** Sends a link that somebody asked for at the open door; those sent before go on opening until one is used. */
export async function sendLinkBeside(
  tx: Tx,
  { vault, publicUrl }: LinkServices,
  application: ProviderApplication,
): Promise<Date> {
  const { accountId } = application;
  await moveClosing(tx, application);
  return inviteCandidate(tx, vault, accountId, { template: 'candidateLink', publicUrl, beside: true });
}

/** A link that is sent can be used: what nobody has opened yet does not close before the link does. */
async function moveClosing(tx: Tx, application: ProviderApplication): Promise<void> {
  const { id, state } = await lockApplication(tx, application.id);
  if (isOver(state) || !(await isUnopened(tx, id))) return;
  await awaitOpening(tx, application);
  await wakeProcessOf(tx, applicationSubject(application));
}

/** Somebody opened a link: what they asked for at the open door begins with it, and is done for once. */
export async function beginApplication(tx: Tx, accountId: string): Promise<void> {
  const application = await tx.db.providerApplication.findFirst({ where: { accountId, state: 'applied' } });
  if (!application) return;
  const { id } = await lockApplication(tx, application.id);
  if (!(await isUnopened(tx, id))) return;
  await moveApplication(tx, application, { lastProgressAt: tx.now });
  await beginSteps(tx, application);
  await wakeProcessOf(tx, applicationSubject(application));
}

/** The open application of a mailbox, if it has one. */
export async function applicationOfMailbox(
  tx: Tx,
  vault: Vault,
  email: string,
): Promise<ProviderApplication | null> {
  return tx.db.providerApplication.findFirst({
    where: {
      mailboxPrint: await mailboxPrint(tx, vault, email),
      state: { in: ['applied', 'docsPending', 'review'] },
    },
  });
}

function mailboxPrint(tx: Tx, vault: Vault, email: string): Promise<string> {
  return vault.fingerprint(tx, `mailbox/${email.toLowerCase()}`);
}
