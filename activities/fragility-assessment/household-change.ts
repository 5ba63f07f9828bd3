import type { Tx } from '../../prisma/database.ts';
import { lockRow } from '../../prisma/lock-row.ts';
import { recordAudit } from '../audit.ts';
import type { ActivityServices } from '../services.ts';
import { reopen } from './decide.ts';

/** The household changed before the decision: what was computed on the old one no longer holds (domain §6.9). */
export async function checkHousehold(
  tx: Tx,
  services: ActivityServices,
  assessmentId: string,
): Promise<void> {
  const assessment = await lockRow(tx, 'assessment', assessmentId);
  if (!assessment) throw new Error('A process looks again at an assessment that does not exist.');
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
