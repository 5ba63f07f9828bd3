import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { voidVoucher } from '../activities/voucher/void.ts';
import { voucherExpiryActivities } from '../activities/voucher-expiry/index.ts';
import { portionHalfUp, sumCents } from '../domain/money.ts';
import { addDays, toDateColumn } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import { employeeWallet, receivableFrom } from '../ledger/accounts.ts';
import { verifyLedger } from '../ledger/verify.ts';
import type { Tx } from '../prisma/database.ts';
import type { CarryOver, Voucher } from '../prisma/generated/client.ts';
import { startApi, type TestApi } from './api/support.ts';
import { makeOrganisation, makePerson } from './api/world.ts';
import { untilSomebodyWaits } from './support/lock-wait.ts';
import { times } from './support/long.ts';
import { plantProvider, type PlantedProvider } from './support/planted-provider.ts';
import { plantVouchers, plantWallet, type PlantedWallet } from './support/planted-voucher.ts';
import { balancesOf, employerShareOf } from './support/voucher-books.ts';
import { endNow, spendSome } from './support/voucher-ends.ts';

const today = toPlainDate(new Date());
const inDays = (days: number) => toDateColumn(addDays(today, days));
const share = { numerator: 1, denominator: 100 };
const runs = times(100);

let api: TestApi;
let provider: PlantedProvider;
let officerId: string;

beforeAll(async () => {
  api = await startApi();
  officerId = (await api.signIn('fundOfficer')).accountId;
  provider = await api.inAlliance((tx) => plantProvider(tx));
});
afterAll(() => api.close());

/** Of a plan that is over, and of the one that follows it; both of one person. */
async function twoWallets(cents: number, carryOver: CarryOver = 'nextPlan') {
  const employerId = await makeOrganisation(api, ['employer']);
  const personId = await makePerson(api);
  const of = { employerId, personId, createdBy: officerId, cents };
  return api.inAlliance(async (tx) => {
    const next = await plantWallet(tx, { ...of, plan: { validUntil: inDays(300) } });
    const over = { validFrom: inDays(-30), validUntil: inDays(-1), carryOver, nextPlanId: next.planId };
    return { next, over: await plantWallet(tx, { ...of, plan: over }) };
  });
}

function issueIn(
  tx: Tx,
  from: PlantedWallet,
  nominalCents: number,
  count = 1,
  carryOver: CarryOver = 'nextPlan',
) {
  const { walletId, employerId } = from;
  const payer = { walletId, employerId, carryOver, taxLetter: 'comma3' as const, employerShare: share };
  return plantVouchers(tx, api.vault, from, { service: null, nominalCents, count, payer });
}
const issue = (from: PlantedWallet, nominalCents: number, count = 1, carryOver: CarryOver = 'nextPlan') =>
  api.inAlliance((tx) => issueIn(tx, from, nominalCents, count, carryOver));
const spend = (voucher: Voucher, cents: number) =>
  api.inAlliance((tx) => spendSome(tx, voucher, provider.organisationId, cents));
const end = (voucher: Voucher, way: 'expired' | 'voided') =>
  api.inAlliance((tx) => endNow(tx, api, voucher, way));
const takeBack = ({ id }: Voucher) =>
  api.inAlliance(async (tx) =>
    voidVoucher(tx, api, await tx.db.voucher.findUniqueOrThrow({ where: { id } }), 'notNeeded'),
  );
const shareOf = ({ id }: Voucher) => api.inAlliance((tx) => employerShareOf(tx, id));
const owedBy = async ({ employerId }: PlantedWallet) =>
  (await api.inAlliance((tx) => balancesOf(tx, [receivableFrom('employer', employerId)])))[0]!;
const chargedIn = ({ walletId }: PlantedWallet) =>
  api.inAlliance(async ({ db }) => {
    const { chargedCents } = await db.wallet.findUniqueOrThrow({ where: { id: walletId } });
    return chargedCents;
  });

