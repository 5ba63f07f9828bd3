import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captureHold } from '../activities/till/capture.ts';
import { holdVoucher } from '../activities/till/hold.ts';
import { extendVoucher } from '../activities/voucher-expiry/extend.ts';
import { wakeForVouchersAt } from '../activities/voucher-expiry/until-when.ts';
import { alternativesOf } from '../api/voucher-endings.ts';
import { toDateColumn, type PlainDate } from '../domain/plain-date.ts';
import { endOfDay } from '../domain/time.ts';
import {
  beneficiaryPayable,
  employeeWallet,
  employerPrefund,
  fundPledged,
  fundReserve,
  fundSolidarity,
  voucherLiability,
  type AccountName,
} from '../ledger/accounts.ts';
import type { Tx } from '../prisma/database.ts';
import type { CarryOver, TillUser, Voucher, VoucherHold } from '../prisma/generated/client.ts';
import { accountId } from '../prisma/seed/personas.ts';
import { wakeAll } from '../runtime/wakeups.ts';
import { fundAllocationId, voucherExpiryId } from '../workflows/contract.ts';
import { expectSoundLedger } from './holds/support/books.ts';
import { decodedText } from './holds/support/decoded.ts';
import { expectReplays } from './holds/support/histories.ts';
import { caseHouseholds, type CaseHousehold } from './holds/support/households.ts';
import { record } from './holds/support/recorded.ts';
import { openSkippingStack, type SkippingStack } from './holds/support/time-skipping.ts';
import { timesWoken } from './holds/support/times-woken.ts';
import { expectMinutesAround } from './support/around.ts';
import { eventually } from './support/eventually.ts';
import { plantApprovedAward } from './support/planted-approved-award.ts';
import { plantProvider, type PlantedProvider } from './support/planted-provider.ts';
import { plantTill } from './support/planted-till.ts';
import { plantVouchers, plantWallet, type PlantedWallet } from './support/planted-voucher.ts';
import { balancesOf, employerShareOf } from './support/voucher-books.ts';

let stack: SkippingStack;
let households: CaseHousehold[];
let provider: PlantedProvider;
let otherProvider: PlantedProvider;
let employerId: string;

beforeAll(async () => {
  stack = await openSkippingStack(new Date('2026-09-20T07:00:00Z'), { restarts: true });
  households = await caseHouseholds(stack, 9);
  [employerId, provider, otherProvider] = await rows(async (tx) => {
    const employer = await tx.db.organisation.findFirstOrThrow({ where: { roles: { has: 'employer' } } });
    return [employer.id, await plantProvider(tx), await plantProvider(tx)] as const;
  });
}, 400_000);
afterAll(() => stack.close());

