import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, toDateColumn } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import { statusesOf } from './api/support.ts';
import { openBookingDesk, type BookingDesk } from './support/booking-desk.ts';
import { times } from './support/long.ts';
import { redeem, said, tillVerbs } from './support/till-desk.ts';

let desk: BookingDesk;
const hour = 60;

beforeAll(async () => {
  desk = await openBookingDesk();
});
afterAll(() => desk.api.close());

describe('a moment', () => {
  it('is proposed, moved and confirmed, each time by the other side, and cancelled in time for nothing', async () => {
    await desk.publish(24);
    const voucher = await desk.one();
    const { body } = await desk.propose(voucher, 48);
    expect(body).toMatchObject({ state: 'proposed', startsAt: null, chargeableUntil: null });
    expect(said(await desk.act(desk.holder, body['id'], 'confirmation'))).toEqual([409, 'step-not-possible']);
    const [seen] = (await desk.counter.get(`/v1/bookings?open=true&limit=200`)).body['items'] as object[];
    expect(seen).toMatchObject({ title: voucher.number, comes: 'Ada P.', cancellationHours: 24 });
    const moved = await desk.act(desk.counter, body['id'], 'move', desk.moment(72));
    expect(moved.body).toMatchObject({ state: 'proposed', startsAt: null });
    expect(said(await desk.act(desk.counter, body['id'], 'confirmation'))).toEqual([
      409,
      'step-not-possible',
    ]);
    const agreed = await desk.act(desk.holder, body['id'], 'confirmation');
    expect(agreed.body).toMatchObject({ state: 'confirmed', startsAt: moved.body['proposedStart'] });
    const over = await desk.act(desk.holder, body['id'], 'cancellation');
    expect(over.body).toMatchObject({ state: 'cancelled', chargeableUntil: null });
    expect(await desk.left(voucher.id)).toBe(10_000);
    expect(said(await desk.act(desk.counter, body['id'], 'cancellation'))).toEqual([
      409,
      'step-not-possible',
    ]);
    const told = await desk.mails(body['id']);
    expect(told.map(({ to }) => to)).toEqual(['provider', 'person', 'provider', 'provider']);
    expect(told.map(({ text }) => text).join()).not.toMatch(/Assistenza domiciliare|B-20/);
  });

  it('lies within the voucher, ahead, at a place of the service, and is one at a time', async () => {
    const voucher = await desk.one({ expiresAt: new Date(desk.now().getTime() + 72 * 3_600_000) });
    expect(said(await desk.propose(voucher, 96))).toEqual([409, 'step-not-possible']);
    expect(said(await desk.propose(voucher, -1))).toEqual([409, 'step-not-possible']);
    expect((await desk.propose(voucher, 48, desk.rival.placeIds[0])).status).toBe(422);
    const first = await desk.propose(voucher, 48);
    expect(said(await desk.propose(voucher, 24))).toEqual([409, 'step-not-possible']);
    expect(said(await desk.act(desk.counter, first.body['id'], 'move', desk.moment(96)))).toEqual([
      409,
      'step-not-possible',
    ]);
    const [basket] = await desk.issue({ service: null });
    expect(said(await desk.propose(basket!, 24))).toEqual([409, 'step-not-possible']);
    const spring = { voucherId: voucher.id, placeId: desk.place(), day: '2027-03-28', time: '02:30' };
    expect((await desk.holder.post('/v1/bookings', spring)).status).toBe(422);
  });

  it('is seen by its place alone where somebody sees one place', async () => {
    const { body } = await desk.propose(await desk.one(), 48);
    await desk.standAt(desk.provider.placeIds[1]!);
    expect((await desk.counter.get(`/v1/bookings/${String(body['id'])}`)).status).toBe(404);
    await desk.standAt(null);
    expect((await desk.counter.get(`/v1/bookings/${String(body['id'])}`)).status).toBe(200);
  });

  it('declined ends what was proposed, and leaves what was agreed', async () => {
    const { body } = await desk.propose(await desk.one(), 48);
    expect((await desk.act(desk.counter, body['id'], 'refusal')).body).toMatchObject({ state: 'declined' });
    const agreed = await desk.confirmed(await desk.one(), 48);
    await desk.act(desk.counter, agreed['id'], 'move', desk.moment(50));
    const kept = await desk.act(desk.holder, agreed['id'], 'refusal');
    expect(kept.body).toMatchObject({
      state: 'confirmed',
      startsAt: agreed['startsAt'],
      proposedStart: null,
    });
  });
});

