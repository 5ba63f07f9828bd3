import { randomUUIDv7 } from 'node:crypto';
import type { Locale } from '../../domain/text.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ProviderApplication } from '../../prisma/generated/client.ts';
import type { ApplicationOrigin } from '../../prisma/generated/enums.ts';
import type { Vault } from '../../vault/vault.ts';
import { recordAudit } from '../audit.ts';
import { invite } from '../invitations.ts';
import { nextApplicationCode } from '../numbering.ts';
import { wakeProcessOf } from '../wakeup.ts';
import { applicationSubject } from './application.ts';
import { openSteps, setStallDeadlines } from './steps.ts';

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
 * Opens an application: an account that can do nothing else, a link to its mailbox, every step with its day. The mailbox
 * must have none open; the database sees to it when two come at once.
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
  await openSteps(tx, application);
  await setStallDeadlines(tx, application);
  await recordAudit(tx, services.vault, {
    action: 'providerApplication.opened',
    ...applicationSubject(application),
    reason: origin,
  });
  await sendLink(tx, services, account.id);
  await wakeProcessOf(tx, applicationSubject(application));
  return application;
}

/** Sends the candidate a link to go on with; one that was sent before opens no more. */
export function sendLink(tx: Tx, { vault, publicUrl }: LinkServices, accountId: string): Promise<Date> {
  return invite(tx, vault, accountId, publicUrl);
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