describe('vouchers in one autumn, while workers come and go', () => {
  const holdUntil = new Date('2026-10-25T23:10:00Z');
  let lapsing: Held, extended: Held, over: Held, stopped: Held;
  let till: TillUser;
  const holds: VoucherHold[] = [];

  it('remind their holders at each offset once, in one mail for all that somebody holds', async () => {
    lapsing = await give(0, '2026-10-25', { count: 2 });
    extended = await give(1, '2026-10-28');
    over = await give(2, '2026-10-25', { count: 2 });
    stopped = await give(3, '2026-12-31', { at: otherProvider });
    await expectReminded(lapsing, '2026-09-24T22:00:00Z', [0, 1]);
    await stack.restartWorker();
    await expectReminded(extended, '2026-09-27T22:00:00Z', [0, 1]);
  }, 200_000);

  it('are extended by the office, and stop being taken by a provider that is suspended', async () => {
    await stack.clock.advanceTo(new Date('2026-09-30T09:00:00Z'));
    const [{ id: voucherId }] = extended.vouchers;
    await asOfficer((tx) =>
      extendVoucher(tx, stack.services, { voucherId, until: '2026-11-08', reason: 'Il centro è chiuso.' }),
    );
    await rows(async (tx) => {
      const { organisationId } = otherProvider;
      const { id: subjectId } = await tx.db.admission.findFirstOrThrow({ where: { organisationId } });
      const from = { role: 'provider', ground: 'durc', subjectKind: 'admission', subjectId } as const;
      const { allianceId, now: since } = tx;
      await tx.db.suspension.create({ data: { ...from, allianceId, organisationId, since } });
      await wakeForVouchersAt(tx, organisationId);
    });
    await expectReminded(lapsing, '2026-10-17T22:00:00Z', [1, 2]);
    // Thirty days before its new last day its holder was reminded anew.
    expect(await mails(extended, 'vouchersLapseSoon')).toBe(2);
    await expectReminded(lapsing, '2026-10-23T22:00:00Z', [2, 3]);
  }, 200_000);

  it('are good to the end of a day of 25 hours, and back in their wallet a millisecond later', async () => {
    expect(lapsing.vouchers[0].expiresAt.toISOString()).toBe('2026-10-25T22:59:59.999Z');
    await stack.clock.advanceTo(new Date('2026-10-25T22:55:00Z'));
    await rows(async (tx) => {
      till = await plantTill(tx, stack.services.vault, provider);
      for (const { id } of over.vouchers) {
        const voucher = await tx.db.voucher.findUniqueOrThrow({ where: { id } });
        holds.push((await holdVoucher(tx, till, voucher, undefined)) as VoucherHold);
      }
    });
    await stack.restartWorker();
    await expectEnds(lapsing, '2026-10-25T23:00:00Z', 2);
    const [voucher] = lapsing.vouchers;
    expect(await now(voucher)).toMatchObject({
      state: 'expired',
      residualTo: 'wallet',
      residualCents: 14_000,
    });
    expect((await now(voucher)).closedAt!.getTime()).toBeGreaterThan(voucher.expiresAt.getTime());
    expect(await balances(voucherLiability(voucher.id), employeeWallet(lapsing.walletId))).toEqual([
      0, 50_000,
    ]);
    expect(await mails(lapsing, 'vouchersLapsed')).toBe(1);
    expect(await shareOf(voucher)).toEqual({ pledged: 140, reversed: 0 });
  }, 200_000);

  it('are taken by a till that held them over midnight, or lapse at once when its hold ends', async () => {
    await stack.clock.advanceTo(new Date('2026-10-25T23:05:00Z'));
    expect(await endedOf(over)).toBe(0);
    const receipt = await rows((tx) => captureHold(tx, till, holds[0]!.id, undefined));
    expect(receipt).toMatchObject({ redemption: { amountCents: 14_000, fundCents: 280 } });
    await expectEnds(over, holdUntil, 1);
    const [taken, left] = over.vouchers;
    expect((await now(taken)).state).toBe('spent');
    expect(await now(left!)).toMatchObject({ state: 'expired', residualCents: 14_000 });
    const { state } = await rows(({ db }) =>
      db.voucherHold.findUniqueOrThrow({ where: { id: holds[1]!.id } }),
    );
    expect(state).toBe('lapsed');
  }, 200_000);

  /** Prefund, the Fund's pledges, the Fund and its reserve grow by what was on the voucher and what was never ordered. */
  it.each([
    ['nextPlan', 4, '2026-10-26', [0, 0, 32_400, 3_600]],
    ['employer', 5, '2026-10-27', [14_000, -140, 32_400, 3_600]],
    ['fund', 6, '2026-10-28', [0, 0, 32_400 + 12_600, 3_600 + 1_400]],
  ] as const)(
    'are, the plan over, where the rule %s says, and what was never ordered where the plan does: with the Fund',
    async (carryOver, who, lastDay, grows) => {
      const { planId: nextPlanId } = await walletOf(8);
      const plan = { validUntil: toDateColumn(lastDay), nextPlanId, carryOver: 'fund' } as const;
      const held = await give(who, lastDay, { carryOver, plan });
      const [voucher] = held.vouchers;
      const accounts = [employerPrefund(employerId), fundPledged, fundSolidarity, fundReserve] as const;
      const before = await balances(...accounts);
      await expectEnds(held, lapseOf(voucher), 1);
      await eventually(async () => (await mails(held, 'walletCarriedOver')) === 1);
      const after = await balances(...accounts);
      const grew = after.map((cents, index) => cents - before[index]!);
      const next = await rows(({ db }) =>
        db.wallet.findFirst({ where: { planId: nextPlanId, personId: held.personId } }),
      );
      expect(await now(voucher)).toMatchObject({ residualTo: carryOver, residualCents: 14_000 });
      expect(await balances(employeeWallet(held.walletId))).toEqual([0]);
      expect(grew).toEqual(grows);
      expect(next ? await balances(employeeWallet(next.id)) : []).toEqual(
        carryOver === 'nextPlan' ? [14_000] : [],
      );
      expect(await shareOf(voucher)).toEqual({ pledged: 140, reversed: carryOver === 'employer' ? 140 : 0 });
    },
    200_000,
  );

  it('are, given by the Fund, back in the Fund through their award, and with no employer', async () => {
    const awardId = await rows((tx) => plantApprovedAward(tx, households[7]!, 20_000));
    const held = await give(7, '2026-10-29', { awardId });
    const accounts = [beneficiaryPayable(awardId), fundSolidarity, employerPrefund(employerId)];
    const before = await balances(...accounts);
    const woken = await timesWoken(stack, fundAllocationId(stack.allianceId));
    await expectEnds(held, lapseOf(held.vouchers[0]), 1);
    const [award, fund, employer] = await balances(...accounts);
    expect([award! - before[0]!, fund! - before[1]!, employer! - before[2]!]).toEqual([0, 14_000, 0]);
    expect(await now(held.vouchers[0])).toMatchObject({ residualTo: 'award', residualCents: 14_000 });
    const { releasedCents } = await rows(({ db }) => db.award.findUniqueOrThrow({ where: { id: awardId } }));
    expect(releasedCents).toBe(14_000);
    expect(await mails(held, 'vouchersLapsed')).toBe(1);
    expect(await timesWoken(stack, fundAllocationId(stack.allianceId))).toBeGreaterThan(woken);
  }, 200_000);

  it('are voided after thirty days at a provider that stopped, and three others nearby are told', async () => {
    await expectEnds(stopped, '2026-10-30T23:00:00Z', 1);
    const [voucher] = stopped.vouchers;
    expect(await now(voucher)).toMatchObject({ state: 'voided', residualTo: 'wallet' });
    expect(await balances(employeeWallet(stopped.walletId))).toEqual([50_000]);
    expect(await shareOf(voucher)).toEqual({ pledged: 140, reversed: 140 });
    expect(await mails(stopped, 'vouchersStopped')).toBe(1);
    const nearby = await rows(async (tx) => alternativesOf(tx, await now(voucher)));
    expect(nearby).toHaveLength(3);
    expect(nearby.map(({ providerId }) => providerId)).not.toContain(otherProvider.organisationId);
  }, 200_000);

  it('have one process, which tells of nobody, and begins anew from the rows at the hourly look', async () => {
    await expectReminded(extended, '2026-10-31T23:00:00Z', [2, 3]);
    const workflowId = voucherExpiryId(stack.allianceId);
    const handle = stack.services.client.workflow.getHandle(workflowId);
    await record(stack.services, workflowId, 'voucher-expiry/autumn');
    const history = await handle.fetchHistory();
    await expectReplays(stack.services, [{ workflowId, history }]);
    const told = await decodedText(stack.services.keyRing, history);
    expect(told).toContain('handleDueVouchers');
    for (const { applicantId } of households) expect(told).not.toContain(applicantId);
    await handle.terminate();
    await rows(wakeAll);
    await expectReminded(extended, '2026-11-06T23:00:00Z', [3, 4]);
    await expectEnds(extended, '2026-11-08T23:00:00Z', 1);
    await expectSoundLedger(stack);
  }, 200_000);
});

