import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { shipCharterOne } from '../../activities/charter-versions.ts';
import { addDays, toDateColumn } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import { shipVersionOne } from '../../rules/publishing.ts';
import type { ProviderDocumentCategory } from '../../domain/provider-service.ts';
import { processWorkflowId } from '../../workflows/contract.ts';
import { plantOrder } from '../support/planted-order.ts';
import { plantProvider, type PlantedProvider } from '../support/planted-provider.ts';
import { startApi, statusesOf, type Caller, type TestApi } from './support.ts';
import { makePerson } from './world.ts';

let api: TestApi;
let today: string;
let provider: PlantedProvider;
let owner: Caller;
let caseworker: Caller;

beforeAll(async () => {
  api = await startApi();
  caseworker = await api.signIn('caseworker');
  today = toPlainDate(await api.test.database.clock.now());
  const [author, publisher] = [await api.signIn('administrator'), await api.signIn('administrator')];
  const people = { authorId: author.accountId, publisherId: publisher.accountId };
  const actor = { kind: 'account' as const, id: author.accountId };
  await api.test.database.inAlliance(api.test.allianceId, actor, async (tx) => {
    await shipCharterOne(tx, people);
    await shipVersionOne(tx, { ...people, effectiveAt: new Date('2026-01-01T00:00:00Z') });
  });
});
afterAll(() => api.close());
beforeEach(async () => {
  provider = await api.inAlliance((tx) => plantProvider(tx, { places: [{}, {}] }));
  owner = await api.signIn('provider', { organisationId: provider.organisationId });
});

interface Offer {
  readonly priceNoticeDays: number;
  readonly places: readonly { readonly id: string; readonly closedOn: string | null }[];
  readonly services: readonly {
    readonly id: string;
    readonly unitPriceCents: number;
    readonly placeIds: readonly string[];
    readonly priceChanges: readonly { readonly id: string; readonly cancelledAt: string | null }[];
  }[];
}

async function offer(caller = owner): Promise<Offer> {
  return (await caller.get(`/v1/organisations/${provider.organisationId}/offer`)).body as unknown as Offer;
}
const ofService = (path: string, body: object) =>
  owner.post(`/v1/offered-services/${provider.serviceId}/${path}`, body);

describe('a price', () => {
  const announce = (effectiveOn: string, unitPriceCents = 2_200) =>
    ofService('price-changes', { effectiveOn, unitPriceCents });

  it('is announced as long ahead as the charter in force says, to the day', async () => {
    expect((await offer()).priceNoticeDays).toBe(30);
    const early = await announce(addDays(today, 29));
    expect(early.status).toBe(422);
    expect(early.body['errors']).toMatchObject([{ pointer: '/body/effectiveOn' }]);
    expect((await announce(addDays(today, 30))).status).toBe(201);
    expect((await offer()).services[0]!.unitPriceCents).toBe(2_000);
  });

  it('is announced once for a day, also when two do so at once', async () => {
    const day = addDays(today, 40);
    expect(statusesOf(await Promise.all([announce(day), announce(day)]))).toEqual([201, 409]);
  });

  it('is taken back before its day, once, and stays on record', async () => {
    const id = (await announce(addDays(today, 30))).body['id'] as string;
    const cancel = () => owner.post(`/v1/price-changes/${id}/cancellation`);
    expect(statusesOf(await Promise.all([cancel(), cancel()]))).toEqual([200, 409]);
    const [change] = (await offer()).services[0]!.priceChanges;
    expect(change).toMatchObject({ id, unitPriceCents: 2_200 });
    expect(change!.cancelledAt).not.toBeNull();
    expect((await announce(addDays(today, 30))).status).toBe(201);
  });

  it('in force is taken back no more, whatever the code does', async () => {
    const change = await api.inAlliance((tx) =>
      tx.db.priceChange.create({
        data: {
          allianceId: tx.allianceId,
          serviceId: provider.serviceId,
          unitPriceCents: 2_300,
          effectiveOn: toDateColumn(today),
          announcedBy: owner.accountId,
          announcedAt: new Date('2025-01-01T00:00:00Z'),
        },
      }),
    );
    expect((await owner.post(`/v1/price-changes/${change.id}/cancellation`)).status).toBe(409);
    const cancel = api.inAlliance((tx) =>
      tx.db.priceChange.update({ where: { id: change.id }, data: { cancelledAt: tx.now } }),
    );
    await expect(cancel).rejects.toThrow();
    const rushed = api.inAlliance((tx) =>
      tx.db.priceChange.create({
        data: {
          allianceId: tx.allianceId,
          serviceId: provider.serviceId,
          unitPriceCents: 2_400,
          effectiveOn: toDateColumn(addDays(today, 14)),
          announcedBy: owner.accountId,
          announcedAt: tx.now,
        },
      }),
    );
    await expect(rushed).rejects.toThrow();
  });

  it('never touches what was ordered before', async () => {
    const personId = await makePerson(api);
    const { orderId } = await plantOrder(api, {
      personId,
      providerId: provider.organisationId,
      proposedBy: caseworker.accountId,
    });
    const order = () => api.inAlliance((tx) => tx.db.providerOrder.findUnique({ where: { id: orderId } }));
    const before = await order();
    await announce(addDays(today, 30), 9_900);
    await ofService('withdrawal', { withdrawnOn: today });
    expect(await order()).toEqual(before);
    const changed = api.inAlliance((tx) =>
      tx.db.offeredService.update({ where: { id: provider.serviceId }, data: { unitPriceCents: 1 } }),
    );
    await expect(changed).rejects.toThrow();
  });
});