describe('late', () => {
  it('lets the till take the voucher whole, once, without its code and never after the days for it', async () => {
    const [voucher, kept, used] = [await desk.one(), await desk.one(), await desk.one()];
    const late = await desk.cancelledLate(voucher);
    const lateToo = await desk.cancelledLate(kept);
    const gone = await desk.cancelledLate(used);
    expect(late.body['chargeableUntil']).not.toBeNull();
    const toTake = async () => {
      const { body } = await desk.counter.get('/v1/bookings?chargeable=true&order=newestFirst');
      return (body['items'] as { readonly id: string }[]).map(({ id }) => id);
    };
    expect((await toTake()).slice(0, 3)).toEqual([gone, lateToo, late].map(({ body }) => body['id']));
    // Whoever cancelled late may spend the voucher all the same: then nothing is left to take.
    await redeem(desk.counter, desk.tillUserId, used);
    expect(await toTake()).not.toContain(gone.body['id']);
    const seen = await desk.counter.get(`/v1/bookings/${String(gone.body['id'])}`);
    expect(seen.body).toMatchObject({ state: 'cancelled', chargeableUntil: null });
    expect(said(await desk.voidIt(voucher, 'notNeeded'))).toEqual([409, 'step-not-possible']);
    const moved = await desk.moved(async () => {
      const both = await Promise.all([desk.charge(late.body['id']), desk.charge(late.body['id'])]);
      expect(statusesOf(both)).toEqual([201, 409]);
    });
    expect(moved).toEqual({ payable: 9_800, pledged: 200 });
    expect(await desk.voucher(voucher.id)).toMatchObject({ state: 'spent' });
    expect(await desk.standing(late.body['id'])).toMatchObject({ state: 'charged' });
    expect(await toTake()).not.toContain(late.body['id']);
    await desk.later(8 * 24 * hour);
    expect(said(await desk.charge(lateToo.body['id']))).toEqual([409, 'step-not-possible']);
    expect((await desk.voidIt(kept, 'notNeeded')).status).toBe(200);
    expect(await desk.defects()).toEqual([]);
  });

  it('costs nothing when the service had asked for no notice then, when the provider cancels or asked to move, or the Fund paid', async () => {
    await desk.publish(null);
    const unasked = await desk.confirmed(await desk.one(), 30);
    await desk.publish(24);
    const theirs = await desk.confirmed(await desk.one(), 30);
    const asked = await desk.confirmed(await desk.one(), 30);
    const [ofFund] = await desk.issueOfFund();
    const given = await desk.confirmed(ofFund!, 30);
    await desk.later(10 * hour);
    await desk.act(desk.counter, asked['id'], 'move', desk.moment(40));
    const ended = [
      await desk.act(desk.holder, unasked['id'], 'cancellation'),
      await desk.act(desk.counter, theirs['id'], 'cancellation'),
      await desk.act(desk.holder, asked['id'], 'cancellation'),
      await desk.act(desk.holder, given['id'], 'cancellation'),
    ];
    for (const { body } of ended) {
      expect(body).toMatchObject({ state: 'cancelled', chargeableUntil: null });
      expect(said(await desk.charge(body['id']))).toEqual([409, 'step-not-possible']);
    }
  });

  it('is also when nobody came, which is said after the moment and in the days for it', async () => {
    const [missed, forgotten] = [
      await desk.confirmed(await desk.one(), 4),
      await desk.confirmed(await desk.one(), 4),
    ];
    expect(said(await desk.act(desk.counter, missed['id'], 'no-show'))).toEqual([409, 'step-not-possible']);
    await desk.later(5 * hour);
    expect(said(await desk.act(desk.holder, missed['id'], 'cancellation'))).toEqual([
      409,
      'step-not-possible',
    ]);
    expect((await desk.act(desk.holder, missed['id'], 'no-show')).status).toBe(403);
    const told = await desk.act(desk.counter, missed['id'], 'no-show');
    expect(told.body).toMatchObject({ state: 'missed' });
    expect((await desk.charge(missed['id'])).status).toBe(201);
    await desk.later(8 * 24 * hour);
    expect(said(await desk.act(desk.counter, forgotten['id'], 'no-show'))).toEqual([
      409,
      'step-not-possible',
    ]);
    await desk.look();
    expect(await desk.standing(forgotten['id'])).toMatchObject({ state: 'passed' });
  });

  it('is forgiven by a new agreement, and never withdrawn from whom it is owed but when the code was seen', async () => {
    const voucher = await desk.one();
    const late = await desk.cancelledLate(voucher);
    await desk.confirmed(voucher, 72);
    expect(said(await desk.charge(late.body['id']))).toEqual([409, 'step-not-possible']);
    expect((await desk.voidIt(voucher, 'wrongBeneficiary')).status).toBe(200);
    const inTime = await desk.one();
    await desk.confirmed(inTime, 20);
    expect(said(await desk.voidIt(inTime, 'notNeeded'))).toEqual([409, 'step-not-possible']);
    expect((await desk.voidIt(inTime, 'codeLeaked')).status).toBe(200);
    expect(await desk.ofVoucher(inTime)).toMatchObject([{ state: 'ended', endReason: 'voucherVoided' }]);
  });
});

