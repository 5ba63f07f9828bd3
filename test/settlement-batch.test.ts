import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remindOfSettlement } from '../activities/settlement/remind.ts';
import { toPlainDate } from '../domain/time.ts';
import { bankCash, fundSolidarity, inpsPayable, providerPayable } from '../ledger/accounts.ts';
import { verifyLedger } from '../ledger/verify.ts';
import { startApi, statusesOf, type TestApi } from './api/support.ts';
import { bankCsv, fakeBank } from './support/fake-bank.ts';
import { magic, okOrThrow, openSettlement, type SettlementDesk } from './support/settlement-desk.ts';

let api: TestApi;
let desk: SettlementDesk;

beforeAll(async () => {
  api = await startApi();
  desk = await openSettlement(api);
});
afterAll(async () => {
  const { defects, examined } = await api.inAlliance((tx) => verifyLedger(tx));
  await api.close();
  expect(examined.transfers).toBeGreaterThan(30);
  expect(defects).toEqual([]);
});

const batch = (id: string) => `/v1/settlement/batches/${id}`;
const dryRun = async () =>
  (await desk.drawer.get('/v1/settlement/dry-run')).body as unknown as {
    totalCents: number;
    items: { providerId: string; payee: string; amountCents: number }[];
    leftOut: { providerId: string; reason: string; owedCents: number }[];
  };

