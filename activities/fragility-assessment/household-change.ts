import type { Tx } from '../../prisma/database.ts';
import { recordAudit } from '../audit.ts';
import type { ActivityServices } from '../services.ts';
import { reopen } from './decide.ts';

/** The household changed before the decision: what was computed on the old one no longer holds (domain §6.9). */
export async function checkHousehold(
  tx: Tx,
  services: ActivityServices,
  assessmentId: string,
): Promise<void> {
  await tx.db.$queryRaw`SELECT id FROM assessment WHERE id = ${assessmentId}::uuid FOR UPDATE`;
  const assessment = await tx.db.assessment.findUniqueOrThrow({ where: { id: assessmentId } });
  if (assessment.state !== 'evaluation' && assessment.state !== 'deciding') return;
  const { revision } = await tx.db.household.findUniqueOrThrow({
    where: { id: assessment.householdId },
    select: { revision: true },
  });
  if (revision === assessment.householdRevision) return;
  await reopen(tx, assessment);
  await recordAudit(tx, services.vault, {
    action: 'assessment.reopened',
    subjectKind: 'assessment',
    subjectId: assessmentId,
    reason: 'householdChanged',
  });
}
