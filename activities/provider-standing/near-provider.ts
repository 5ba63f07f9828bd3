import { pointOf, proximityFacts, proximityOf, unitAt } from '../../domain/proximity.ts';
import type { ServiceCategory } from '../../domain/provider-service.ts';
import { isLocal } from '../../domain/territory.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { OfferedService } from '../../prisma/generated/client.ts';
import { standingIn } from '../suspensions.ts';
import { outOfOrder } from './in-order.ts';

/** Where a provider is: its registered office, and every place that is open today. */
export async function whereIs(tx: Tx, organisationId: string) {
  const { comuneIstat } = await tx.db.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  const places = await tx.db.place.findMany({ where: { organisationId, ...current(tx, 'closedOn') } });
  return { registeredOfficeIstat: comuneIstat, units: places.map(unitAt) };
}

/**
 * Whether another provider that takes orders today offers the category at one of its places and is local or a
 * neighbour: of the person's comune or, at an admission, of the nearest of the 42. The directory asks the same in SQL.
 */
export async function isOfferedNear(
  tx: Tx,
  wanted: {
    readonly category: ServiceCategory;
    /** Null where the nearest of the 42 counts, as it does for somebody whose comune is not one of them. */
    readonly comune: string | null;
    /** Of the rule set in force. */
    readonly neighbourMaxMetres: number;
    readonly notBy: string | null;
  },
): Promise<boolean> {
  const offers = await tx.db.offeredService.findMany({
    where: {
      category: wanted.category,
      ...current(tx, 'withdrawnOn'),
      organisationId: wanted.notBy ? { not: wanted.notBy } : { not: null },
    },
    select: { id: true, organisationId: true },
  });
  const admitted = await tx.db.admission.findMany({
    where: {
      ...current(tx, 'endedOn'),
      organisationId: { in: await whoOffer(tx, offers) },
    },
    select: { organisationId: true },
  });
  const beneficiaryComune = wanted.comune && isLocal(wanted.comune) ? wanted.comune : null;
  for (const { organisationId } of admitted) {
    const unknown = { assessedOn: toPlainDate(tx.now), waiver: null, nearProviderOffersCategory: null };
    const where = await whereIs(tx, organisationId);
    const facts = proximityFacts({ ...where, ...unknown, beneficiaryComune }, 0);
    const near = proximityOf(facts, wanted.neighbourMaxMetres);
    if ((near === 'local' || near === 'neighbour') && (await takesOrders(tx, organisationId))) return true;
  }
  return false;
}

/** Of services those count that are offered at a place that is open today and on the map. */
async function whoOffer(
  tx: Tx,
  offers: readonly Pick<OfferedService, 'id' | 'organisationId'>[],
): Promise<string[]> {
  const offered = await tx.db.offeredServicePlace.findMany({
    where: { serviceId: { in: offers.map(({ id }) => id) }, ...current(tx, 'endedOn') },
  });
  const open = await tx.db.place.findMany({
    where: {
      id: { in: offered.map(({ placeId }) => placeId) },
      openedOn: { lte: new Date(toPlainDate(tx.now)) },
      ...current(tx, 'closedOn'),
    },
  });
  const onTheMap = new Set(open.filter((place) => pointOf(unitAt(place))).map(({ id }) => id));
  const counting = new Set(offered.filter(({ placeId }) => onTheMap.has(placeId)).map((at) => at.serviceId));
  return offers.flatMap(({ id, organisationId }) => (counting.has(id) ? (organisationId ?? []) : []));
}

async function takesOrders(tx: Tx, organisationId: string): Promise<boolean> {
  const grounds = await standingIn(tx, organisationId, 'provider');
  return grounds.length === 0 && (await outOfOrder(tx, [organisationId])).size === 0;
}

/** Not ended yet: the column holds the first day without it. */
export function current<Column extends string>(tx: Tx, column: Column) {
  const today = new Date(toPlainDate(tx.now));
  return { OR: [{ [column]: null }, { [column]: { gt: today } }] };
}
