import { toDateColumn } from '../../domain/plain-date.ts';
import type { Tx } from '../../prisma/database.ts';
import type { CharterSigning, CharterVersion } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import { contentOf, holdPublished } from '../charter-versions.ts';
import { mailRepresentative } from '../notices.ts';
import { wakeOnboarding } from '../provider-onboarding/wake.ts';
import { representativeOf } from '../representatives.ts';
import type { ActivityServices } from '../services.ts';
import { openTask } from '../tasks.ts';
import { wakeProcessOf } from '../wakeup.ts';
import { bindingSigning, closeOvertaken, invitationTo, lastDayFor } from './revision.ts';
import { scheduleSigning } from './schedule.ts';
import { signingSubject } from './signing.ts';

/** Working days in which somebody says who signs for an organisation. */
const namingTimes = { dueInWorkingDays: 5, reminderWorkingDays: 2 } as const;

export interface NewSigning {
  readonly organisationId: string;
  readonly version: CharterVersion;
  /** Who asks: somebody else will countersign. */
  readonly openedBy: string;
}

/**
 * Invites an organisation to sign a version: its representative is written to, and the days begin. One that was
 * declined or ran out of time before is named by the new one. Whoever signed an earlier version has days of grace; what
 * it was still asked to sign of an earlier one is asked no more.
 */
export async function openSigning(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  { organisationId, version, openedBy }: NewSigning,
): Promise<CharterSigning> {
  await holdPublished(tx, version.id);
  await closeOvertaken(tx, services, organisationId, version.id);
  const previous = await tx.db.charterSigning.findFirst({
    where: { organisationId, charterVersionId: version.id },
    orderBy: { createdAt: 'desc' },
  });
  const boundById = previous ? null : await bindingSigning(tx, organisationId, version);
  const signing = await tx.db.charterSigning.create({
    data: {
      allianceId: tx.allianceId,
      organisationId,
      charterVersionId: version.id,
      previousId: previous?.id ?? null,
      boundById,
      waitingFor: 'representative.signature',
      dueOn: toDateColumn(await lastDayFor(tx, { organisationId, version, isBound: boundById !== null })),
      openedBy,
      createdAt: tx.now,
    },
  });
  await scheduleSigning(tx, signing, contentOf(version).signing.reminderDays);
  if (await representativeOf(tx, organisationId))
    await mailRepresentative(tx, services, signing, await invitationTo(tx, signing));
  else await askWhoRepresents(tx, signing);
  await wakeProcessOf(tx, signingSubject(signing));
  await wakeOnboarding(tx, organisationId);
  await recordAudit(tx, services.vault, {
    action: 'charter.signingOpened',
    subjectKind: 'charterSigning',
    subjectId: signing.id,
  });
  return signing;
}

/** Nobody can be written to: the days run all the same, so an administrator is asked to say who signs. */
async function askWhoRepresents(tx: Tx, signing: CharterSigning): Promise<void> {
  await openTask(tx, {
    ...signingSubject(signing),
    kind: 'nameRepresentative',
    candidateRole: 'administrator',
    ...namingTimes,
  });
}
