import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { qrSvg } from '../activities/voucher/qr.ts';
import { printsOf } from '../activities/voucher/secret.ts';
import { addDays, toDateColumn } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import { employeeWallet, fundPledged, receivableFrom } from '../ledger/accounts.ts';
import { statusesOf } from './api/support.ts';
import { makeDocument, makePerson } from './api/world.ts';
import { obstacles } from './support/order-obstacles.ts';
import { readPdf } from './support/pdf.ts';
import { plantProvider } from './support/planted-provider.ts';
import type { PlantedWallet } from './support/planted-voucher.ts';
import { expectRefused, openVoucherDesk, weekOffer, type VoucherDesk } from './support/voucher-desk.ts';

let desk: VoucherDesk;
let api: VoucherDesk['api'];
let { today, camp, provider, caseworker, employee, order, ordered, balance } = {} as VoucherDesk;

beforeAll(async () => {
  desk = await openVoucherDesk();
  ({ api, today, camp, provider, caseworker, employee, order, ordered, balance } = desk);
});
afterAll(() => api.close());

const creditOf = (wallet: PlantedWallet) => balance(employeeWallet(wallet.walletId));
const vouchersIn = (wallet: PlantedWallet) =>
  api.inAlliance((tx) => tx.db.voucher.count({ where: { walletId: wallet.walletId } }));

describe('case 5: credit 500.00, four weeks at 140.00', () => {
  const split = {
    voucherUnits: 3,
    voucherCents: 42_000,
    leftCents: 8_000,
    privateUnits: 1,
    privateCents: 14_000,
  };

  it('is refused whole and topped up, each time with what is lawful instead', async () => {
    const elena = await employee(50_000);
    const whole = await order(elena, { units: 4 });
    expectRefused(whole, 'insufficient-funds');
    expect(whole.body['split']).toEqual(split);
    const toppedUp = await order(elena, { units: 4, ownMoneyCents: 6_000 });
    expectRefused(toppedUp, 'no-topup');
    expect(toppedUp.body['split']).toEqual(split);
    const past = await order(elena, { serviceFrom: addDays(today, -1) });
    expectRefused(past, 'voucher-not-lawful');
    expect(past.body['reasons']).toMatchObject([{ code: 'PAST_EXPENSE' }]);
    expect(await vouchersIn(elena.wallet)).toBe(0);
    expect(await creditOf(elena.wallet)).toBe(50_000);
  });

  it('is three vouchers and, as a contract of its own, a private order whose provider pledges once', async () => {
    const elena = await employee(50_000);
    const reply = await order(elena, { units: 3, privateUnits: 1 });
    expect(reply.status, reply.text).toBe(201);
    expect(reply.body['vouchers']).toHaveLength(3);
    expect(reply.body['privateOrder']).toMatchObject({ amountCents: 14_000 });
    expect(await creditOf(elena.wallet)).toBe(8_000);
    const { id } = reply.body['privateOrder'] as { id: string };
    const before = await balance(receivableFrom('provider', camp.organisationId));
    const paid = await Promise.all([1, 2, 3].map(() => provider.post(`/v1/private-orders/${id}/payment`)));
    expect(statusesOf(paid)).toEqual([200, 409, 409]);
    expect(await balance(receivableFrom('provider', camp.organisationId))).toBe(before + 280);
    const seen = await provider.get('/v1/private-orders');
    expect(seen.text).toContain(id);
    expect(seen.text).not.toContain(elena.personId);
    const own = await elena.caller.get('/v1/private-orders');
    expect(own.body['items']).toMatchObject([{ id, beneficiaryId: elena.personId }]);
    expectRefused(await elena.caller.post(`/v1/private-orders/${id}/cancellation`), 'step-not-possible');
  });
});

