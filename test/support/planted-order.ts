import { randomUUID } from 'node:crypto';
import type { TestApi } from '../api/support.ts';
import { makeAssessment, makeHousehold } from '../api/world.ts';

/** An approved order for somebody, as lists and object checks read it; no process stands behind it. */
export async function plantOrder(
  api: TestApi,
  who: { readonly personId: string; readonly providerId: string; readonly proposedBy: string },
): Promise<{ readonly awardId: string; readonly orderId: string }> {
  const householdId = await makeHousehold(api, [who.personId]);
  const assessmentId = await makeAssessment(api, {
    householdId,
    applicantId: who.personId,
    state: 'granted',
  });
  return api.inAlliance(async (tx) => {
    const { allianceId, now: createdAt } = tx;
    const asked = { unit: 'hour' as const, units: 10, unitPriceCents: 2_000, service: 'other' };
    const need = await tx.db.need.create({
      data: {
        ...asked,
        allianceId,
        assessmentId,
        position: 1,
        descriptionSealed: new Uint8Array(1),
        forPersonId: who.personId,
        providerId: who.providerId,
      },
    });
    const award = await tx.db.award.create({
      data: {
        allianceId,
        assessmentId,
        householdId,
        state: 'delivering',
        waitingFor: 'test',
        amountCents: 20_000,
        capCents: 80_000,
        scoreHundredths: 5_000,
        iseeSealed: new Uint8Array(1),
        completeAt: createdAt,
        proposedBy: who.proposedBy,
        createdAt,
      },
    });
    const order = await tx.db.providerOrder.create({
      data: {
        ...asked,
        allianceId,
        awardId: award.id,
        needId: need.id,
        providerId: who.providerId,
        code: `ORD-${randomUUID().slice(0, 8)}`,
        createdAt,
      },
    });
    return { awardId: award.id, orderId: order.id };
  });
}
