import type { NeedService } from '../../domain/isee.ts';
import { fromDateColumn } from '../../domain/plain-date.ts';
import { categoriesFor, type ServiceCategory } from '../../domain/provider-service.ts';
import { proximityFacts } from '../../domain/proximity.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isLocal } from '../../domain/territory.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ProximityWaiver as Waiver } from '../../prisma/generated/client.ts';
import { evaluate } from '../../rules/evaluate.ts';
import { amountOrThrow, parametersOn } from '../../rules/parameters.ts';
import { versionInForce } from '../../rules/store.ts';
import { current, isOfferedNear, whereIs } from './near-provider.ts';

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
    const { compliant, maxMetres } = await askProximity(tx, comuneIstat, {
      providerId: order.providerId,
      categories: categoriesFor(order.service as NeedService),
    });
    if (compliant === null) throw nowhereOnTheMap;
    if (!compliant) throw tooFar(maxMetres);
  }
}

/** Whoever lives in a comune and orders one service; of whoever has none the nearest of the 42 comuni counts. */
export async function isNear(
  tx: Tx,
  comune: string | null,
  { providerId, category }: { readonly providerId: string; readonly category: ServiceCategory },
): Promise<boolean> {
  const { compliant } = await askProximity(tx, comune, { providerId, categories: [category] });
  return compliant === true;
}

/** Of a category that a provider wants to add: as at its admission the nearest of the 42 comuni counts. */
export async function nearTerritoryOrThrow(
  tx: Tx,
  providerId: string,
  category: ServiceCategory,
): Promise<void> {
  const { compliant } = await askProximity(tx, null, { providerId, categories: [category] });
  if (!compliant) throw tooFarToOffer;
}

interface Asked {
  readonly providerId: string;
  readonly categories: readonly ServiceCategory[];
}

/** With each waiver that fits in turn: one that helps is enough, whichever was granted last. */
async function askProximity(tx: Tx, comune: string | null, asked: Asked) {
  const today = toPlainDate(tx.now);
  const { content } = await versionInForce(tx, 'provider-proximity', tx.now);
  const values = parametersOn(content, today);
  const maxMetres = amountOrThrow(values, { parameter: 'neighbourMaxMetres' });
  const waiverMaxMonths = amountOrThrow(values, { parameter: 'waiverMaxMonths' });
  const waivers = await waiversOf(tx, asked);
  let compliant: boolean | null = null;
  for (const waiver of waivers.length > 0 ? waivers : [null]) {
    const facts = await factsOf(tx, comune, { ...asked, waiver }, { maxMetres, waiverMaxMonths });
    const { outcome } = await evaluate(content, values, facts);
    compliant = outcome && 'compliant' in outcome ? outcome.compliant : null;
    if (compliant) break;
  }
  return { compliant, maxMetres };
}

function waiversOf(tx: Tx, { providerId, categories }: Asked) {
  const day = new Date(toPlainDate(tx.now));
  return tx.db.proximityWaiver.findMany({
    where: {
      organisationId: providerId,
      category: { in: [...categories] },
      fromDate: { lte: day },
      untilDate: { gte: day },
      ...current(tx, 'endedOn'),
    },
    orderBy: { id: 'desc' },
  });
}

async function factsOf(
  tx: Tx,
  comune: string | null,
  { providerId, waiver }: Asked & { readonly waiver: Waiver | null },
  { maxMetres, waiverMaxMonths }: { readonly maxMetres: number; readonly waiverMaxMonths: number },
) {
  const isKnown = comune === null || isLocal(comune);
  const facts = proximityFacts(
    {
      ...(await whereIs(tx, providerId)),
      assessedOn: toPlainDate(tx.now),
      // Of whoever moved away the comune is not on the map: a local provider still is one, a neighbour cannot be told.
      beneficiaryComune: isKnown ? comune : null,
      waiver: waiver && { from: fromDateColumn(waiver.fromDate), until: fromDateColumn(waiver.untilDate) },
      nearProviderOffersCategory: waiver
        ? await isOfferedNear(tx, {
            category: waiver.category,
            comune,
            neighbourMaxMetres: maxMetres,
            notBy: providerId,
          })
        : null,
    },
    waiverMaxMonths,
  );
  return isKnown ? facts : { ...facts, leastDistanceMetres: null };
}

function tooFar(maxMetres: number): Refusal {
  const kilometres = (maxMetres / 1000).toLocaleString('it-IT');
  const inEnglish = (maxMetres / 1000).toLocaleString('en-GB');
  return new Refusal('providerTooFar', {
    detail: {
      it: `Il fornitore non ha sedi nei 42 comuni, né entro ${kilometres} km dal comune della persona, e nessuna deroga lo ammette per questo servizio: scelga un altro fornitore, o chieda una deroga alla commissione se nessuno di vicino lo offre.`,
      en: `The provider has no place in the 42 comuni, nor within ${inEnglish} km of the person’s comune, and no waiver admits it for this service: choose another provider, or ask the commission for a waiver if nobody near offers it.`,
    },
    possible: ['swapProvider', 'releaseAward'],
  });
}

const nowhereOnTheMap = new Refusal('providerTooFar', {
  detail: {
    it: 'Non si sa quanto sia lontano il fornitore dal comune della persona: scelga un altro fornitore, o registri prima le coordinate delle sue sedi.',
    en: 'How far the provider is from the person’s comune is not known: choose another provider, or first record the coordinates of its places.',
  },
  possible: ['swapProvider', 'releaseAward'],
});

const tooFarToOffer = new Refusal('providerTooFar', {
  detail: {
    it: 'Il fornitore è lontano dai 42 comuni, o non si sa dove lavori, e nessuna deroga lo ammette per questa categoria: rifiuti la proposta, o chieda una deroga alla commissione.',
    en: 'The provider is far from the 42 comuni, or where it works is not known, and no waiver admits it for this category: refuse the proposal, or ask the commission for a waiver.',
  },
  possible: ['decideProposal'],
});
