import { coordinatesOfComuni, type Coordinates } from '../domain/territory/coordinates.ts';
import { EARTH_RADIUS_METRES } from '../domain/distance.ts';
import type { Proximity } from '../domain/proximity.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import type { ServiceCategory, ServiceUnit } from '../domain/provider-service.ts';
import type { Tx } from '../prisma/database.ts';
import { Prisma, type TaxLetter, type VatTreatment } from '../prisma/generated/client.ts';
import type { DirectoryQuery } from './directory-schema.ts';

export interface Found {
  readonly id: string;
  readonly category: ServiceCategory;
  readonly name: string;
  readonly unit: ServiceUnit;
  readonly vatTreatment: VatTreatment;
  readonly taxLetters: TaxLetter[];
  readonly minutes: number | null;
  readonly sessions: number | null;
  readonly capacity: number | null;
  readonly cancellationHours: number | null;
  readonly unitPriceCents: number;
  readonly announcedCents: number | null;
  readonly announcedOn: PlainDate | null;
  readonly providerId: string;
  readonly providerName: string;
  readonly suspended: boolean;
  readonly leavesOn: PlainDate | null;
  readonly placeId: string;
  readonly placeName: string;
  readonly comuneIstat: string;
  readonly address: string;
  readonly metres: number;
  readonly officeLocal: boolean;
  readonly localPlaceId: string | null;
  readonly nearestId: string;
  readonly nearestMetres: number;
  readonly proximity: Proximity | null;
  readonly waiverUntil: PlainDate | null;
}

export interface Search {
  readonly query: DirectoryQuery;
  readonly from: Coordinates;
  readonly today: PlainDate;
  readonly neighbourMaxMetres: number;
  /** Suspended providers are shown: every one, or those named. */
  readonly suspendedShown: 'all' | readonly string[];
}

/**
 * One statement over what is offered today. Distances are worked out as `domain/distance.ts` does, and what is near as
 * `domain/proximity.ts` says; tests hold them against each other, to the metre. Whether somebody near offers a category is asked of everything on offer, not of
 * what the search left over: a waiver ends where a neighbour begins.
 */
export function searchDirectory(tx: Tx, search: Search): Promise<Found[]> {
  const { query } = search;
  const [afterMetres, afterId] = query.cursor?.split('.') ?? [];
  return tx.db.$queryRaw<Found[]>`
    WITH ${providersAndSites(search)}, ${offers(search)}, near_category AS (
      SELECT DISTINCT category FROM offer
       WHERE NOT suspended AND proximity IN ('local', 'neighbour')
    )
    SELECT offer.id, offer.category::text, offer.name, offer.unit::text, offer.vat_treatment::text AS "vatTreatment",
           offer.tax_letters::text[] AS "taxLetters", offer.minutes, offer.sessions, offer.capacity,
           offer.cancellation_hours AS "cancellationHours",
           coalesce(price.unit_price_cents, offer.unit_price_cents) AS "unitPriceCents",
           announced.unit_price_cents AS "announcedCents", announced.effective_on::text AS "announcedOn",
           offer.organisation_id AS "providerId", offer.provider_name AS "providerName", offer.suspended,
           offer.leaves_on::text AS "leavesOn", offer.place_id AS "placeId", offer.place_name AS "placeName",
           offer.comune_istat AS "comuneIstat", offer.address, offer.metres, offer.office_local AS "officeLocal",
           offer.local_place_id AS "localPlaceId", offer.nearest_id AS "nearestId",
           offer.nearest_metres AS "nearestMetres",
           offer.proximity, waiver.until_date::text AS "waiverUntil"
      FROM offer ${prices(search)} ${waivers(search)}
     WHERE (offer.proximity IN ('local', 'neighbour')
            OR (waiver.until_date IS NOT NULL AND offer.category NOT IN (SELECT category FROM near_category)))
       AND ${wanted(search)}
       AND ${afterId ? Prisma.sql`(offer.metres, offer.id) > (${Number(afterMetres)}, ${afterId}::uuid)` : Prisma.sql`true`}
     ORDER BY offer.metres, offer.id LIMIT ${query.limit + 1}`;
}

