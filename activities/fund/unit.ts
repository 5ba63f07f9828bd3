import { Refusal, notFound } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Award, DeliveredUnit } from '../../prisma/generated/client.ts';
import { deliverUnit } from './money.ts';

/** The unit's cents leave the award's account for the provider's, under an identifier made of the unit. */
export async function confirmUnit(
  tx: Tx,
  award: Award,
  unit: DeliveredUnit,
  resolvedBy?: string,
): Promise<void> {
  const order = await tx.db.providerOrder.findUniqueOrThrow({ where: { id: unit.orderId } });
  const transferId = await deliverUnit(tx, award, unit, order.providerId);
  await tx.db.deliveredUnit.update({
    where: { id: unit.id },
    data: { state: 'confirmed', transferId, resolvedAt: tx.now, resolvedBy },
  });
}

/** These units of the award, if each of them is in the state that the step starts from. */
export async function unitsOrThrow(
  tx: Tx,
  award: Award,
  unitIds: readonly string[],
  state: 'recorded' | 'disputed',
): Promise<DeliveredUnit[]> {
  const wanted = [...new Set(unitIds)];
  const units = await tx.db.deliveredUnit.findMany({
    where: { id: { in: wanted }, awardId: award.id },
    orderBy: { number: 'asc' },
  });
  if (units.length !== wanted.length) throw notFound({ it: 'Unità consegnate', en: 'Delivered units' });
  if (units.every((unit) => unit.state === state)) return units;
  throw new Refusal('stepNotPossible', {
    detail: {
      it: 'Alcune di queste unità sono già state confermate, contestate o decise: ricarichi l’elenco.',
      en: 'Some of these units were already confirmed, disputed or decided: load the list again.',
    },
  });
}
