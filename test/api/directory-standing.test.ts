import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isOfferedNear } from '../../activities/provider-standing/near-provider.ts';
import { addDays, toDateColumn } from '../../domain/plain-date.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { plantOrder } from '../support/planted-order.ts';
import type { PlantedProvider, ProviderSketch } from '../support/planted-provider.ts';
import { openDirectory, type DirectoryDesk } from './directory-desk.ts';
import type { Caller, TestApi } from './support.ts';
import { comune, makeDocument, makePerson } from './world.ts';

let api: TestApi;
let caseworker: Caller;
let today: string;
let plant: DirectoryDesk['plant'];
let search: DirectoryDesk['search'];
let next: DirectoryDesk['next'];

beforeAll(async () => {
  ({ api, caseworker, today, plant, search, next } = await openDirectory());
});
afterAll(() => api.close());
beforeEach(() => void next());

describe('a suspended provider', () => {
  async function suspended(role: 'provider' | 'employer' | null = 'provider', liftedAt: Date | null = null) {
    const planted = await plant();
    await api.inAlliance((tx) =>
      tx.db.suspension.create({
        data: {
          allianceId: tx.allianceId,
          organisationId: planted.organisationId,
          role,
          ground: 'durc',
          subjectKind: 'providerDocument',
          subjectId: planted.organisationId,
          since: new Date('2026-01-02T00:00:00Z'),
          liftedAt,
          liftedBecause: liftedAt ? 'test' : null,
        },
      }),
    );
    return planted;
  }

  it.each(['provider', null] as const)('as %s is not offered', async (role) => {
    const { organisationId } = await suspended(role);
    expect(await search()).toEqual([]);
    const [found] = await search('&availability=any');
    expect(found).toMatchObject({
      orderable: false,
      provider: { id: organisationId, standing: 'suspended' },
    });
  });

  it('is offered once that is over, and when it was only as an employer', async () => {
    await suspended('provider', new Date('2026-01-03T00:00:00Z'));
    await suspended('employer');
    expect(await search()).toHaveLength(2);
  });

  it('is seen by its own people and by whoever holds an order there, and by nobody else', async () => {
    const { organisationId } = await suspended();
    const personId = await makePerson(api);
    const holder = await api.signIn('citizen', { personId });
    const other = await api.signIn('citizen', { personId: await makePerson(api) });
    const owner = await api.signIn('provider', { organisationId });
    const path = `/v1/directory/${organisationId}`;
    expect((await holder.get(path)).status).toBe(404);
    await plantOrder(api, { personId, providerId: organisationId, proposedBy: caseworker.accountId });
    for (const caller of [holder, owner, caseworker]) {
      expect((await caller.get(path)).body).toMatchObject({
        email: 'prova@example.org',
        standing: 'suspended',
      });
      expect(await search('&availability=any', caller)).toHaveLength(1);
      expect(await search('', caller)).toEqual([]);
    }
    expect((await other.get(path)).status).toBe(404);
    expect(await search('&availability=any', other)).toEqual([]);
  });
});

const far = { comuneIstat: '015146', latitude: 45.46, longitude: 9.19 };

describe('a service that was proposed', () => {
  async function accepted(sketch: ProviderSketch, change: (organisationId: string) => Promise<unknown>) {
    const { organisationId, placeIds } = await plant(sketch);
    const { id } = await api.inAlliance((tx) =>
      tx.db.serviceProposal.create({
        data: {
          allianceId: tx.allianceId,
          organisationId,
          category: 'culture',
          content: {
            category: 'culture',
            name: 'Laboratorio',
            unit: 'session',
            unitPriceCents: 1_500,
            vatTreatment: 'exempt',
            taxLetters: ['f'],
            placeIds: [...placeIds],
          },
          proposedBy: caseworker.accountId,
          createdAt: tx.now,
        },
      }),
    );
    await change(organisationId);
    const reply = await caseworker.post(`/v1/service-proposals/${id}/decision`, { outcome: 'accept' });
    return { status: reply.status, type: reply.body['type'] as string };
  }

  it('is not accepted of whoever is a provider no longer', async () => {
    const left = await accepted({}, (organisationId) =>
      api.inAlliance(({ db }) =>
        db.admission.updateMany({ where: { organisationId }, data: { endedOn: toDateColumn(today) } }),
      ),
    );
    expect(left.type).toContain('provider-not-admitted');
  });

  it('is not accepted of whoever is far, for a category that no waiver is about', async () => {
    const away = await accepted({ places: [far] }, () => Promise.resolve());
    expect(away.type).toContain('provider-too-far');
    const near = await accepted({}, () => Promise.resolve());
    expect(near.type).not.toContain('provider-too-far');
  });
});

