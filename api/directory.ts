import { z } from 'zod';
import { nearnessWords, type Nearness } from '../domain/directory.ts';
import { coordinatesOfComuneOrThrow } from '../domain/distance.ts';
import { toDateColumn } from '../domain/plain-date.ts';
import { notFound } from '../domain/refusal.ts';
import type { Locale } from '../domain/text.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { Role } from '../prisma/generated/enums.ts';
import { amountOrThrow, parametersOn } from '../rules/parameters.ts';
import { versionInForce } from '../rules/store.ts';
import { dateIn } from './dates.ts';
import { comuneOrThrow, refuseOutsiders, suspendedShownTo } from './directory-access.ts';
import { directoryPage, directoryProvider, directoryQuery, type directoryEntry } from './directory-schema.ts';
import { searchDirectory, type Found } from './directory-search.ts';
import { describedAs, placesOn, pricedServices } from './offer-view.ts';
import { route } from './route.ts';
import { id } from './schema.ts';

/** Everybody of the alliance but candidates, to whom nothing but their own application is open. */
const who = [
  'citizen',
  'employee',
  'caseworker',
  'commissionMember',
  'fundOfficer',
  'provider',
  'employer',
  'representative',
  'consultant',
  'administrator',
  'auditor',
] as const satisfies readonly Role[];

const searchServices = route({
  kind: 'read',
  operation: 'searchDirectory',
  method: 'get',
  path: '/v1/directory',
  tag: 'directory',
  summary: {
    it: 'Cerca i servizi dei fornitori per comune, categoria, distanza e lettera, dal più vicino, e dice perché sono di prossimità',
    en: 'Search providers’ services by comune, category, distance and tax letter, nearest first, and say why they are near',
  },
  who,
  query: directoryQuery,
  reply: directoryPage,
  async read(tx, { query, principal, locale }) {
    await refuseOutsiders(tx, principal);
    const comuneIstat = await comuneOrThrow(tx, principal, query.comune);
    const found = await searchDirectory(tx, {
      query,
      from: coordinatesOfComuneOrThrow(comuneIstat),
      today: toPlainDate(tx.now),
      neighbourMaxMetres: await neighbourMaxMetres(tx),
      suspendedShown: query.availability === 'any' ? await suspendedShownTo(tx, principal) : [],
    });
    const items = found.slice(0, query.limit);
    const last = found.length > query.limit ? items.at(-1)! : undefined;
    return {
      comuneIstat,
      items: items.map((one) => entry(one, locale)),
      nextCursor: last ? `${last.metres}.${last.id}` : null,
    };
  },
});

const getProvider = route({
  kind: 'read',
  operation: 'getDirectoryProvider',
  method: 'get',
  path: '/v1/directory/{organisationId}',
  tag: 'directory',
  summary: {
    it: 'Un fornitore: come trovarlo, le sedi, i servizi; se è sospeso, per chi ha già qualcosa da lui',
    en: 'A provider: how to reach it, its places and services; suspended, for whoever holds something there',
  },
  who,
  params: z.strictObject({ organisationId: id }),
  reply: directoryProvider,
  async read(tx, { params: { organisationId }, principal }) {
    await refuseOutsiders(tx, principal);
    const today = toDateColumn(toPlainDate(tx.now));
    const organisation = await tx.db.organisation.findUnique({ where: { id: organisationId } });
    const admission = await tx.db.admission.findFirst({
      where: {
        organisationId,
        admittedOn: { lte: today },
        OR: [{ endedOn: null }, { endedOn: { gt: today } }],
      },
    });
    if (!organisation || !admission) throw notFound(providerWord);
    const leaving = await tx.db.revocation.findFirst({
      where: { admissionId: admission.id, state: 'decided' },
    });
    const leavesOn = admission.endedOn ?? leaving?.effectiveOn ?? null;
    if (leavesOn && leavesOn <= today) throw notFound(providerWord);
    const suspended = await isSuspended(tx, organisationId);
    const shown = suspended ? await suspendedShownTo(tx, principal) : 'all';
    if (shown !== 'all' && !shown.includes(organisationId)) throw notFound(providerWord);
    return {
      id: organisation.id,
      name: organisation.name,
      standing: suspended ? ('suspended' as const) : ('inOrder' as const),
      leavesOn: dateIn(leavesOn),
      email: organisation.email,
      places: await placesOn(tx, organisationId),
      services: await pricedServices(tx, organisationId),
    };
  },
});

export const directoryRoutes = [searchServices, getProvider];

const providerWord = { it: 'Fornitore', en: 'Provider' };

/** Without rules in force nobody counts as a neighbour by default: the search says what is missing. */
export async function neighbourMaxMetres(tx: Tx): Promise<number> {
  const { content } = await versionInForce(tx, 'provider-proximity', tx.now);
  return amountOrThrow(parametersOn(content, toPlainDate(tx.now)), { parameter: 'neighbourMaxMetres' });
}

async function isSuspended(tx: Tx, organisationId: string): Promise<boolean> {
  const running = { organisationId, liftedAt: null, OR: [{ role: null }, { role: 'provider' as const }] };
  return (await tx.db.suspension.count({ where: running })) > 0;
}

function entry(found: Found, locale: Locale): z.input<typeof directoryEntry> {
  const { announcedCents, announcedOn, suspended } = found;
  const near = nearnessOf(found);
  return {
    ...describedAs(found),
    unitPriceCents: found.unitPriceCents,
    announcedPrice:
      announcedCents && announcedOn ? { unitPriceCents: announcedCents, effectiveOn: announcedOn } : null,
    provider: {
      id: found.providerId,
      name: found.providerName,
      standing: suspended ? 'suspended' : 'inOrder',
      leavesOn: found.leavesOn,
    },
    place: {
      id: found.placeId,
      name: found.placeName,
      comuneIstat: found.comuneIstat,
      address: found.address,
      distanceMetres: found.metres,
    },
    near: {
      ...(near.as === 'local' ? { placeId: null, ...near } : near),
      words: nearnessWords(near)[locale],
    },
    orderable: !suspended,
  };
}

/** The first reason that holds, in the order of the rule: the office, a place in the territory, a place nearby, a waiver. */
function nearnessOf(found: Found): Nearness {
  if (found.officeLocal) return { as: 'local', by: 'registeredOffice' };
  if (found.localPlaceId) return { as: 'local', by: 'place', placeId: found.localPlaceId };
  if (found.proximity === 'neighbour')
    return { as: 'neighbour', placeId: found.nearestId, distanceMetres: found.nearestMetres };
  return { as: 'waiver', until: found.waiverUntil! };
}
