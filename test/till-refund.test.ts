import { remindPage } from '../activities/voucher-expiry/remind.ts';
import { addDays } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expiryAfterRefund } from '../domain/till.ts';
import { providerPayable } from '../ledger/accounts.ts';
import { accountBalance } from '../ledger/balances.ts';
import { post } from '../ledger/post.ts';
import { settlementSent } from '../ledger/postings.ts';
import { voucherExpiryId } from '../workflows/contract.ts';
import type { Caller } from './api/support.ts';
import {
  cumulative,
  nominalCents,
  openTillDesk,
  redeem,
  said,
  tillVerbs,
  type ShownVoucher,
  type TillDesk,
} from './support/till-desk.ts';

let desk: TillDesk;
let device: Caller;
let rivalDevice: Caller;
let tillUserId: string;
const { hold, capture, release, refund } = tillVerbs(() => ({ device, tillUserId }));

beforeAll(async () => {
  desk = await openTillDesk();
  ({ device, tillUserId, rivalDevice } = desk);
});
afterAll(() => desk.api.close());

const one = async (sketch: Parameters<TillDesk['issue']>[0] = {}): Promise<ShownVoucher> =>
  (await desk.issue(sketch))[0]!;

describe('a refund', () => {
  const holdersMail = (voucher: ShownVoucher) =>
    desk.api.inAlliance((tx) =>
      tx.db.mail.count({
        where: { template: 'voucherRefunded', recipientId: desk.personId, subjectId: voucher.id },
      }),
    );

  it('before the bank confirmed is the capture’s exact reversal, once, and makes the voucher good again', async () => {
    const voucher = await one();
    const { body } = await redeem(device, tillUserId, voucher);
    const change = await desk.moved(async () => {
      expect(said(await refund(body['id'], { amountCents: 4_000 }))).toEqual([409, 'whole-amount-only']);
      expect((await refund(body['id'])).status).toBe(201);
      expect(said(await refund(body['id']))).toEqual([409, 'step-not-possible']);
    });
    expect(change).toEqual({ payable: -9_800, pledged: -200 });
    const { state, spentCents, closedAt, expiresAt } = await desk.voucher(voucher.id);
    expect({ state, spentCents, closedAt, expiresAt }).toEqual({
      state: 'active',
      spentCents: 0,
      closedAt: null,
      expiresAt: voucher.expiresAt,
    });
    expect(await holdersMail(voucher)).toBe(1);
    const kinds = await desk.api.inAlliance(
      (tx) =>
        tx.db
          .$queryRaw`SELECT kind, reverses_id FROM ledger.transfer t JOIN redemption_refund r ON r.transfer_id = t.id`,
    );
    expect(kinds).toEqual([{ kind: 'reversal', reverses_id: expect.any(String) as string }]);
    expect((await redeem(device, tillUserId, voucher)).status).toBe(201);
  });

  it('after the bank confirmed is owed by the provider, and its share by what it gives the Fund next', async () => {
    const voucher = await one();
    const { body } = await redeem(device, tillUserId, voucher);
    await desk.api.inAlliance((tx) =>
      tx.db.redemption.update({ where: { id: String(body['id']) }, data: { collectedAt: tx.now } }),
    );
    expect(await desk.moved(() => refund(body['id']))).toEqual({ receivable: 9_800, clawback: 200 });
    expect(await desk.left(voucher.id)).toBe(nominalCents);
  });

  it('of a part is a part of each, and what parts come to is the whole', async () => {
    const voucher = await one(cumulative);
    const held = await hold({ secret: voucher.secret, amountCents: 3_333 });
    const { body } = await capture(held.body['id']);
    const change = await desk.moved(async () => {
      for (const amountCents of [1_111, 1_111, 1_111])
        expect((await refund(body['id'], { amountCents })).status).toBe(201);
      expect(said(await refund(body['id'], { amountCents: 1 }))).toEqual([409, 'step-not-possible']);
    });
    expect(change).toEqual({ payable: -3_266, pledged: -67 });
    expect(await desk.voucher(voucher.id)).toMatchObject({ state: 'active', spentCents: 0 });
  });

  it('past the voucher’s last day makes it good for thirty days more, of which its holder is reminded again', async () => {
    const voucher = await one({ expiresAt: new Date(desk.now().getTime() + 90_000) });
    await desk.api.inAlliance(({ db }) =>
      db.voucher.update({ where: { id: voucher.id }, data: { remindedDays: [30, 7, 1], remindAt: null } }),
    );
    const { body } = await redeem(device, tillUserId, voucher);
    desk.later(2);
    const reply = await refund(body['id']);
    const expected = expiryAfterRefund(voucher.expiresAt, desk.now()).toISOString();
    expect(reply.body['validUntil']).toBe(expected);
    const { remindAt } = await desk.voucher(voucher.id);
    expect(toPlainDate(remindAt!)).toBe(addDays(toPlainDate(new Date(expected)), -7));
    const reminders = () =>
      desk.api.inAlliance(({ db }) => db.mail.count({ where: { template: 'vouchersLapseSoon' } }));
    const before = await reminders();
    await desk.api.inAlliance((tx) => remindPage({ ...tx, now: remindAt! }, desk.api, undefined));
    expect([await reminders(), (await desk.voucher(voucher.id)).remindedDays]).toEqual([before + 1, [7]]);
    expect((await redeem(device, tillUserId, voucher)).status).toBe(201);
  });

  it('before the last day leaves the reminders that were sent of it', async () => {
    const voucher = await one();
    await desk.api.inAlliance(({ db }) =>
      db.voucher.update({ where: { id: voucher.id }, data: { remindedDays: [30] } }),
    );
    const { body } = await redeem(device, tillUserId, voucher);
    await refund(body['id']);
    const { expiresAt, remindAt, remindedDays } = await desk.voucher(voucher.id);
    expect(remindedDays).toEqual([30]);
    expect(toPlainDate(remindAt!)).toBe(addDays(toPlainDate(expiresAt), -7));
  });

  it('makes the process of expiry look, when nothing else is due before the voucher', async () => {
    const voucher = await one({ expiresAt: new Date(desk.now().getTime() + 90_000) });
    const { body } = await redeem(device, tillUserId, voucher);
    await asleep();
    await refund(body['id']);
    expect(await isWoken()).toBe(true);
  });

  it('and so does a hold that is let go of after the voucher’s last instant', async () => {
    const voucher = await one({ expiresAt: new Date(desk.now().getTime() + 90_000) });
    const { body } = await hold({ secret: voucher.secret });
    desk.later(2);
    await asleep();
    expect((await release(body['id'])).status).toBe(200);
    expect(await isWoken()).toBe(true);
  });

  const process = () => voucherExpiryId(desk.api.test.allianceId);
  const asleep = () =>
    desk.api.inAlliance(({ db }) => db.wakeup.deleteMany({ where: { process: process() } }));
  const isWoken = async () =>
    (await desk.api.inAlliance(({ db }) => db.wakeup.count({ where: { process: process() } }))) === 1;

  it('is told to wait where the money is on its way to the bank', async () => {
    const voucher = await one({
      service: { id: desk.rival.serviceId, providerId: desk.rival.organisationId, vatTreatment: 'exempt' },
    });
    const theirs = desk.rivalTillUserId;
    const { body } = await redeem(rivalDevice, theirs, voucher);
    await payEverythingOwedTo(desk.rival.organisationId);
    const reply = await refund(body['id'], { tillUserId: theirs }, rivalDevice);
    expect(said(reply)).toEqual([409, 'step-not-possible']);
    expect(await desk.voucher(voucher.id)).toMatchObject({ state: 'spent' });
  });
});

