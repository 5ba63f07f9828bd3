import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wakeUp } from '../../activities/wakeup.ts';
import { toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { endOfDay } from '../../domain/time.ts';
import { lapsesAt, nextReminder } from '../../domain/voucher-expiry.ts';
import { openDatabase, type Database, type Tx } from '../../prisma/database.ts';
import { accountId } from '../../prisma/seed/personas.ts';
import { randomFor } from '../../prisma/seed/random.ts';
import { voucherExpiryId } from '../../workflows/contract.ts';
import { eventually } from '../support/eventually.ts';
import { isLong, times } from '../support/long.ts';
import { plantProvider } from '../support/planted-provider.ts';
import { plantVouchers, plantWallet } from '../support/planted-voucher.ts';
import { openStack, type Stack } from '../support/stack.ts';
import { isAtRest } from './support/at-rest.ts';
import { expectSoundLedger } from './support/books.ts';
import { expectReplays } from './support/histories.ts';
import { caseHouseholds } from './support/households.ts';
import { record } from './support/recorded.ts';
import { startService, type ServiceChild } from './support/service-child.ts';

const seed = process.env['SEED'] ?? String(randomInt(1_000_000_000));
const random = randomFor(`voucher-expiry-killed/${seed}`);
/** The days on which the clock is put back and forward; the short form ends on the first. */
const days: readonly PlainDate[] = isLong ? ['2026-10-25', '2027-03-29'] : ['2026-10-25'];
const holdersEach = 10;
const vouchersOfHolder = times(10_000) / (days.length * holdersEach);
/** In the short form one death at each of the two moments, and one wherever it falls. */
const deathsInside = isLong ? 12 : 2;
const deathsAnywhere = isLong ? 8 : 1;
const patienceMs = 300_000;

let stack: Stack;
let database: Database;
let worker: ServiceChild;
let nowMs = Date.parse('2026-09-01T08:00:00Z');
let seenInside = 0;

beforeAll(async () => {
  console.log(`voucher-expiry-killed: seed ${seed}`);
  stack = await openStack({ worker: false });
  const clock = { now: () => Promise.resolve(new Date(nowMs)) };
  database = openDatabase({ url: stack.test.superuserUrl, clock });
  await plant();
  worker = await startWorker();
}, 900_000);
afterAll(async () => {
  await worker.kill();
  await database.close();
  await stack.close();
});

describe('vouchers whose worker is killed', () => {
  it('remind once at each offset and lapse once, none of them early', async () => {
    const begin = Date.now();
    const instants = dueInstants();
    expect(instants.length).toBeLessThanOrEqual(10);
    const deaths = spread(instants.length);
    for (const [nth, instant] of instants.entries()) {
      await moveTo(instant - 1);
      await lookAgain();
      await moveTo(instant);
      for (const death of deaths[nth]!) await dieOnce(death);
      await lookAgain();
      await eventually(async () => (await dueNow()) === 0, patienceMs);
    }
    expect(seenInside).toBe(deathsInside);
    await expectEachOnce();
    await expectSoundLedger(stack);
    await expectReplays(stack.services);
    await record(stack.services, voucherExpiryId(stack.allianceId), 'voucher-expiry/worker-died');
    const seconds = Math.round((Date.now() - begin) / 1000);
    console.log(
      `${await within(({ db }) => db.voucher.count())} vouchers, ${instants.length} instants, ${seenInside} workers dead inside a page, ${deathsAnywhere} anywhere, seed ${seed}, ${seconds} s`,
    );
  }, 3_600_000);
});

async function expectEachOnce(): Promise<void> {
  const vouchers = await within(({ db }) => db.voucher.findMany({ where: { nominalCents: 500 } }));
  for (const { state, remindedDays, expiresAt, closedAt, residualCents } of vouchers) {
    expect([state, remindedDays, residualCents]).toEqual(['expired', [30, 7, 1], 500]);
    expect(closedAt).toEqual(lapsesAt(expiresAt));
  }
  const told = await within(({ db }) =>
    db.mail.findMany({ where: { template: { startsWith: 'vouchersLapse' } } }),
  );
  const byHolder = Map.groupBy(told, ({ recipientId }) => recipientId);
  expect(byHolder.size).toBe(days.length * holdersEach);
  for (const [, mails] of byHolder) {
    const sent = mails.map(({ template }) => template).toSorted();
    expect(sent).toEqual([...Array(3).fill('vouchersLapseSoon'), 'vouchersLapsed']);
  }
  const instants = new Set(dueInstants());
  expect(told.filter(({ queuedAt }) => !instants.has(queuedAt.getTime()))).toEqual([]);
  const [row] = await within(
    (tx) => tx.db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM ledger.transfer WHERE kind = 'voucher_expired'`,
  );
  expect(row!.count).toBe(vouchers.length);
}

/** Two holders' days, each with its three reminders. */
function dueInstants(): number[] {
  const instants = days.flatMap((day) => {
    const expiresAt = endOfDay(day);
    const mornings: number[] = [];
    let now = new Date('2026-09-01T08:00:00Z');
    for (;;) {
      const next = nextReminder({ expiresAt, remindedDays: [] }, [30, 7, 1], now);
      if (!next) return [...mornings, lapsesAt(expiresAt).getTime()];
      mornings.push(next.getTime());
      now = next;
    }
  });
  return instants.toSorted((a, b) => a - b);
}

type Death = 'beforeCommit' | 'afterCommit' | 'anywhere';

/** Which deaths fall on which instant. */
function spread(instants: number): Death[][] {
  const on: Death[][] = Array.from({ length: instants }, () => []);
  for (let nth = 0; nth < deathsInside; nth += 1)
    on[random.integer(0, instants - 1)]!.push(nth % 2 === 0 ? 'beforeCommit' : 'afterCommit');
  for (let nth = 0; nth < deathsAnywhere; nth += 1) on[random.integer(0, instants - 1)]!.push('anywhere');
  return on;
}

async function dieOnce(death: Death): Promise<void> {
  if (death === 'anywhere') {
    await wake();
    await sleep(random.integer(0, 400));
    await worker.kill();
  } else {
    worker.send({ die: death });
    await wake();
    await worker.gone;
    seenInside += worker.log().includes(`died ${death}`) ? 1 : 0;
  }
  worker = await startWorker();
}

/** What is due is looked at: the wake-up has been heard, and nothing is under way. */
async function lookAgain(): Promise<void> {
  await wake();
  const handle = stack.services.client.workflow.getHandle(voucherExpiryId(stack.allianceId));
  await eventually(async () => (await within(({ db }) => db.wakeup.count())) === 0, patienceMs);
  await eventually(() => isAtRest(handle), patienceMs);
}

function wake(): Promise<void> {
  return within((tx) => wakeUp(tx, voucherExpiryId(tx.allianceId)));
}

/** Vouchers with something due at this moment that was not done. */
function dueNow(): Promise<number> {
  return within(({ db, now }) =>
    db.voucher.count({
      where: { state: 'active', OR: [{ remindAt: { lte: now } }, { expiresAt: { lt: now } }] },
    }),
  );
}

function moveTo(instantMs: number): Promise<void> {
  nowMs = instantMs;
  worker.send({ now: nowMs });
  return sleep(50);
}

async function startWorker(): Promise<ServiceChild> {
  const child = startService('expiry-worker', stack.config, { env: { NOW_MS: String(nowMs) } });
  await child.ready;
  return child;
}

async function plant(): Promise<void> {
  const households = await caseHouseholds(stack, days.length * holdersEach);
  const provider = await within((tx) => plantProvider(tx));
  for (const [nth, { applicantId: personId }] of households.entries())
    await within(async (tx) => {
      const { id: employerId } = await tx.db.organisation.findFirstOrThrow({
        where: { roles: { has: 'employer' } },
      });
      const wallet = await plantWallet(tx, {
        employerId,
        personId,
        createdBy: accountId('anna'),
        cents: vouchersOfHolder * 500,
        plan: { validUntil: toDateColumn('2027-12-31') },
      });
      await plantVouchers(tx, stack.services.vault, wallet, {
        service: { id: provider.serviceId, providerId: provider.organisationId, vatTreatment: 'exempt' },
        nominalCents: 500,
        count: vouchersOfHolder,
        expiresAt: endOfDay(days[nth % days.length]!),
      });
    });
}

function within<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.inAlliance(stack.allianceId, { kind: 'system', id: 'test' }, work, { timeoutMs: 60_000 });
}
