import { coordinatesOfComuni, type Coordinates } from './territory/coordinates.ts';

export type { Coordinates };

/** Mean radius of the Earth (IUGG), in metres. */
export const EARTH_RADIUS_METRES = 6_371_008.8;

/**
 * The great-circle distance between two points in whole metres, half-up. Half a metre of rounding is far above what
 * floating point loses here, so both ends of the alliance's limits are exact.
 */
export function distanceMetres(one: Coordinates, other: Coordinates): number {
  const [latitude, otherLatitude] = [radians(one.latitude), radians(other.latitude)];
  const northward = Math.sin((otherLatitude - latitude) / 2) ** 2;
  const eastward = Math.sin((radians(other.longitude) - radians(one.longitude)) / 2) ** 2;
  const chord = northward + Math.cos(latitude) * Math.cos(otherLatitude) * eastward;
  return Math.floor(2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(chord))) + 0.5);
}

/** The point of one of the 42 comuni; throws a RangeError for any other ISTAT code. */
export function coordinatesOfComuneOrThrow(istatCode: string): Coordinates {
  const coordinates = coordinatesOfComuni.get(istatCode);
  if (!coordinates) throw new RangeError(`${istatCode} is not one of the 42 comuni`);
  return coordinates;
}

/**
 * From the nearest of a provider's units to the comune with that code or, without one, to whichever of the 42 is
 * nearest. Null when there is no unit to measure from.
 */
export function leastDistanceMetres(
  units: readonly Coordinates[],
  beneficiaryComune: string | null,
): number | null {
  const ends =
    beneficiaryComune === null
      ? [...coordinatesOfComuni.values()]
      : [coordinatesOfComuneOrThrow(beneficiaryComune)];
  const distances = units.flatMap((unit) => ends.map((end) => distanceMetres(unit, end)));
  return distances.length === 0 ? null : Math.min(...distances);
}

/** What a box around Italy holds, islands included. */
const italy = { south: 35.2, north: 47.2, west: 6.5, east: 18.7 } as const;

/** How far from the point of its comune a place can be: none of the 42 reaches further. */
const comuneMetres = 15_000;

/**
 * Whether a place can be where its coordinates say: in Italy and, in one of the 42 comuni, not far from the comune's
 * point. Degrees of latitude and longitude are easily given in each other's place, and then lie far away.
 */
export function whyNotThere(
  point: Coordinates,
  comuneIstat: string,
): 'swapped' | 'abroad' | 'otherComune' | null {
  if (!isInItaly(point)) {
    const { latitude: longitude, longitude: latitude } = point;
    return isInItaly({ latitude, longitude }) ? 'swapped' : 'abroad';
  }
  const comune = coordinatesOfComuni.get(comuneIstat);
  return comune && distanceMetres(point, comune) > comuneMetres ? 'otherComune' : null;
}

function isInItaly({ latitude, longitude }: Coordinates): boolean {
  const { south, north, west, east } = italy;
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
