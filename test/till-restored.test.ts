import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fringeStanding } from '../activities/voucher/fringe.ts';
import { secretsOf } from '../activities/voucher/secret.ts';
import { expiryAfterRefund } from '../domain/till.ts';
import { toPlainDate } from '../domain/time.ts';
import { employeeWallet } from '../ledger/accounts.ts';
import { cumulative, openTillDesk, said, tillVerbs, type TillDesk } from './support/till-desk.ts';
import { balancesOf } from './support/voucher-books.ts';
import { endNow } from './support/voucher-ends.ts';

let desk: TillDesk;
const { hold, capture, refund } = tillVerbs(() => desk);
beforeAll(async () => {
  desk = await openTillDesk();
});
afterAll(() => desk.api.close());

describe('what a till gives back', () => {
  it('after the rest of a cumulative voucher lapsed is another voucher of thirty days; the rest stays where it went', async () => {
    const [voucher] = await desk.issue({ ...cumulative, expiresAt: new Date(desk.now().getTime() + 90_000) });
    const held = await hold({ secret: voucher!.secret, amountCents: 4_000 });
    const { body } = await capture(held.body['id']);
    desk.later(2);
    await desk.api.inAlliance((tx) => endNow(tx, desk.api, voucher!, 'expired'));
    const wallet = employeeWallet(desk.wallet.walletId);
    const credit = async () => (await desk.api.inAlliance((tx) => balancesOf(tx, [wallet])))[0];
    const before = await credit();
    const year = Number(toPlainDate(desk.now()).slice(0, 4));
    const counted = () =>
      desk.api.inAlliance(async (tx) => {
        const subject = { personId: desk.personId, employerId: desk.wallet.employerId, year };
        return (await fringeStanding(tx, desk.api, subject)).usedCents;
      });
    const used = await counted();
    const parts = [await refund(body['id'], { amountCents: 1_500 }), await refund(body['id'])];
    expect(parts.map(({ status }) => status)).toEqual([201, 201]);
    expect(said(await refund(body['id']))).toEqual([409, 'step-not-possible']);
    const restored = await desk.api.inAlliance(({ db }) =>
      db.voucher!.findMany({ where: { restoredFrom: voucher!.id }, orderBy: { id: 'asc' } }),
    );
    const expiresAt = expiryAfterRefund(voucher!.expiresAt, desk.now());
    const same = { state: 'active', expiresAt, holderId: voucher!.holderId, walletId: voucher!.walletId };
    expect(restored).toMatchObject([
      { ...same, nominalCents: 1_500, chargedCents: 1_500 },
      { ...same, nominalCents: 2_500, chargedCents: 2_500 },
    ]);
    expect(parts.map((reply) => [reply.body['voucherNumber'], reply.body['validUntil']])).toEqual(
      restored.map(({ number }) => [number, expiresAt.toISOString()]),
    );
    expect(await desk.voucher(voucher!.id)).toMatchObject({
      state: 'expired',
      spentCents: 0,
      residualCents: 6_000,
    });
    expect([await desk.left(voucher!.id), await desk.left(restored[1]!.id)]).toEqual([0, 2_500]);
    expect([await credit(), await counted()]).toEqual([before, used]);
    const mails = await desk.api.inAlliance(({ db }) =>
      db.mail.count({ where: { template: 'voucherRestored', recipientId: desk.personId } }),
    );
    expect(mails).toBe(2);
    const { secret } = await desk.api.inAlliance((tx) => secretsOf(tx, desk.api.vault, restored[1]!.id));
    expect((await hold({ secret })).status).toBe(201);
    expect(await desk.defects()).toEqual([]);
    const torn = `UPDATE voucher SET residual_cents = 5999 WHERE id = '${voucher!.id}'`;
    await (await desk.api.test.superuser()).query(torn);
    expect(await desk.defects()).toMatchObject([{ table: 'voucher', ref: voucher!.number }]);
    await (await desk.api.test.superuser()).query(torn.replace('5999', '6000'));
  });
});