describe('by itself', () => {
  it('lapses unanswered after its last instant, and a move that nobody answered leaves what was agreed', async () => {
    const open = await desk.propose(await desk.one(), 240);
    const agreed = await desk.confirmed(await desk.one(), 240);
    await desk.act(desk.counter, agreed['id'], 'move', desk.moment(250));
    await desk.later(72 * hour - 2);
    await desk.look();
    expect(await desk.standing(open.body['id'])).toMatchObject({ state: 'proposed' });
    await desk.later(4);
    expect(said(await desk.act(desk.counter, open.body['id'], 'confirmation'))).toEqual([
      409,
      'step-not-possible',
    ]);
    expect(said(await desk.act(desk.holder, agreed['id'], 'confirmation'))).toEqual([
      409,
      'step-not-possible',
    ]);
    await desk.look();
    expect(await desk.standing(open.body['id'])).toMatchObject({ state: 'lapsed' });
    expect(await desk.standing(agreed['id'])).toMatchObject({ state: 'confirmed', proposedStart: null });
    const [sleep] = [await desk.look()];
    expect(sleep.sleepMs).toBeGreaterThan(60_000);
    expect((await desk.mails(open.body['id'])).map(({ to }) => to)).toEqual([
      'provider',
      'person',
      'provider',
    ]);
  });

  it('ends with its voucher: taken, lapsed, or of a provider that stopped', async () => {
    const { hold, capture } = tillVerbs(() => ({ device: desk.counter, tillUserId: desk.tillUserId }));
    const [taken, lapsing] = [
      await desk.one(),
      await desk.one({ expiresAt: new Date(desk.now().getTime() + 48 * 3_600_000) }),
    ];
    const first = await desk.confirmed(taken, 24);
    await desk.confirmed(lapsing, 24);
    await capture((await hold({ secret: taken.secret })).body['id']);
    expect(await desk.standing(first['id'])).toMatchObject({ state: 'redeemed' });
    await desk.later(49 * hour);
    await desk.look();
    expect(await desk.ofVoucher(lapsing)).toMatchObject([{ state: 'ended', endReason: 'voucherExpired' }]);
    const [elsewhere, unbooked] = await desk.issue({
      service: { id: desk.rival.serviceId, providerId: desk.rival.organisationId, vatTreatment: 'exempt' },
      count: 2,
    });
    await desk.propose(elsewhere!, 24, desk.rival.placeIds[0]);
    await desk.suspendRival(31);
    const refused = await desk.propose(unbooked!, 48, desk.rival.placeIds[0]);
    expect([refused.status, refused.body['possible']]).toEqual([409, ['voidVoucher']]);
    await desk.look();
    expect(await desk.ofVoucher(elsewhere!)).toMatchObject([{ endReason: 'providerStopped' }]);
  });

  it('books units of a private order, as many as it has, until it is cancelled', async () => {
    const order = { buyerId: desk.personId, serviceId: desk.provider.serviceId, units: 2 };
    const { id } = await desk.api.inAlliance((tx) =>
      tx.db.privateOrder.create({
        data: {
          ...order,
          allianceId: tx.allianceId,
          code: 'OB-PRIVATO',
          providerId: desk.provider.organisationId,
          unitPriceCents: 2_000,
          serviceFrom: toDateColumn(addDays(toPlainDate(tx.now), 1)),
          orderedBy: desk.holder.accountId,
          createdAt: tx.now,
        },
      }),
    );
    const book = () =>
      desk.holder.post('/v1/bookings', { privateOrderId: id, placeId: desk.place(), ...desk.moment(24) });
    const [first, second] = [await book(), await book()];
    expect([first.status, second.status, (await book()).status]).toEqual([201, 201, 409]);
    const seen = await desk.counter.get(`/v1/bookings/${String(first.body['id'])}`);
    expect(seen.body).toMatchObject({ title: 'OB-PRIVATO', comes: null, cancellationHours: null });
    await desk.holder.post(`/v1/private-orders/${id}/cancellation`);
    expect(await desk.standing(second.body['id'])).toMatchObject({ state: 'ended' });
  });
});

