import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmDelivery, recordUnits } from '../activities/fund/delivery.ts';
import { recordDeathOfPerson, takeBackDeath } from '../activities/death.ts';
import { settleAward } from '../activities/fund/settle.ts';
import { recordDeath, releaseAward } from '../activities/fund/release.ts';
import type { Step } from '../activities/submission.ts';
import { voidVoucher } from '../activities/voucher/void.ts';
import { lockOne } from '../activities/voucher-expiry/due.ts';
import { endVouchers } from '../activities/voucher-expiry/end-vouchers.ts';
import { addDays } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import { beneficiaryPayable, fundPledged, fundSolidarity } from '../ledger/accounts.ts';
import type { Voucher } from '../prisma/generated/client.ts';
import { refusedBy } from './support/charter-office.ts';
import { openFundVoucherDesk, type FundVoucherDesk } from './support/fund-voucher-desk.ts';
import { caseworker, unitPriceCents } from './support/planted-award.ts';
import { plantProvider } from './support/planted-provider.ts';
import { captureHold, plantHold } from './support/planted-till.ts';

const today = toPlainDate(new Date());
let { territory, delivering, balance, vouchersOf, orderOf, awardOf } = {} as FundVoucherDesk;
beforeAll(async () => {
  ({ territory, delivering, balance, vouchersOf, orderOf, awardOf } = await openFundVoucherDesk(10));
});
afterAll(() => territory.close());

const codeOf = async (answer: Promise<unknown>) => (await refusedBy(answer)).code;
const placesOf = (organisationId: string) =>
  territory.within(async ({ db }) => {
    const places = await db.place.findMany({ where: { organisationId }, select: { id: true } });
    return places.map(({ id }) => id);
  });
const takeBack = (voucher: Voucher) =>
  territory.within((tx) => voidVoucher(tx, territory.services, voucher, 'notNeeded'));