describe('credit that came back from a voucher', () => {
  it('is not charged again, and what is added to it is', async () => {
    const { next } = await twoWallets(20_000);
    const [first] = await issue(next, 10_000);
    await spend(first!, 2_000);
    await end(first!, 'expired');
    expect(await chargedIn(next)).toBe(8_000);
    const [second, third] = await issue(next, 5_000, 2);
    expect([second!.chargedCents, third!.chargedCents]).toEqual([5_000, 3_000]);
    expect([await shareOf(second!), await shareOf(third!)]).toEqual([
      { pledged: 0, reversed: 0 },
      { pledged: 20, reversed: 0 },
    ]);
    expect(await owedBy(next)).toBe(120);
  });

  it('is given back by a void as it was: its own pledge, and what was charged before', async () => {
    const { next } = await twoWallets(20_000);
    await end((await issue(next, 3_000))[0]!, 'expired');
    const [voucher] = await issue(next, 10_000);
    expect(await owedBy(next)).toBe(100);
    await takeBack(voucher!);
    expect([await owedBy(next), await chargedIn(next)]).toEqual([30, 3_000]);
  });

  it('spent in part and voided, is spent first where it was charged before', async () => {
    const { next } = await twoWallets(20_000);
    await end((await issue(next, 3_000))[0]!, 'expired');
    const [part, less] = [(await issue(next, 10_000))[0]!, (await issue(next, 5_000))[0]!];
    await spend(part, 4_000);
    await end(part, 'voided');
    expect(await shareOf(part)).toEqual({ pledged: 70 + 10, reversed: 70 });
    expect(await chargedIn(next)).toBe(0);
    await end(less, 'expired');
    const [again] = await issue(next, 6_000);
    await spend(again!, 1_000);
    await end(again!, 'voided');
    expect(await shareOf(again!)).toEqual({ pledged: 10, reversed: 10 });
    expect(await chargedIn(next)).toBe(4_000);
  });

  it('is so in the wallet of the next plan, where a voucher’s rest goes or what nobody ordered', async () => {
    const { over, next } = await twoWallets(10_000);
    const [voucher, left] = await issue(over, 4_000, 2);
    await end(voucher!, 'expired');
    expect([await chargedIn(over), await chargedIn(next)]).toEqual([0, 4_000]);
    await api.inAlliance(({ db }) =>
      db.wallet.update({ where: { id: over.walletId }, data: { chargedCents: 1_500 } }),
    );
    const { handleDueVouchers } = voucherExpiryActivities(api.services);
    await handleDueVouchers({ allianceId: api.test.allianceId });
    expect([await chargedIn(over), await chargedIn(next)]).toEqual([0, 5_500]);
    await end(left!, 'expired');
    expect(await chargedIn(next)).toBe(9_500);
    await issue(next, 12_000);
    expect(await owedBy(next)).toBe(80 + 25);
  });

  it('is no credit any more with the employer: what is left of it there is charged anew', async () => {
    const { over } = await twoWallets(10_000, 'employer');
    await end((await issue(over, 4_000, 1, 'employer'))[0]!, 'expired');
    expect([await chargedIn(over), await owedBy(over)]).toEqual([0, 0]);
  });

  it('is taken by one of two who issue at once, and the other finds what is left', async () => {
    const { next } = await twoWallets(10_000);
    await end((await issue(next, 8_000))[0]!, 'expired');
    const superuser = await api.test.superuser();
    let second: Promise<Voucher[]>;
    await api.inAlliance(async (tx) => {
      await issueIn(tx, next, 5_000);
      second = issue(next, 5_000);
      await untilSomebodyWaits(superuser);
    });
    expect((await second!)[0]!.chargedCents).toBe(3_000);
    expect([await chargedIn(next), await owedBy(next)]).toEqual([0, 100]);
  });

  it('is never less than nothing, nor more than there is', async () => {
    const { next } = await twoWallets(1_000);
    const write = (chargedCents: number) =>
      api.inAlliance(({ db }) => db.wallet.update({ where: { id: next.walletId }, data: { chargedCents } }));
    await expect(write(-1)).rejects.toThrow('wallet_charged');
    await write(1_001);
    const { defects } = await api.inAlliance((tx) => verifyLedger(tx));
    expect(defects).toEqual([
      {
        table: 'wallet',
        ref: next.walletId,
        problem: 'says that 1001 cents of it were charged, and the ledger has 1000',
      },
    ]);
    await write(0);
  });
});

