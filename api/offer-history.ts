import type { z } from 'zod';
import { fromDateColumn, toDateColumn } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { dateIn, instantIn } from './dates.ts';
import type { providerOffer } from './offer-schema.ts';
import { placeView, serviceView } from './offer-view.ts';

type Offer = z.input<typeof providerOffer>;

/** Every place there is and was, or the one that is named. */
export async function offeredPlaces(
  tx: Tx,
  organisationId: string,
  placeId: string | null,
): Promise<Offer['places']> {
  const rows = await tx.db.place.findMany({
    where: { organisationId, ...(placeId ? { id: placeId } : {}) },
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => ({
    ...placeView(row),
    openedOn: fromDateColumn(row.openedOn),
    closedOn: dateIn(row.closedOn),
  }));
}

/** Every service there is and was with all its prices, or those that are offered at the place that is named. */
export async function offeredServices(
  tx: Tx,
  organisationId: string,
  placeId: string | null,
): Promise<Offer['services']> {
  const today = toDateColumn(toPlainDate(tx.now));
  const current: Prisma.OfferedServicePlaceWhereInput = {
    OR: [{ endedOn: null }, { endedOn: { gt: today } }],
  };
  const services = await tx.db.offeredService.findMany({ where: { organisationId }, orderBy: { id: 'asc' } });
  const serviceId = { in: services.map(({ id }) => id) };
  const links = await tx.db.offeredServicePlace.findMany({
    where: { AND: [{ serviceId, ...(placeId ? { placeId } : {}) }, current] },
    orderBy: { placeId: 'asc' },
  });
  const changes = await tx.db.priceChange.findMany({ where: { serviceId }, orderBy: { effectiveOn: 'asc' } });
  const linksOf = Map.groupBy(links, (link) => link.serviceId);
  const changesOf = Map.groupBy(changes, (change) => change.serviceId);
  const shown = placeId ? services.filter(({ id }) => linksOf.has(id)) : services;
  return shown.map((service) => {
    const ofService = changesOf.get(service.id) ?? [];
    return {
      ...serviceView(
        service,
        ofService.filter(({ cancelledAt }) => cancelledAt === null),
        today,
      ),
      withdrawnOn: dateIn(service.withdrawnOn),
      firstPriceCents: service.unitPriceCents,
      priceChanges: ofService.map((change) => ({
        id: change.id,
        unitPriceCents: change.unitPriceCents,
        effectiveOn: fromDateColumn(change.effectiveOn),
        announcedAt: change.announcedAt.toISOString(),
        cancelledAt: instantIn(change.cancelledAt),
      })),
      placeIds: (linksOf.get(service.id) ?? []).map((link) => link.placeId),
    };
  });
}
