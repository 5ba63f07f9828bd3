import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bankStatement } from '../cli/cases/bank-statement.ts';
import {
  bankCash,
  fundClawback,
  fundPledged,
  fundReserve,
  fundSolidarity,
  inpsPayable,
  providerPayable,
  providerReceivable,
  suspense,
} from '../ledger/accounts.ts';
import { verifyLedger } from '../ledger/verify.ts';
import type { SettlementItem } from '../prisma/generated/client.ts';
import { startApi, statusesOf, type Caller, type TestApi } from './api/support.ts';
import { bankCsv, fakeBank } from './support/fake-bank.ts';
import { untilSomebodyWaits } from './support/lock-wait.ts';
import {
  magic,
  okOrThrow,
  openSettlement,
  ownIban,
  type PaidProvider,
  type SettlementDesk,
} from './support/settlement-desk.ts';

let api: TestApi;
let desk: SettlementDesk;
let nth = 0;

beforeAll(async () => {
  api = await startApi();
  desk = await openSettlement(api);
});
afterAll(async () => {
  const { defects } = await api.inAlliance((tx) => verifyLedger(tx));
  await api.close();
  expect(defects).toEqual([]);
});

/** Everything that is owed is paid, and the bank makes it; the payments of one provider. */
async function paid({ organisationId }: PaidProvider): Promise<SettlementItem[]> {
  const id = await desk.sent();
  await okOrThrow(desk.import(await fakeBank(desk).reads(id)));
  return (await desk.items(id)).filter(({ providerId }) => providerId === organisationId);
}

const mailsOf = ({ organisationId: recipientId }: PaidProvider, template: string) =>
  api.inAlliance((tx) => tx.db.mail.findMany({ where: { template, recipientId } }));

/** The bank brings a payment back, in a later statement; the id of its line. */
async function broughtBack(amountCents: number, endToEndId?: string): Promise<string> {
  nth += 1;
  const entries = [
    { ref: `BACK-${nth}`, amountCents, returnedFor: 'AC04', ...(endToEndId ? { endToEndId } : {}) },
  ];
  const xml = bankStatement({ id: `EC-${nth}`, iban: ownIban, on: '2026-11-27', entries });
  const { body } = await okOrThrow(desk.drawer.post('/v1/settlement/bank-statements', { xml }));
  expect(body).toMatchObject({ unknown: 1 });
  const lines = await desk.drawer.get('/v1/settlement/bank-lines?outcome=unknown&limit=200');
  return (lines.body['items'] as { id: string; bankRef: string }[]).find(
    ({ bankRef }) => bankRef === `BACK-${nth}`,
  )!.id;
}

const correctIban = ({ organisationId: id }: PaidProvider) =>
  api.inAlliance((tx) => tx.db.organisation.update({ where: { id }, data: { iban: magic.confirms } }));
const explain = (lineId: string, endToEndId?: string, by: Caller = desk.drawer) =>
  by.post(`/v1/settlement/bank-lines/${lineId}/explanation`, {
    explanation: 'returnedPayment',
    ...(endToEndId ? { endToEndId } : {}),
  });
const owed = async () =>
  (await desk.drawer.get('/v1/settlement/dry-run')).body['items'] as {
    providerId: string;
    payee: string;
    amountCents: number;
  }[];
const funds = async ({ organisationId }: PaidProvider) => ({
  pledged: await desk.balance(fundPledged),
  solidarity: await desk.balance(fundSolidarity),
  reserve: await desk.balance(fundReserve),
  clawback: await desk.balance(fundClawback(organisationId)),
});

