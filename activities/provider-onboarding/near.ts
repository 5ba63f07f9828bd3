import type { Tx } from '../../prisma/database.ts';
import { isLocal } from '../../domain/territory.ts';
import { coordinatesOfComuneOrThrow, leastDistanceMetres, type Coordinates } from '../../domain/distance.ts';
import type { Place } from '../../prisma/generated/client.ts';
import type { ServiceCategory } from '../../domain/provider-service.ts';

/** Where a place is: by its own coordinates or, in one of the 42 comuni, by the comune's. */
export function pointOf({ latitude, longitude, comuneIstat }: Place): Coordinates | null {
  if (latitude !== null && longitude !== null) return { latitude, longitude };
  return isLocal(comuneIstat) ? coordinatesOfComuneOrThrow(comuneIstat) : null;
}

/** Whether a provider of the alliance, another than this one, offers the category in the territory or beside it. */
export async function isOfferedNear(
  tx: Tx,
  category: ServiceCategory,
  maxMetres: number,
  notOf: string | null,
): Promise<boolean> {
  const services = await tx.db.offeredService.findMany({
    where: { category, withdrawnOn: null, organisationId: notOf ? { not: notOf } : { not: null } },
    select: { id: true, organisationId: true },
  });
  const admitted = await tx.db.admission.findMany({
    where: { endedOn: null, organisationId: { in: services.flatMap((one) => one.organisationId ?? []) } },
    select: { organisationId: true },
  });
  const providers = new Set(admitted.map(({ organisationId }) => organisationId));
  const offers = services.filter(({ organisationId }) => providers.has(organisationId!)).map(({ id }) => id);
  const offices = await tx.db.organisation.findMany({
    where: { id: { in: [...providers] } },
    select: { comuneIstat: true },
  });
  if (offices.some(({ comuneIstat }) => isLocal(comuneIstat))) return true;
  const at = await tx.db.offeredServicePlace.findMany({
    where: { serviceId: { in: offers }, endedOn: null },
    select: { placeId: true },
  });
  const places = await tx.db.place.findMany({
    where: { id: { in: at.map(({ placeId }) => placeId) }, closedOn: null },
  });
  const distance = leastDistanceMetres(
    places.flatMap((place) => pointOf(place) ?? []),
    null,
  );
  return distance !== null && distance <= maxMetres;
}