describe('a place', () => {
  const close = (closedOn: string | null) =>
    owner.post(`/v1/places/${provider.placeIds[0]}/closure`, { closedOn });

  it('opens today, outside the territory only with coordinates', async () => {
    const path = `/v1/organisations/${provider.organisationId}/places`;
    const body = { name: 'Albino', comuneIstat: '016004', address: 'Via Prova 3' };
    expect((await owner.post(path, body)).status).toBe(422);
    const opened = await owner.post(path, { ...body, latitude: 45.76, longitude: 9.79 });
    expect(opened.status).toBe(201);
    expect((await offer()).places).toContainEqual(
      expect.objectContaining({ id: opened.body['id'], openedOn: today, closedOn: null }),
    );
  });

  it('closes from a day on, which can be taken back until then', async () => {
    expect((await close(addDays(today, -1))).status).toBe(422);
    expect((await close(addDays(today, 3))).status).toBe(200);
    expect((await close(null)).status).toBe(200);
    expect((await close(today)).status).toBe(200);
    expect((await close(null)).status).toBe(409);
    expect((await offer()).places.find(({ id }) => id === provider.placeIds[0])!.closedOn).toBe(today);
  });
});

/** Whether its process was asked to look at the standing of the provider. */
const wakings = () =>
  api.inAlliance(async ({ db }) => {
    const { id } = await db.admission.findFirstOrThrow({
      where: { organisationId: provider.organisationId },
    });
    return db.wakeup.count({ where: { process: processWorkflowId('providerStanding', id) } });
  });

describe('a service', () => {
  it('moves between one’s own open places, and keeps where it was on record', async () => {
    const [first, second] = provider.placeIds;
    expect((await ofService('places', { placeIds: [second] })).status).toBe(200);
    expect((await offer()).services[0]!.placeIds).toEqual([second]);
    expect((await ofService('places', { placeIds: [first, second] })).status).toBe(200);
    expect((await offer()).services[0]!.placeIds.toSorted()).toEqual([...provider.placeIds].toSorted());
    const stranger = await api.inAlliance((tx) => plantProvider(tx));
    expect((await ofService('places', { placeIds: [stranger.placeIds[0]] })).status).toBe(422);
    const trail = await api.inAlliance((tx) =>
      tx.db.audit.count({ where: { action: 'service.placed', subjectId: provider.serviceId } }),
    );
    expect(trail).toBe(2);
  });

  it('is withdrawn from a day on, and then stays withdrawn', async () => {
    expect((await ofService('withdrawal', { withdrawnOn: addDays(today, 5) })).status).toBe(200);
    expect(await wakings()).toBe(1);
    expect((await ofService('withdrawal', { withdrawnOn: null })).status).toBe(200);
    expect((await ofService('withdrawal', { withdrawnOn: today })).status).toBe(200);
    expect((await ofService('withdrawal', { withdrawnOn: null })).status).toBe(409);
    const priced = await ofService('price-changes', {
      unitPriceCents: 1,
      effectiveOn: addDays(today, 60),
    });
    expect(priced.status).toBe(409);
  });
});

