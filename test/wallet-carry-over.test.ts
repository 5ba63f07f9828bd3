import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActivityServices } from '../activities/services.ts';
import { voucherExpiryActivities } from '../activities/voucher-expiry/index.ts';
import { carryTarget } from '../domain/wallet.ts';
import { fundPledged, fundReserve, fundSolidarity } from '../ledger/accounts.ts';
import { verifyLedger } from '../ledger/verify.ts';
import { lockRow } from '../prisma/lock-row.ts';
import { voucherExpiryId } from '../workflows/contract.ts';
import { untilSomebodyWaits } from './support/lock-wait.ts';
import { plantVouchers } from './support/planted-voucher.ts';
import { balancesOf } from './support/voucher-books.ts';
import { openWelfareDesk, terms, type WelfareDesk, type Worker } from './support/welfare-desk.ts';

let desk: WelfareDesk;

beforeAll(async () => {
  desk = await openWelfareDesk(new Date('2026-03-02T09:00:00Z'));
  await desk.payIn(1_000_000);
});
afterAll(() => desk.api.close());

/** As `voucherExpiry` looks: until nothing is due any more. */
async function look(): Promise<number | undefined> {
  const { handleDueVouchers } = voucherExpiryActivities(desk.api.services as unknown as ActivityServices);
  for (let looks = 0; looks < 10; looks += 1) {
    const { next, sleepMs } = await handleDueVouchers({ allianceId: desk.api.test.allianceId });
    if (!next && sleepMs !== 0) return sleepMs;
  }
  throw new Error('It looks again and again.');
}

async function makePlan(plan: object): Promise<string> {
  const written = await desk.employer.post('/v1/welfare-plans', {
    ...terms,
    population: 'everybody',
    ...plan,
  });
  const id = written.body['id'] as string;
  await desk.employer.post(`/v1/welfare-plans/${id}/activation`);
  return id;
}

const give = ({ taxCode }: Worker, planId: string) =>
  desk.employer.post(`/v1/welfare-plans/${planId}/credits`, { taxCode, amountCents: 30_000 });

const walletsOf = async ({ personId }: Worker) => {
  const own = await desk.api.signIn('employee', { personId });
  return (await own.get('/v1/wallets')).body['items'] as Record<string, unknown>[];
};
const mails = ({ personId }: Worker, template: string) =>
  desk.api.inAlliance((tx) => tx.db.mail.count({ where: { recipientId: personId, template } }));
const fund = () => desk.api.inAlliance((tx) => balancesOf(tx, [fundPledged, fundSolidarity, fundReserve]));
const isWoken = () =>
  desk.api.inAlliance(async (tx) => {
    const process = voucherExpiryId(tx.allianceId);
    const rows = await tx.db.$queryRaw<unknown[]>`SELECT FROM wakeup WHERE process = ${process}`;
    await tx.db.$executeRaw`DELETE FROM wakeup WHERE process = ${process}`;
    return rows.length > 0;
  });

