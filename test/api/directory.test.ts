import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { coordinatesOfComuneOrThrow, distanceMetres } from '../../domain/distance.ts';
import { addDays, toDateColumn } from '../../domain/plain-date.ts';
import { proximityFacts, proximityOf, unitAt } from '../../domain/proximity.ts';
import { farOffice } from '../support/planted-provider.ts';
import { openDirectory, type DirectoryDesk, type Entry } from './directory-desk.ts';
import type { Caller, TestApi } from './support.ts';
import { comune, makeOrganisation, makePerson } from './world.ts';

const casazza = coordinatesOfComuneOrThrow(comune);
/** Metres in a degree of a meridian, on the sphere that distances are measured on. */
const METRES_A_DEGREE = (Math.PI * 6_371_008.8) / 180;

let api: TestApi;
let caseworker: Caller;
let today: string;
let plant: DirectoryDesk['plant'];
let search: DirectoryDesk['search'];
let next: DirectoryDesk['next'];
let word = '';

beforeAll(async () => {
  ({ api, caseworker, today, plant, search, next } = await openDirectory());
});
afterAll(() => api.close());
beforeEach(() => {
  word = next();
});

/** A place so many metres north of Casazza, in no comune of the territory. */
function placeAt(metres: number) {
  const { latitude, longitude } = casazza;
  return { comuneIstat: '016004', latitude: latitude + metres / METRES_A_DEGREE, longitude };
}

describe('why a provider counts as near', () => {
  it('is its registered office', async () => {
    await plant({ officeIstat: comune, places: [placeAt(20_000)] });
    const [found] = await search();
    expect(found!.near).toMatchObject({ as: 'local', by: 'registeredOffice', placeId: null });
    expect(found!.place.distanceMetres).toBe(20_000);
  });

  it('or a place in the territory, however far that is', async () => {
    const { placeIds } = await plant({ places: [{ comuneIstat: '016128' }] });
    const [found] = await search();
    expect(found!.near).toMatchObject({ as: 'local', by: 'place', placeId: placeIds[0] });
    expect(found!.place.distanceMetres).toBe(distanceMetres(casazza, coordinatesOfComuneOrThrow('016128')));
  });

  it.each([
    [14_999, 1],
    [15_000, 1],
    [15_001, 0],
  ])('or a place at %i metres, to the metre', async (metres, count) => {
    const { placeIds } = await plant({ places: [placeAt(30_000), placeAt(metres)] });
    const found = await search();
    expect(found).toHaveLength(count);
    if (count === 1)
      expect(found[0]!.near).toMatchObject({ as: 'neighbour', placeId: placeIds[1], distanceMetres: metres });
  });

  it('or a waiver, until its last day, and only while nobody near offers the category', async () => {
    const { organisationId } = await plant({
      places: [placeAt(40_000)],
      service: { category: 'transport' },
    });
    const waive = (fromDate: string, untilDate: string) =>
      api.inAlliance((tx) =>
        tx.db.proximityWaiver.create({
          data: {
            allianceId: tx.allianceId,
            organisationId,
            category: 'transport',
            fromDate: toDateColumn(fromDate),
            untilDate: toDateColumn(untilDate),
            reasonSealed: new Uint8Array(1),
            grantedBy: caseworker.accountId,
            createdAt: tx.now,
          },
        }),
      );
    await waive(addDays(today, -30), addDays(today, -1));
    expect(await search()).toEqual([]);
    await waive(today, today);
    const [found] = await search();
    expect(found!.near).toMatchObject({ as: 'waiver', until: today });
    const neighbour = await plant({ name: 'Altro', places: [{}], service: { category: 'transport' } });
    expect(await search()).toEqual([]);
    await api.inAlliance((tx) =>
      tx.db.offeredService.update({
        where: { id: neighbour.serviceId },
        data: { withdrawnOn: toDateColumn(today) },
      }),
    );
    expect(await search()).toHaveLength(1);
  });

  it('is told in the reader’s language', async () => {
    await plant({ officeIstat: comune });
    const reply = await caseworker.request('GET', `/v1/directory?comune=${comune}&q=${word}`, {
      headers: { 'accept-language': 'en' },
    });
    expect((reply.body['items'] as Entry[])[0]!.near['words']).toBe(
      'has its registered office in one of the 42 comuni',
    );
  });
});

