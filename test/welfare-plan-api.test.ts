import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderingWalletOrThrow } from '../activities/welfare-plan/standing.ts';
import { Refusal } from '../domain/refusal.ts';
import { impossibleTaxCode } from '../prisma/seed/impossible-numbers.ts';
import { statusesOf } from './api/support.ts';
import { makeOrganisation } from './api/world.ts';
import {
  csvForm,
  openWelfareDesk,
  problem,
  terms,
  type WelfareDesk,
  type Worker,
} from './support/welfare-desk.ts';

let desk: WelfareDesk;
let planId: string;

beforeAll(async () => {
  desk = await openWelfareDesk(new Date('2026-03-02T09:00:00Z'));
  planId = await write({ population: 'everybody' });
});
afterAll(() => desk.api.close());

const send = (plan: object, who = desk.employer) => who.post('/v1/welfare-plans', { ...terms, ...plan });
const write = async (plan: object) => (await send(plan)).body['id'] as string;
const step = (name: string, id = planId, body?: object) =>
  desk.employer.post(`/v1/welfare-plans/${id}/${name}`, body);
const planRow = (id: string) =>
  desk.api.inAlliance((tx) => tx.db.welfarePlan.findUniqueOrThrow({ where: { id } }));
const give = ({ taxCode }: Worker, amountCents: number, id = planId) =>
  desk.employer.post(`/v1/welfare-plans/${id}/credits`, { taxCode, amountCents });

describe('a plan', () => {
  it('is written with what is worth a look, and is nobody else’s', async () => {
    const site = { population: 'site', populationValue: 'Lovere', membersToday: 1 };
    const reply = await send({ source: 'voluntary', ...site });
    expect(reply.status).toBe(201);
    expect((reply.body['warnings'] as { code: string }[]).map(({ code }) => code)).toEqual([
      'categoryOfOne',
      'fivePerMille',
    ]);
    const path = `/v1/welfare-plans/${reply.body['id'] as string}`;
    const draft = { state: 'draft', voucherDays: 180, graceDays: 30 };
    expect((await desk.employer.get(path)).body).toMatchObject(draft);
    expect((await desk.other.get(path)).status).toBe(404);
    expect((await desk.other.get('/v1/welfare-plans')).body['items']).toEqual([]);
  });

  it('is for no single person: neither by a name that works there nor by a tax code', async () => {
    await desk.makeWorker({}, { givenName: 'Ombretta', familyName: 'Valserini' });
    const count = () => desk.api.inAlliance((tx) => tx.db.welfarePlan.count());
    const before = await count();
    for (const populationValue of ['la dott.ssa Valserini Ombretta', 'RSSMRA80A01H501U']) {
      const reply = await send({ population: 'level', populationValue });
      expect(problem(reply)).toEqual([422, 'plan-names-one-person']);
      expect(reply.body['detail']).toContain('art. 51 c. 2 TUIR');
    }
    expect(await count()).toBe(before);
    // Nobody of that name works for the other one, which learns nothing of it.
    const elsewhere = { population: 'level', populationValue: 'Valserini Ombretta' };
    expect((await send(elsewhere, desk.other)).status).toBe(201);
  });

  it('needs a value for a category, and none for everybody; and ends after it begins', async () => {
    for (const plan of [
      { population: 'level' },
      { population: 'everybody', populationValue: 'tutti' },
      { population: 'everybody', validUntil: '2025-12-31' },
    ])
      expect((await send(plan)).status).toBe(422);
  });

  it('becomes active once, and not when it is over', async () => {
    expect((await step('activation')).body['state']).toBe('active');
    expect(problem(await step('activation'))).toEqual([409, 'step-not-possible']);
    const past = await write({ population: 'everybody', validFrom: '2025-01-01', validUntil: '2026-03-01' });
    expect(problem(await step('activation', past))).toEqual([409, 'step-not-possible']);
  });

  it('is closed for good, also as a draft', async () => {
    const draft = await write({ population: 'everybody' });
    expect((await step('closing', draft)).body['state']).toBe('closed');
    for (const name of ['closing', 'activation'])
      expect(problem(await step(name, draft))).toEqual([409, 'step-not-possible']);
  });

  it('is told once which plan of the same employer follows it', async () => {
    const next = await write({ population: 'everybody', validFrom: '2027-01-01', validUntil: '2027-12-31' });
    const theirs = (await send({ population: 'everybody', validUntil: '2027-12-31' }, desk.other)).body[
      'id'
    ] as string;
    for (const nextPlanId of [theirs, planId])
      expect((await step('next-plan', planId, { nextPlanId })).status).toBe(422);
    expect((await step('next-plan', planId, { nextPlanId: next })).status).toBe(200);
    expect((await step('next-plan', planId, { nextPlanId: next })).status).toBe(409);
    const toFund = await write({ population: 'everybody', carryOver: 'fund' });
    expect((await step('next-plan', toFund, { nextPlanId: next })).status).toBe(409);
  });

  it('keeps its terms once it is active, whoever writes to the table', async () => {
    const before = await planRow(planId);
    const client = await desk.api.test.superuser();
    for (const change of [
      "name = 'Altro'",
      "source = 'voluntary'",
      "population = 'site', population_value = 'Lovere'",
      "valid_from = '2025-01-01'",
      "valid_until = '2027-01-01'",
      'voucher_days = 90',
      "carry_over = 'fund'",
      "family_mode = 'lenient'",
      'grace_days = 0',
      'next_plan_id = id',
      "state = 'draft'",
      `organisation_id = '${desk.otherId}'`,
    ])
      await expect(
        client.query(`UPDATE welfare_plan SET ${change} WHERE id = $1`, [planId]),
        change,
      ).rejects.toThrow(/welfare_plan: /);
    expect(await planRow(planId)).toEqual(before);
  });
});

