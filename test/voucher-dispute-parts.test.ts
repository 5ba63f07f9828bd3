import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockOne } from '../activities/voucher-expiry/due.ts';
import { endVouchers } from '../activities/voucher-expiry/end-vouchers.ts';
import { addDays, toDateColumn } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import { employeeWallet, fundReserve, fundSolidarity, voucherLiability } from '../ledger/accounts.ts';
import { verifyLedger } from '../ledger/verify.ts';
import type { TestApi } from './api/support.ts';
import { said } from './support/till-desk.ts';
import { forHolder, openDisputes, type Disputes } from './support/dispute-desk.ts';
import { bankCsv, fakeBank } from './support/fake-bank.ts';
import { plantVouchers, plantWallet } from './support/planted-voucher.ts';
import { okOrThrow, type SettlementDesk } from './support/settlement-desk.ts';

let api: TestApi;
let desk: SettlementDesk;
let { opened, staffOf, answer, decide, voucherOf, moved, takesPart } = {} as Disputes;

beforeAll(async () => {
  const disputes = await openDisputes();
  ({ api, desk, opened, staffOf, answer } = disputes);
  ({ decide, voucherOf, moved, takesPart } = disputes);
});
afterAll(async () => {
  const { defects } = await api.inAlliance((tx) => verifyLedger(tx));
  await api.close();
  expect(defects).toEqual([]);
});

describe('a dispute of a voucher that is spent in parts', () => {
  it('a part comes back, and what lapsed meanwhile goes where its rest went', async () => {
    const provider = await desk.provider();
    const clerk = await staffOf(provider);
    const cumulative = { service: null, nominalCents: 10_000 };
    const [voucher] = await api.inAlliance((tx) => plantVouchers(tx, api.vault, desk.wallet, cumulative));
    const take = () => takesPart(provider, voucher!.id, 4_000);
    const [first, second] = [await take(), await take()];
    const partly = await opened(first, { reason: 'wrongAmount', amountCents: 3_000 });
    const whole = await opened(second);
    for (const id of [partly, whole]) await okOrThrow(answer(clerk, id));
    const change = await moved(provider, () =>
      okOrThrow(decide(partly, { ...forHolder, amountCents: 1_000 })),
    );
    expect(change).toEqual({ payable: -980, pledged: -20 });
    expect(await voucherOf(first)).toMatchObject({ state: 'active', spentCents: 7_000 });
    await api.inAlliance(async (tx) =>
      endVouchers(tx, api.services, await lockOne(tx, voucher!.id), 'expired'),
    );
    const wallet = await desk.balance(employeeWallet(desk.wallet.walletId));
    await okOrThrow(decide(whole, forHolder));
    expect(await desk.balance(employeeWallet(desk.wallet.walletId))).toBe(wallet + 4_000);
    expect(await desk.balance(voucherLiability(voucher!.id))).toBe(0);
    expect(await voucherOf(second)).toMatchObject({
      state: 'expired',
      spentCents: 3_000,
      residualCents: 7_000,
      residualTo: 'wallet',
    });
  });

  it('what goes to the Fund is collected at once, as what was left was', async () => {
    const provider = await desk.provider();
    const { employerId, personId } = desk.wallet;
    const voucher = await api.inAlliance(async (tx) => {
      const today = toPlainDate(tx.now);
      const plan = {
        validFrom: toDateColumn(addDays(today, -30)),
        validUntil: toDateColumn(addDays(today, -1)),
        carryOver: 'fund' as const,
      };
      const createdBy = desk.administrator.accountId;
      const over = await plantWallet(tx, { employerId, personId, createdBy, cents: 10_000, plan });
      const { walletId } = over;
      const employerShare = { numerator: 1, denominator: 100 };
      const payer = { walletId, employerId, carryOver: 'fund', taxLetter: 'comma3', employerShare } as const;
      const [planted] = await plantVouchers(tx, api.vault, over, {
        service: null,
        nominalCents: 10_000,
        payer,
      });
      return planted!;
    });
    const taken = await takesPart(provider, voucher.id, 4_000);
    const id = await opened(taken);
    await okOrThrow(answer(await staffOf(provider), id, true));
    await api.inAlliance(async (tx) =>
      endVouchers(tx, api.services, await lockOne(tx, voucher.id), 'expired'),
    );
    const funds = async () => [await desk.balance(fundSolidarity), await desk.balance(fundReserve)];
    const [free, reserve] = await funds();
    const change = await moved(provider, () => okOrThrow(decide(id, forHolder)));
    expect(change).toEqual({ payable: -3_920, pledged: -80 });
    expect(await funds()).toEqual([free! + 3_600, reserve! + 400]);
  });
});

describe('a dispute', () => {
  it('of what was paid in part, as INPS had its own and the rest came back, waits until that is paid again', async () => {
    const provider = await desk.provider();
    const { organisationId } = provider;
    const [redemption] = await desk.earns(provider, 10_000);
    const debt = { organisationId, verifiedOn: '2026-01-02', debtCents: 5_000 };
    await okOrThrow(desk.drawer.post('/v1/settlement/inps-debts', debt));
    const bank = fakeBank(desk);
    const say = (item: { endToEndId: string; amountCents: number }, outcome: string) =>
      okOrThrow(desk.import(bankCsv([bank.lineOf(item.endToEndId, item.amountCents, outcome)])));
    const sent = async () =>
      (await desk.items(await desk.sent())).filter(({ providerId }) => providerId === organisationId);
    const [toInps, toProvider] = await sent();
    const id = await opened(redemption!);
    await okOrThrow(answer(await staffOf(provider), id, true));
    await say(toInps!, 'eseguito');
    await say(toProvider!, 'respinto');
    const early = await decide(id, forHolder);
    expect([said(early), early.body['possible']]).toEqual([[409, 'step-not-possible'], ['drawUpBatch']]);
    const [again] = await sent();
    expect(again).toMatchObject({ payee: 'provider', amountCents: 4_800 });
    await say(again!, 'eseguito');
    const change = await moved(provider, () => okOrThrow(decide(id, forHolder)));
    expect(change).toEqual({ receivable: 9_800, clawback: 200 });
  });
});
