import type { z } from 'zod';
import type {
  confirmDeliveryInput,
  issueFundVouchersInput,
  recordDeathInput,
  settleAwardInput,
  swapProviderInput,
} from '../domain/disbursement.ts';
import { notFound } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import { refuseFuture } from './invalid-field.ts';

/** What a step on an award names in its body must be the award's: 404 at once, before anything is kept of it. */

export async function unitsOrThrow(
  tx: Tx,
  awardId: string,
  { unitIds }: z.output<typeof confirmDeliveryInput>,
): Promise<void> {
  const wanted = [...new Set(unitIds)];
  const found = await tx.db.deliveredUnit.count({ where: { id: { in: wanted }, awardId } });
  if (found !== wanted.length) throw notFound({ it: 'Unità consegnate', en: 'Delivered units' });
}

export async function swapOrThrow(
  tx: Tx,
  awardId: string,
  { orderId, providerId }: z.output<typeof swapProviderInput>,
): Promise<void> {
  const orders = await tx.db.providerOrder.count({ where: { id: orderId, awardId } });
  if (orders === 0) throw notFound({ it: 'Ordine', en: 'Order' });
  const providers = await tx.db.organisation.count({ where: { id: providerId, roles: { has: 'provider' } } });
  if (providers === 0) throw providerNotFound();
}

export async function orderAndServiceOrThrow(
  tx: Tx,
  awardId: string,
  { orderId, serviceId }: z.output<typeof issueFundVouchersInput>,
): Promise<void> {
  const orders = await tx.db.providerOrder.count({ where: { id: orderId, awardId } });
  if (orders === 0) throw notFound({ it: 'Ordine', en: 'Order' });
  const services = await tx.db.offeredService.count({
    where: { id: serviceId, organisationId: { not: null } },
  });
  if (services === 0) throw notFound({ it: 'Servizio', en: 'Service' });
}

/** A death that is recorded has happened. */
export function diedByTodayOrThrow(
  tx: Tx,
  _awardId: string,
  { diedOn }: z.output<typeof recordDeathInput>,
): Promise<void> {
  refuseFuture(tx, diedOn, '/body/diedOn');
  return Promise.resolve();
}

/** Only who delivers for an award is paid by it. */
export async function suppliedByOrThrow(
  tx: Tx,
  awardId: string,
  { providerId }: z.output<typeof settleAwardInput>,
): Promise<void> {
  const orders = await tx.db.providerOrder.count({ where: { awardId, providerId } });
  if (orders === 0) throw providerNotFound();
}

function providerNotFound() {
  return notFound({ it: 'Fornitore', en: 'Provider' });
}