describe('a till user', () => {
  const make = (body: object, by: Caller = device) =>
    by.post('/v1/till-users', { label: 'Banco', placeId: desk.provider.placeIds[0], ...body });

  it('gets a PIN that is told once, chosen or made, and never an easy one or a place that is not theirs', async () => {
    const given = await device.post(
      '/v1/till-users',
      { label: 'Banco', placeId: desk.provider.placeIds[0] },
      'till-user-1',
    );
    expect(given.body['pin']).toMatch(/^\d{6}$/);
    const again = await device.post(
      '/v1/till-users',
      { label: 'Banco', placeId: desk.provider.placeIds[0] },
      'till-user-1',
    );
    expect(again.body).toEqual({ id: given.body['id'] });
    for (const easy of ['111111', '123456', '654321'])
      expect((await make({ pin: easy })).status, easy).toBe(422);
    expect((await make({ placeId: desk.rival.placeIds[0] })).status).toBe(422);
    const rows = await desk.api.inAlliance((tx) => tx.db.tillUser.findMany());
    expect(JSON.stringify(rows)).not.toContain(String(given.body['pin']));
    expect(new Set(rows.map(({ pinPrint }) => pinPrint)).size).toBe(rows.length);
  });

  it('is shut out for fifteen minutes by five wrong PINs, also the right one, and let in again by a new one', async () => {
    const { body } = await make({ pin: '314159' });
    const id = String(body['id']);
    const voucher = await one();
    const shown = (tried: string) => hold({ tillUserId: id, pin: tried, secret: voucher.secret });
    for (const round of ['first', 'second']) {
      for (let nth = 0; nth < 4; nth += 1)
        expect(said(await shown('999998'))).toEqual([403, 'pin-not-valid']);
      const held = await shown('314159');
      expect(held.status, `${round}: ${held.text}`).toBe(201);
      await release(held.body['id'], { tillUserId: id, pin: '314159' });
    }
    for (let nth = 0; nth < 5; nth += 1) expect(said(await shown('999998'))).toEqual([403, 'pin-not-valid']);
    expect(said(await shown('314159'))).toEqual([403, 'pin-not-valid']);
    expect((await device.post(`/v1/till-users/${id}/pin`, { pin: '161803' })).status).toBe(200);
    expect(said(await shown('314159'))).toEqual([403, 'pin-not-valid']);
    const open = await shown('161803');
    expect(open.status, open.text).toBe(201);
    await release(open.body['id'], { tillUserId: id, pin: '161803' });
    for (let nth = 0; nth < 5; nth += 1) await shown('999998');
    desk.later(16);
    expect((await shown('161803')).status).toBe(201);
  });

  it('is not guessed by many tries at once', async () => {
    const { body } = await make({ pin: '314159' });
    const id = String(body['id']);
    const tries = Array.from({ length: 12 }, (_, nth) =>
      hold({ tillUserId: id, pin: String(900_000 + nth), secret: 'x' }),
    );
    await Promise.all(tries);
    expect(said(await hold({ tillUserId: id, pin: '314159', secret: 'x' }))).toEqual([403, 'pin-not-valid']);
  });

  it('is shut out at once when revoked, and stands at one place', async () => {
    const { body } = await make({ pin: '314159' });
    const shown = { tillUserId: body['id'], pin: '314159', secret: (await one()).secret };
    const elsewhere = await desk.atDesk(desk.provider);
    await desk.api.inAlliance((tx) =>
      tx.db.account.update({
        where: { id: elsewhere.accountId },
        data: { placeId: desk.provider.placeIds[1]!, responsible: false },
      }),
    );
    expect((await hold(shown, elsewhere)).status).toBe(404);
    expect((await make({ pin: '314159' }, elsewhere)).status).toBe(403);
    expect((await elsewhere.post(`/v1/till-users/${String(body['id'])}/revocation`)).status).toBe(403);
    expect((await rivalDevice.post(`/v1/till-users/${String(body['id'])}/revocation`)).status).toBe(404);
    expect((await device.post(`/v1/till-users/${String(body['id'])}/revocation`)).status).toBe(200);
    expect(said(await hold(shown))).toEqual([409, 'step-not-possible']);
    expect((await device.post(`/v1/till-users/${String(body['id'])}/pin`, { pin: '161803' })).status).toBe(
      409,
    );
  });
});

