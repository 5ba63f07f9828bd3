import type { ProcessParams } from '../../workflows/contract.ts';
import { recordAudit } from '../audit.ts';
import type { ActivityServices } from '../services.ts';
import { reopen } from './decide.ts';

/** The household changed before the decision: what was computed on the old one no longer holds (domain §6.9). */
export async function checkHousehold(
  services: ActivityServices,
  { allianceId, subjectId }: ProcessParams,
): Promise<void> {
  const actor = { kind: 'system' as const, id: 'household-change' };
  await services.database.inAlliance(allianceId, actor, async (tx) => {
    await tx.db.$queryRaw`SELECT id FROM assessment WHERE id = ${subjectId}::uuid FOR UPDATE`;
    const assessment = await tx.db.assessment.findUniqueOrThrow({ where: { id: subjectId } });
    if (assessment.state !== 'evaluation' && assessment.state !== 'deciding') return;
    const since = assessment.completeAt!;
    const household = await tx.db.householdMember.count({
      where: { householdId: assessment.householdId, changedAt: { gt: since } },
    });
    if (household === 0) return;
    await reopen(tx, assessment);
    await recordAudit(tx, services.vault, {
      action: 'assessment.reopened',
      subjectKind: 'assessment',
      subjectId,
      reason: 'householdChanged',
    });
  });
}