describe('a payment that comes back after it was confirmed', () => {
  it('is owed again and paid once by the next batch, and its contribution stays collected', async () => {
    const provider = await desk.provider();
    const [redemption] = await desk.earns(provider, 10_000);
    const cash = await desk.balance(bankCash);
    const [item] = await paid(provider);
    const before = await funds(provider);
    const line = await broughtBack(9_800, item!.endToEndId);
    expect(await owed()).toEqual([]);
    await okOrThrow(explain(line));
    expect(await desk.balance(suspense)).toBe(0);
    expect(await desk.balance(bankCash)).toBe(cash);
    expect(await desk.balance(providerPayable(provider.organisationId))).toBe(9_800);
    expect(await owed()).toMatchObject([{ providerId: provider.organisationId, amountCents: 9_800 }]);
    const [again] = await paid(provider);
    expect(again!.endToEndId).not.toBe(item!.endToEndId);
    expect(await owed()).toEqual([]);
    expect(await desk.balance(providerPayable(provider.organisationId))).toBe(0);
    expect(await desk.balance(bankCash)).toBe(cash - 9_800);
    expect(await funds(provider)).toEqual(before);
    const trace = await desk.auditor.get(`/v1/fund/redemptions/${redemption!.id}`);
    expect(trace.body['payments']).toMatchObject([{ state: 'returned' }, { state: 'confirmed' }]);
  });

  it('is told to its provider by mail, once', async () => {
    const provider = await desk.provider();
    await desk.earns(provider, 10_000);
    const [item] = await paid(provider);
    const line = await broughtBack(9_800, item!.endToEndId);
    const mails = () => mailsOf(provider, 'providerPaymentReturned');
    expect(await mails()).toEqual([]);
    await okOrThrow(explain(line));
    expect(await mails()).toMatchObject([{ dedupeKey: `providerPaymentReturned/${item!.id}` }]);
    await paid(provider);
  });

  it('is told to its provider on the statement of the batch', async () => {
    const provider = await desk.provider();
    await desk.earns(provider, 10_000);
    const [item] = await paid(provider);
    const own = await api.signIn('provider', { organisationId: provider.organisationId });
    const statement = async (format: string) =>
      (await own.get(`/v1/settlement/items/${item!.id}/statement?format=${format}`)).text;
    const [csv, pdf] = [await statement('csv'), await statement('pdf')];
    expect(csv).toMatch(/;riscossione\r\n$/);
    await okOrThrow(explain(await broughtBack(9_800, item!.endToEndId)));
    expect(await statement('csv')).toMatch(/;riscossione, bonifico tornato\r\n$/);
    expect(await statement('pdf')).not.toBe(pdf);
    const told = { state: 'returned', bankReason: 'AC04' };
    expect((await own.get('/v1/settlement/items')).body['items']).toMatchObject([told]);
    await paid(provider);
  });

  it('takes off again what had been taken off it, and nothing of what was refunded since twice', async () => {
    const provider = await desk.provider();
    const [old] = await desk.earns(provider, 10_000);
    await paid(provider);
    await desk.refund(old!.id);
    await desk.earns(provider, 20_000);
    const [item] = await paid(provider);
    expect(item).toMatchObject({ grossCents: 19_600, nettedCents: 9_800, amountCents: 9_800 });
    const before = await funds(provider);
    await okOrThrow(explain(await broughtBack(9_800, item!.endToEndId)));
    expect(await desk.balance(providerReceivable(provider.organisationId))).toBe(9_800);
    const [again] = await paid(provider);
    expect(again).toMatchObject({ grossCents: 19_600, nettedCents: 9_800, amountCents: 9_800 });
    expect(await desk.balance(providerReceivable(provider.organisationId))).toBe(0);
    expect(await desk.balance(providerPayable(provider.organisationId))).toBe(0);
    expect(await funds(provider)).toEqual(before);
  });

  it('collects no contribution a second time, also when the provider owes the Fund by then', async () => {
    const provider = await desk.provider();
    const [one, two] = await desk.earns(provider, 10_000, 2);
    const [item] = await paid(provider);
    await okOrThrow(explain(await broughtBack(19_600, item!.endToEndId)));
    await desk.refund(one!.id);
    const before = await funds(provider);
    expect(before.clawback).toBe(200);
    const [again] = await paid(provider);
    expect(again).toMatchObject({ grossCents: 19_600, nettedCents: 9_800, amountCents: 9_800 });
    expect(await funds(provider)).toEqual(before);
    expect(two!.fundCents).toBe(200);
  });

  it('was for INPS, and goes to INPS again', async () => {
    const provider = await desk.provider();
    const { organisationId } = provider;
    await desk.earns(provider, 10_000);
    await okOrThrow(desk.owesInps(organisationId, 5_000, '2026-11-01'));
    const id = await desk.sent();
    const bank = fakeBank(desk);
    const items = await desk.items(id);
    const lines = items.map(({ endToEndId, amountCents }) =>
      bank.lineOf(endToEndId, amountCents, 'eseguito'),
    );
    await okOrThrow(desk.import(bankCsv(lines)));
    await okOrThrow(explain(await broughtBack(5_000, items[0]!.endToEndId)));
    expect(await mailsOf(provider, 'providerPaymentReturned')).toEqual([]);
    expect(await desk.balance(inpsPayable(organisationId))).toBe(0);
    expect(await owed()).toMatchObject([{ payee: 'inps', amountCents: 5_000 }]);
    const again = await desk.items(await desk.sent());
    await okOrThrow(desk.import(bankCsv([bank.lineOf(again[0]!.endToEndId, 5_000, 'eseguito')])));
    expect(await owed()).toEqual([]);
  });

  it('is named where the bank does not, and is refused twice, of another amount or of another payment', async () => {
    const [provider, other] = [await desk.provider(), await desk.provider()];
    await desk.earns(provider, 10_000);
    await desk.earns(other, 20_000);
    const id = await desk.sent();
    await okOrThrow(desk.import(await fakeBank(desk).reads(id)));
    const [item, of] = await desk.items(id);
    const unnamed = await broughtBack(9_800);
    expect((await explain(unnamed)).body['errors']).toMatchObject([{ pointer: '/body/endToEndId' }]);
    const less = await broughtBack(9_700, item!.endToEndId);
    const another = await broughtBack(19_600, item!.endToEndId);
    const held = await desk.balance(suspense);
    for (const refused of [
      await explain(unnamed, 'LP-2026-9999-0001'),
      await explain(unnamed, of!.endToEndId),
      await explain(less),
      await explain(another, of!.endToEndId),
    ])
      expect(refused.status).toBeGreaterThanOrEqual(409);
    expect(await desk.balance(suspense)).toBe(held);
    expect(await owed()).toEqual([]);
    await okOrThrow(explain(unnamed, item!.endToEndId));
    expect((await explain(unnamed, item!.endToEndId)).status).toBe(409);
    const twice = await broughtBack(9_800, item!.endToEndId);
    expect((await explain(twice)).status).toBe(409);
    expect(await owed()).toMatchObject([{ amountCents: 9_800 }]);
    await desk.sent();
  });

  it('is owed once, though two officers say so at once, each of a line of its own', async () => {
    const provider = await desk.provider();
    await desk.earns(provider, 10_000);
    const [item] = await paid(provider);
    const [line, twin] = [await broughtBack(9_800, item!.endToEndId), await broughtBack(9_800)];
    const [keeper, watcher] = [await api.test.superuser(), await api.test.superuser()];
    await keeper.query('BEGIN');
    await keeper.query('SELECT FROM alliance FOR NO KEY UPDATE');
    const all = [
      explain(line),
      explain(line, undefined, desk.second),
      explain(twin, item!.endToEndId, desk.approver),
    ];
    await untilSomebodyWaits(watcher, 3);
    await keeper.query('ROLLBACK');
    await Promise.all([keeper.end(), watcher.end()]);
    expect(statusesOf(await Promise.all(all))).toEqual([200, 409, 409]);
    expect(await desk.balance(providerPayable(provider.organisationId))).toBe(9_800);
  });
});

