import { afterAll, beforeAll, expect, it } from 'vitest';
import { collectForFund } from '../activities/voucher-expiry/fund-residual.ts';
import { fundReserve, fundSolidarity } from '../ledger/accounts.ts';
import { accountBalance } from '../ledger/balances.ts';
import { verifyLedger } from '../ledger/verify.ts';
import { checkVersion } from '../rules/check.ts';
import { publishVersion, sendVersion, submitVersion } from '../rules/publishing.ts';
import { shippedVersionOrThrow } from '../rules/shipped.ts';
import { startApi, type Caller, type TestApi } from './api/support.ts';
import { makeOrganisation } from './api/world.ts';
import { fakeBank } from './support/fake-bank.ts';
import {
  okOrThrow,
  openSettlement,
  type PaidProvider,
  type SettlementDesk,
} from './support/settlement-desk.ts';

let api: TestApi;
let desk: SettlementDesk;
let provider: PaidProvider;
let employerId: string;

beforeAll(async () => {
  api = await startApi();
  desk = await openSettlement(api);
  provider = await desk.provider();
  employerId = await makeOrganisation(api, ['employer']);
});
afterAll(() => api.close());

const balances = () =>
  api.inAlliance(async (tx) => ({
    reserve: (await accountBalance(tx, fundReserve)).balanceCents,
    fund: (await accountBalance(tx, fundSolidarity)).balanceCents,
  }));

/** What some work brings to the reserve and to the rest of the Fund. */
async function brought(work: () => Promise<unknown>): Promise<readonly [reserve: number, fund: number]> {
  const before = await balances();
  await work();
  const after = await balances();
  return [after.reserve - before.reserve, after.fund - before.fund];
}

const pledge = async (amountCents: number) =>
  (
    await okOrThrow(
      desk.drawer.post('/v1/fund/contributions', {
        organisationId: employerId,
        source: 'employer',
        amountCents,
      }),
    )
  ).body['id'] as string;

let lines = 0;
const paid = async (amountCents: number) => {
  const id = await pledge(amountCents);
  lines += 1;
  await okOrThrow(desk.drawer.post(`/v1/fund/contributions/${id}/collection`, { bankRef: `BANCA/${lines}` }));
};
const redeemed = async (amountCents: number) => {
  await desk.earns(provider, amountCents);
  await okOrThrow(desk.import(await fakeBank(desk).reads(await desk.sent())));
};
/** A voucher of which the rest goes to the Fund: pledged, and there already. */
const lapsed = async (cents: number) => {
  const ref = await pledge(cents);
  await api.inAlliance((tx) => collectForFund(tx, [{ of: `voucher/${ref}`, ref, cents }]));
};

function sharing(reserveHundredths: number) {
  const shipped = shippedVersionOrThrow('fund-contribution');
  const parameters = shipped.parameters.map((parameter) =>
    parameter.name === 'reserveShareHundredths' ? { ...parameter, value: reserveHundredths } : parameter,
  );
  return { ...shipped, edition: `CF-PROVA-${reserveHundredths}`, parameters };
}

/** One sends and submits, another publishes. */
async function published(reserveHundredths: number): Promise<void> {
  const [author, publisher] = [await api.signIn('administrator'), await api.signIn('administrator')];
  const as = <T>({ accountId: id }: Caller, work: Parameters<typeof api.inAlliance<T>>[0]) =>
    api.inAlliance<T>((tx) => work({ ...tx, actor: { kind: 'account', id } }));
  const { id } = await as(author, (tx) => sendVersion(tx, sharing(reserveHundredths)));
  await as(author, (tx) => submitVersion(tx, id, 'Delibera 12 del 2026'));
  await as(publisher, (tx) => publishVersion(tx, id, tx.now));
}

/** Every leg in the books, in an order that stays. */
async function legs(): Promise<readonly string[]> {
  const rows = await api.inAlliance(
    ({ db }) => db.$queryRaw<{ leg: string }[]>`
      SELECT concat_ws(' ', transfer_id, account_id, account_version, amount_cents) AS leg FROM ledger.posting`,
  );
  return rows.map(({ leg }) => leg);
}

it('is the shipped tenth while an alliance has published none', async () => {
  expect(await brought(() => paid(1_005))).toEqual([101, 904]);
});

it('is what two people published from then on, of all that is collected: paid, redeemed, left over', async () => {
  await published(1_000);
  const ofATenth = await brought(() => redeemed(10_000));
  await published(2_500);
  expect(await brought(() => paid(1_002))).toEqual([251, 751]);
  const [reserve, fund] = await brought(() => redeemed(10_000));
  expect(reserve + fund).toBe(ofATenth[0] + ofATenth[1]);
  expect([ofATenth[0], reserve]).toEqual([20, 50]);
  expect(await brought(() => lapsed(400))).toEqual([100, 300]);
});

it('changes nothing of what was posted before, and the books still verify', async () => {
  const before = await legs();
  await published(0);
  expect(await brought(() => paid(1_000))).toEqual([0, 1_000]);
  const after = new Set(await legs());
  expect(after.size).toBeGreaterThan(before.length);
  expect(before.filter((leg) => !after.has(leg))).toEqual([]);
  expect((await api.inAlliance((tx) => verifyLedger(tx))).defects).toEqual([]);
});

it('is a part of the whole', () => {
  for (const share of [-1, 10_001])
    expect(checkVersion(sharing(share)).errors).toMatchObject([{ pointer: '/parameters/2/value' }]);
  for (const share of [0, 10_000]) expect(checkVersion(sharing(share)).errors).toEqual([]);
});