describe('a batch', () => {
  it('is approved by others than who drew it up, by two of them when it is large, and only then exported', async () => {
    const provider = await desk.provider();
    await desk.earns(provider, 510_204, 2);
    const { id, approvalsWanted } = (await okOrThrow(desk.drawUp())).body as {
      id: string;
      approvalsWanted: number;
    };
    expect(approvalsWanted).toBe(1);
    await okOrThrow(desk.drawer.post(`${batch(id)}/discard`));
    await desk.earns(provider, 5_000);
    const large = (await okOrThrow(desk.drawUp())).body as { id: string; approvalsWanted: number };
    expect(large.approvalsWanted).toBe(2);
    const approval = `${batch(large.id)}/approval`;
    expect((await desk.drawer.post(approval)).body['type']).toBe('urn:reciproca:problem:same-person');
    expect((await desk.drawer.post(`${batch(large.id)}/export`)).status).toBe(409);
    expect((await desk.approver.post(approval)).body['state']).toBe('draft');
    expect((await desk.approver.post(approval)).body['type']).toBe('urn:reciproca:problem:same-person');
    expect((await desk.administrator.post(approval)).body['state']).toBe('approved');
    await okOrThrow(desk.drawer.post(`${batch(large.id)}/export`));
    await okOrThrow(desk.import(await fakeBank(desk).reads(large.id)));
  });

  it('is always on somebody’s list, on no day after the one it is paid on, until the bank has answered', async () => {
    await desk.earns(await desk.provider(), 10_000);
    const today = toPlainDate(new Date());
    const { id } = (await okOrThrow(desk.drawUp(desk.drawer, today))).body as { id: string };
    const asked = async () =>
      (
        await api.inAlliance((tx) =>
          tx.db.task.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } }),
        )
      ).map(({ kind, state, dueAt }) => [kind, state, toPlainDate(dueAt!) === today]);
    const approval = ['approveBatch', 'completed', true];
    expect(await asked()).toEqual([['approveBatch', 'open', true]]);
    await okOrThrow(desk.approver.post(`${batch(id)}/approval`));
    expect(await asked()).toEqual([approval, ['exportBatch', 'open', true]]);
    await okOrThrow(desk.drawer.post(`${batch(id)}/export`));
    const exported = ['exportBatch', 'completed', true];
    expect(await asked()).toEqual([approval, exported, ['importBankAnswer', 'open', false]]);
    await okOrThrow(desk.import(await fakeBank(desk).reads(id)));
    expect(await asked()).toEqual([approval, exported, ['importBankAnswer', 'completed', false]]);

    await desk.earns(await desk.provider(), 10_000);
    const dropped = (await okOrThrow(desk.drawUp())).body as { id: string };
    await okOrThrow(desk.approver.post(`${batch(dropped.id)}/approval`));
    await okOrThrow(desk.drawer.post(`${batch(dropped.id)}/discard`));
    const open = { subjectId: dropped.id, state: { in: ['open' as const, 'claimed' as const] } };
    expect(await api.inAlliance((tx) => tx.db.task.count({ where: open }))).toBe(0);
  });

  it('that two officers draw up at once pays everything once', async () => {
    await desk.earns(await desk.provider(), 10_000);
    const both = await Promise.all([desk.drawUp(desk.drawer), desk.drawUp(desk.approver)]);
    expect(statusesOf(both)).toEqual([201, 409]);
    const { id } = both.find(({ status }) => status === 201)!.body as { id: string };
    await okOrThrow(desk.second.post(`${batch(id)}/discard`));
  });

  it('is exported twice with the same bytes, whatever happened in between', async () => {
    const provider = await desk.provider(magic.confirms, 'Cooperativa «Perché no?» & Figli');
    await desk.earns(provider, 10_000);
    const id = await desk.sent();
    const file = () => desk.drawer.get(`${batch(id)}/payment-file`);
    const first = await file();
    await api.inAlliance((tx) =>
      tx.db.organisation.update({ where: { id: provider.organisationId }, data: { iban: magic.rejects } }),
    );
    await desk.setAccount();
    await okOrThrow(desk.drawer.post(`${batch(id)}/export`));
    expect((await file()).text).toBe(first.text);
    expect(first.text).toContain('<Nm>Cooperativa Perche no? + Figli</Nm>');
    await okOrThrow(desk.import(await fakeBank(desk).reads(id)));
    expect((await file()).text).toBe(first.text);
  });

  it('of which the bank’s answer was lost is sent again as it was, and paid once', async () => {
    const [lost, heard] = [await desk.provider(magic.losesTheReply), await desk.provider()];
    await desk.earns(lost, 10_000);
    await desk.earns(heard, 10_000);
    const id = await desk.sent();
    const cash = await desk.balance(bankCash);
    const bank = fakeBank(desk);
    const file = async () => (await desk.drawer.get(`${batch(id)}/payment-file`)).text;
    const first = await file();
    expect((await desk.import(await bank.reads(id))).body).toMatchObject({ confirmed: 1 });
    expect((await desk.drawer.get(batch(id))).body['state']).toBe('exported');
    expect((await dryRun()).items).toEqual([]);
    const again = await okOrThrow(desk.export(id));
    expect(again.body).toMatchObject({ state: 'exported' });
    expect(await file()).toBe(first);
    expect((await desk.import(await bank.reads(id))).body).toMatchObject({ confirmed: 1, repeated: 1 });
    expect((await desk.import(await bank.reads(id))).body).toMatchObject({ confirmed: 0, repeated: 2 });
    expect(bank.taken()).toBe(2);
    expect(await desk.balance(bankCash)).toBe(cash - 19_600);
    expect(await desk.balance(providerPayable(lost.organisationId))).toBe(0);
    expect((await desk.drawer.get(batch(id))).body['state']).toBe('closed');
    expect(await file()).toBe(first);
  });

  it('does not leave when something of it was refunded meanwhile, and nothing is refunded while the bank has it', async () => {
    const provider = await desk.provider();
    const [one, another] = await desk.earns(provider, 10_000, 2);
    const { id } = (await okOrThrow(desk.drawUp())).body as { id: string };
    await okOrThrow(desk.approver.post(`${batch(id)}/approval`));
    await desk.refund(one!.id);
    const refused = await desk.drawer.post(`${batch(id)}/export`);
    expect(refused.body['type']).toBe('urn:reciproca:problem:step-not-possible');
    await okOrThrow(desk.drawer.post(`${batch(id)}/discard`));
    const next = await desk.sent();
    expect(await desk.items(next)).toMatchObject([{ amountCents: 9_800 }]);
    await expect(desk.refund(another!.id)).rejects.toThrow(/with the bank/);
    const { id: anotherId } = another!;
    const around = api.inAlliance((tx) =>
      tx.db.redemption.update({ where: { id: anotherId }, data: { refundedCents: 1 } }),
    );
    await expect(around).rejects.toThrow();
    await okOrThrow(desk.import(await fakeBank(desk).reads(next)));
    await desk.refund(another!.id);
  });

  it('is asked for once when something waited for a week', async () => {
    const provider = await desk.provider();
    const week = 7 * 86_400_000;
    const later = (tx: Parameters<typeof remindOfSettlement>[0]) => ({
      ...tx,
      now: new Date(tx.now.getTime() + week),
    });
    const asked = () =>
      api.inAlliance(({ db }) => db.task.count({ where: { kind: 'drawUpBatch', state: 'open' } }));
    await api.inAlliance((tx) => remindOfSettlement(later(tx)));
    expect(await asked()).toBe(0);
    await desk.earns(provider, 30_000);
    await api.inAlliance((tx) => remindOfSettlement(tx));
    expect(await asked()).toBe(0);
    await api.inAlliance((tx) => remindOfSettlement(later(tx)));
    await api.inAlliance((tx) => remindOfSettlement(later(tx)));
    expect(await asked()).toBe(1);
    await okOrThrow(desk.import(await fakeBank(desk).reads(await desk.sent())));
    expect(await asked()).toBe(0);
  });
});