describe('what a waiver is for', () => {
  type Closing = (db: Tx['db'], neighbour: PlantedProvider) => Promise<unknown>;
  const gone = () => ({ endedOn: toDateColumn(today) });
  const notAt = (db: Tx['db'], placeId: string) =>
    db.offeredServicePlace.updateMany({ where: { placeId }, data: gone() });
  const onlyAtSecond =
    (second: Prisma.PlaceUncheckedUpdateInput): Closing =>
    async (db, { placeIds: [first, id] }) => {
      await notAt(db, first!);
      await db.place.update({ where: { id: id! }, data: second });
    };

  const closings: readonly (readonly [string, () => Closing])[] = [
    [
      'is withdrawn',
      () =>
        (db, { serviceId: id }) =>
          db.offeredService.update({ where: { id }, data: { withdrawnOn: toDateColumn(today) } }),
    ],
    ['was offered at a place that closes', () => onlyAtSecond({ closedOn: toDateColumn(today) })],
    [
      'is to be offered at a place that opens tomorrow',
      () => onlyAtSecond({ openedOn: toDateColumn(addDays(today, 1)) }),
    ],
    ['is offered at a place that is nowhere on the map', () => onlyAtSecond({ comuneIstat: '017029' })],
    [
      'is offered at none of the places any more',
      () =>
        (db, { serviceId }) =>
          db.offeredServicePlace.updateMany({ where: { serviceId }, data: gone() }),
    ],
  ];

  it.each(closings)(
    'is offered near for the directory and for an order alike, until it %s',
    async (_, closing) => {
      const service = { category: 'transport' as const };
      const { organisationId } = await plant({ places: [far], service });
      await api.inAlliance((tx) => waive(tx, organisationId));
      const isNear = () =>
        api.inAlliance((tx) =>
          isOfferedNear(tx, {
            category: 'transport',
            comune,
            neighbourMaxMetres: 15_000,
            notBy: organisationId,
          }),
        );
      const neighbour = await plant({ name: 'Altro', officeIstat: comune, places: [{}, {}], service });
      expect([await isNear(), await search()]).toEqual([true, []]);
      await api.inAlliance(({ db }) => closing()(db, neighbour));
      expect([await isNear(), await search()]).toMatchObject([false, [{ near: { as: 'waiver' } }]]);
    },
  );

  function waive(tx: Tx, organisationId: string): Promise<unknown> {
    const days = { fromDate: toDateColumn(addDays(today, -1)), untilDate: toDateColumn(addDays(today, 1)) };
    return tx.db.proximityWaiver.create({
      data: {
        allianceId: tx.allianceId,
        organisationId,
        category: 'transport',
        ...days,
        reasonSealed: new Uint8Array(1),
        grantedBy: caseworker.accountId,
        createdAt: tx.now,
      },
    });
  }
});

describe('the directory', () => {
  it('tells of one service alone when asked for it by its id', async () => {
    const [one, other] = [await plant(), await plant()];
    const ids = async (id: string) => (await search(`&serviceId=${id}`)).map((found) => found.id);
    expect(await search()).toHaveLength(2);
    expect([await ids(one.serviceId), await ids(other.serviceId)]).toEqual([
      [one.serviceId],
      [other.serviceId],
    ]);
  });

  it('is not a candidate’s to look into', async () => {
    const candidate = await api.signIn('candidate');
    expect((await candidate.get(`/v1/directory?comune=${comune}`)).status).toBe(403);
  });

  it('tells the first day without a provider whose revocation was decided', async () => {
    const { organisationId } = await plant();
    const letterDocumentId = await makeDocument(api, { kind: 'person', id: await makePerson(api) });
    const [proposer, decider] = [await api.signIn('caseworker'), await api.signIn('caseworker')];
    const effectiveOn = addDays(today, 40);
    await api.inAlliance(async (tx) => {
      const admission = await tx.db.admission.findFirstOrThrow({ where: { organisationId } });
      await tx.db.revocation.create({
        data: {
          allianceId: tx.allianceId,
          admissionId: admission.id,
          state: 'decided',
          reasonCode: 'test',
          wordsSealed: new Uint8Array(1),
          proposedBy: proposer.accountId,
          proposedAt: tx.now,
          decidedBy: decider.accountId,
          decidedAt: tx.now,
          effectiveOn: toDateColumn(effectiveOn),
          letterDocumentId,
        },
      });
    });
    const [found] = await search();
    expect(found).toMatchObject({ orderable: true, provider: { leavesOn: effectiveOn } });
    expect((await caseworker.get(`/v1/directory/${organisationId}`)).body).toMatchObject({
      leavesOn: effectiveOn,
    });
  });

  it('knows nobody who was never admitted or has left', async () => {
    const { organisationId } = await plant({ leavesOn: today });
    expect((await caseworker.get(`/v1/directory/${organisationId}`)).status).toBe(404);
  });
});
