import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDateColumn } from '../domain/plain-date.ts';
import { addMinutes } from '../domain/time.ts';
import { HOLD_MINUTES } from '../domain/voucher.ts';
import { employeeWallet, receivableFrom } from '../ledger/accounts.ts';
import { post } from '../ledger/post.ts';
import { voucherHeld } from '../ledger/voucher-postings.ts';
import type { Tx } from '../prisma/database.ts';
import { statusesOf, type Caller } from './api/support.ts';
import { makePerson } from './api/world.ts';
import type { PlantedWallet } from './support/planted-voucher.ts';
import { endNow } from './support/voucher-ends.ts';
import { expectRefused, openVoucherDesk, type VoucherDesk } from './support/voucher-desk.ts';

let desk: VoucherDesk;
let { api, today, employerId, employee, order, ordered, balance } = {} as VoucherDesk;

beforeAll(async () => {
  desk = await openVoucherDesk();
  ({ api, today, employerId, employee, order, ordered, balance } = desk);
});
afterAll(() => api.close());

const creditOf = (wallet: PlantedWallet) => balance(employeeWallet(wallet.walletId));
const owed = () => balance(receivableFrom('employer', employerId));
const voidIt = (caller: Caller, id: string) =>
  caller.post(`/v1/vouchers/${id}/void`, { reason: 'wrongBeneficiary' });

/** A till held it an hour ago, and nobody came back. */
async function heldBefore(tx: Tx, voucherId: string): Promise<void> {
  const { organisationId: providerId, placeIds } = desk.camp;
  const [placeId] = placeIds;
  const at = new Date(tx.now.getTime() - 3_600_000);
  const { allianceId } = tx;
  const { id: tillUserId } = await tx.db.tillUser.create({
    data: {
      allianceId,
      organisationId: providerId,
      placeId: placeId!,
      label: 'Cassa',
      pinPrint: '',
      createdAt: at,
    },
  });
  const { id } = await tx.db.voucherHold.create({
    data: {
      allianceId,
      voucherId,
      providerId,
      placeId: placeId!,
      tillUserId,
      amountCents: 14_000,
      heldUntil: addMinutes(at, HOLD_MINUTES),
      createdAt: at,
    },
  });
  await tx.db.voucher.update({ where: { id: voucherId }, data: { state: 'held' } });
  await post(tx, voucherHeld({ id, effectiveOn: today, voucherId, amountCents: 14_000, providerId }));
}

async function invoicedAndPaid(tx: Tx, voucherId: string): Promise<void> {
  const { allianceId, now } = tx;
  const { id: invoiceId } = await tx.db.employerInvoice.create({
    data: {
      allianceId,
      organisationId: employerId,
      month: toDateColumn(`${today.slice(0, 7)}-01`),
      shareCents: 140,
      prefundCents: 0,
      drawnUpBy: desk.caseworker.accountId,
      drawnUpAt: now,
      bankRef: 'CRO-PROVA',
      paidAt: now,
    },
  });
  await tx.db.invoiceLine.create({ data: { allianceId, invoiceId, voucherId, amountCents: 140 } });
}