describe('at once', () => {
  it(`has one outcome of charging, taking, voiding and agreeing anew`, async () => {
    const { hold } = tillVerbs(() => ({ device: desk.counter, tillUserId: desk.tillUserId }));
    for (let round = 0; round < times(80); round += 1) {
      const voucher = await desk.one();
      const late = await desk.cancelledLate(voucher);
      const again = await desk.propose(voucher, 48);
      const [charged, , voided, agreed] = await Promise.all([
        desk.charge(late.body['id']),
        hold({ secret: voucher.secret }),
        desk.voidIt(voucher, 'codeLeaked'),
        desk.act(desk.counter, again.body['id'], 'confirmation'),
      ]);
      const { state } = await desk.voucher(voucher.id);
      expect(state === 'spent').toBe(charged.status === 201);
      expect(state === 'voided').toBe(voided.status === 200);
      // Whoever agreed forgave it, and of what was charged nothing is left to agree on.
      expect([agreed.status, charged.status]).not.toEqual([200, 201]);
    }
    expect(await desk.defects()).toEqual([]);
  });

  it('books a voucher once', async () => {
    const voucher = await desk.one();
    const both = await Promise.all([
      desk.propose(voucher, 24),
      desk.propose(voucher, 25),
      desk.propose(voucher, 26),
    ]);
    expect(statusesOf(both)).toEqual([201, 409, 409]);
  });

  it('is what it was, whatever anybody writes', async () => {
    const { id } = await desk.api.inAlliance((tx) =>
      tx.db.booking.findFirstOrThrow({ where: { state: 'charged' } }),
    );
    const client = await desk.api.test.superuser();
    const refused = (sql: string) => expect(client.query(sql), sql).rejects.toThrow(/booking:/);
    await refused(`UPDATE booking SET holder_id = gen_random_uuid() WHERE id = '${id}'`);
    await refused(`UPDATE booking SET state = 'missed', redemption_id = NULL WHERE id = '${id}'`);
    await refused(`DELETE FROM booking WHERE id = '${id}'`);
  });
});
