import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from './api/support.ts';
import { issuedDaysAgo } from './support/voucher-ends.ts';
import {
  cumulative,
  nominalCents,
  openTillDesk,
  pin,
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

describe('a till', () => {
  it('holds what it scans, says for whom it is, and takes it whole, split between provider and Fund', async () => {
    const voucher = await one();
    const held = await hold({ secret: voucher.secret });
    expect(held.body).toMatchObject({
      state: 'held',
      voucherNumber: voucher.number,
      service: 'Assistenza domiciliare',
      beneficiary: 'Ada P.',
      inParts: false,
      amountCents: nominalCents,
      leftCents: nominalCents,
    });
    expect(await desk.voucher(voucher.id)).toMatchObject({ state: 'held', spentCents: 0 });
    const key = 'capture-once-more';
    const path = `/v1/voucher-holds/${String(held.body['id'])}/capture`;
    const change = await desk.moved(async () => {
      const first = await device.post(path, { tillUserId, pin }, key);
      expect(first.status, first.text).toBe(201);
      expect(first.body).toMatchObject({
        amountCents: 10_000,
        providerCents: 9_800,
        fundCents: 200,
        feeCents: 0,
      });
      expect((await device.post(path, { tillUserId, pin }, key)).body).toEqual(first.body);
    });
    expect(change).toEqual({ payable: 9_800, pledged: 200 });
    expect(await desk.voucher(voucher.id)).toMatchObject({ state: 'spent', spentCents: nominalCents });
    expect(said(await capture(held.body['id']))).toEqual([409, 'step-not-possible']);
    expect(said(await hold({ secret: voucher.secret }))).toEqual([409, 'voucher-not-good']);
  });

  it('takes a typed code, in whatever way it is typed, and tells a repeated request no name', async () => {
    const voucher = await one();
    const body = { tillUserId, pin, code: ` ${voucher.code.toLowerCase().replaceAll('-', ' ')} ` };
    const first = await device.post('/v1/voucher-holds', body, 'typed-code-once');
    expect(first.status, first.text).toBe(201);
    const again = await device.post('/v1/voucher-holds', body, 'typed-code-once');
    expect(again.body).not.toHaveProperty('beneficiary');
    const read = await device.get(`/v1/voucher-holds/${String(first.body['id'])}`);
    expect(read.body).toEqual(first.body);
    expect((await rivalDevice.get(`/v1/voucher-holds/${String(first.body['id'])}`)).status).toBe(404);
  });

  it('gives a Fund voucher’s whole value to the provider: the Fund contributes nothing to itself', async () => {
    const [voucher] = await desk.issueOfFund();
    const change = await desk.moved(() => redeem(device, tillUserId, voucher!));
    expect(change).toEqual({ payable: nominalCents });
  });

  it('takes less than all only of a cumulative voucher, which keeps the rest and its last day', async () => {
    const whole = await one();
    expect(said(await hold({ secret: whole.secret, amountCents: 4_000 }))).toEqual([
      409,
      'whole-amount-only',
    ]);
    const voucher = await one(cumulative);
    expect(said(await hold({ secret: voucher.secret, amountCents: 10_001 }))).toEqual([
      409,
      'insufficient-funds',
    ]);
    const held = await hold({ secret: voucher.secret, amountCents: 10_000 });
    expect(said(await capture(held.body['id'], { amountCents: 10_001 }))).toEqual([409, 'whole-amount-only']);
    const change = await desk.moved(() => capture(held.body['id'], { amountCents: 4_000 }));
    expect(change).toEqual({ payable: 3_920, pledged: 80 });
    const { state, spentCents, expiresAt } = await desk.voucher(voucher.id);
    expect({ state, spentCents, expiresAt }).toEqual({
      state: 'active',
      spentCents: 4_000,
      expiresAt: voucher.expiresAt,
    });
    const held2 = await hold({ secret: voucher.secret });
    expect(held2.body['amountCents']).toBe(6_000);
  });

  it('does not take a part of what it held whole of a single-purpose voucher', async () => {
    const voucher = await one();
    const held = await hold({ secret: voucher.secret });
    expect(said(await capture(held.body['id'], { amountCents: 4_000 }))).toEqual([409, 'whole-amount-only']);
    expect(await desk.voucher(voucher.id)).toMatchObject({ state: 'held', spentCents: 0 });
    expect((await release(held.body['id'])).status).toBe(200);
    expect(said(await capture(held.body['id']))).toEqual([409, 'step-not-possible']);
    expect(await desk.voucher(voucher.id)).toMatchObject({ state: 'active' });
    expect(await desk.moved(() => redeem(device, tillUserId, voucher))).toEqual({
      payable: 9_800,
      pledged: 200,
    });
  });

  it('turns away whoever is not the person named, takes nothing, and keeps that it was tried', async () => {
    const voucher = await one();
    const tries = () =>
      desk.api.inAlliance((tx) =>
        tx.db.audit.count({ where: { action: 'voucher.shownForSomebodyElse', subjectId: voucher.id } }),
      );
    const refused = await hold({ secret: voucher.secret, isForSomebodyElse: true });
    expect(said(refused)).toEqual([409, 'holder-mismatch']);
    expect(await desk.voucher(voucher.id)).toMatchObject({ state: 'active' });
    const held = await hold({ secret: voucher.secret });
    const later = await capture(held.body['id'], { isForSomebodyElse: true });
    expect(said(later)).toEqual([409, 'holder-mismatch']);
    expect(await tries()).toBe(2);
    expect(await desk.voucher(voucher.id)).toMatchObject({ state: 'held', spentCents: 0 });
  });
});

describe('another provider', () => {
  const rival = (body: object) => hold({ tillUserId: desk.rivalTillUserId, ...body }, rivalDevice);

  it('is told of a voucher that is not its own what it is told of none at all', async () => {
    const voucher = await one();
    const none = await rival({ secret: 'nothing' });
    expect(said(none)).toEqual([404, 'voucher-not-known']);
    for (const shown of [{ secret: voucher.secret }, { code: voucher.code }, { code: 'AAAA' }]) {
      const reply = await rival(shown);
      expect([reply.status, reply.body['detail']]).toEqual([404, none.body['detail']]);
    }
    expect((await rival({ secret: (await one(cumulative)).secret })).status).toBe(201);
  });

  it('neither takes, releases nor refunds what is not its own', async () => {
    const [voucher, other] = [await one(), await one()];
    const { body } = await hold({ secret: voucher.secret });
    const { body: receipt } = await redeem(device, tillUserId, other);
    const theirs = { tillUserId: desk.rivalTillUserId };
    expect((await capture(body['id'], theirs, rivalDevice)).status).toBe(404);
    expect((await release(body['id'], theirs, rivalDevice)).status).toBe(404);
    expect((await refund(receipt['id'], theirs, rivalDevice)).status).toBe(404);
    expect((await hold({ secret: voucher.secret }, rivalDevice)).status).toBe(404);
    expect((await capture(body['id'], { isForSomebodyElse: true, ...theirs }, rivalDevice)).status).toBe(404);
  });

  it('is stopped after thirty wrong codes in an hour, and so is a right one', async () => {
    const { organisationId } = desk.rival;
    const voucher = await one({
      service: { id: desk.rival.serviceId, providerId: organisationId, vatTreatment: 'exempt' },
    });
    const wrong = (await desk.issue({ count: 1 }))[0]!.code;
    const { secret, code } = voucher;
    for (let nth = 0; nth < 30; nth += 1) expect((await rival({ code: wrong })).status).toBeLessThan(430);
    expect(said(await rival({ code }))).toEqual([429, 'too-many-attempts']);
    expect((await rival({ secret })).status).toBe(201);
    // By address too: another provider behind the same one is stopped with it.
    expect(said(await hold({ code: (await one()).code }))).toEqual([429, 'too-many-attempts']);
    desk.later(61);
    await signInAgain();
    expect((await hold({ code: (await one()).code })).status).toBe(201);
  });
});

describe('time', () => {
  it('ends a voucher at its last instant, not before it and not after it', async () => {
    const voucher = await one({ expiresAt: new Date(desk.now().getTime() + 90_000) });
    expect((await release((await hold({ secret: voucher.secret })).body['id'])).status).toBe(200);
    desk.later(2);
    expect(said(await hold({ secret: voucher.secret }))).toEqual([409, 'voucher-not-good']);
    expect(await desk.voucher(voucher.id)).toMatchObject({ state: 'active' });
  });

  it('lets a hold be taken although the voucher’s last day ended meanwhile', async () => {
    const voucher = await one({ expiresAt: new Date(desk.now().getTime() + 60_000) });
    const held = await hold({ secret: voucher.secret });
    desk.later(10);
    expect((await capture(held.body['id'])).status).toBe(201);
  });

  it('ends a hold after fifteen minutes, for whoever meets it next', async () => {
    const [met, scanned] = [await one(), await one()];
    const first = await hold({ secret: met.secret });
    const second = await hold({ secret: scanned.secret });
    expect(said(await hold({ secret: scanned.secret }))).toEqual([409, 'voucher-not-good']);
    desk.later(16);
    expect(said(await capture(first.body['id']))).toEqual([409, 'step-not-possible']);
    expect(await desk.voucher(met.id)).toMatchObject({ state: 'active' });
    const again = await hold({ secret: scanned.secret });
    expect(again.status, again.text).toBe(201);
    expect(said(await capture(second.body['id']))).toEqual([409, 'step-not-possible']);
    expect((await capture(again.body['id'])).status).toBe(201);
  });

  it('leaves thirty days with a provider that was suspended, and then no more', async () => {
    const voucher = await one({
      service: { id: desk.rival.serviceId, providerId: desk.rival.organisationId, vatTreatment: 'exempt' },
    });
    await issuedBefore(voucher, 50);
    const theirs = { tillUserId: desk.rivalTillUserId, secret: voucher.secret };
    await suspendedFor(30);
    const held = await hold(theirs, rivalDevice);
    expect(held.status, held.text).toBe(201);
    await release(held.body['id'], { tillUserId: desk.rivalTillUserId }, rivalDevice);
    await lifted();
    await suspendedFor(31);
    expect(said(await hold(theirs, rivalDevice))).toEqual([409, 'voucher-not-good']);
    await lifted();
  });

  it('leaves a provider that was suspended nothing that was issued since: a cumulative one is taken elsewhere', async () => {
    const [before, since] = [await one(cumulative), await one(cumulative)];
    await issuedBefore(before, 11);
    await suspendedFor(10);
    const there = ({ secret }: ShownVoucher) =>
      hold({ tillUserId: desk.rivalTillUserId, secret, amountCents: 1_000 }, rivalDevice);
    expect((await there(before)).status).toBe(201);
    const refused = await there(since);
    expect(said(refused)).toEqual([409, 'voucher-not-good']);
    expect(refused.text).toContain('altri fornitori');
    expect(await desk.voucher(since.id)).toMatchObject({ state: 'active' });
    expect((await redeem(device, tillUserId, since)).status).toBe(201);
    await lifted();
  });

  const suspendedFor = (days: number) =>
    desk.api.inAlliance((tx) =>
      tx.db.suspension.create({
        data: {
          allianceId: tx.allianceId,
          organisationId: desk.rival.organisationId,
          role: 'provider',
          ground: 'durc',
          subjectKind: 'document',
          subjectId: desk.rival.organisationId,
          since: new Date(tx.now.getTime() - days * 86_400_000),
        },
      }),
    );
  const lifted = () =>
    desk.api.inAlliance((tx) =>
      tx.db.suspension.updateMany({
        where: { liftedAt: null },
        data: { liftedAt: tx.now, liftedBecause: 'test' },
      }),
    );
  const issuedBefore = async ({ id }: ShownVoucher, days: number) =>
    issuedDaysAgo(await desk.api.test.superuser(), [id], days);
});

describe('what a voucher is', () => {
  it('never changes, is never deleted, and does not come back from its end', async () => {
    const voucher = await one();
    const client = await desk.api.test.superuser();
    const refused = (sql: string) => expect(client.query(sql), sql).rejects.toThrow(/voucher/);
    await refused(`UPDATE voucher SET beneficiary_id = gen_random_uuid() WHERE id = '${voucher.id}'`);
    await refused(`UPDATE voucher SET nominal_cents = 1 WHERE id = '${voucher.id}'`);
    await refused(`DELETE FROM voucher WHERE id = '${voucher.id}'`);
    await refused('TRUNCATE voucher CASCADE');
    await client.query(
      `BEGIN; UPDATE voucher SET state = 'voided', void_reason = 'notNeeded', closed_at = now() WHERE id = '${voucher.id}'`,
    );
    await refused(`UPDATE voucher SET state = 'active', closed_at = NULL WHERE id = '${voucher.id}'`);
    await client.query('ROLLBACK');
  });

  it('agrees with the ledger after all of this', async () => {
    expect(await desk.defects()).toEqual([]);
  });
});

async function signInAgain(): Promise<void> {
  device = await desk.atDesk(desk.provider);
  rivalDevice = await desk.atDesk(desk.rival);
}
