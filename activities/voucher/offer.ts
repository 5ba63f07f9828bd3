import { toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { notFound, Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { OfferedService, Place } from '../../prisma/generated/client.ts';
import { currentAdmission } from '../provider-offer/admission.ts';
import { listPriceOn } from '../provider-offer/prices.ts';
import { outOfOrder } from '../provider-standing/in-order.ts';
import { isNear } from '../provider-standing/near-person.ts';
import { suspendedProviders } from '../suspensions.ts';

/** A service that can be ordered today, at the list price of today. */
export interface Orderable {
  readonly service: OfferedService & { readonly organisationId: string };
  readonly listPriceCents: number;
}

/**
 * A service as somebody orders it: still offered on the day it is wanted, at a place that is open, by a provider that
 * is admitted, not suspended, and near whoever uses it. The price is the list price of the day of the order: what was
 * announced for later is no reason to pay more today. The provider's standing stays as it is until the transaction ends.
 */
export async function orderableOrThrow(
  tx: Tx,
  order: { readonly serviceId: string; readonly serviceFrom: PlainDate; readonly comune: string | null },
): Promise<Orderable> {
  const service = await tx.db.offeredService.findUnique({ where: { id: order.serviceId } });
  const providerId = service?.organisationId;
  if (!service || !providerId) throw notFound({ it: 'Servizio', en: 'Service' });
  await takesOrdersOrThrow(tx, providerId);
  const isOffered = !service.withdrawnOn || service.withdrawnOn > toDateColumn(order.serviceFrom);
  if (!isOffered || (await placesOf(tx, [service.id], order.serviceFrom)).length === 0) throw notOffered;
  if (!(await isNear(tx, order.comune, { providerId, category: service.category }))) throw tooFar;
  return {
    service: { ...service, organisationId: providerId },
    listPriceCents: await listPriceOn(tx, service, toPlainDate(tx.now)),
  };
}

/** Where services can be used on a day. */
export async function placesOf(
  tx: Tx,
  serviceIds: readonly string[],
  day: PlainDate,
): Promise<readonly { readonly serviceId: string; readonly place: Place }[]> {
  const on = toDateColumn(day);
  const links = await tx.db.offeredServicePlace.findMany({
    where: { serviceId: { in: [...serviceIds] }, OR: [{ endedOn: null }, { endedOn: { gt: on } }] },
  });
  const places = await tx.db.place.findMany({
    where: {
      id: { in: links.map(({ placeId }) => placeId) },
      openedOn: { lte: on },
      OR: [{ closedOn: null }, { closedOn: { gt: on } }],
    },
    orderBy: { id: 'asc' },
  });
  return places.flatMap((place) =>
    links.filter(({ placeId }) => placeId === place.id).map(({ serviceId }) => ({ serviceId, place })),
  );
}

async function takesOrdersOrThrow(tx: Tx, providerId: string): Promise<void> {
  if ((await suspendedProviders(tx, [providerId])).length > 0) throw suspended;
  const why = (await outOfOrder(tx, [providerId])).get(providerId);
  if (why === 'notAdmitted' || !(await currentAdmission(tx, providerId))) throw notAdmitted;
  if (why) throw suspended;
}

const possible = ['searchDirectory'];

const notOffered = new Refusal('stepNotPossible', {
  detail: {
    it: 'Per quel giorno il servizio non è offerto in nessuna sede: scelga un altro giorno o un altro servizio.',
    en: 'On that day the service is offered at no place: choose another day or another service.',
  },
  possible,
});
const suspended = new Refusal('providerSuspended', {
  detail: {
    it: 'Il fornitore per ora non prende nuovi ordini: scelga un altro fornitore, o attenda.',
    en: 'The provider takes no new orders for now: choose another provider, or wait.',
  },
  possible,
});
const notAdmitted = new Refusal('providerNotAdmitted', {
  detail: {
    it: 'Questo ente non è un fornitore dell’alleanza: scelga un altro fornitore.',
    en: 'This organisation is no provider of the alliance: choose another provider.',
  },
  possible,
});
const tooFar = new Refusal('providerTooFar', {
  detail: {
    it: 'Il fornitore non è vicino a chi userà il servizio, e nessuna deroga lo ammette: scelga un fornitore più vicino.',
    en: 'The provider is not near whoever will use the service, and no waiver admits it: choose a nearer one.',
  },
  possible,
});