describe('a voucher that was ordered', () => {
  it('leads its holder, and nobody else, to why it is lawful', async () => {
    const elena = await employee(50_000);
    const { body } = await order(elena, { units: 1 });
    const [{ id }] = body['vouchers'] as [{ id: string }];
    const own = await elena.caller.get(`/v1/vouchers/${id}`);
    const why = await elena.caller.get(
      `/v1/voucher-decisions/${own.body['decisionId'] as string}/explanation`,
    );
    expect(why.body['it']).toMatchObject({ sentence: 'Il parere è che tutti i requisiti sono rispettati.' });
    const atDesk = await caseworker.get(`/v1/vouchers/${id}?reason=desk`);
    expect(atDesk.body['decisionId'], atDesk.text).toBe(null);
  });

  it('costs the list price of the day, is good until the plan ends, and its 1 % is pledged', async () => {
    const elena = await employee(50_000);
    const dearer = { unitPriceCents: 15_000, effectiveOn: addDays(today, 59) };
    const announced = await provider.post(`/v1/offered-services/${camp.serviceId}/price-changes`, dearer);
    expect(announced.status, announced.text).toBe(201);
    const pledged = await balance(fundPledged);
    const [id] = await ordered(elena, { serviceFrom: addDays(today, 60) });
    const voucher = await api.inAlliance((tx) => tx.db.voucher.findUniqueOrThrow({ where: { id: id! } }));
    expect(voucher).toMatchObject({ nominalCents: 14_000, vatKind: 'singlePurpose', taxLetter: 'f' });
    expect(toPlainDate(voucher.expiresAt)).toBe(addDays(today, 90));
    expect(await balance(fundPledged)).toBe(pledged + 140);
    const mail = await api.inAlliance((tx) =>
      tx.db.mail.findFirstOrThrow({ where: { subjectId: id!, template: 'vouchersReady' } }),
    );
    expect(mail.recipientId).toBe(elena.personId);
  });

  it('shows its holder what spends it, and nobody else, and no list', async () => {
    const elena = await employee(50_000);
    const [id] = await ordered(elena);
    const opened = await elena.caller.get(`/v1/vouchers/${id}`);
    const { secret, code } = opened.body as { secret: string; code: string };
    await api.inAlliance(async (tx) => {
      const voucher = await tx.db.voucher.findUniqueOrThrow({ where: { id: id! } });
      const { secretPrint, codePrint } = voucher;
      expect(await printsOf(tx, api.vault, voucher)).toEqual({ secretPrint, codePrint });
    });
    const value = { leftCents: 14_000, vatCents: 667 };
    expect(opened.body).toMatchObject({ ...value, state: 'active', paidBy: 'employer' });
    expect(opened.body['places']).toMatchObject([{ address: 'Via Prova 1' }]);
    const stranger = await employee(100);
    expect((await stranger.caller.get(`/v1/vouchers/${id}`)).status).toBe(404);
    const atWork = await caseworker.get(`/v1/vouchers/${id}?reason=desk`);
    const lists = [
      await elena.caller.get('/v1/vouchers'),
      await caseworker.get(`/v1/vouchers?holderId=${elena.personId}&reason=desk`),
    ];
    for (const { text, status } of [atWork, ...lists]) {
      expect(status, text).toBe(200);
      expect(text).toContain(id);
      expect(text).not.toContain(secret);
      expect(text).not.toContain(code);
    }
    expect((await stranger.caller.get('/v1/vouchers')).body['items']).toEqual([]);
  });

  it('is printed with its QR and code, for whom, where, until when, and that it is never cash', async () => {
    const elena = await employee(50_000);
    const [id] = await ordered(elena);
    const { secret, code } = (await elena.caller.get(`/v1/vouchers/${id}`)).body as Record<string, string>;
    const svg = await elena.caller.get(`/v1/vouchers/${id}/qr`);
    expect(svg.text).toBe(new TextDecoder().decode(qrSvg(secret!)));
    const file = await fetch(`${api.url}/v1/vouchers/${id}/document`, {
      headers: { authorization: `Bearer ${elena.caller.token}` },
    });
    const pdf = await readPdf(new Uint8Array(await file.arrayBuffer()));
    expect(pdf).toMatchObject({ isTagged: true, claimsPdfUa: true, language: 'it-IT' });
    const printed = pdf.printed.join(' ');
    for (const words of [
      code!,
      'Elena',
      'Cooperativa Lago',
      'Via Prova 1',
      'Casazza',
      '140,00',
      'mai denaro',
    ])
      expect(printed).toContain(words);
    expect(printed).not.toContain(secret);
    expect(pdf.spoken.map(({ path }) => path).join(' ')).toContain('Figure');
  });
});

describe('an order that something stands in the way of', () => {
  it.each(obstacles)('%s: is refused, and nothing changes', async (_what, code, obstacle, plan) => {
    const elena = await employee(50_000, plan);
    const more = await api.inAlliance((tx) => obstacle(tx, elena));
    expectRefused(await order(elena, { serviceFrom: addDays(today, 30), ...more }), code);
    expect(await vouchersIn(elena.wallet)).toBe(0);
    expect(await creditOf(elena.wallet)).toBe(50_000);
  });

  it('of what somebody else has, or for nobody alive: is not found', async () => {
    const [elena, stranger] = [await employee(50_000), await employee(50_000)];
    expect((await order({ ...elena, caller: stranger.caller })).status).toBe(404);
    const deceasedId = await makePerson(api);
    await api.inAlliance((tx) =>
      tx.db.person.update({
        where: { id: deceasedId },
        data: { deceasedOn: toDateColumn(addDays(today, -1)) },
      }),
    );
    expect((await order(elena, { beneficiaryId: deceasedId })).status).toBe(404);
    expect(await creditOf(elena.wallet)).toBe(50_000);
  });

  it('of several at once as many are given as the credit pays', async () => {
    const elena = await employee(30_000);
    const replies = await Promise.all([1, 2, 3, 4, 5].map(() => order(elena)));
    expect(statusesOf(replies)).toEqual([201, 201, 409, 409, 409]);
    expect(await creditOf(elena.wallet)).toBe(2_000);
  });
});

