import type { Tx } from '../../prisma/database.ts';
import type { CharterSigning, ProviderApplication } from '../../prisma/generated/client.ts';
import { fromDateColumn } from '../../domain/plain-date.ts';
import { onboardingTimes } from '../../domain/provider-onboarding.ts';
import { openSigning } from '../charter-signing/open-signing.ts';
import type { ActivityServices } from '../services.ts';
import { openTask } from '../tasks.ts';
import { applicationSubject, moveApplication } from './application.ts';
import { finish, noteProgress, turnTo } from './steps.ts';

/**
 * Follows the charter that is in force: one that is signed already counts, one that waits is waited for, and without
 * one a signing is opened in the name of the caseworker who confirmed the candidate. An amended charter is signed anew.
 */
export async function followCharter(
  tx: Tx,
  services: ActivityServices,
  application: ProviderApplication,
): Promise<void> {
  const { organisationId, caseworkerId } = application;
  const represented = await tx.db.onboardingStep.count({
    where: { applicationId: application.id, step: 'representative', state: 'done' },
  });
  if (!organisationId || !caseworkerId || represented === 0) return;
  const version = await tx.db.charterVersion.findFirst({ where: { state: 'published' } });
  if (!version) return;
  const last = await tx.db.charterSigning.findFirst({
    where: { organisationId, charterVersionId: version.id },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  const signing =
    last ?? (await openSigning(tx, services, { organisationId, version, openedBy: caseworkerId }));
  const isNew = application.charterSigningId !== signing.id;
  if (isNew)
    await moveApplication(tx, application, { charterVersionId: version.id, charterSigningId: signing.id });
  await standAsSigned(tx, application, signing, isNew);
}

/** The step follows the signing: to sign, to countersign, done; or declined or expired, and then a person is asked. */
async function standAsSigned(
  tx: Tx,
  application: ProviderApplication,
  { state, dueOn: lastDay }: CharterSigning,
  isNew: boolean,
): Promise<void> {
  const step = await tx.db.onboardingStep.findFirstOrThrow({
    where: { applicationId: application.id, step: 'charter' },
  });
  if (state === 'countersigned') {
    if (step.state === 'done') return;
    await finish(tx, application, 'charter', null);
    return noteProgress(tx, application);
  }
  const wanted = state === 'signed' ? 'toCheck' : 'open';
  const isTheirs = step.state === wanted && step.dueOn !== null;
  // The day until which the charter may be signed is the day of the step, also when the office moves it.
  const ownDay = state === 'open' ? fromDateColumn(lastDay) : undefined;
  const isMoved = isTheirs && ownDay !== undefined && fromDateColumn(step.dueOn!) !== ownDay;
  if (!isTheirs || isMoved || (isNew && wanted === 'open')) {
    await turnTo(tx, application, 'charter', wanted, undefined, ownDay);
    await noteProgress(tx, application);
  }
  if (state === 'declined' || state === 'expired') await askAbout(tx, application);
}

async function askAbout(tx: Tx, application: ProviderApplication): Promise<void> {
  const subject = applicationSubject(application);
  const kind = 'charterUnsigned' as const;
  const asked = await tx.db.task.count({ where: { ...subject, kind, state: { in: ['open', 'claimed'] } } });
  if (asked > 0) return;
  await openTask(tx, {
    ...subject,
    kind,
    candidateRole: 'caseworker',
    dueInWorkingDays: onboardingTimes.chaseWorkingDays,
  });
}