describe('whatever becomes of credit', () => {
  it('each cent of it is charged once, but for what a voucher’s pledge is rounded', async () => {
    const step = fc.record({
      what: fc.constantFrom('order', 'order', 'expire', 'spendAndExpire', 'takeBack', 'spendAndVoid'),
      of: fc.constantFrom('over', 'next'),
      cents: fc.integer({ min: 1, max: 900 }),
      count: fc.integer({ min: 1, max: 3 }),
      pick: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 25 }), async (steps) => {
        const wallets = await twoWallets(4_000);
        const model = new Model(4_000);
        for (const one of steps) await take(one, wallets, model);
        expect(await owedBy(wallets.next)).toBe(model.owedCents());
        for (const which of ['over', 'next'] as const) {
          const wallet = wallets[which];
          const [balance] = await api.inAlliance((tx) => balancesOf(tx, [employeeWallet(wallet.walletId)]));
          expect([balance, await chargedIn(wallet)]).toEqual(model.standsIn(which));
        }
        // Each pledge is off by half a cent at most, and the one on what was spent once more.
        expect(Math.abs(model.owedCents() - model.charged.size / 100)).toBeLessThanOrEqual(model.pledges);
      }),
      { numRuns: runs },
    );
    const { defects } = await api.inAlliance((tx) => verifyLedger(tx));
    expect(defects).toEqual([]);
  }, 600_000);
});

interface Step {
  readonly what: string;
  readonly of: 'over' | 'next';
  readonly cents: number;
  readonly count: number;
  readonly pick: number;
}

async function take(step: Step, wallets: Awaited<ReturnType<typeof twoWallets>>, model: Model) {
  if (step.what === 'order') {
    const count = Math.min(step.count, Math.floor(model.wallets[step.of].length / step.cents));
    if (count === 0) return;
    const issued = await issue(wallets[step.of], step.cents, count);
    for (const voucher of issued) model.order(step.of, step.cents, voucher);
    return;
  }
  const live = model.live[step.pick % model.live.length];
  if (!live) return;
  const spentCents =
    step.what.startsWith('spend') && live.cents.length > 1 ? Math.min(step.cents, live.cents.length - 1) : 0;
  if (spentCents > 0) await spend(live.voucher, spentCents);
  if (step.what === 'takeBack') await takeBack(live.voucher);
  else await end(live.voucher, step.what === 'spendAndVoid' ? 'voided' : 'expired');
  model.end(live, spentCents, step.what === 'takeBack' || step.what === 'spendAndVoid');
}

interface Live {
  readonly voucher: Voucher;
  /** Those that were charged before come first, and are spent first. */
  readonly cents: readonly number[];
  readonly own: ReadonlySet<number>;
  pledgedCents: number;
}

/** Every cent by itself, and whether it was charged. */
class Model {
  readonly charged = new Set<number>();
  readonly wallets: Record<'over' | 'next', number[]>;
  readonly live: Live[] = [];
  readonly #all: Live[] = [];
  pledges = 0;

  constructor(centsInEach: number) {
    const cents = Array.from({ length: 2 * centsInEach }, (_, nth) => nth);
    this.wallets = { over: cents.slice(0, centsInEach), next: cents.slice(centsInEach) };
  }

  order(of: 'over' | 'next', count: number, voucher: Voucher): void {
    const first = [...this.wallets[of]].toSorted((a, b) => this.#rank(a) - this.#rank(b));
    this.wallets[of] = first.slice(count);
    const cents = first.slice(0, count);
    const own = new Set(cents.filter((cent) => !this.charged.has(cent)));
    const live = { voucher, cents, own, pledgedCents: portionHalfUp(own.size, share) };
    for (const cent of own) this.charged.add(cent);
    this.pledges += own.size > 0 ? 1 : 0;
    this.live.push(live);
    this.#all.push(live);
  }

  end(live: Live, spentCents: number, isTakenBack: boolean): void {
    this.live.splice(this.live.indexOf(live), 1);
    this.wallets.next.push(...live.cents.slice(spentCents));
    if (!isTakenBack) return;
    const ownSpent = live.cents.slice(0, spentCents).filter((cent) => live.own.has(cent)).length;
    for (const cent of live.cents.slice(spentCents)) if (live.own.has(cent)) this.charged.delete(cent);
    const { pledgedCents: numerator } = live;
    live.pledgedCents =
      live.own.size === 0 ? 0 : portionHalfUp(ownSpent, { numerator, denominator: live.own.size });
  }

  owedCents(): number {
    return sumCents(this.#all.map(({ pledgedCents }) => pledgedCents));
  }

  standsIn(of: 'over' | 'next'): readonly [number, number] {
    const cents = this.wallets[of];
    return [cents.length, cents.filter((cent) => this.charged.has(cent)).length];
  }

  #rank(cent: number): number {
    return this.charged.has(cent) ? 0 : 1;
  }
}
