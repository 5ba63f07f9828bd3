import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bankCash,
  fundClawback,
  fundPledged,
  fundReserve,
  fundSolidarity,
  providerPayable,
  providerReceivable,
  suspense,
} from '../ledger/accounts.ts';
import { verifyLedger } from '../ledger/verify.ts';
import { fundAllocationId } from '../workflows/contract.ts';
import { bankStatement, type ToldEntry } from '../cli/cases/bank-statement.ts';
import type { SettlementItem } from '../prisma/generated/client.ts';
import { startApi, type TestApi } from './api/support.ts';
import { bankCsv, fakeBank, italianAmount } from './support/fake-bank.ts';
import { untilSomebodyWaits } from './support/lock-wait.ts';
import { magic, okOrThrow, openSettlement, ownIban, type SettlementDesk } from './support/settlement-desk.ts';

let api: TestApi;
let desk: SettlementDesk;

beforeAll(async () => {
  api = await startApi();
  desk = await openSettlement(api);
});
afterAll(async () => {
  const { defects, examined } = await api.inAlliance((tx) => verifyLedger(tx));
  await api.close();
  expect(examined.transfers).toBeGreaterThan(50);
  expect(defects).toEqual([]);
});

const batch = (id: string) => `/v1/settlement/batches/${id}`;
const dryRun = async () =>
  (await desk.drawer.get('/v1/settlement/dry-run')).body as unknown as {
    totalCents: number;
    items: { providerId: string; payee: string; amountCents: number }[];
    leftOut: { providerId: string; reason: string; owedCents: number }[];
  };
const states = async (id: string) => (await desk.items(id)).map(({ state }) => state);