describe('a new service', () => {
  const service = () => ({
    category: 'childcare',
    name: 'Nido di prova',
    unit: 'month',
    unitPriceCents: 50_000,
    vatTreatment: 'exempt',
    taxLetters: ['fBis'],
    placeIds: [provider.placeIds[0]],
  });
  const propose = async () =>
    (await owner.post(`/v1/organisations/${provider.organisationId}/service-proposals`, service())).body[
      'id'
    ] as string;
  const accept = (id: string) =>
    caseworker.post(`/v1/service-proposals/${id}/decision`, { outcome: 'accept' });
  const papers: readonly ProviderDocumentCategory[] = [
    'durc',
    'insurance',
    'authorisation',
    'minorsStaffDeclaration',
    'riskAssessmentDeclaration',
  ];
  const handIn = (categories: readonly ProviderDocumentCategory[], validUntil = today) =>
    api.inAlliance((tx) =>
      tx.db.providerDocument.createMany({
        data: categories.map((category) => ({
          allianceId: tx.allianceId,
          organisationId: provider.organisationId,
          category,
          issuedOn: toDateColumn('2026-01-01'),
          validUntil: toDateColumn(validUntil),
          submittedBy: owner.accountId,
          createdAt: tx.now,
        })),
      }),
    );

  it('is nobody’s offer until a caseworker accepted it, with the papers of its category', async () => {
    const id = await propose();
    const task = await api.inAlliance((tx) => tx.db.task.findFirstOrThrow({ where: { subjectId: id } }));
    expect(task).toMatchObject({ kind: 'decideProposal', candidateRole: 'caseworker', state: 'open' });
    expect((await offer()).services).toHaveLength(1);
    await handIn(papers.slice(1));
    await handIn(['durc'], addDays(today, -1));
    const refused = await accept(id);
    expect(refused.status).toBe(409);
    expect(refused.body['detail']).toContain('DURC');
    expect(refused.body['detail']).not.toContain('polizza');
    expect((await offer()).services).toHaveLength(1);
    await handIn(['durc']);
    expect((await accept(id)).body).toMatchObject({ state: 'accepted' });
    expect(await wakings()).toBe(1);
    expect((await offer()).services.map((one) => one.id)).toContain(id);
    const after = await api.inAlliance((tx) => tx.db.task.findUniqueOrThrow({ where: { id: task.id } }));
    expect(after).toMatchObject({ state: 'completed', completedBy: caseworker.accountId });
  });

  it('is decided once, also when two decide at once', async () => {
    await handIn(papers);
    const id = await propose();
    const colleague = await api.signIn('caseworker');
    const replies = await Promise.all([
      accept(id),
      colleague.post(`/v1/service-proposals/${id}/decision`, { outcome: 'refuse', reason: 'prova' }),
      owner.post(`/v1/service-proposals/${id}/withdrawal`),
    ]);
    expect(statusesOf(replies)).toEqual([200, 409, 409]);
  });

  it('is refused with a reason that its provider reads, and nobody else does', async () => {
    const id = await propose();
    const reason = 'Manca lo spazio esterno.';
    await caseworker.post(`/v1/service-proposals/${id}/decision`, { outcome: 'refuse', reason });
    const list = await owner.get('/v1/service-proposals?state=refused');
    expect(list.body['items']).toMatchObject([{ id, state: 'refused', reason }]);
    const stranger = await api.inAlliance((tx) => plantProvider(tx));
    const theirs = await api.signIn('provider', { organisationId: stranger.organisationId });
    expect((await theirs.get('/v1/service-proposals')).body['items']).toEqual([]);
    const mail = await api.inAlliance((tx) =>
      tx.db.mail.findFirstOrThrow({ where: { subjectId: id, template: 'serviceRefused' } }),
    );
    expect(mail.recipientId).toBe(provider.organisationId);
    const client = await api.test.superuser();
    const { rows } = await client.query(
      `SELECT 1 FROM service_proposal t WHERE t::text LIKE '%spazio esterno%'`,
    );
    expect(rows).toEqual([]);
  });

  it('is proposed by an admitted provider, at its own open places', async () => {
    await owner.post(`/v1/places/${provider.placeIds[0]}/closure`, { closedOn: today });
    const path = `/v1/organisations/${provider.organisationId}/service-proposals`;
    expect((await owner.post(path, service())).status).toBe(422);
    await api.inAlliance((tx) =>
      tx.db.admission.updateMany({
        where: { organisationId: provider.organisationId },
        data: { endedOn: toDateColumn(today) },
      }),
    );
    const reply = await owner.post(path, { ...service(), placeIds: [provider.placeIds[1]] });
    expect(reply.status).toBe(409);
  });
});
