import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Prisma } from '../../prisma/generated/client.ts';
import { plantOrder } from '../support/planted-order.ts';
import { plantProvider, type PlantedProvider } from '../support/planted-provider.ts';
import { startApi, type Caller, type TestApi } from './support.ts';
import { makePerson } from './world.ts';

let api: TestApi;
let provider: PlantedProvider;
let elena: Caller;
let order: { readonly awardId: string; readonly orderId: string };

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  provider = await api.inAlliance((tx) =>
    plantProvider(tx, {
      places: [{}, {}],
      service: { category: 'psychology', name: 'Colloquio', unitPriceCents: 2_000 },
    }),
  );
  elena = await api.signIn('provider', { organisationId: provider.organisationId });
  order = await newOrder();
});

async function newOrder(of = provider.organisationId) {
  const personId = await makePerson(api);
  return plantOrder(api, { personId, providerId: of, proposedBy: elena.accountId });
}

const changeOrder = (data: Prisma.ProviderOrderUncheckedUpdateInput) =>
  api.inAlliance((tx) => tx.db.providerOrder.update({ where: { id: order.orderId }, data }));
const limitTo = (placeId: string | null) =>
  api.inAlliance((tx) =>
    tx.db.account.update({ where: { id: elena.accountId }, data: { placeId, responsible: false } }),
  );

function deliver(settlementId: string | null, amountCents = 2_000) {
  return api.inAlliance((tx) =>
    tx.db.deliveredUnit.create({
      data: {
        ...order,
        allianceId: tx.allianceId,
        number: 1,
        deliveredOn: new Date('2026-11-02'),
        state: 'confirmed',
        amountCents,
        transferId: randomUUID(),
        settlementId,
        recordedBy: elena.accountId,
        recordedAt: tx.now,
      },
    }),
  );
}

function pay(amountCents: number) {
  return api.inAlliance((tx) =>
    tx.db.settlement.create({
      data: {
        allianceId: tx.allianceId,
        awardId: order.awardId,
        providerId: provider.organisationId,
        amountCents,
        bankRef: 'CRO-77',
        transferId: randomUUID(),
        settledBy: elena.accountId,
        settledAt: tx.now,
      },
    }),
  );
}

describe('the orders that nobody began', () => {
  const count = async () => (await elena.get('/v1/orders/new')).body['count'];

  it('are counted until something of them was delivered, and nobody’s name is read for it', async () => {
    await newOrder((await api.inAlliance((tx) => plantProvider(tx))).organisationId);
    expect(await count()).toBe(1);
    await newOrder();
    expect(await count()).toBe(2);
    await deliver(null);
    expect(await count()).toBe(1);
    const opened = await api.inAlliance((tx) =>
      tx.db.audit.count({ where: { action: 'order.opened', actorId: elena.accountId } }),
    );
    expect(opened).toBe(0);
  });

  it('are not those that are closed, or whose spending nobody has approved', async () => {
    await changeOrder({ closedAt: new Date() });
    expect(await count()).toBe(0);
    await changeOrder({ closedAt: null });
    await api.inAlliance((tx) =>
      tx.db.award.update({ where: { id: order.awardId }, data: { state: 'held' } }),
    );
    expect(await count()).toBe(0);
  });

  it('are, for whoever works at one place, those of that place', async () => {
    await limitTo(provider.placeIds[0]!);
    expect(await count()).toBe(0);
    await changeOrder({ placeId: provider.placeIds[0]! });
    expect(await count()).toBe(1);
  });
});

describe('what the Fund paid a provider', () => {
  const payments = async () => (await elena.get('/v1/orders/payments')).body['items'];

  it('is told transfer by transfer, with each unit and to the cent', async () => {
    expect(await payments()).toEqual([]);
    const { id, settledAt } = await pay(1_999);
    await deliver(id, 1_999);
    const { code } = await changeOrder({});
    expect(await payments()).toEqual([
      {
        id,
        paidAt: settledAt.toISOString(),
        amountCents: 1_999,
        bankRef: 'CRO-77',
        units: [{ orderCode: code, number: 1, deliveredOn: '2026-11-02', amountCents: 1_999 }],
      },
    ]);
  });

  it('is told to nobody else, nor to whoever works at one place', async () => {
    await pay(2_000);
    await limitTo(provider.placeIds[0]!);
    expect(await payments()).toEqual([]);
    const other = (await api.inAlliance((tx) => plantProvider(tx))).organisationId;
    const stranger = await api.signIn('provider', { organisationId: other });
    expect((await stranger.get('/v1/orders/payments')).body['items']).toEqual([]);
  });
});

describe('an order’s service', () => {
  const name = async () => {
    const { items } = (await elena.get('/v1/orders')).body as { items: { serviceName: string | null }[] };
    return items[0]!.serviceName;
  };
  const offer = (service: Partial<Prisma.OfferedServiceUncheckedCreateInput>) =>
    api.inAlliance((tx) => plantProvider(tx, { organisationId: provider.organisationId, service }));

  it('is called as the provider’s list calls what costs that a unit', async () => {
    expect(await name()).toBe('Colloquio');
    await changeOrder({ unitPriceCents: 2_100 });
    expect(await name()).toBeNull();
  });

  it('is found by a price announced since, and by none that was taken back or came later', async () => {
    const announce = (unitPriceCents: number, effectiveOn: string) =>
      api.inAlliance((tx) =>
        tx.db.priceChange.create({
          data: {
            allianceId: tx.allianceId,
            serviceId: provider.serviceId,
            unitPriceCents,
            effectiveOn: new Date(effectiveOn),
            announcedBy: elena.accountId,
            announcedAt: new Date('2025-11-01'),
          },
        }),
      );
    const { id } = await announce(2_100, '2026-01-01');
    await announce(2_200, '2099-01-01');
    await changeOrder({ unitPriceCents: 2_100 });
    expect(await name()).toBe('Colloquio');
    await changeOrder({ unitPriceCents: 2_200 });
    expect(await name()).toBeNull();
    await changeOrder({ unitPriceCents: 2_100 });
    await api.inAlliance((tx) =>
      tx.db.priceChange.update({ where: { id }, data: { cancelledAt: new Date('2025-12-01') } }),
    );
    expect(await name()).toBeNull();
  });

  it('has no name where the list has two, but for another kind, or one that came later', async () => {
    await offer({ category: 'homeCare', unitPriceCents: 2_000, createdAt: new Date('2026-01-01') });
    await offer({
      category: 'psychology',
      name: 'Nuovo',
      unitPriceCents: 2_000,
      createdAt: new Date('2099-01-01'),
    });
    expect(await name()).toBe('Colloquio');
    await offer({
      category: 'therapy',
      name: 'Seduta',
      unitPriceCents: 2_000,
      createdAt: new Date('2026-01-01'),
    });
    expect(await name()).toBeNull();
  });
});