describe('a payment', () => {
  it('of 98,00 makes 1,80 the Fund’s and 0,20 the reserve’s when the bank confirmed it, and not before', async () => {
    const provider = await desk.provider();
    const [redemption] = await desk.earns(provider, 10_000);
    const pledged = await desk.balance(fundPledged);
    const id = await desk.sent();
    expect(await desk.balance(fundSolidarity)).toBe(0);
    expect(await desk.import(await fakeBank(desk).reads(id))).toMatchObject({
      status: 200,
      body: { confirmed: 1, rejected: 0, unknown: 0, repeated: 0 },
    });
    expect(await desk.balance(fundPledged)).toBe(pledged - 200);
    expect(await desk.balance(fundSolidarity)).toBe(180);
    expect(await desk.balance(fundReserve)).toBe(20);
    expect(await desk.balance(providerPayable(provider.organisationId))).toBe(0);
    const { body } = await desk.drawer.get(batch(id));
    expect(body).toMatchObject({ state: 'closed', totalCents: 9_800 });
    await api.inAlliance(async ({ db, allianceId }) => {
      const woken = await db.wakeup.count({ where: { process: fundAllocationId(allianceId) } });
      expect(woken).toBe(1);
    });
    const trace = await desk.auditor.get(`/v1/fund/redemptions/${redemption!.id}`);
    expect(trace.body).toMatchObject({ fundCents: 200, payments: [{ state: 'confirmed', batchId: id }] });
    expect(trace.body['collectedAt']).not.toBeNull();
  });

  it('is 402,00 when the provider gave 98,00 back after it was paid, and the Fund’s 2,00 come off the next', async () => {
    const provider = await desk.provider();
    const [old] = await desk.earns(provider, 10_000);
    const bank = fakeBank(desk);
    await okOrThrow(desk.import(await bank.reads(await desk.sent())));
    await desk.refund(old!.id);
    expect(await desk.balance(providerReceivable(provider.organisationId))).toBe(9_800);
    expect(await desk.balance(fundClawback(provider.organisationId))).toBe(200);
    expect(await dryRun()).toMatchObject({ items: [], leftOut: [] });
    await desk.earns(provider, 51_020);
    const solidarity = await desk.balance(fundSolidarity);
    const reserve = await desk.balance(fundReserve);
    const id = await desk.sent();
    const share = 1_020;
    expect(await desk.items(id)).toMatchObject([
      { grossCents: 50_000, nettedCents: 9_800, amountCents: 40_200, state: 'sent' },
    ]);
    await okOrThrow(desk.import(await bank.reads(id)));
    expect(await desk.balance(providerReceivable(provider.organisationId))).toBe(0);
    expect(await desk.balance(fundClawback(provider.organisationId))).toBe(0);
    expect(await desk.balance(fundReserve)).toBe(reserve + 82);
    expect(await desk.balance(fundSolidarity)).toBe(solidarity + share - 200 - 82);
  });

  it('waits while more was given back than earned', async () => {
    const provider = await desk.provider();
    const [old] = await desk.earns(provider, 10_000);
    await okOrThrow(desk.import(await fakeBank(desk).reads(await desk.sent())));
    await desk.refund(old!.id);
    await desk.earns(provider, 5_000);
    expect((await dryRun()).leftOut).toMatchObject([{ reason: 'nothingLeft', owedCents: 4_900 }]);
    expect((await desk.drawUp()).status).toBe(409);
    await desk.earns(provider, 10_000);
    const id = await desk.sent();
    expect(await desk.items(id)).toMatchObject([{ amountCents: 4_900 }]);
    await okOrThrow(desk.import(await fakeBank(desk).reads(id)));
  });

  it('that comes back is owed again, and is in the next batch exactly once', async () => {
    const [good, bad] = [await desk.provider(), await desk.provider(magic.rejects)];
    await desk.earns(good, 10_000);
    const [bounced] = await desk.earns(bad, 20_000);
    const bank = fakeBank(desk);
    const id = await desk.sent();
    const payable = await desk.balance(providerPayable(bad.organisationId));
    const answer = await bank.reads(id);
    expect((await desk.import(answer)).body).toMatchObject({ confirmed: 1, rejected: 1 });
    expect(await desk.balance(providerPayable(bad.organisationId))).toBe(payable);
    expect((await states(id)).toSorted()).toEqual(['confirmed', 'rejected']);
    expect((await dryRun()).items).toMatchObject([{ providerId: bad.organisationId, amountCents: 19_600 }]);
    const again = await desk.sent();
    expect((await dryRun()).items).toEqual([]);
    const [item] = await desk.items(again);
    const late = bankCsv([bank.lineOf(item!.endToEndId, item!.amountCents, 'eseguito')]);
    expect((await desk.import(late)).body).toMatchObject({ confirmed: 1 });
    expect((await dryRun()).items).toEqual([]);
    const lines = await desk.auditor.get(`/v1/settlement/items/${item!.id}/lines`);
    expect(lines.body['items']).toMatchObject([{ redemptionId: bounced!.id, amountCents: 19_600 }]);
  });

  it('is confirmed once, whether the bank answers twice, late, or its list is sent twice at once', async () => {
    const [twice, late] = [await desk.provider(magic.answersTwice), await desk.provider(magic.answersLate)];
    await desk.earns(twice, 10_000);
    await desk.earns(late, 10_000);
    const bank = fakeBank(desk);
    const id = await desk.sent();
    const solidarity = await desk.balance(fundSolidarity);
    const first = await bank.reads(id);
    const [keeper, watcher] = [await api.test.superuser(), await api.test.superuser()];
    await keeper.query('BEGIN');
    await keeper.query('SELECT FROM alliance FOR NO KEY UPDATE');
    const imports = [desk.import(first), desk.import(first)];
    await untilSomebodyWaits(watcher, 2);
    await keeper.query('ROLLBACK');
    const both = await Promise.all(imports);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const sum = (key: string) => both.reduce((total, { body }) => total + Number(body[key]), 0);
    expect([sum('confirmed'), sum('repeated')]).toEqual([1, 3]);
    expect(await desk.balance(fundSolidarity)).toBe(solidarity + 180);
    expect((await desk.drawer.get(batch(id))).body['state']).toBe('exported');
    expect((await desk.import(bank.said())).body).toMatchObject({ confirmed: 1 });
    expect((await desk.drawer.get(batch(id))).body['state']).toBe('closed');
    expect(await desk.balance(fundSolidarity)).toBe(solidarity + 360);
  });
});

describe('a line nobody asked for', () => {
  it('waits in suspense with a task until somebody says what it is', async () => {
    const cash = await desk.balance(bankCash);
    const csv = bankCsv(['CRO-X1;27/11/2026;1.250,00;;eseguito;Sconosciuto']);
    expect((await desk.import(csv)).body).toMatchObject({ unknown: 1 });
    expect((await desk.import(csv)).body).toMatchObject({ unknown: 0, repeated: 1 });
    expect(await desk.balance(bankCash)).toBe(cash + 125_000);
    expect(await desk.balance(suspense)).toBe(-125_000);
    const tasks = (await desk.drawer.get('/v1/tasks')).body['items'] as { kind: string }[];
    expect(tasks.filter(({ kind }) => kind === 'explainBankLine')).toHaveLength(1);
    const { items } = (await desk.drawer.get('/v1/settlement/bank-lines?outcome=unknown')).body as {
      items: { id: string }[];
    };
    const path = `/v1/settlement/bank-lines/${items[0]!.id}/explanation`;
    await okOrThrow(desk.drawer.post(path, { explanation: 'prefund' }));
    expect(await desk.balance(suspense)).toBe(0);
    expect((await desk.drawer.post(path, { explanation: 'prefund' })).status).toBe(409);
  });

  it('is one, too, when it is of another amount, or answers what was answered', async () => {
    await desk.earns(await desk.provider(), 10_000);
    const id = await desk.sent();
    const [item] = await desk.items(id);
    const of = (ref: string, cents: number) =>
      `${ref};27/11/2026;${italianAmount(-cents)};${item!.endToEndId};eseguito;`;
    expect((await desk.import(bankCsv([of('CRO-X2', 9_900)]))).body).toMatchObject({ unknown: 1 });
    expect(await states(id)).toEqual(['sent']);
    const lines = [of('CRO-X3', 9_800), of('CRO-X4', 9_800)];
    expect((await desk.import(bankCsv(lines))).body).toMatchObject({ confirmed: 1, unknown: 1 });
    const other = await desk.import(bankCsv([of('CRO-X3', 9_700)]));
    expect(other.status).toBe(409);
  });
});

