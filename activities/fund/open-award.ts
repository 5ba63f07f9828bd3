import { fundAllocationId } from '../../workflows/contract.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Assessment } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import type { FundedAward } from '../fragility-assessment/decide.ts';
import { dossierSubject } from '../fragility-assessment/dossier.ts';
import { nextFundOrderCodes } from '../numbering.ts';
import { watchRepresentation } from '../representation.ts';
import type { ActivityServices } from '../services.ts';
import { wakeProcessOf, wakeUp } from '../wakeup.ts';
import { awardSubject } from './award.ts';
import { endOfWaiting, watchWaiting } from './waiting-list.ts';

/**
 * A grant becomes an award that awaits funds; only the allocation of the Fund holds money for it, in its order. Its
 * process runs from here on: the days on the waiting list end, and who may act for the person is watched, also while
 * nobody takes a step.
 */
export async function openAward(
  tx: Tx,
  services: ActivityServices,
  assessment: Assessment,
  funded: FundedAward,
): Promise<void> {
  const { id: assessmentId, completeAt } = assessment;
  const dueAt = await endOfWaiting(tx, { assessmentId, completeAt: completeAt! });
  const award = await tx.db.award.create({
    data: {
      allianceId: tx.allianceId,
      assessmentId,
      householdId: assessment.householdId,
      waitingFor: 'fund.allocation',
      dueAt,
      amountCents: funded.funding.awardCents,
      capCents: funded.capCents,
      scoreHundredths: assessment.scoreHundredths!,
      iseeSealed: await services.vault.seal(tx, dossierSubject(assessmentId), 'isee', funded.iseeCents),
      completeAt: completeAt!,
      proposedBy: assessment.decidedBy!,
      createdAt: tx.now,
    },
  });
  const lines = funded.needs.flatMap((need, index) => {
    const { fundedUnits } = funded.funding.needs[index]!;
    return fundedUnits === 0 ? [] : [{ need, fundedUnits }];
  });
  const codes = lines.length === 0 ? [] : await nextFundOrderCodes(tx, lines.length);
  await tx.db.providerOrder.createMany({
    data: lines.map(({ need, fundedUnits }, index) => ({
      allianceId: tx.allianceId,
      awardId: award.id,
      needId: need.id,
      providerId: need.providerId,
      code: codes[index]!,
      service: need.service,
      unit: need.unit,
      units: fundedUnits,
      unitPriceCents: need.unitPriceCents,
      createdAt: tx.now,
    })),
  });
  await watchWaiting(tx, award, dueAt);
  await watchRepresentation(tx, awardSubject(award), assessment);
  await wakeUp(tx, fundAllocationId(tx.allianceId));
  await wakeProcessOf(tx, awardSubject(award));
  await recordAudit(tx, services.vault, {
    action: 'award.opened',
    subjectKind: 'award',
    subjectId: award.id,
  });
}