describe('a provider that owes to INPS', () => {
  it('has its debt paid first; the Fund collects what was paid whole, and a payment that comes back undoes it', async () => {
    const provider = await desk.provider();
    const { organisationId } = provider;
    await desk.earns(provider, 10_000, 2);
    const debt = { organisationId, verifiedOn: '2026-01-02', debtCents: 15_000 };
    await okOrThrow(desk.drawer.post('/v1/settlement/inps-debts', debt));
    const id = await desk.sent();
    const [toInps, toProvider] = await desk.items(id);
    expect([toInps, toProvider]).toMatchObject([
      { payee: 'inps', amountCents: 15_000 },
      { payee: 'provider', amountCents: 4_600 },
    ]);
    expect(await desk.balance(inpsPayable(organisationId))).toBe(15_000);
    const bank = fakeBank(desk);
    const say = (item: typeof toInps, outcome: string) =>
      okOrThrow(desk.import(bankCsv([bank.lineOf(item!.endToEndId, item!.amountCents, outcome)])));
    const solidarity = await desk.balance(fundSolidarity);
    await say(toProvider, 'eseguito');
    expect(await desk.balance(fundSolidarity)).toBe(solidarity);
    await say(toInps, 'respinto');
    expect(await desk.balance(inpsPayable(organisationId))).toBe(0);
    expect(await desk.balance(providerPayable(organisationId))).toBe(15_000);
    const [again] = await desk.items(await desk.sent());
    expect(again).toMatchObject({ payee: 'inps', amountCents: 15_000 });
    await say(again, 'eseguito');
    expect(await desk.balance(fundSolidarity)).toBe(solidarity + 360);
    await desk.earns(provider, 10_000);
    expect((await dryRun()).items).toMatchObject([{ payee: 'provider', amountCents: 9_800 }]);
  });

  it('waits when its DURC lapsed, and is paid once one was asked for', async () => {
    const provider = await desk.provider();
    const { organisationId } = provider;
    await api.inAlliance((tx) =>
      tx.db.providerDocument.create({
        data: {
          allianceId: tx.allianceId,
          organisationId,
          category: 'durc',
          issuedOn: new Date('2026-01-01'),
          validUntil: new Date('2026-05-01'),
          submittedBy: desk.drawer.accountId,
          createdAt: tx.now,
        },
      }),
    );
    await desk.earns(provider, 10_000);
    const reasons = async () =>
      (await dryRun()).leftOut
        .filter(({ providerId }) => providerId === organisationId)
        .map(({ reason }) => reason);
    expect(await reasons()).toEqual(['durcLapsed']);
    const asked = { organisationId, verifiedOn: toPlainDate(new Date()), debtCents: 0 };
    await okOrThrow(desk.drawer.post('/v1/settlement/inps-debts', asked));
    expect(await reasons()).toEqual([]);
  });
});