describe('a statement of the bank', () => {
  const take = (id: string, entries: readonly ToldEntry[], iban = ownIban) =>
    desk.drawer.post('/v1/settlement/bank-statements', {
      xml: bankStatement({ id, iban, on: '2026-11-27', entries }),
    });

  it('brings a payment back exactly once, however often and in whichever parts it is sent', async () => {
    const provider = await desk.provider();
    await desk.earns(provider, 10_000);
    const id = await desk.sent();
    const cash = await desk.balance(bankCash);
    const [{ endToEndId, amountCents }] = (await desk.items(id)) as [SettlementItem];
    const left = { ref: 'T1', endToEndId, amountCents: -amountCents };
    const back = { ref: 'T1', endToEndId, amountCents, returnedFor: 'AC04' };
    expect((await take('EC-0', [left, back], magic.rejects)).status).toBe(422);
    expect((await take('EC-1', [left, back])).body).toMatchObject({ rejected: 1, unknown: 0 });
    expect(await states(id)).toEqual(['rejected']);
    for (const entries of [[left, back], [left], [back]])
      expect((await take('EC-2', entries)).body).toMatchObject({ rejected: 0, unknown: 0, repeated: 1 });
    expect(await desk.balance(bankCash)).toBe(cash);
    expect((await dryRun()).items).toMatchObject([
      { providerId: provider.organisationId, amountCents: 9_800 },
    ]);
    const { items } = (await desk.drawer.get('/v1/settlement/bank-lines?limit=200')).body as {
      items: { endToEndId: string }[];
    };
    expect(items.filter((line) => line.endToEndId === endToEndId)).toMatchObject([
      { outcome: 'rejected', returnRef: 'T1', reasonCode: 'AC04' },
    ]);
    await desk.sent();
  });

  it('confirms a batch that was booked as one line, and puts a late return where somebody looks', async () => {
    const [one, two] = [await desk.provider(), await desk.provider()];
    await desk.earns(one, 10_000);
    await desk.earns(two, 20_000);
    const id = await desk.sent();
    const { code, totalCents } = (await desk.drawer.get(batch(id))).body as {
      code: string;
      totalCents: number;
    };
    const whole = { ref: 'T2', amountCents: -totalCents, batchCode: code };
    const other = { ref: 'T3', amountCents: 1 - totalCents, batchCode: code };
    expect((await take('EC-3', [other])).body).toMatchObject({ confirmed: 0, unknown: 1 });
    expect((await take('EC-4', [whole])).body).toMatchObject({ confirmed: 2, unknown: 0 });
    expect((await take('EC-5', [whole])).body).toMatchObject({ confirmed: 0, repeated: 2 });
    const held = await desk.balance(suspense);
    const [first, second] = (await desk.items(id)) as [SettlementItem, SettlementItem];
    const back = ({ endToEndId, amountCents }: SettlementItem, ref: string) => ({
      ref,
      endToEndId,
      amountCents,
      returnedFor: 'AC04',
    });
    const left = ({ endToEndId, amountCents }: SettlementItem) => ({
      ref: `T2/${endToEndId}`,
      endToEndId,
      amountCents: -amountCents,
    });
    expect((await take('EC-6', [back(first, 'T4')])).body).toMatchObject({ unknown: 1 });
    expect(await desk.balance(suspense)).toBe(held - first.amountCents);
    const known = await take('EC-7', [left(first), back(first, 'T4')]);
    expect(known.body).toMatchObject({ unknown: 0, repeated: 1 });
    const late = await take('EC-8', [left(second), back(second, 'T5')]);
    expect(late.body).toMatchObject({ rejected: 0, unknown: 1 });
    expect(await desk.balance(suspense)).toBe(held - totalCents);
  });
});