describe('a payment that the bank refuses', () => {
  it('is owed once, however often it is tried: only the last attempt says so', async () => {
    const provider = await desk.provider(magic.rejects);
    await desk.earns(provider, 10_000);
    const own = await api.signIn('provider', { organisationId: provider.organisationId });
    const told = async () => (await own.get('/v1/settlement/items')).body['items'];
    await paid(provider);
    expect(await told()).toMatchObject([{ triedAgainAs: null }]);
    const again = await desk.approved();
    expect(await told()).toMatchObject([{ triedAgainAs: null }]);
    await okOrThrow(desk.export(again));
    const [second] = await desk.items(again);
    expect(await told()).toMatchObject([{ triedAgainAs: second!.endToEndId }, { triedAgainAs: null }]);
    await okOrThrow(desk.import(await fakeBank(desk).reads(again)));
    await correctIban(provider);
    await paid(provider);
    const third = (await told()) as { endToEndId: string }[];
    expect(third).toMatchObject([
      { triedAgainAs: second!.endToEndId },
      { triedAgainAs: third[2]!.endToEndId },
      { triedAgainAs: null },
    ]);
  });

  it('leaves a batch that says whether it paid everybody, some or nobody', async () => {
    const outcomeOf = async (id: string) =>
      (await desk.auditor.get(`/v1/settlement/batches/${id}`)).body['outcome'];
    const closed = async () => {
      const id = await desk.sent();
      expect(await outcomeOf(id)).toBeNull();
      await okOrThrow(desk.import(await fakeBank(desk).reads(id)));
      return id;
    };
    const [refused, reached] = [await desk.provider(magic.rejects), await desk.provider()];
    await desk.earns(refused, 10_000);
    await desk.earns(reached, 10_000);
    expect(await outcomeOf(await closed())).toBe('partlyPaid');
    expect(await outcomeOf(await closed())).toBe('rejected');
    await correctIban(refused);
    const last = await closed();
    expect(await outcomeOf(last)).toBe('paid');
    await okOrThrow(explain(await broughtBack(9_800, (await desk.items(last))[0]!.endToEndId)));
    expect(await outcomeOf(last)).toBe('returned');
    await paid(refused);
  });

  it('is told to its provider by mail, once', async () => {
    const provider = await desk.provider(magic.rejects);
    await desk.earns(provider, 10_000);
    const [item] = await paid(provider);
    const template = 'providerPaymentRejected';
    const mails = await mailsOf(provider, template);
    expect(mails).toMatchObject([{ dedupeKey: `${template}/${item!.id}` }]);
    const own = await api.signIn('provider', { organisationId: provider.organisationId });
    expect((await own.get('/v1/settlement/items')).body['items']).toMatchObject([{ state: 'rejected' }]);
  });
});
