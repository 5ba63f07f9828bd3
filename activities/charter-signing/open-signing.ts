import { addDays, toDateColumn } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import { slideOffHoliday } from '../../domain/working-days.ts';
import type { Tx } from '../../prisma/database.ts';
import type { CharterSigning, CharterVersion } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import { contentOf } from '../charter-versions.ts';
import { mailRepresentative } from '../notices.ts';
import { representativeOrThrow } from '../representatives.ts';
import type { ActivityServices } from '../services.ts';
import { wakeProcessOf } from '../wakeup.ts';
import { scheduleSigning } from './schedule.ts';
import { signingSubject } from './signing.ts';

/**
 * Invites an organisation to sign a version: its representative is written to, and the days begin. One that was
 * declined or ran out of time before is named by the new one.
 */
export async function openSigning(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  { organisationId, version }: { readonly organisationId: string; readonly version: CharterVersion },
): Promise<CharterSigning> {
  await representativeOrThrow(tx, organisationId);
  const { signing: terms } = contentOf(version);
  const previous = await tx.db.charterSigning.findFirst({
    where: { organisationId, charterVersionId: version.id },
    orderBy: { createdAt: 'desc' },
  });
  const dueOn = slideOffHoliday(addDays(toPlainDate(tx.now), terms.deadlineDays));
  const signing = await tx.db.charterSigning.create({
    data: {
      allianceId: tx.allianceId,
      organisationId,
      charterVersionId: version.id,
      previousId: previous?.id ?? null,
      waitingFor: 'representative.signature',
      dueOn: toDateColumn(dueOn),
      openedBy: tx.actor.id,
      createdAt: tx.now,
    },
  });
  await scheduleSigning(tx, signing, terms.reminderDays);
  await mailRepresentative(tx, services, signing, 'charterInvitation');
  await wakeProcessOf(tx, signingSubject(signing));
  await recordAudit(tx, services.vault, {
    action: 'charter.signingOpened',
    subjectKind: 'charterSigning',
    subjectId: signing.id,
  });
  return signing;
}
