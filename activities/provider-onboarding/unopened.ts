import { isOver } from '../../domain/provider-onboarding.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ProviderApplication } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import { lockAccount, withdrawInvitation } from '../invitations.ts';
import type { ActivityServices } from '../services.ts';
import { wakeProcessOf } from '../wakeup.ts';
import { applicationSubject, lockApplication } from './application.ts';
import { endApplication } from './ending.ts';
import { isUnopened } from './standing.ts';

type Services = Pick<ActivityServices, 'vault'>;

/** Nobody opened the link: the mailbox may be of somebody who never heard of it, and is written to no more. */
export async function closeUnopened(
  tx: Tx,
  { vault }: Services,
  application: ProviderApplication,
  why: 'neverOpened' | 'invitedInstead',
): Promise<void> {
  await withdrawInvitation(tx, application.accountId);
  await endApplication(tx, application, 'closed');
  await recordAudit(tx, vault, {
    action: `providerApplication.${why}`,
    ...applicationSubject(application),
  });
}

/**
 * Closes what was asked for with a mailbox at the open door, for the office to invite instead: anybody can name
 * anybody's mailbox there, and until somebody opens the link that keeps no one from being invited.
 *
 * @returns whether the way is free
 */
export async function giveWay(
  tx: Tx,
  services: Services,
  { id, accountId }: ProviderApplication,
): Promise<boolean> {
  await lockAccount(tx, accountId);
  const application = await lockApplication(tx, id);
  if (isOver(application.state)) return true;
  if (!(await isUnopened(tx, id))) return false;
  await closeUnopened(tx, services, application, 'invitedInstead');
  await wakeProcessOf(tx, applicationSubject(application));
  return true;
}