describe('what is on offer', () => {
  it('is what is open, offered and admitted today', async () => {
    const past = toDateColumn(today);
    const future = toDateColumn(addDays(today, 1));
    await plant({ places: [{ closedOn: past }] });
    await plant({ places: [{ openedOn: future }] });
    await plant({ service: { withdrawnOn: past } });
    await plant({ leavesOn: today });
    await plant({ admittedOn: addDays(today, 1), places: [{ openedOn: past }] });
    const gone = await plant({ places: [{}, placeAt(5_000)] });
    await api.inAlliance((tx) =>
      tx.db.offeredServicePlace.updateMany({ where: { serviceId: gone.serviceId }, data: { endedOn: past } }),
    );
    expect(await search()).toEqual([]);
    await plant({
      places: [{ closedOn: future }],
      service: { withdrawnOn: future },
      leavesOn: addDays(today, 1),
    });
    expect(await search()).toHaveLength(1);
  });

  it('is offered where the service is, not where else its provider has a place', async () => {
    const { serviceId, placeIds } = await plant({ places: [{}, placeAt(9_000)] });
    await api.inAlliance((tx) =>
      tx.db.offeredServicePlace.updateMany({
        where: { serviceId, placeId: placeIds[0]! },
        data: { endedOn: toDateColumn(today) },
      }),
    );
    const [found] = await search();
    expect(found!.place).toMatchObject({ id: placeIds[1], distanceMetres: 9_000 });
    expect(found!.near).toMatchObject({ as: 'local', placeId: placeIds[0] });
  });

  it('costs what is in force today, and tells the next price with its day', async () => {
    const { serviceId } = await plant();
    const change = (effectiveOn: string, unitPriceCents: number, cancelled = false) =>
      api.inAlliance((tx) =>
        tx.db.priceChange.create({
          data: {
            allianceId: tx.allianceId,
            serviceId,
            unitPriceCents,
            effectiveOn: toDateColumn(effectiveOn),
            announcedBy: caseworker.accountId,
            announcedAt: new Date('2025-01-01T00:00:00Z'),
            cancelledAt: cancelled ? new Date('2025-01-02T00:00:00Z') : null,
          },
        }),
      );
    await change('2025-06-01', 2_100);
    await change(today, 2_200);
    await change(addDays(today, 10), 2_250, true);
    await change(addDays(today, 30), 2_300);
    await change(addDays(today, 60), 2_400);
    const [found] = await search();
    expect(found!.unitPriceCents).toBe(2_200);
    expect(found!.announcedPrice).toEqual({ unitPriceCents: 2_300, effectiveOn: addDays(today, 30) });
    const told = await caseworker.get(`/v1/directory/${found!.provider.id}`);
    expect(told.body['services']).toMatchObject([
      { unitPriceCents: 2_200, announcedPrice: { unitPriceCents: 2_300 } },
    ]);
  });
});

