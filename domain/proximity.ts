import { leastDistanceMetres, coordinatesOfComuneOrThrow, type Coordinates } from './distance.ts';
import { addMonths, earlierOf, type PlainDate } from './plain-date.ts';
import { isLocal } from './territory.ts';

/** A place where a provider works. Outside the 42 comuni it is where its own coordinates say, when they are known. */
export interface OperatingUnit {
  readonly comuneIstat: string;
  readonly coordinates: Coordinates | null;
}

/** The commission's leave for one provider and one category; both dates are days included. */
export interface ProximityWaiver {
  readonly from: PlainDate;
  readonly until: PlainDate;
}

export interface ProximityQuestion {
  readonly assessedOn: PlainDate;
  /** Null while it is not known. */
  readonly registeredOfficeIstat: string | null;
  readonly units: readonly OperatingUnit[];
  /** At an order, whom it is for; null at an admission, where the nearest of the 42 counts. */
  readonly beneficiaryComune: string | null;
  readonly waiver: ProximityWaiver | null;
  /** Whether a local or neighbouring provider offers the category; null while nobody has looked. */
  readonly nearProviderOffersCategory: boolean | null;
}

/**
 * The facts of the rule set `provider-proximity`, under the names of its catalogue. The distance stays unknown as long
 * as one unit is nowhere on the map: the one left out could be the nearest.
 */
export function proximityFacts(question: ProximityQuestion, waiverMaxMonths: number) {
  const { assessedOn, registeredOfficeIstat, units, beneficiaryComune, waiver } = question;
  const points = units.flatMap((unit) => pointOf(unit) ?? []);
  return {
    assessedOn,
    registeredOfficeInTerritory: registeredOfficeIstat === null ? null : isLocal(registeredOfficeIstat),
    unitInTerritory: units.some(({ comuneIstat }) => isLocal(comuneIstat)),
    leastDistanceMetres:
      points.length === units.length ? leastDistanceMetres(points, beneficiaryComune) : null,
    waiverGranted: waiver !== null,
    waiverFrom: waiver?.from ?? null,
    waiverUntil: waiver ? lastDayOfWaiver(waiver, waiverMaxMonths) : null,
    nearProviderOffersCategory: question.nearProviderOffersCategory,
  };
}

/** How near a provider is to somebody: the classes of the rule set `provider-proximity`. */
export type Proximity = 'local' | 'neighbour' | 'remote';

/**
 * The one rule of what is near, for whoever asks about many providers at once; for each that is decided on, the rule set
 * says the same and keeps why. Null as long as it cannot be told, which is no yes.
 *
 * @param neighbourMaxMetres of the rule set in force
 */
export function proximityOf(
  {
    registeredOfficeInTerritory,
    unitInTerritory,
    leastDistanceMetres: metres,
  }: Pick<
    ReturnType<typeof proximityFacts>,
    'registeredOfficeInTerritory' | 'unitInTerritory' | 'leastDistanceMetres'
  >,
  neighbourMaxMetres: number,
): Proximity | null {
  if (registeredOfficeInTerritory || unitInTerritory) return 'local';
  if (metres === null) return null;
  return metres <= neighbourMaxMetres ? 'neighbour' : 'remote';
}

/** A row of a place, as one of a provider's units. */
export function unitAt({
  comuneIstat,
  latitude,
  longitude,
}: {
  readonly comuneIstat: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}): OperatingUnit {
  const coordinates = latitude === null || longitude === null ? null : { latitude, longitude };
  return { comuneIstat, coordinates };
}

/** The last day as granted, never after the same day so many months later (art. 2963 c.c.). */
export function lastDayOfWaiver({ from, until }: ProximityWaiver, maxMonths: number): PlainDate {
  return earlierOf(until, addMonths(from, maxMonths));
}

/** Where a unit is on the map, if anywhere. */
export function pointOf({ comuneIstat, coordinates }: OperatingUnit): Coordinates | null {
  if (coordinates) return coordinates;
  return isLocal(comuneIstat) ? coordinatesOfComuneOrThrow(comuneIstat) : null;
}