const points = [...coordinatesOfComuni].map(([istat, { latitude, longitude }]) => ({
  istat,
  latitude,
  longitude,
}));

/** Who is a provider today, and every place of theirs with its distance. */
function providersAndSites({ from, today, neighbourMaxMetres }: Search): Prisma.Sql {
  return Prisma.sql`point AS (
      SELECT istat, latitude, longitude
        FROM jsonb_to_recordset(${JSON.stringify(points)}::jsonb) AS p(istat text, latitude float8, longitude float8)
    ), site AS MATERIALIZED (
      SELECT place.id, place.organisation_id, place.name, place.comune_istat, place.address, point.istat IS NOT NULL AS local,
             ${metresFrom(from)} AS metres
        FROM place LEFT JOIN point ON point.istat = place.comune_istat
       WHERE place.organisation_id IS NOT NULL AND place.opened_on <= ${today}::date
         AND (place.closed_on IS NULL OR place.closed_on > ${today}::date)
    ), provider_at AS (
      SELECT organisation.id, organisation.name, coalesce(admission.ended_on, leaving.effective_on) AS leaves_on,
             EXISTS (SELECT FROM point WHERE point.istat = organisation.comune_istat) AS office_local,
             nearest.id AS nearest_id, nearest.metres AS nearest_metres, nearest.local_place_id, nearest.all_placed,
             EXISTS (SELECT FROM suspension s
                      WHERE s.organisation_id = organisation.id AND (s.role IS NULL OR s.role = 'provider')
                        AND s.lifted_at IS NULL) AS suspended
        FROM organisation
        JOIN admission ON admission.organisation_id = organisation.id AND admission.admitted_on <= ${today}::date
                      AND (admission.ended_on IS NULL OR admission.ended_on > ${today}::date)
        LEFT JOIN revocation AS leaving ON leaving.admission_id = admission.id AND leaving.state = 'decided'
        JOIN (SELECT organisation_id, (array_agg(id ORDER BY metres, id))[1] AS id, min(metres) AS metres,
                     (array_agg(id ORDER BY metres, id) FILTER (WHERE local))[1] AS local_place_id,
                     bool_and(metres IS NOT NULL) AS all_placed
                FROM site GROUP BY organisation_id HAVING bool_or(metres IS NOT NULL)) AS nearest
          ON nearest.organisation_id = organisation.id
       WHERE leaving.effective_on IS NULL OR leaving.effective_on > ${today}::date
    ), provider AS (
      SELECT provider_at.*, ${proximity(neighbourMaxMetres)} AS proximity FROM provider_at
    )`;
}

/** What `proximityOf` of domain/proximity.ts says, in SQL; a test holds the two against each other. */
function proximity(neighbourMaxMetres: number): Prisma.Sql {
  return Prisma.sql`CASE WHEN office_local OR local_place_id IS NOT NULL THEN 'local'
    WHEN NOT all_placed THEN NULL WHEN nearest_metres <= ${neighbourMaxMetres} THEN 'neighbour' ELSE 'remote' END`;
}

/** Of each service the nearest place at which it is offered today. */
function offers({ today }: Search): Prisma.Sql {
  return Prisma.sql`offer AS MATERIALIZED (
      SELECT DISTINCT ON (service.id) service.*, provider.name AS provider_name, provider.suspended, provider.leaves_on,
             provider.office_local, provider.local_place_id, provider.nearest_id, provider.nearest_metres,
             provider.proximity,
             site.id AS place_id, site.name AS place_name, site.comune_istat, site.address, site.metres
        FROM offered_service AS service
        JOIN provider ON provider.id = service.organisation_id
        JOIN offered_service_place AS at ON at.service_id = service.id
                                        AND (at.ended_on IS NULL OR at.ended_on > ${today}::date)
        JOIN site ON site.id = at.place_id AND site.organisation_id = service.organisation_id
       WHERE (service.withdrawn_on IS NULL OR service.withdrawn_on > ${today}::date) AND site.metres IS NOT NULL
       ORDER BY service.id, site.metres, site.id
    )`;
}