describe('the search', () => {
  it('narrows by category, letter, distance, room and text', async () => {
    const { serviceId } = await plant({
      places: [placeAt(3_000)],
      service: { category: 'sports', taxLetters: ['f'], capacity: 8, name: 'Attività 50% in più_' },
    });
    const ids = async (more: string) => (await search(more)).map(({ id }) => id);
    expect(await ids('&category=sports&taxLetter=f&withinMetres=3000&people=8')).toEqual([serviceId]);
    expect(await ids('&category=culture')).toEqual([]);
    expect(await ids('&taxLetter=fTer')).toEqual([]);
    expect(await ids('&withinMetres=2999')).toEqual([]);
    expect(await ids('&people=9')).toEqual([]);
    const byText = async (q: string) => {
      const reply = await caseworker.get(`/v1/directory?comune=${comune}&q=${encodeURIComponent(q)}`);
      return (reply.body['items'] as Entry[]).map(({ id }) => id);
    };
    expect(await byText('ATTIVITA')).toContain(serviceId);
    expect(await byText('50% in piu_')).toEqual([serviceId]);
    expect(await byText('5_%')).toEqual([]);
  });

  it('goes from near to far, page by page, with nothing twice', async () => {
    const places = [4_000, 1_000, 2_000, 2_000, 3_000];
    for (const metres of places) await plant({ places: [placeAt(metres)] });
    const seen: Entry[] = [];
    let cursor = '';
    do {
      const reply = await caseworker.get(`/v1/directory?comune=${comune}&q=${word}&limit=2${cursor}`);
      seen.push(...(reply.body['items'] as Entry[]));
      const next = reply.body['nextCursor'] as string | null;
      cursor = next ? `&cursor=${next}` : '';
    } while (cursor);
    expect(seen.map(({ place }) => place.distanceMetres)).toEqual([1_000, 2_000, 2_000, 3_000, 4_000]);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(5);
  });

  it('starts from one’s own comune, and asks whoever has none', async () => {
    await plant();
    const personId = await makePerson(api);
    const citizen = await api.signIn('citizen', { personId });
    const reply = await citizen.get(`/v1/directory?q=${word}`);
    expect(reply.body).toMatchObject({ comuneIstat: comune, items: [{ place: { distanceMetres: 0 } }] });
    expect((await citizen.get('/v1/me')).body).toMatchObject({ comuneIstat: comune });
    expect((await caseworker.get('/v1/me')).body).toMatchObject({ comuneIstat: null });
    const asked = await caseworker.get(`/v1/directory?q=${word}`);
    expect(asked.status).toBe(422);
    expect(asked.body['errors']).toMatchObject([{ pointer: '/query/comune' }]);
    expect((await citizen.get(`/v1/directory?comune=${farOffice}`)).status).toBe(422);
  });

  it.each(['representative', 'provider', 'employer'] as const)(
    'is closed to a %s of an organisation until that is of the alliance',
    async (role) => {
      const { organisationId: shown } = await plant();
      const organisationId = await makeOrganisation(api, ['employer']);
      const reader = await api.signIn(role, { organisationId });
      const statuses = async () => [
        (await reader.get(`/v1/directory?comune=${comune}&q=${word}`)).status,
        (await reader.get(`/v1/directory/${shown}`)).status,
      ];
      const adhere = (from: string, until: string | null) =>
        api.inAlliance((tx) =>
          tx.db.organisation.update({
            where: { id: organisationId },
            data: { adherentFrom: toDateColumn(from), adherentUntil: until && toDateColumn(until) },
          }),
        );
      expect(await statuses()).toEqual([403, 403]);
      await adhere('2020-01-01', addDays(today, -1));
      expect(await statuses()).toEqual([403, 403]);
      await adhere('2020-01-01', today);
      expect(await statuses()).toEqual([200, 200]);
    },
  );

  it('counts as near whoever the one rule says is near, and nobody of whom it cannot be told', async () => {
    const nowhere = { comuneIstat: '017029', latitude: null, longitude: null };
    const sketches = [
      { officeIstat: comune, places: [placeAt(90_000)] },
      { officeIstat: farOffice, places: [placeAt(90_000), { comuneIstat: '016128' }] },
      { officeIstat: farOffice, places: [placeAt(15_000)] },
      { officeIstat: farOffice, places: [placeAt(15_001)] },
      { officeIstat: farOffice, places: [placeAt(1_000), nowhere] },
      { officeIstat: comune, places: [placeAt(1_000), nowhere] },
    ];
    const expected: string[] = [];
    for (const { officeIstat, places } of sketches) {
      const { organisationId } = await plant({ officeIstat, places });
      const facts = proximityFacts(
        {
          assessedOn: today,
          registeredOfficeIstat: officeIstat,
          units: places.map((place) => unitAt({ latitude: null, longitude: null, ...place })),
          beneficiaryComune: comune,
          waiver: null,
          nearProviderOffersCategory: null,
        },
        12,
      );
      if (['local', 'neighbour'].includes(proximityOf(facts, 15_000) ?? '')) expected.push(organisationId);
    }
    expect(expected).toHaveLength(4);
    const found = new Set((await search()).map(({ provider }) => provider.id));
    expect(found).toEqual(new Set(expected));
  });

  it('measures as the rules do', async () => {
    for (let index = 0; index < 60; index += 1)
      await plant({
        officeIstat: comune,
        places: [{ comuneIstat: '016004', latitude: 45 + index / 37, longitude: 9 + index / 53 }],
      });
    const [from] = ['016128'].map(coordinatesOfComuneOrThrow);
    const reply = await caseworker.get(`/v1/directory?comune=016128&q=${word}&limit=200`);
    const measured = (reply.body['items'] as Entry[]).map(({ place }) => place.distanceMetres);
    const expected = Array.from({ length: 60 }, (_, index) =>
      distanceMetres(from!, { latitude: 45 + index / 37, longitude: 9 + index / 53 }),
    );
    expect(measured).toEqual(expected.toSorted((one, other) => one - other));
  });
});