describe('money that an employer paid in', () => {
  it('is recorded once for each line of the bank, whatever else the line was recorded as', async () => {
    const replies = await Promise.all([1, 2, 3].map(() => desk.payIn(10_000, 'BANCA/once')));
    expect(statusesOf(replies)).toEqual([201, 409, 409]);
    expect(await desk.prefund()).toBe(10_000);
    const pledge = { organisationId: desk.employerId, source: 'employer', amountCents: 100 };
    const contributionId = (await desk.officer.post('/v1/fund/contributions', pledge)).body['id'] as string;
    const collect = (bankRef: string) =>
      desk.officer.post(`/v1/fund/contributions/${contributionId}/collection`, { bankRef });
    expect(problem(await collect('BANCA/once'))).toEqual([409, 'already-exists']);
    expect((await collect('BANCA/fund')).status).toBe(200);
    expect(problem(await desk.payIn(10_000, 'BANCA/fund'))).toEqual([409, 'already-exists']);
    expect(await desk.prefund()).toBe(10_000);
  });

  it('is an employer’s, and nobody else sees it but who keeps the books', async () => {
    const provider = await makeOrganisation(desk.api, ['provider']);
    expect((await desk.payIn(100, 'BANCA/none', provider)).status).toBe(404);
    const path = `/v1/organisations/${desk.employerId}/prefund`;
    expect((await desk.other.get(path)).status).toBe(404);
    const auditor = await desk.api.signIn('auditor');
    const { items } = (await auditor.get(`${path}/movements`)).body as { items: { kind: string }[] };
    expect(items.map(({ kind }) => kind)).toEqual(['prefund_received']);
    expect((await desk.employer.get(`${path}/movements`)).status).toBe(403);
  });
});

describe('credit', () => {
  it('is given to whoever works there that day, the first and the last one included', async () => {
    const today = '2026-03-02';
    const [joined, leaving] = [
      await desk.makeWorker({ startedOn: today }),
      await desk.makeWorker({ endedOn: today }),
    ];
    const before = await desk.prefund();
    for (const worker of [joined, leaving, leaving]) expect((await give(worker, 500)).status).toBe(201);
    expect(await desk.prefund()).toBe(before - 1_500);
    expect(await desk.api.inAlliance((tx) => tx.db.wallet.count({ where: { planId } }))).toBe(2);
    const own = await desk.api.signIn('employee', { personId: leaving.personId });
    expect((await own.get('/v1/wallets')).body['items']).toMatchObject([
      { planId, balanceCents: 1_000, stop: null, ordersUntil: '2026-04-01', carryOver: 'nextPlan' },
    ]);
  });

  it('is given to nobody else, and nothing tells whether they are known', async () => {
    const notHere = [
      await desk.makeWorker({ endedOn: '2026-03-01' }),
      await desk.makeWorker({ startedOn: '2026-03-03' }),
      await desk.makeWorker({ organisationId: desk.otherId }),
      { personId: '', taxCode: impossibleTaxCode({ number: 999, birthDate: '1980-05-17', sex: 'F' }) },
    ];
    const before = await desk.prefund();
    const told = await Promise.all(notHere.map(async (worker) => (await give(worker, 100)).body['errors']));
    expect(new Set(told.map((errors) => JSON.stringify(errors))).size).toBe(1);
    expect(told[0]).toMatchObject([{ pointer: '/body/taxCode' }]);
    expect(await desk.prefund()).toBe(before);
  });

  it('is given of an active plan alone, the employer’s own, until its last day', async () => {
    const worker = await desk.makeWorker();
    const draft = await write({ population: 'everybody' });
    expect(problem(await give(worker, 100, draft))).toEqual([409, 'step-not-possible']);
    const { taxCode } = worker;
    const both = await desk.api.signIn(['employer', 'fundOfficer'], { organisationId: desk.otherId });
    for (const stranger of [desk.other, both]) {
      const theirs = await stranger.post(`/v1/welfare-plans/${planId}/credits`, {
        taxCode,
        amountCents: 100,
      });
      expect(theirs.status).toBe(404);
    }
    const short = await write({ population: 'everybody', validUntil: '2026-03-02' });
    await step('activation', short);
    expect((await give(worker, 100, short)).status).toBe(201);
    await desk.moveTo(new Date('2026-03-02T23:00:00Z'));
    expect(problem(await give(worker, 100, short))).toEqual([409, 'step-not-possible']);
  });

  it('is never more than what was paid in, also when two give it at once', async () => {
    const [one, two] = [await desk.makeWorker(), await desk.makeWorker()];
    const left = await desk.prefund();
    expect(problem(await give(one, left + 1))).toEqual([409, 'insufficient-funds']);
    expect(await desk.prefund()).toBe(left);
    expect(await desk.api.inAlliance((tx) => tx.db.wallet.count({ where: { personId: one.personId } }))).toBe(
      0,
    );
    expect(statusesOf(await Promise.all([give(one, left), give(two, left)]))).toEqual([201, 409]);
    expect(await desk.prefund()).toBe(0);
  });
});

