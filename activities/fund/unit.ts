import type { Tx } from '../../prisma/database.ts';
import type { Award, DeliveredUnit } from '../../prisma/generated/client.ts';
import { deliverUnit } from './money.ts';

/** The unit's cents leave the award's account for the provider's, under an identifier made of the unit. */
export async function confirmUnit(tx: Tx, award: Award, unit: DeliveredUnit): Promise<void> {
  const order = await tx.db.providerOrder.findUniqueOrThrow({ where: { id: unit.orderId } });
  const transferId = await deliverUnit(tx, award, unit, order.providerId);
  await tx.db.deliveredUnit.update({
    where: { id: unit.id },
    data: { state: 'confirmed', transferId, resolvedAt: tx.now },
  });
}
