import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { suspend } from '../activities/suspensions.ts';
import { addDays, toDateColumn } from '../domain/plain-date.ts';
import { endOfDay, toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { Voucher } from '../prisma/generated/client.ts';
import { voucherExpiryId } from '../workflows/contract.ts';
import { startApi, type Caller, type TestApi } from './api/support.ts';
import { makeOrganisation, makePerson } from './api/world.ts';
import { plantProvider, type PlantedProvider } from './support/planted-provider.ts';
import { endDue, lastsFor } from './support/voucher-ends.ts';
import { plantVouchers, plantWallet, type PlantedWallet } from './support/planted-voucher.ts';

const today = toPlainDate(new Date());
const inDays = (days: number) => addDays(today, days);
const planEnds = inDays(400);

let api: TestApi;
let officer: Caller;
let holder: Caller;
let wallet: PlantedWallet;
let provider: PlantedProvider;

beforeAll(async () => {
  api = await startApi();
  officer = await api.signIn('fundOfficer');
  const personId = await makePerson(api);
  holder = await api.signIn('employee', { personId });
  const employerId = await makeOrganisation(api, ['employer']);
  await api.inAlliance(async (tx) => {
    provider = await plantProvider(tx);
    wallet = await plantWallet(tx, {
      employerId,
      personId,
      createdBy: officer.accountId,
      cents: 10_000_000,
      plan: { validUntil: toDateColumn(planEnds) },
    });
  });
});
afterAll(() => api.close());

describe('a voucher that is due before everything else', () => {
  it('wakes the process once it is issued; one that is due later does not', async () => {
    await api.inAlliance(({ db }) => db.wakeup.deleteMany());
    const [first] = await issue(90);
    expect(await wakeups()).toBe(1);
    await api.inAlliance(({ db }) => db.wakeup.deleteMany());
    await issue(91);
    expect(await wakeups()).toBe(0);
    await issue(89);
    expect(await wakeups()).toBe(1);
    await api.inAlliance(({ db }) => db.wakeup.deleteMany());
    // Somebody holds the one that would say that nobody need be woken: it may be ending.
    await api.inAlliance(async (tx) => {
      await tx.db.$queryRaw`SELECT id FROM voucher WHERE id <> ${first!.id}::uuid FOR NO KEY UPDATE`;
      await api.inAlliance((other) => issueIn(other, 92));
    });
    expect(await wakeups()).toBe(0);
    await api.inAlliance(async (tx) => {
      await tx.db.$queryRaw`SELECT id FROM voucher FOR NO KEY UPDATE`;
      await api.inAlliance((other) => issueIn(other, 93));
    });
    expect(await wakeups()).toBe(1);
  });
});

describe('an extension', () => {
  it('is kept, with who gave it, and moves the reminders that are to come', async () => {
    const [voucher] = await issue(40);
    const reply = await officer.post(at(voucher!), { until: inDays(60), reason: 'Chiuso per lavori' });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ fromDate: inDays(40), untilDate: inDays(60), batchId: null });
    const { items } = (await officer.get(at(voucher!))).body as { items: unknown[] };
    expect(items).toEqual([reply.body]);
    const { expiresAt, remindAt } = await now(voucher!);
    expect(expiresAt).toEqual(endOfDay(inDays(60)));
    expect(toPlainDate(remindAt!)).toBe(inDays(30));
    const row = await api.inAlliance(({ db }) =>
      db.voucherExtension.findFirstOrThrow({ where: { voucherId: voucher!.id } }),
    );
    expect(Buffer.from(row.reasonSealed!).toString('latin1')).not.toContain('lavori');
  });

  it('moves the last day, of which a holder is reminded anew whatever was sent before', async () => {
    const [one, many] = [(await issue(41))[0]!, (await issue(42))[0]!];
    const sent = { remindedDays: [30, 7, 1], remindAt: null };
    await api.inAlliance(({ db }) =>
      db.voucher.updateMany({ where: { id: { in: [one.id, many.id] } }, data: sent }),
    );
    await officer.post(at(one), { until: inDays(60), reason: 'prova' });
    const which = { fromDate: inDays(42), toDate: inDays(42), until: inDays(60) };
    const body = { ...which, planId: null, providerId: null, reason: 'prova', expected: 1 };
    expect((await officer.post('/v1/voucher-extensions', body)).body).toMatchObject({ extended: 1 });
    for (const voucher of [one, many]) {
      const { remindAt, remindedDays } = await now(voucher);
      expect([remindAt && toPlainDate(remindAt), remindedDays]).toEqual([inDays(30), []]);
    }
  });

  it('is refused for a day that is no later, one beyond the plan or a year, and of what lapsed', async () => {
    const [voucher, lapsed] = await issue(40, 2);
    await expire(lapsed!, -1_000);
    const refusals = [
      await officer.post(at(voucher!), { until: inDays(40), reason: 'prova' }),
      await officer.post(at(voucher!), { until: inDays(366), reason: 'prova' }),
      await officer.post(at(lapsed!), { until: inDays(60), reason: 'prova' }),
    ];
    expect(refusals.map(({ status, body }) => [status, (body as { type: string }).type])).toEqual(
      Array(3).fill([409, 'urn:reciproca:problem:voucher-not-extendable']),
    );
    expect((await now(voucher!)).expiresAt).toEqual(endOfDay(inDays(40)));
    const [ofShortPlan] = await api.inAlliance(async (tx) => {
      const plan = { validUntil: toDateColumn(inDays(50)) };
      const createdBy = officer.accountId;
      return issueIn(tx, 40, 1, await plantWallet(tx, { ...wallet, createdBy, cents: 1_000, plan }));
    });
    expect((await officer.post(at(ofShortPlan!), { until: inDays(51), reason: 'prova' })).status).toBe(409);
    expect((await officer.post(at(ofShortPlan!), { until: inDays(50), reason: 'prova' })).status).toBe(201);
  });

  it('of many is counted first, and made of as many as were counted or of none', async () => {
    const vouchers = await issue(200, 5);
    const which = { fromDate: inDays(200), toDate: inDays(200), until: inDays(230) };
    const query = new URLSearchParams({ ...which, planId: wallet.planId }).toString();
    const counted = await officer.get(`/v1/voucher-extensions/count?${query}`);
    expect(counted.body).toEqual({ extended: 5, leftOut: 0 });
    const body = { ...which, planId: wallet.planId, providerId: null, reason: 'Maltempo' };
    const wrong = await officer.post('/v1/voucher-extensions', { ...body, expected: 4 });
    expect(wrong.status).toBe(409);
    expect((await now(vouchers[0]!)).expiresAt).toEqual(endOfDay(inDays(200)));
    const right = await officer.post('/v1/voucher-extensions', { ...body, expected: 5 });
    expect(right.body).toMatchObject({ extended: 5, leftOut: 0 });
    for (const voucher of vouchers) expect((await now(voucher)).expiresAt).toEqual(endOfDay(inDays(230)));
  });

  it('of many leaves out whoever’s day is later, or whose plan ends', async () => {
    const [short] = await issue(300);
    const [long] = await issue(320);
    const which = { fromDate: inDays(300), toDate: inDays(320), until: inDays(310) };
    const query = new URLSearchParams(which).toString();
    const counted = await officer.get(`/v1/voucher-extensions/count?${query}`);
    expect(counted.body).toEqual({ extended: 1, leftOut: 1 });
    const body = { ...which, planId: null, providerId: provider.organisationId, reason: 'Maltempo' };
    await officer.post('/v1/voucher-extensions', { ...body, expected: 1 });
    expect((await now(short!)).expiresAt).toEqual(endOfDay(inDays(310)));
    expect((await now(long!)).expiresAt).toEqual(endOfDay(inDays(320)));
  });
});