describe('wallets of an earlier system', () => {
  it('are taken over with the money that covers them, in balance, or not at all', async () => {
    const [one, away] = [await desk.makeWorker(), await desk.makeWorker({ organisationId: desk.otherId })];
    const takeOver = (worker: Worker, totalCents: string, bankRef: string, dryRun = 'false') => {
      const raw = csvForm(`codice fiscale;importo\n${worker.taxCode};123,45\n`);
      for (const [name, said] of Object.entries({ totalCents, bankRef, dryRun })) raw.set(name, said);
      return desk.officer.request('POST', `/v1/welfare-plans/${planId}/opening-balances`, { raw });
    };
    const kept = () => desk.api.inAlliance((tx) => tx.db.prefund.count());
    const before = { prefund: await desk.prefund(), kept: await kept() };
    expect((await takeOver(one, '12344', 'BANCA/open')).body['errors']).toMatchObject([
      { pointer: '/body/totalCents' },
    ]);
    expect((await takeOver(away, '12345', 'BANCA/open')).body['errors']).toMatchObject([
      { pointer: '/file/2' },
    ]);
    expect(problem(await takeOver(one, '12345', 'BANCA/once'))).toEqual([409, 'already-exists']);
    expect((await takeOver(one, '12345', 'BANCA/open', 'true')).body).toMatchObject({ credits: 1 });
    expect({ prefund: await desk.prefund(), kept: await kept() }).toEqual(before);
    expect((await takeOver(one, '12345', 'BANCA/open')).body).toEqual({ credits: 1, totalCents: 12_345 });
    expect({ prefund: await desk.prefund(), kept: await kept() }).toEqual({
      ...before,
      kept: before.kept + 1,
    });
    const own = await desk.api.signIn('employee', { personId: one.personId });
    expect((await own.get('/v1/wallets')).body['items']).toMatchObject([{ balanceCents: 12_345 }]);
  });
});

describe('whoever leaves', () => {
  it('orders for the days of grace, and not after them; whose wallet it is, is nobody else’s to see', async () => {
    const worker = await desk.makeWorker({ endedOn: '2026-03-31' });
    await desk.payIn(5_000);
    expect((await give(worker, 5_000)).status).toBe(201);
    const wallet = await desk.api.inAlliance((tx) =>
      tx.db.wallet.findFirst({ where: { personId: worker.personId } }),
    );
    const orders = () => desk.api.inAlliance((tx) => orderingWalletOrThrow(tx, wallet!.id));
    await desk.moveTo(new Date('2026-04-30T21:59:59Z'));
    expect((await orders()).standing).toEqual({ stop: null, ordersUntil: '2026-04-30' });
    await desk.moveTo(new Date('2026-04-30T22:00:00Z'));
    await expect(orders()).rejects.toThrow(Refusal);
    const own = await desk.api.signIn('employee', { personId: worker.personId });
    expect((await own.get('/v1/wallets')).body['items']).toMatchObject([
      { balanceCents: 5_000, stop: 'left', ordersUntil: '2026-04-30' },
    ]);
    const path = `/v1/wallets/${wallet!.id}/movements`;
    expect((await own.get(path)).body['items']).toMatchObject([
      { kind: 'wallet_credited', amountCents: 5_000 },
    ]);
    const somebody = await desk.api.signIn('employee', { personId: (await desk.makeWorker()).personId });
    expect((await somebody.get(path)).status).toBe(404);
    const listed = await desk.officer.get(`/v1/welfare-plans/${planId}/wallets?limit=200`);
    expect(listed.text).toContain(wallet!.id);
    expect(listed.text).not.toContain(worker.personId);
  });
});
