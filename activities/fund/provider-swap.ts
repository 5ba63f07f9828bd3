import type { z } from 'zod';
import { unitsAtNewPrice, type swapProviderInput } from '../../domain/disbursement.ts';
import { Refusal, notFound } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { DeliveredUnit } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import { notOwnEmployerOrThrow } from '../fragility-assessment/needs.ts';
import { mailOrderClosed, mailOrderGrown, mailProviderOrder } from '../notices.ts';
import { nextFundOrderCodes } from '../numbering.ts';
import { inOrderOrThrow } from '../provider-standing/in-order.ts';
import { nearPersonOrThrow } from '../provider-standing/near-person.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { notSuspendedOrThrow } from '../suspensions.ts';
import { awardAnswer, lockAwardForStep, moveAward } from './award.ts';
import { deliveryStands } from './delivery-stands.ts';

/**
 * Another provider takes over what is not delivered yet: as many whole units as the remaining cents of the order
 * pay at the new price; nobody adds money (domain §6.9). Before the approval no provider was told anything yet.
 */
export async function swapProvider(
  tx: Tx,
  submission: OpenSubmission<z.output<typeof swapProviderInput>>,
  services: ActivityServices,
): Promise<Done> {
  const award = await lockAwardForStep(tx, submission.subjectId, 'swapProvider');
  const { orderId, providerId, unitPriceCents } = submission.body;
  const order = await tx.db.providerOrder.findFirst({
    where: { id: orderId, awardId: award.id, closedAt: null },
  });
  if (!order) throw notFound({ it: 'Ordine', en: 'Order' });
  const provider = await tx.db.organisation.findFirst({
    where: { id: providerId, roles: { has: 'provider' } },
  });
  if (!provider) throw notFound({ it: 'Fornitore', en: 'Provider' });
  await notOwnEmployerOrThrow(tx, award.householdId, [providerId]);
  await notSuspendedOrThrow(tx, [providerId]);
  await inOrderOrThrow(tx, [providerId]);
  await nearPersonOrThrow(tx, award.householdId, [{ providerId, service: order.service }]);
  const standing = await tx.db.deliveredUnit.count({ where: { orderId, state: { not: 'rejected' } } });
  const units = unitsAtNewPrice(order.units - standing, order.unitPriceCents, unitPriceCents);
  if (units === 0) throw tooDear;
  const [code] = await nextFundOrderCodes(tx, 1);
  await tx.db.providerOrder.update({
    where: { id: order.id },
    data: { units: standing, ...(standing === 0 ? { closedAt: tx.now } : {}) },
  });
  const replacement = await tx.db.providerOrder.create({
    data: {
      allianceId: tx.allianceId,
      awardId: award.id,
      needId: order.needId,
      providerId,
      code: code!,
      service: order.service,
      unit: order.unit,
      units,
      unitPriceCents,
      createdAt: tx.now,
    },
  });
  if (award.state === 'delivering') {
    await mailOrderClosed(tx, services, order);
    await mailProviderOrder(tx, services, replacement);
  }
  await recordAudit(tx, services.vault, {
    action: 'provider.swapped',
    subjectKind: 'award',
    subjectId: award.id,
  });
  const moved = await moveAward(
    tx,
    award,
    award.state === 'delivering' ? await deliveryStands(tx, award) : {},
  );
  return { status: 200, body: { ...awardAnswer(moved).body, orderId: replacement.id, units } };
}

/**
 * Units that a dispute found undelivered may be delivered again: by whoever has the order, or, where another provider
 * took over meanwhile, by that one, as many as their cents pay at its price. The order it left is over with what stands.
 */
export async function passOnRejected(
  tx: Tx,
  services: ActivityServices,
  rejected: readonly DeliveredUnit[],
): Promise<void> {
  for (const [orderId, { length }] of Map.groupBy(rejected, (unit) => unit.orderId)) {
    const order = await tx.db.providerOrder.findUniqueOrThrow({ where: { id: orderId } });
    const { awardId, needId } = order;
    const successor = await tx.db.providerOrder.findFirst({
      where: { awardId, needId, closedAt: null, createdAt: { gt: order.createdAt } },
      orderBy: { createdAt: 'desc' },
    });
    if (!successor || order.closedAt) continue;
    const units = order.units - length;
    await tx.db.providerOrder.update({
      where: { id: orderId },
      data: { units, ...(units === 0 ? { closedAt: tx.now } : {}) },
    });
    const more = unitsAtNewPrice(length, order.unitPriceCents, successor.unitPriceCents);
    if (more === 0) continue;
    const grown = await tx.db.providerOrder.update({
      where: { id: successor.id },
      data: { units: successor.units + more },
    });
    await mailOrderGrown(tx, services, grown, more);
  }
}

const tooDear = new Refusal('unitsExceedOrder', {
  detail: {
    it: 'Il resto dell’ordine non paga nemmeno un’unità a questo prezzo.',
    en: 'The rest of the order does not pay a single unit at this price.',
  },
});
