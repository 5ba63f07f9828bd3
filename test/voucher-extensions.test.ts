import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { suspend } from '../activities/suspensions.ts';
import { extendVoucher } from '../activities/voucher-expiry/extend.ts';
import { voucherExpiryActivities } from '../activities/voucher-expiry/index.ts';
import { addDays, toDateColumn } from '../domain/plain-date.ts';
import { Refusal } from '../domain/refusal.ts';
import { endOfDay, toPlainDate } from '../domain/time.ts';
import { voucherLiability } from '../ledger/accounts.ts';
import { accountBalance } from '../ledger/balances.ts';
import { verifyLedger } from '../ledger/verify.ts';
import type { Tx } from '../prisma/database.ts';
import type { Voucher } from '../prisma/generated/client.ts';
import { inParallel } from '../runtime/in-parallel.ts';
import { voucherExpiryId } from '../workflows/contract.ts';
import { startApi, type Caller, type TestApi } from './api/support.ts';
import { makeOrganisation, makePerson } from './api/world.ts';
import { times } from './support/long.ts';
import { plantProvider, type PlantedProvider } from './support/planted-provider.ts';
import { captureHold, plantHold } from './support/planted-till.ts';
import { plantVouchers, plantWallet, type PlantedWallet } from './support/planted-voucher.ts';

const races = times(1_000);
const atOnce = 6;
/** For how long a voucher that is raced for is still good: some come in time, some do not. */
const lastMs = 150;
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

describe('spending, expiring and extending at the same moment', () => {
  it('has one outcome, whoever comes first, and the books agree', async () => {
    const vouchers = await issue(30, races);
    const outcomes = { spent: 0, expired: 0, extended: 0, both: 0 };
    await inParallel(vouchers, atOnce, async (voucher) => {
      await expire(voucher, lastMs);
      const [spent, extended] = await Promise.all([spend(voucher), extend(voucher), expireSoon()]);
      await expireAll();
      const { state, spentCents, residualTo } = await now(voucher);
      if (spent || extended) expect([state, residualTo]).toEqual([spent ? 'spent' : 'active', null]);
      else expect([state, spentCents, residualTo]).toEqual(['expired', 0, 'wallet']);
      const left = await api.inAlliance((tx) => accountBalance(tx, voucherLiability(voucher.id)));
      expect(left.balanceCents).toBe(state === 'active' ? 1_000 : 0);
      if (spent && extended) outcomes.both += 1;
      else if (spent) outcomes.spent += 1;
      else if (extended) outcomes.extended += 1;
      else outcomes.expired += 1;
    });
    const { defects } = await api.inAlliance((tx) => verifyLedger(tx));
    expect(defects).toEqual([]);
    expect(Object.values(outcomes).reduce((total, count) => total + count)).toBe(races);
    console.log(`${races} races: ${JSON.stringify(outcomes)}`);
  }, 600_000);
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

/** As if its last instant were so many milliseconds from now. */
function expire({ id }: Voucher, ms: number): Promise<unknown> {
  return api.inAlliance(({ db }) =>
    db.voucher.update({ where: { id }, data: { expiresAt: new Date(Date.now() + ms) } }),
  );
}

/** Page after page, until nothing is due at this moment. */
async function expireAll(): Promise<void> {
  const { handleDueVouchers } = voucherExpiryActivities(api.services);
  let handled = await handleDueVouchers({ allianceId: api.test.allianceId });
  while (handled.next || handled.sleepMs === 0)
    handled = await handleDueVouchers({
      allianceId: api.test.allianceId,
      ...(handled.next ? { after: handled.next } : {}),
    });
}

async function expireSoon(): Promise<void> {
  await sleep(lastMs + Math.random() * 30);
  await expireAll();
}

/** What a till does at once: hold and take. */
async function spend({ id }: Voucher): Promise<boolean> {
  await sleep(Math.random() * 2 * lastMs);
  return api.inAlliance(async (tx) => {
    const holdId = await plantHold(tx, id, provider, new Date(tx.now.getTime() + 900_000));
    if (holdId !== undefined) await captureHold(tx, holdId);
    return holdId !== undefined;
  });
}

async function extend({ id: voucherId }: Voucher): Promise<boolean> {
  await sleep(Math.random() * 2 * lastMs);
  const by = { kind: 'account', id: officer.accountId } as const;
  try {
    await api.test.database.inAlliance(api.test.allianceId, by, (tx) =>
      extendVoucher(tx, api.services, { voucherId, until: inDays(60), reason: 'prova' }),
    );
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).code).toBe('voucherNotExtendable');
    return false;
  }
}