/** Somebody's wallet, and what was bought with it. */
type Held = PlantedWallet & { readonly vouchers: readonly [Voucher, ...Voucher[]] };

async function give(
  nth: number,
  expiresOn: PlainDate,
  { count = 1, carryOver = 'nextPlan', awardId, plan, at = provider }: Partial<Gift> = {},
): Promise<Held> {
  const wallet = await walletOf(nth, plan);
  const employerShare = { numerator: 1, denominator: 100 };
  const { walletId } = wallet;
  const ofWallet = { walletId, employerId, carryOver, taxLetter: 'fTer' as const, employerShare };
  const [first, ...others] = await rows((tx) =>
    plantVouchers(tx, stack.services.vault, wallet, {
      service: { id: at.serviceId, providerId: at.organisationId, vatTreatment: 'exempt' },
      nominalCents: 14_000,
      count,
      expiresAt: endOfDay(expiresOn),
      payer: awardId ? { awardId } : ofWallet,
    }),
  );
  return { ...wallet, vouchers: [first!, ...others] };
}

interface Gift {
  readonly count: number;
  readonly carryOver: CarryOver;
  readonly awardId: string;
  readonly plan: Parameters<typeof plantWallet>[1]['plan'];
  readonly at: PlantedProvider;
}

function walletOf(
  nth: number,
  plan: Parameters<typeof plantWallet>[1]['plan'] = { validUntil: toDateColumn('2027-12-31') },
): Promise<PlantedWallet> {
  return rows((tx) =>
    plantWallet(tx, {
      employerId,
      personId: households[nth]!.applicantId,
      createdBy: accountId('anna'),
      cents: 50_000,
      plan: { ...plan, validFrom: toDateColumn('2026-01-01') },
    }),
  );
}

/** The first instant at which it is no longer good. */
function lapseOf({ expiresAt }: Voucher): Date {
  return new Date(expiresAt.getTime() + 1);
}

function expectReminded(held: Held, morning: string, counts: readonly [number, number]): Promise<void> {
  return expectMinutesAround(stack.clock, morning, () => mails(held, 'vouchersLapseSoon'), counts);
}

function expectEnds(held: Held, instant: string | Date, count: number): Promise<void> {
  return expectMinutesAround(stack.clock, instant, () => endedOf(held), [0, count]);
}

function mails({ personId }: Held, template: string): Promise<number> {
  return rows(({ db }) => db.mail.count({ where: { recipientId: personId, template } }));
}

function endedOf({ personId }: Held): Promise<number> {
  return rows(({ db }) =>
    db.voucher.count({ where: { holderId: personId, state: { in: ['expired', 'voided'] } } }),
  );
}

function now({ id }: Voucher): Promise<Voucher> {
  return rows(({ db }) => db.voucher.findUniqueOrThrow({ where: { id } }));
}

function shareOf({ id }: Voucher) {
  return rows((tx) => employerShareOf(tx, id));
}

function balances(...accounts: readonly AccountName[]): Promise<number[]> {
  return rows((tx) => balancesOf(tx, accounts));
}

function asOfficer<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const officer = { kind: 'account', id: accountId('anna') } as const;
  return stack.services.database.inAlliance(stack.allianceId, officer, work);
}

function rows<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return stack.services.database.inAlliance(stack.allianceId, { kind: 'system', id: 'test' }, work);
}
