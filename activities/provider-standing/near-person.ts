import type { NeedService } from '../../domain/isee.ts';
import { fromDateColumn } from '../../domain/plain-date.ts';
import { categoriesFor } from '../../domain/provider-service.ts';
import { proximityFacts } from '../../domain/proximity.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isLocal } from '../../domain/territory.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { evaluate } from '../../rules/evaluate.ts';
import { amountOrThrow, parametersOn } from '../../rules/parameters.ts';
import { versionInForce } from '../../rules/store.ts';
import { pointOf } from '../provider-onboarding/near.ts';

export interface ProviderFor {
  readonly providerId: string;
  readonly service: string;
}

/**
 * At each order the person's own comune counts: whoever was admitted as a neighbour of one comune may be remote for
 * somebody of another. The rule set `provider-proximity` says who is near enough; what it cannot tell is no yes.
 */
export async function nearPersonOrThrow(
  tx: Tx,
  householdId: string,
  orders: readonly ProviderFor[],
): Promise<void> {
  const { comuneIstat } = await tx.db.household.findUniqueOrThrow({ where: { id: householdId } });
  for (const order of orders) {
    const { compliant, maxMetres } = await askProximity(tx, comuneIstat, order);
    if (compliant === null) throw nowhereOnTheMap;
    if (!compliant) throw tooFar(maxMetres);
  }
}

async function askProximity(tx: Tx, comune: string, order: ProviderFor) {
  const today = toPlainDate(tx.now);
  const { content } = await versionInForce(tx, 'provider-proximity', tx.now);
  const values = parametersOn(content, today);
  const maxMetres = amountOrThrow(values, { parameter: 'neighbourMaxMetres' });
  const facts = await factsOf(tx, comune, order, {
    maxMetres,
    waiverMaxMonths: amountOrThrow(values, { parameter: 'waiverMaxMonths' }),
  });
  const { outcome } = await evaluate(content, values, facts);
  const compliant = outcome && 'compliant' in outcome ? outcome.compliant : null;
  return { compliant, maxMetres };
}

async function factsOf(
  tx: Tx,
  comune: string,
  { providerId, service }: ProviderFor,
  { maxMetres, waiverMaxMonths }: { readonly maxMetres: number; readonly waiverMaxMonths: number },
) {
  const categories = categoriesFor(service as NeedService);
  const day = new Date(toPlainDate(tx.now));
  const waiver = await tx.db.proximityWaiver.findFirst({
    where: {
      organisationId: providerId,
      category: { in: [...categories] },
      endedOn: null,
      untilDate: { gte: day },
    },
    orderBy: { id: 'desc' },
  });
  const where = await whereIs(tx, providerId);
  const facts = proximityFacts(
    {
      ...where,
      assessedOn: toPlainDate(tx.now),
      // Of whoever moved away the comune is not on the map: a local provider still is one, a neighbour cannot be told.
      beneficiaryComune: isLocal(comune) ? comune : null,
      waiver: waiver && { from: fromDateColumn(waiver.fromDate), until: fromDateColumn(waiver.untilDate) },
      nearProviderOffersCategory: waiver
        ? await isOfferedNear(tx, { category: waiver.category, comune, maxMetres, notBy: providerId })
        : null,
    },
    waiverMaxMonths,
  );
  return isLocal(comune) ? facts : { ...facts, leastDistanceMetres: null };
}

/** Whether another admitted provider offers the category in the territory, or near enough to the person. */
async function isOfferedNear(
  tx: Tx,
  wanted: {
    readonly category: Prisma.OfferedServiceWhereInput['category'];
    readonly comune: string;
    readonly maxMetres: number;
    readonly notBy: string;
  },
): Promise<boolean> {
  const offers = await tx.db.offeredService.findMany({
    where: {
      category: wanted.category,
      ...current(tx, 'withdrawnOn'),
      organisationId: { not: wanted.notBy },
    },
    select: { organisationId: true },
  });
  const admitted = await tx.db.admission.findMany({
    where: { endedOn: null, organisationId: { in: offers.flatMap((one) => one.organisationId ?? []) } },
    select: { organisationId: true },
  });
  const person = isLocal(wanted.comune) ? wanted.comune : null;
  for (const { organisationId } of admitted) {
    const unknown = { assessedOn: toPlainDate(tx.now), waiver: null, nearProviderOffersCategory: null };
    const facts = proximityFacts(
      { ...(await whereIs(tx, organisationId)), ...unknown, beneficiaryComune: person },
      0,
    );
    const isNear = facts.leastDistanceMetres !== null && facts.leastDistanceMetres <= wanted.maxMetres;
    if (facts.registeredOfficeInTerritory || facts.unitInTerritory || isNear) return true;
  }
  return false;
}

async function whereIs(tx: Tx, organisationId: string) {
  const { comuneIstat } = await tx.db.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  const places = await tx.db.place.findMany({ where: { organisationId, ...current(tx, 'closedOn') } });
  const units = places.map((place) => ({ comuneIstat: place.comuneIstat, coordinates: pointOf(place) }));
  return { registeredOfficeIstat: comuneIstat, units };
}

/** Not ended yet: the column holds the first day without it. */
function current<Column extends string>(tx: Tx, column: Column) {
  const today = new Date(toPlainDate(tx.now));
  return { OR: [{ [column]: null }, { [column]: { gt: today } }] };
}

function tooFar(maxMetres: number): Refusal {
  const kilometres = (maxMetres / 1000).toLocaleString('it-IT');
  const inEnglish = (maxMetres / 1000).toLocaleString('en-GB');
  return new Refusal('providerTooFar', {
    detail: {
      it: `Il fornitore non ha sedi nei 42 comuni, né entro ${kilometres} km dal comune della persona, e nessuna deroga lo ammette per questo servizio: scegliere un altro fornitore, o chiedere una deroga alla commissione se nessuno di vicino lo offre.`,
      en: `The provider has no place in the 42 comuni, nor within ${inEnglish} km of the person’s comune, and no waiver admits it for this service: choose another provider, or ask the commission for a waiver if nobody near offers it.`,
    },
    possible: ['swapProvider', 'releaseAward'],
  });
}

const nowhereOnTheMap = new Refusal('providerTooFar', {
  detail: {
    it: 'Non si sa quanto sia lontano il fornitore dal comune della persona: scegliere un altro fornitore, o registrare prima le coordinate delle sue sedi.',
    en: 'How far the provider is from the person’s comune is not known: choose another provider, or first record the coordinates of its places.',
  },
  possible: ['swapProvider', 'releaseAward'],
});