describe('what is left of a wallet', () => {
  it.each([
    ['nextPlan', 'p', false, 'nextPlan'],
    ['nextPlan', null, false, null],
    ['nextPlan', 'p', true, 'employer'],
    ['employer', null, false, 'employer'],
    ['fund', null, true, 'fund'],
  ] as const)(
    'by the rule %s, the next plan %s, left %s, goes to %s',
    (carryOver, nextPlanId, hasLeft, to) => {
      expect(carryTarget({ carryOver, nextPlanId, hasLeft })).toBe(to);
    },
  );

  it('goes on the first instant after the plan by itself: back to the employer, or to the Fund', async () => {
    const [back, given] = [await desk.makeWorker(), await desk.makeWorker()];
    const until = { validUntil: '2026-03-28' };
    const toEmployer = await makePlan({ ...until, carryOver: 'employer' });
    const toFund = await makePlan({ ...until, carryOver: 'fund' });
    expect((await give(back, toEmployer)).status).toBe(201);
    expect((await give(given, toFund)).status).toBe(201);
    expect(await isWoken()).toBe(true);
    expect(await mails(back, 'creditGiven')).toBe(1);
    const before = { prefund: await desk.prefund(), fund: await fund() };

    await desk.moveTo(new Date('2026-03-28T22:59:59Z'));
    expect(await look()).toBe(1_000);
    expect(await walletsOf(back)).toMatchObject([{ balanceCents: 30_000, stop: null, carriedOver: [] }]);

    await desk.moveTo(new Date('2026-03-28T23:00:00Z'));
    await look();
    expect(await desk.prefund()).toBe(before.prefund + 30_000);
    const [pledged, solidarity, reserve] = before.fund;
    expect(await fund()).toEqual([pledged!, solidarity! + 27_000, reserve! + 3_000]);
    for (const [worker, wentTo] of [
      [back, 'employer'],
      [given, 'fund'],
    ] as const) {
      expect(await walletsOf(worker)).toMatchObject([
        {
          balanceCents: 0,
          stop: 'closed',
          carriedOver: [{ amountCents: 30_000, wentTo, nextWalletId: null }],
        },
      ]);
      expect(await mails(worker, 'walletCarriedOver')).toBe(1);
    }
    await look();
    expect(await desk.prefund()).toBe(before.prefund + 30_000);
    expect(await mails(back, 'walletCarriedOver')).toBe(1);
  });

  it('waits where it is until the employer names the plan that follows, and then goes there', async () => {
    const worker = await desk.makeWorker();
    const planId = await makePlan({ validUntil: '2026-03-30' });
    expect((await give(worker, planId)).status).toBe(201);
    await desk.moveTo(new Date('2026-03-30T22:00:00Z'));
    await look();
    expect(await walletsOf(worker)).toMatchObject([{ balanceCents: 30_000, stop: 'planOver' }]);
    const nextPlanId = await makePlan({ validUntil: '2027-12-31' });
    await isWoken();
    await desk.employer.post(`/v1/welfare-plans/${planId}/next-plan`, { nextPlanId });
    expect(await isWoken()).toBe(true);
    await look();
    const wallets = await walletsOf(worker);
    const next = wallets.find((wallet) => wallet['planId'] === nextPlanId);
    expect(wallets.find((wallet) => wallet['planId'] === planId)).toMatchObject({
      balanceCents: 0,
      carriedOver: [{ amountCents: 30_000, wentTo: 'nextPlan', nextWalletId: next!['id'] }],
    });
    expect(next).toMatchObject({ balanceCents: 30_000, stop: null });
  });

  it('of somebody who left goes back to the employer after the days of grace, unless they are expected back', async () => {
    const leaving = { endedOn: '2026-04-10' };
    const [left, expected] = [await desk.makeWorker(leaving), await desk.makeWorker(leaving)];
    const planId = await makePlan({ graceDays: 5 });
    for (const worker of [left, expected]) expect((await give(worker, planId)).status).toBe(201);
    const { personId } = expected;
    await desk.api.inAlliance(({ db, allianceId }) =>
      db.employment.create({
        data: { allianceId, personId, organisationId: desk.employerId, startedOn: new Date('2026-06-01') },
      }),
    );
    const before = await desk.prefund();
    await desk.moveTo(new Date('2026-04-15T21:59:00Z'));
    expect(await look()).toBe(60_000);
    expect(await desk.prefund()).toBe(before);
    await desk.moveTo(new Date('2026-04-15T22:00:00Z'));
    await look();
    expect(await desk.prefund()).toBe(before + 30_000);
    expect(await walletsOf(left)).toMatchObject([
      { balanceCents: 0, stop: 'left', carriedOver: [{ wentTo: 'employer' }] },
    ]);
    expect(await walletsOf(expected)).toMatchObject([{ balanceCents: 30_000, carriedOver: [] }]);
  });

  it('and what comes back after that, without a plan that follows, goes there too', async () => {
    const worker = await desk.makeWorker({ endedOn: '2026-04-16' });
    const planId = await makePlan({ validUntil: '2026-04-16', graceDays: 0 });
    expect((await give(worker, planId)).status).toBe(201);
    const [{ id: walletId } = { id: '' }] = (await walletsOf(worker)) as { id: string }[];
    const { employerId } = desk;
    const wallet = { planId, walletId, employerId, personId: worker.personId };
    // Its last day is after the plan's: a refund gives such a one.
    await desk.api.inAlliance((tx) =>
      plantVouchers(tx, desk.api.vault, wallet, {
        service: null,
        nominalCents: 2_500,
        expiresOn: '2026-04-18',
      }),
    );
    const before = await desk.prefund();
    await desk.moveTo(new Date('2026-04-16T22:00:00Z'));
    await look();
    expect(await desk.prefund()).toBe(before + 27_500);
    await desk.moveTo(new Date('2026-04-18T22:00:00Z'));
    await look();
    expect(await desk.prefund()).toBe(before + 30_000);
  });

  it('is read after whoever orders from the wallet at that moment is done', async () => {
    const worker = await desk.makeWorker();
    const planId = await makePlan({ validUntil: '2026-04-20', carryOver: 'employer' });
    await give(worker, planId);
    const [{ id: walletId } = { id: '' }] = (await walletsOf(worker)) as { id: string }[];
    await desk.moveTo(new Date('2026-04-20T22:00:00Z'));
    const before = await desk.prefund();
    const locked = Promise.withResolvers<void>();
    const waiting = Promise.withResolvers<void>();
    const ordering = desk.api.inAlliance(async (tx) => {
      await lockRow(tx, 'wallet', walletId, 'NO KEY UPDATE');
      locked.resolve();
      await waiting.promise;
      const { employerId } = desk;
      const wallet = { planId, walletId, employerId, personId: worker.personId };
      await plantVouchers(tx, desk.api.vault, wallet, { service: null, nominalCents: 2_500 });
    });
    await locked.promise;
    const looking = look();
    await untilSomebodyWaits(await desk.api.test.superuser());
    waiting.resolve();
    await Promise.all([ordering, looking]);
    expect(await desk.prefund()).toBe(before + 27_500);
    expect((await desk.api.inAlliance((tx) => verifyLedger(tx))).defects).toEqual([]);
  });

  it('and is sent on by the rule of a plan that followed and is over as well', async () => {
    const worker = await desk.makeWorker();
    const planId = await makePlan({ validUntil: '2026-04-22' });
    const nextPlanId = await makePlan({ validUntil: '2026-04-23', carryOver: 'employer' });
    expect((await give(worker, planId)).status).toBe(201);
    await desk.employer.post(`/v1/welfare-plans/${planId}/next-plan`, { nextPlanId });
    const [{ id: walletId } = { id: '' }] = (await walletsOf(worker)) as { id: string }[];
    const { employerId } = desk;
    const wallet = { planId, walletId, employerId, personId: worker.personId };
    const late = { service: null, nominalCents: 2_500, expiresOn: '2026-04-25' };
    await desk.api.inAlliance((tx) => plantVouchers(tx, desk.api.vault, wallet, late));
    const before = await desk.prefund();
    for (const [day, back] of [
      ['2026-04-22', 0],
      ['2026-04-23', 27_500],
      ['2026-04-25', 30_000],
    ] as const) {
      await desk.moveTo(new Date(`${day}T22:00:00Z`));
      await look();
      expect(await desk.prefund(), day).toBe(before + back);
    }
  });
});
