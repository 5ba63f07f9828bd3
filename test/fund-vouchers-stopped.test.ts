import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { lockAward } from '../activities/fund/award.ts';
import type { ActivityServices } from '../activities/services.ts';
import { backOnOrder } from '../api/voucher-endings.ts';
import { beneficiaryPayable, fundSolidarity } from '../ledger/accounts.ts';
import { demoAllianceId } from '../prisma/seed/index.ts';
import { openFundVoucherDesk, type FundVoucherDesk } from './support/fund-voucher-desk.ts';
import { untilSomebodyWaits } from './support/lock-wait.ts';
import { unitPriceCents } from './support/planted-award.ts';
import { endDue, issuedDaysAgo } from './support/voucher-ends.ts';

let { territory, delivering, balance, vouchersOf, orderOf, awardOf } = {} as FundVoucherDesk;
beforeAll(async () => {
  ({ territory, delivering, balance, vouchersOf, orderOf, awardOf } = await openFundVoucherDesk(3));
});
afterAll(() => territory.close());

describe('vouchers of the Fund at a provider that stopped a month ago', () => {
  const look = () => endDue(territory.services as ActivityServices, demoAllianceId);
  const stop = async (orderId: string, awardId: string) => {
    const superuser = await territory.test.superuser();
    const ids = (await vouchersOf(awardId)).map(({ id }) => id);
    await issuedDaysAgo(superuser, ids, 50);
    const { providerId: organisationId } = await orderOf(orderId);
    await territory.within(({ db, allianceId, now }) =>
      db.suspension.create({
        data: {
          allianceId,
          organisationId,
          role: 'provider',
          ground: 'durc',
          subjectKind: 'document',
          subjectId: orderId,
          since: new Date(now.getTime() - 40 * 86_400_000),
        },
      }),
    );
  };
  afterEach(() =>
    territory.within(({ db, now }) =>
      db.suspension.updateMany({
        where: { liftedAt: null },
        data: { liftedAt: now, liftedBecause: 'prova' },
      }),
    ),
  );
  const swaps = (awardId: string) =>
    territory.within(({ db }) =>
      db.task.count({ where: { subjectId: awardId, kind: 'considerSwap', state: 'open' } }),
    );
  const onOrder = async (awardId: string) => {
    const vouchers = await vouchersOf(awardId);
    return [...(await territory.within((tx) => backOnOrder(tx, vouchers)))].toSorted();
  };

  it('are units of the order again while the award goes on, and the caseworker is asked to change the provider', async () => {
    const { awardId, orderId, give } = await delivering(3, 1);
    await give(2);
    await stop(orderId, awardId);
    const fund = await balance(fundSolidarity);
    await look();
    const vouchers = await vouchersOf(awardId);
    expect(vouchers.map(({ state, residualTo }) => [state, residualTo])).toEqual([
      ['voided', 'award'],
      ['voided', 'award'],
    ]);
    expect(await orderOf(orderId)).toMatchObject({ units: 3, closedAt: null });
    expect([await balance(beneficiaryPayable(awardId)), await balance(fundSolidarity)]).toEqual([
      3 * unitPriceCents,
      fund,
    ]);
    expect(await awardOf(awardId)).toMatchObject({ state: 'delivering', releasedCents: 0 });
    expect(await swaps(awardId)).toBe(1);
    expect(await onOrder(awardId)).toEqual(vouchers.map(({ id }) => id).toSorted());
  });

  it('are the Fund’s again once the award is over', async () => {
    const { awardId, orderId, give } = await delivering(2);
    await give(2);
    await stop(orderId, awardId);
    const fund = await balance(fundSolidarity);
    await look();
    expect([await balance(beneficiaryPayable(awardId)), await balance(fundSolidarity)]).toEqual([
      0,
      fund + 2 * unitPriceCents,
    ]);
    expect(await awardOf(awardId)).toMatchObject({ state: 'settled', releasedCents: 2 * unitPriceCents });
    expect([await swaps(awardId), await onOrder(awardId)]).toEqual([0, []]);
  });

  it('wait for whoever has their award, and hold none of them meanwhile', async () => {
    const { awardId, orderId, give } = await delivering(3, 1);
    await give(2);
    await stop(orderId, awardId);
    const superuser = await territory.test.superuser();
    let looking: Promise<void>;
    await territory.within(async (tx) => {
      await lockAward(tx, awardId);
      looking = look();
      await untilSomebodyWaits(superuser);
      const free = await tx.db.$queryRaw<unknown[]>`
        SELECT id FROM voucher WHERE award_id = ${awardId}::uuid FOR UPDATE NOWAIT`;
      expect(free).toHaveLength(2);
    });
    await looking!;
    expect((await vouchersOf(awardId)).map(({ state }) => state)).toEqual(['voided', 'voided']);
  });
});