describe('vouchers from an award', () => {
  it('take units that nobody recorded, at the order’s price, without employer, letter or pledge', async () => {
    const pledged = await balance(fundPledged);
    const { household, awardId, orderId, give } = await delivering(3, 1);
    await give(2);
    const vouchers = await vouchersOf(awardId);
    expect(vouchers).toHaveLength(2);
    expect(vouchers[0]).toMatchObject({
      employerId: null,
      walletId: null,
      taxLetter: null,
      carryOver: null,
      holderId: household.applicantId,
      nominalCents: unitPriceCents,
      state: 'active',
    });
    expect(await orderOf(orderId)).toMatchObject({ units: 1, closedAt: null });
    expect(await balance(beneficiaryPayable(awardId))).toBe(unitPriceCents);
    expect(await balance(fundPledged)).toBe(pledged);
    const mails = await territory.within(({ db }) =>
      db.mail.findMany({ where: { template: 'vouchersReady', subjectId: vouchers[0]!.id } }),
    );
    expect(mails.map(({ recipientId }) => recipientId)).toEqual([household.applicantId]);
  });

  it('and units are never more than were granted', async () => {
    const { awardId, orderId, give } = await delivering(3, 1);
    expect(await codeOf(give(3))).toBe('unitsExceedOrder');
    await give(1);
    const record = (units: number) =>
      territory.take(recordUnits as Step, awardId, { orderId, units, deliveredOn: today });
    expect(await codeOf(record(2))).toBe('unitsExceedOrder');
    await record(1);
    expect(await codeOf(give(1))).toBe('unitsExceedOrder');
    expect(await vouchersOf(awardId)).toHaveLength(1);
  });

  it('are for a service of the order’s own provider, from today on', async () => {
    const { awardId, give } = await delivering(1);
    const elsewhere = await territory.within((tx) => plantProvider(tx, { service: { category: 'culture' } }));
    expect(await codeOf(give(1, { serviceId: elsewhere.serviceId }))).toBe('stepNotPossible');
    expect(await codeOf(give(1, { serviceFrom: '2026-01-02' }))).toBe('invalidRequest');
    expect(await vouchersOf(awardId)).toEqual([]);
  });

  it('are not issued for a provider that has come to employ somebody of the household: it would learn who asked', async () => {
    const { household, awardId, orderId, give } = await delivering(2);
    const { providerId } = await orderOf(orderId);
    const employment = { personId: household.applicantId, organisationId: providerId };
    await territory.within(({ db, allianceId }) =>
      db.employment.create({ data: { ...employment, allianceId, startedOn: new Date('2026-05-01') } }),
    );
    const refused = await refusedBy(give(1));
    expect(refused).toMatchObject({ code: 'stepNotPossible', refusal: { possible: ['swapProvider'] } });
    expect(await vouchersOf(awardId)).toEqual([]);
    expect(await orderOf(orderId)).toMatchObject({ units: 2 });
    await territory.within(({ db }) =>
      db.employment.updateMany({ where: employment, data: { endedOn: new Date('2026-05-31') } }),
    );
    await give(1);
  });

  it('close the award with the last unit, and one voided then goes back to the Fund', async () => {
    const { awardId, orderId, unitIds, give } = await delivering(3, 1);
    await give(2);
    await territory.take(confirmDelivery as Step, awardId, { unitIds }, caseworker);
    expect(await balance(beneficiaryPayable(awardId))).toBe(0);
    expect(await awardOf(awardId)).toMatchObject({ state: 'delivering', releasedCents: 0 });
    const [voucher, other] = await vouchersOf(awardId);
    await takeBack(voucher!);
    expect(await orderOf(orderId)).toMatchObject({ units: 2, closedAt: null });
    expect(await balance(beneficiaryPayable(awardId))).toBe(unitPriceCents);
    await territory.take(releaseAward as Step, awardId, { reason: 'prova' });
    const fund = await balance(fundSolidarity);
    const { providerId } = await orderOf(orderId);
    await territory.take(settleAward as Step, awardId, { providerId, bankRef: 'CRO-PROVA' });
    expect(await awardOf(awardId)).toMatchObject({ state: 'settled' });
    await takeBack(other!);
    expect(await balance(fundSolidarity)).toBe(fund + unitPriceCents);
    expect(await awardOf(awardId)).toMatchObject({ releasedCents: 2 * unitPriceCents });
    expect(await codeOf(takeBack(other!))).toBe('stepNotPossible');
  });

  it('end with the death of whom they are for: what nobody spent is the Fund’s again, what a till holds is decided there', async () => {
    const { household, awardId, orderId, give } = await delivering(5, 1);
    await give(3);
    const [taken, held] = await vouchersOf(awardId);
    const { providerId } = await orderOf(orderId);
    const atTill = { organisationId: providerId, placeIds: await placesOf(providerId) };
    const holdUntil = new Date(Date.now() + 600_000);
    await territory.within(async (tx) => {
      const holdId = await plantHold(tx, taken!.id, atTill as never, holdUntil);
      await captureHold(tx, holdId!);
      await plantHold(tx, held!.id, atTill as never, holdUntil);
    });
    const fund = await balance(fundSolidarity);
    await territory.take(recordDeath as Step, awardId, { diedOn: today }, caseworker);
    expect((await vouchersOf(awardId)).map(({ state }) => state)).toEqual(['spent', 'held', 'voided']);
    expect(await balance(fundSolidarity)).toBe(fund + 2 * unitPriceCents);
    expect(await balance(beneficiaryPayable(awardId))).toBe(0);
    expect(await awardOf(awardId)).toMatchObject({ releasedCents: 2 * unitPriceCents });
    await territory.within(async (tx) => {
      await tx.db.voucherHold.updateMany({
        where: { voucherId: held!.id },
        data: { heldUntil: new Date(tx.now.getTime() - 1), createdAt: new Date(tx.now.getTime() - 2) },
      });
      await endVouchers(tx, territory.services, await lockOne(tx, held!.id), 'expired');
    });
    const [, over] = await vouchersOf(awardId);
    expect(over!.expiresAt.getTime()).toBeLessThanOrEqual(Date.now());
    expect(over).toMatchObject({ state: 'expired', residualTo: 'award' });
    expect(await awardOf(awardId)).toMatchObject({ releasedCents: 3 * unitPriceCents });
    expect(await balance(fundSolidarity)).toBe(fund + 3 * unitPriceCents);
    await territory.within((tx) => takeBackDeath(tx, territory.services.vault, household.applicantId));
  });

  it('also of an award that was over, with which no death is recorded any more', async () => {
    const { household, awardId, give } = await delivering(2);
    await give(2);
    const fund = await balance(fundSolidarity);
    const die = (diedOn: string) =>
      territory.within(async (tx) => {
        const id = household.applicantId;
        const person = await tx.db.person.findUniqueOrThrow({ where: { id } });
        await recordDeathOfPerson(tx, territory.services, person, diedOn);
      });
    expect(await codeOf(die(addDays(today, 1)))).toBe('invalidRequest');
    await die(today);
    expect((await vouchersOf(awardId)).map(({ state }) => state)).toEqual(['voided', 'voided']);
    expect(await balance(fundSolidarity)).toBe(fund + 2 * unitPriceCents);
    expect(await codeOf(die(today))).toBe('stepNotPossible');
  });

  it('but with an award under way, where it is recorded', async () => {
    const { household, awardId, give } = await delivering(2);
    await give(1);
    const person = await territory.within(({ db }) =>
      db.person.findUniqueOrThrow({ where: { id: household.applicantId } }),
    );
    const death = territory.within((tx) => recordDeathOfPerson(tx, territory.services, person, today));
    expect((await refusedBy(death)).refusal.possible).toEqual(['recordDeath']);
    expect((await vouchersOf(awardId)).map(({ state }) => state)).toEqual(['active']);
  });

  it('that are all there is end it as settled', async () => {
    const { awardId, give } = await delivering(2);
    await give(2);
    expect(await awardOf(awardId)).toMatchObject({
      state: 'settled',
      waitingFor: 'nothing',
      releasedCents: 0,
    });
    expect(await balance(beneficiaryPayable(awardId))).toBe(0);
  });
});