describe('case 6: a voucher for the wrong person', () => {
  it('is voided whole, with the employer’s share, and ordered anew with another code', async () => {
    const elena = await employee(20_000);
    const before = await owed();
    const [id] = await ordered(elena);
    const { code } = (await elena.caller.get(`/v1/vouchers/${id}`)).body;
    expect(await owed()).toBe(before + 140);
    const inMoney = await elena.caller.post(`/v1/vouchers/${id}/void`, {
      reason: 'notNeeded',
      refundTo: 'bankAccount',
    });
    expectRefused(inMoney, 'not-monetisable');
    const voided = await Promise.all([1, 2, 3].map(() => voidIt(elena.caller, id!)));
    expect(statusesOf(voided)).toEqual([200, 409, 409]);
    expect(await creditOf(elena.wallet)).toBe(20_000);
    expect(await owed()).toBe(before);
    expect((await elena.caller.get(`/v1/vouchers/${id}`)).body).toMatchObject({
      state: 'voided',
      leftCents: 0,
      code: null,
      secret: null,
    });
    expect((await elena.caller.get('/v1/me/voucher-endings')).body['items']).toMatchObject([
      { id, how: 'voided', leftCents: 14_000, wentTo: 'wallet' },
    ]);
    const childId = await makePerson(api, { birthDate: '2016-05-17' });
    const forChild = await order(elena, { beneficiaryId: childId });
    expectRefused(forChild, 'voucher-not-lawful');
    expect(forChild.body['reasons']).toMatchObject([{ code: 'NOT_FAMILY' }]);
    await desk.declareChild(elena, childId);
    const [anew] = await ordered(elena, { beneficiaryId: childId });
    expect((await elena.caller.get(`/v1/vouchers/${anew}`)).body['code']).not.toBe(code);
  });

  it.each([
    ['held at a till', { state: 'held' as const }],
    ['spent', { state: 'spent' as const, spentCents: 14_000, closedAt: new Date() }],
    ['past its last day', { expiresAt: new Date(Date.now() - 1_000) }],
  ])('is not voided once it is %s', async (_what, data) => {
    const elena = await employee(20_000);
    const [id] = await ordered(elena);
    await api.inAlliance((tx) => tx.db.voucher.update({ where: { id: id! }, data }));
    expectRefused(await voidIt(elena.caller, id!), 'step-not-possible');
    expect(await creditOf(elena.wallet)).toBe(6_000);
  });

  it('is voided once the till that held it let its quarter of an hour go by', async () => {
    const elena = await employee(20_000);
    const [id] = await ordered(elena);
    await api.inAlliance((tx) => heldBefore(tx, id!));
    expect((await voidIt(elena.caller, id!)).status).toBe(200);
    expect(await creditOf(elena.wallet)).toBe(20_000);
  });

  it('and what somebody bought for themself ends with their death, what they bought for their child does not', async () => {
    const elena = await employee(50_000);
    const childId = await makePerson(api, { birthDate: '2016-05-17' });
    await desk.declareChild(elena, childId);
    const [own] = await ordered(elena);
    const [ofChild] = await ordered(elena, { beneficiaryId: childId });
    const before = await owed();
    const died = await desk.caseworker.post(`/v1/people/${elena.personId}/death`, { diedOn: today });
    expect(died.status, died.text).toBe(200);
    const stateOf = async (id: string) =>
      (await api.inAlliance(({ db }) => db.voucher.findUniqueOrThrow({ where: { id } }))).state;
    expect([await stateOf(own!), await stateOf(ofChild!)]).toEqual(['voided', 'active']);
    expect(await creditOf(elena.wallet)).toBe(36_000);
    expect(await owed()).toBe(before - 140);
    expectRefused(await order(elena, { beneficiaryId: childId }), 'step-not-possible');
  });

  it('leaves the Fund what the employer has paid for it already', async () => {
    const elena = await employee(20_000);
    const [id] = await ordered(elena);
    const before = await owed();
    await api.inAlliance((tx) => invoicedAndPaid(tx, id!));
    expect((await voidIt(elena.caller, id!)).status).toBe(200);
    expect(await creditOf(elena.wallet)).toBe(20_000);
    expect(await owed()).toBe(before);
    await ordered(elena);
    expect(await owed()).toBe(before);
  });
});

describe('credit that came back from a voucher that lapsed', () => {
  it('is charged once, also when two order it at once, and again what is beside it', async () => {
    const elena = await employee(28_000);
    const before = await owed();
    const [id] = await ordered(elena);
    await api.inAlliance((tx) => endNow(tx, api, { id: id! }, 'expired'));
    await Promise.all([ordered(elena), ordered(elena)]);
    expect(await owed()).toBe(before + 140 + 140);
  });
});
