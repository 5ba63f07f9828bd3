import { distanceMetres } from '../domain/distance.ts';
import { toDateColumn } from '../domain/plain-date.ts';
import type { Search } from '../api/directory-search.ts';
import type { Tx } from '../prisma/database.ts';

/** The directory as one would write it first: load what is on offer today, and find in it. */
export async function searchInMemory(tx: Tx, { query, from, today, neighbourMaxMetres }: Search) {
  const now = toDateColumn(today);
  const admissions = await tx.db.admission.findMany({ where: { endedOn: null, admittedOn: { lte: now } } });
  const organisations = await tx.db.organisation.findMany({
    where: { id: { in: admissions.map(({ organisationId }) => organisationId) } },
  });
  const suspensions = await tx.db.suspension.findMany({ where: { liftedAt: null } });
  const places = await tx.db.place.findMany({ where: { closedOn: null, openedOn: { lte: now } } });
  const services = await tx.db.offeredService.findMany({ where: { withdrawnOn: null } });
  const links = await tx.db.offeredServicePlace.findMany({ where: { endedOn: null } });
  await tx.db.priceChange.findMany({ where: { cancelledAt: null } });
  const suspended = new Set(suspensions.map(({ organisationId }) => organisationId));
  const names = new Map(organisations.map(({ id, name }) => [id, name]));
  const measured = new Map(
    places.map((place) => {
      const point = { latitude: place.latitude!, longitude: place.longitude! };
      return [place.id, { ...place, metres: distanceMetres(point, from) }];
    }),
  );
  const nearest = Map.groupBy(measured.values(), (place) => place.organisationId!);
  const linksOf = Map.groupBy(links, (link) => link.serviceId);
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replaceAll(/\p{Mn}/gu, '')
      .toLowerCase();
  return services
    .flatMap((service) => {
      const organisationId = service.organisationId!;
      const at = (linksOf.get(service.id) ?? []).map((link) => measured.get(link.placeId)!);
      const [place] = at.toSorted((one, other) => one.metres - other.metres || (one.id < other.id ? -1 : 1));
      const near = Math.min(...nearest.get(organisationId)!.map(({ metres }) => metres));
      const text = plain(`${service.name} ${place?.name} ${names.get(organisationId)}`);
      const isWanted =
        place !== undefined &&
        near <= neighbourMaxMetres &&
        names.has(organisationId) &&
        !suspended.has(organisationId) &&
        (!query.category || service.category === query.category) &&
        (query.withinMetres === undefined || place.metres <= query.withinMetres) &&
        (!query.q || text.includes(plain(query.q)));
      return isWanted ? [{ ...service, metres: place.metres }] : [];
    })
    .toSorted((one, other) => one.metres - other.metres || (one.id < other.id ? -1 : 1))
    .slice(0, query.limit + 1);
}