describe('whoever may stand at a till', () => {
  it('is told to the account of that place, and everybody to whoever answers for the provider', async () => {
    const [here, there] = desk.provider.placeIds;
    const made = async (placeId: string | undefined) =>
      String((await device.post('/v1/till-users', { label: 'Banco', placeId, pin: '314159' })).body['id']);
    const [at, gone, elsewhere] = [await made(there), await made(there), await made(here)];
    await device.post(`/v1/till-users/${gone}/revocation`);
    const limited = await desk.atDesk(desk.provider);
    await desk.api.inAlliance((tx) =>
      tx.db.account.update({
        where: { id: limited.accountId },
        data: { placeId: there!, responsible: false },
      }),
    );
    const listed = async (by: Caller) =>
      ((await by.get('/v1/till-users?limit=100')).body['items'] as { id: string }[]).map(({ id }) => id);
    expect(await listed(limited)).toEqual([at]);
    expect(await listed(device)).toEqual(expect.arrayContaining([at, gone, elsewhere]));
    expect(await listed(rivalDevice)).not.toContain(at);
  });
});

describe('what was taken', () => {
  it('is listed with the latest first, and by whether something was given back', async () => {
    const [kept, given] = [
      await redeem(device, tillUserId, await one()),
      await redeem(device, tillUserId, await one()),
    ];
    await refund(given.body['id']);
    const listed = async (search: string) =>
      ((await device.get(`/v1/redemptions?limit=100${search}`)).body['items'] as { id: string }[]).map(
        ({ id }) => id,
      );
    const ids = [given.body['id'], kept.body['id']];
    expect((await listed('')).slice(0, 2)).toEqual(ids);
    expect((await listed('&refunded=true'))[0]).toBe(ids[0]);
    expect((await listed('&refunded=false'))[0]).toBe(ids[1]);
  });
});

describe('what is left', () => {
  it('agrees with the ledger', async () => {
    expect(await desk.defects()).toEqual([]);
  });
});

async function payEverythingOwedTo(providerId: string): Promise<void> {
  await desk.api.inAlliance(async (tx) => {
    const { balanceCents, heldCents } = await accountBalance(tx, providerPayable(providerId));
    const event = {
      id: crypto.randomUUID(),
      effectiveOn: toPlainDate(tx.now),
      bankRef: 'batch',
    };
    await post(tx, settlementSent({ ...event, providerId, amountCents: balanceCents - heldCents }));
  });
}
