import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from './api/support.ts';
import { fakeBank } from './support/fake-bank.ts';
import { magic, okOrThrow, openSettlement, ownIban, type SettlementDesk } from './support/settlement-desk.ts';

let api: TestApi;
let desk: SettlementDesk;

beforeAll(async () => {
  api = await startApi();
  desk = await openSettlement(api);
});
afterAll(() => api.close());

async function provider(iban?: string | null) {
  const paid = await desk.provider(iban);
  const own = await api.signIn('provider', { organisationId: paid.organisationId });
  return { ...paid, own, owed: async () => (await own.get('/v1/settlement/owed')).body };
}

const nothing = {
  toProviderCents: 0,
  toInpsCents: 0,
  nettedCents: 0,
  waits: null,
  inPreparationCents: 0,
  disputedCents: 0,
  contributionCents: 0,
  payContributionTo: { holderName: 'Fondo di prova', iban: ownIban },
};

describe('what a provider earned and was not paid', () => {
  it('is told to it alone, to the cent, until it leaves for the bank', async () => {
    const [one, other] = [await provider(), await provider()];
    await desk.earns(one, 10_000);
    await desk.earns(other, 20_000);
    expect(await one.owed()).toEqual({ ...nothing, toProviderCents: 9_800 });
    const batch = await desk.approved();
    expect(await one.owed()).toEqual({ ...nothing, inPreparationCents: 9_800 });
    await desk.earns(one, 5_000);
    expect(await one.owed()).toEqual({ ...nothing, inPreparationCents: 9_800, toProviderCents: 4_900 });
    await okOrThrow(desk.export(batch));
    await okOrThrow(desk.import(await fakeBank(desk).reads(batch)));
    expect(await one.owed()).toEqual({ ...nothing, toProviderCents: 4_900 });
    expect(await other.owed()).toEqual(nothing);
  });

  it('goes to INPS first, and waits with its reason where it cannot be paid', async () => {
    const [debtor, nowhere] = [await provider(), await provider(null)];
    await desk.earns(debtor, 10_000);
    await desk.earns(nowhere, 10_000);
    await okOrThrow(desk.owesInps(debtor.organisationId, 5_000, '2026-11-01'));
    expect(await debtor.owed()).toEqual({ ...nothing, toProviderCents: 4_800, toInpsCents: 5_000 });
    expect(await nowhere.owed()).toEqual({
      ...nothing,
      waits: { reason: 'ibanMissing', owedCents: 9_800, givenBackCents: 0 },
    });
  });

  it('comes back once when the bank refuses it', async () => {
    const refused = await provider(magic.rejects);
    await desk.earns(refused, 10_000);
    const batch = await desk.sent();
    expect(await refused.owed()).toEqual(nothing);
    await okOrThrow(desk.import(await fakeBank(desk).reads(batch)));
    expect(await refused.owed()).toEqual({ ...nothing, toProviderCents: 9_800 });
  });

  it('stands beside what it has yet to pay in', async () => {
    const { organisationId, owed } = await provider();
    const pledge = { organisationId, source: 'provider', amountCents: 190 };
    await okOrThrow(desk.drawer.post('/v1/fund/contributions', pledge));
    expect(await owed()).toEqual({ ...nothing, contributionCents: 190 });
  });

  it('is nothing that whoever works at one place of it is told', async () => {
    const { own, placeIds } = await provider();
    await api.inAlliance((tx) =>
      tx.db.account.update({
        where: { id: own.accountId },
        data: { placeId: placeIds[0]!, responsible: false },
      }),
    );
    expect((await own.get('/v1/settlement/owed')).status).toBe(404);
  });
});