/** The great-circle distance in whole metres, half-up. A place without coordinates of its own is where its comune is. */
function metresFrom({ latitude, longitude }: Coordinates): Prisma.Sql {
  const [lat, lon] = [
    Prisma.sql`radians(coalesce(place.latitude, point.latitude))`,
    Prisma.sql`coalesce(place.longitude, point.longitude)`,
  ];
  const chord = Prisma.sql`power(sin((radians(${latitude}::float8) - ${lat}) / 2), 2)
    + cos(${lat}) * cos(radians(${latitude}::float8)) * power(sin(radians(${longitude}::float8 - ${lon}) / 2), 2)`;
  // LEAST leaves a null out: what is nowhere on the map would be at the other end of the world.
  return Prisma.sql`CASE WHEN ${lat} IS NOT NULL AND ${lon} IS NOT NULL
    THEN floor(${2 * EARTH_RADIUS_METRES}::float8 * asin(least(1, sqrt(${chord}))) + 0.5)::int END`;
}

/** The price in force today and the next one announced; what was cancelled is neither. */
function prices({ today }: Search): Prisma.Sql {
  return Prisma.sql`
      LEFT JOIN LATERAL (
        SELECT unit_price_cents FROM price_change
         WHERE service_id = offer.id AND cancelled_at IS NULL AND effective_on <= ${today}::date
         ORDER BY effective_on DESC LIMIT 1) AS price ON true
      LEFT JOIN LATERAL (
        SELECT unit_price_cents, effective_on FROM price_change
         WHERE service_id = offer.id AND cancelled_at IS NULL AND effective_on > ${today}::date
         ORDER BY effective_on LIMIT 1) AS announced ON true`;
}

function waivers({ today }: Search): Prisma.Sql {
  return Prisma.sql`
      LEFT JOIN LATERAL (
        SELECT least(until_date, ended_on - 1) AS until_date FROM proximity_waiver
         WHERE organisation_id = offer.organisation_id AND category = offer.category
           AND from_date <= ${today}::date AND until_date >= ${today}::date
           AND (ended_on IS NULL OR ended_on > ${today}::date)
         ORDER BY 1 DESC LIMIT 1) AS waiver ON true`;
}

function wanted({ query, suspendedShown }: Search): Prisma.Sql {
  const { serviceId, category, withinMetres, taxLetter, people, q, availability } = query;
  const conditions = [Prisma.sql`true`];
  if (serviceId) conditions.push(Prisma.sql`offer.id = ${serviceId}::uuid`);
  if (category) conditions.push(Prisma.sql`offer.category = ${category}::service_category`);
  if (withinMetres !== undefined) conditions.push(Prisma.sql`offer.metres <= ${withinMetres}`);
  if (taxLetter) conditions.push(Prisma.sql`${taxLetter}::tax_letter = ANY(offer.tax_letters)`);
  if (people) conditions.push(Prisma.sql`(offer.capacity IS NULL OR offer.capacity >= ${people})`);
  if (q) conditions.push(contains(q));
  if (availability === 'available') conditions.push(Prisma.sql`NOT offer.suspended`);
  else if (suspendedShown !== 'all')
    conditions.push(
      Prisma.sql`(NOT offer.suspended OR offer.organisation_id = ANY(${[...suspendedShown]}::uuid[]))`,
    );
  return Prisma.join(conditions, ' AND ');
}

/** Without accents and capitals on either side. */
function contains(text: string): Prisma.Sql {
  const plain = text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();
  const pattern = `%${plain.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return Prisma.sql`regexp_replace(normalize(lower(concat_ws(' ', offer.name, offer.place_name, offer.provider_name)), NFD),
                                   '[\u0300-\u036f]', '', 'g') LIKE ${pattern}`;
}