describe('whoever acts for the holder by a document in force', () => {
  it('orders and shows as the holder does, and no day longer', async () => {
    const elena = await employee(50_000);
    const delegateId = await makePerson(api);
    const delegate = { ...elena, caller: await api.signIn('citizen', { personId: delegateId }) };
    expect((await order(delegate)).status).toBe(404);
    const documentId = await makeDocument(api, { kind: 'person', id: elena.personId });
    const relation = { kind: 'delegate', personId: elena.personId, representativeId: delegateId } as const;
    const { id: relationId } = await api.inAlliance((tx) =>
      tx.db.relation.create({
        data: {
          ...relation,
          documentId,
          validFrom: toDateColumn(today),
          allianceId: tx.allianceId,
          createdAt: tx.now,
        },
      }),
    );
    const [id] = await ordered(delegate);
    expect((await delegate.caller.get(`/v1/vouchers/${id}`)).body['code']).toBeTypeOf('string');
    await api.inAlliance((tx) =>
      tx.db.relation.update({ where: { id: relationId }, data: { revokedOn: toDateColumn(today) } }),
    );
    expect((await delegate.caller.get(`/v1/vouchers/${id}`)).status).toBe(404);
  });
});

describe('a cumulative voucher', () => {
  it('names no service, is of art. 51 c. 3, and is no more than the credit', async () => {
    const elena = await employee(30_000);
    const ask = (amountCents: number) =>
      elena.caller.post(`/v1/wallets/${elena.wallet.walletId}/cumulative-vouchers`, {
        beneficiaryId: elena.personId,
        amountCents,
      });
    expectRefused(await ask(30_001), 'insufficient-funds');
    const { id } = (await ask(20_000)).body as { id: string };
    expect((await elena.caller.get(`/v1/vouchers/${id}`)).body).toMatchObject({
      service: null,
      provider: null,
      places: [],
      taxLetter: 'comma3',
      vatKind: 'multiPurpose',
      leftCents: 20_000,
    });
    expect((await elena.caller.get(`/v1/vouchers/${id}/document`)).status).toBe(200);
  });
});

describe('case X6: a citizen buys a swim lesson of 30.00', () => {
  it('feeds the Fund with 0.60, touches no voucher, and is cancelled as long as it is not paid', async () => {
    const buyerId = await makePerson(api);
    const citizen = await api.signIn('citizen', { personId: buyerId });
    const { serviceId, organisationId } = await api.inAlliance((tx) =>
      plantProvider(tx, { service: { ...weekOffer, category: 'sports', unitPriceCents: 3_000 } }),
    );
    const pool = await api.signIn('provider', { organisationId });
    const place = async () => {
      const asked = { buyerId, serviceId, units: 1, serviceFrom: today };
      const reply = await citizen.post('/v1/private-orders', asked);
      expect(reply.body, reply.text).toMatchObject({ amountCents: 3_000 });
      return reply.body['id'] as string;
    };
    const [paid, cancelled] = [await place(), await place()];
    const seen = async (asked: string) => {
      const { items } = (await pool.get(`/v1/private-orders?${asked}`)).body as { items: { id: string }[] };
      return items.map(({ id }) => id);
    };
    expect(await seen('order=newestFirst')).toEqual([cancelled, paid]);
    expect((await provider.post(`/v1/private-orders/${paid}/payment`)).status).toBe(404);
    const reply = await pool.post(`/v1/private-orders/${paid}/payment`);
    expect(reply.body).toMatchObject({ contributionCents: 60 });
    expect(await seen('state=ordered')).toEqual([cancelled]);
    expect(await balance(receivableFrom('provider', organisationId))).toBe(60);
    expect((await citizen.post(`/v1/private-orders/${cancelled}/cancellation`)).status).toBe(200);
    expectRefused(await pool.post(`/v1/private-orders/${cancelled}/payment`), 'step-not-possible');
    const forStranger = {
      buyerId,
      serviceId,
      units: 1,
      serviceFrom: today,
      beneficiaryId: await makePerson(api),
    };
    expectRefused(await citizen.post('/v1/private-orders', forStranger), 'invalid-request');
    const forSelf = { ...forStranger, beneficiaryId: buyerId };
    expect((await citizen.post('/v1/private-orders', forSelf)).status).toBe(201);
    const yesterday = { buyerId, serviceId, units: 1, serviceFrom: addDays(today, -1) };
    expectRefused(await citizen.post('/v1/private-orders', yesterday), 'invalid-request');
  });
});