describe('what a holder reads', () => {
  it('is where what was left went; the office sees how many lapse when', async () => {
    const [voucher] = await issue(50);
    const calendar = await officer.get(
      `/v1/voucher-expiry-calendar?fromDate=${inDays(300)}&toDate=${inDays(320)}`,
    );
    expect(calendar.body).toEqual({
      days: [310, 320].map((days) => ({ day: inDays(days), vouchers: 1, leftCents: 1_000 })),
      nextDay: null,
    });
    const before = `fromDate=${inDays(300)}&toDate=${inDays(309)}`;
    expect((await officer.get(`/v1/voucher-expiry-calendar?${before}`)).body).toEqual({
      days: [],
      nextDay: inDays(310),
    });
    await expire(voucher!, -1_000);
    await expireAll();
    const { items } = (await holder.get('/v1/me/voucher-endings')).body as { items: unknown[] };
    expect(items).toContainEqual(
      expect.objectContaining({
        id: voucher!.id,
        how: 'expired',
        wentTo: 'wallet',
        leftCents: 1_000,
        alternatives: [],
      }),
    );
  });
});

describe('a provider that is suspended', () => {
  it('wakes the process when vouchers of it are about', async () => {
    const [voucher, before] = await issue(100, 2);
    await api.inAlliance(({ db }) => db.wakeup.deleteMany());
    await api.inAlliance((tx) =>
      suspend(
        tx,
        { vault: api.vault },
        {
          organisationId: provider.organisationId,
          role: 'provider',
          ground: 'durc',
          subject: { subjectKind: 'admission', subjectId: voucher!.id },
        },
      ),
    );
    expect(await wakeups()).toBe(1);
    const superuser = await api.test.superuser();
    await superuser.query('ALTER TABLE suspension DISABLE TRIGGER USER');
    await superuser.query(`UPDATE suspension SET since = since - interval '40 days'`);
    await superuser.query('ALTER TABLE voucher DISABLE TRIGGER voucher_guard');
    const early = `UPDATE voucher SET issued_at = issued_at - interval '50 days' WHERE id = $1`;
    await superuser.query(early, [before!.id]);
    await expireAll();
    expect((await now(before!)).state).toBe('voided');
    // Issued after that day: somebody gave it knowing of the suspension.
    expect((await now(voucher!)).state).toBe('active');
  });
});

function at({ id }: Voucher): string {
  return `/v1/vouchers/${id}/extensions`;
}

function issue(days: number, count = 1): Promise<Voucher[]> {
  return api.inAlliance((tx) => issueIn(tx, days, count));
}

function issueIn(tx: Tx, days: number, count = 1, from = wallet): Promise<Voucher[]> {
  return plantVouchers(tx, api.vault, from, {
    service: { id: provider.serviceId, providerId: provider.organisationId, vatTreatment: 'exempt' },
    nominalCents: 1_000,
    count,
    expiresAt: endOfDay(inDays(days)),
  });
}

function now({ id }: Voucher): Promise<Voucher> {
  return api.inAlliance(({ db }) => db.voucher.findUniqueOrThrow({ where: { id } }));
}

function wakeups(): Promise<number> {
  return api.inAlliance(({ db, allianceId }) =>
    db.wakeup.count({ where: { process: voucherExpiryId(allianceId) } }),
  );
}

function expire(voucher: Voucher, ms: number): Promise<Date> {
  return lastsFor((work) => api.inAlliance(work), voucher, ms);
}

function expireAll(): Promise<void> {
  return endDue(api.services, api.test.allianceId);
}
