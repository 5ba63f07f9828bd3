import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approveDisbursement } from '../activities/fund/approve.ts';
import { acceptSilently, confirmDelivery, recordUnits } from '../activities/fund/delivery.ts';
import { disputeUnits, resolveDispute } from '../activities/fund/dispute.ts';
import { recordDeath, releaseAward } from '../activities/fund/release.ts';
import { swapProvider } from '../activities/fund/provider-swap.ts';
import { settleAward } from '../activities/fund/settle.ts';
import type { Step } from '../activities/submission.ts';
import { addDays } from '../domain/plain-date.ts';
import { endOfDay, toPlainDate } from '../domain/time.ts';
import { addWorkingDays } from '../domain/working-days.ts';
import { providerPayable } from '../ledger/accounts.ts';
import { accountBalance, fundBalances } from '../ledger/balances.ts';
import { expectSoundLedger } from './holds/support/books.ts';
import {
  caseworker,
  decider,
  openTerritory,
  unitPriceCents,
  type Territory,
} from './support/planted-award.ts';

let territory: Territory;
let next = 0;
const today = toPlainDate(new Date());
beforeAll(async () => {
  territory = await openTerritory(20);
});
afterAll(() => territory.close());

const household = () => territory.households[(next += 1)]!;
const take = (step: unknown, awardId: string, body?: unknown, by?: string) =>
  territory.take(step as Step, awardId, body, by);
/** A word of the beneficiary, taken down by a caseworker. */
const say = (step: unknown, awardId: string, body: unknown) => take(step, awardId, body, caseworker);
const awardNow = (id: string) => territory.within((tx) => tx.db.award.findUniqueOrThrow({ where: { id } }));
const mailsOf = (subjectId: string) =>
  territory.within((tx) => tx.db.mail.findMany({ where: { subjectId }, orderBy: { id: 'asc' } }));
const available = async () => (await territory.within(fundBalances)).availableCents;
const owed = async (providerId: string) =>
  (await territory.within((tx) => accountBalance(tx, providerPayable(providerId)))).balanceCents;

describe('the money of an award', () => {
  it('is approved and paid by nobody who decided it', async () => {
    const held = await territory.held(household());
    await expect(take(approveDisbursement, held.id, {}, decider)).rejects.toMatchObject({
      code: 'samePerson',
    });
    const { award, order, unitIds } = await territory.delivering(household(), { recorded: 1 });
    await say(confirmDelivery, award.id, { unitIds });
    await expect(take(approveDisbursement, award.id)).rejects.toMatchObject({
      code: 'stepNotPossible',
      refusal: {
        detail: { it: expect.stringMatching(/^In questo stato si può: \p{L}[^(]+ \(\w+\)/u) as string },
      },
    });
    const settlement = { providerId: order.providerId, bankRef: 'CRO-0' };
    await expect(take(settleAward, award.id, settlement, decider)).rejects.toMatchObject({
      code: 'samePerson',
    });
  });

  it('leaves for what was confirmed, once, and for nothing else', async () => {
    const { award, order, unitIds } = await territory.delivering(household(), { recorded: 1 });
    const before = await owed(order.providerId);
    const settlement = { providerId: order.providerId, bankRef: 'CRO-1' };
    await expect(take(settleAward, award.id, settlement)).rejects.toMatchObject({ code: 'stepNotPossible' });
    await say(confirmDelivery, award.id, { unitIds });
    expect(await owed(order.providerId)).toBe(before + unitPriceCents);
    await expect(say(confirmDelivery, award.id, { unitIds })).rejects.toMatchObject({
      code: 'stepNotPossible',
    });
    await take(settleAward, award.id, settlement);
    expect(await owed(order.providerId)).toBe(before);
    await expect(take(settleAward, award.id, settlement)).rejects.toMatchObject({ code: 'stepNotPossible' });
  });

  it('is asked for as soon as units are confirmed, once, until all of them are paid', async () => {
    const { award, order, unitIds } = await territory.delivering(household(), { units: 3, recorded: 2 });
    const tasks = () =>
      territory.within(({ db }) =>
        db.task.findMany({ where: { subjectId: award.id, kind: 'settleAward' }, select: { state: true } }),
      );
    await say(confirmDelivery, award.id, { unitIds: unitIds.slice(0, 1) });
    expect(await awardNow(award.id)).toMatchObject({ waitingFor: 'beneficiary.confirmation' });
    expect(await tasks()).toEqual([{ state: 'open' }]);
    await say(confirmDelivery, award.id, { unitIds: unitIds.slice(1) });
    expect(await awardNow(award.id)).toMatchObject({ waitingFor: 'fundOfficer.settlement' });
    expect(await tasks()).toEqual([{ state: 'open' }]);
    await take(settleAward, award.id, { providerId: order.providerId, bankRef: 'CRO-ASKED' });
    expect(await awardNow(award.id)).toMatchObject({ state: 'delivering', waitingFor: 'provider.delivery' });
    expect(await tasks()).toEqual([{ state: 'completed' }]);
  });

  it('goes back to the Fund only when no recorded unit waits for a word', async () => {
    const { award, unitIds } = await territory.delivering(household(), { recorded: 1 });
    await expect(take(releaseAward, award.id, { reason: 'x' })).rejects.toMatchObject({
      code: 'stepNotPossible',
    });
    await say(confirmDelivery, award.id, { unitIds });
    const before = await available();
    await take(releaseAward, award.id, { reason: 'x' });
    expect(await available()).toBe(before + unitPriceCents);
  });

  it('stays frozen for a disputed unit when the beneficiary dies, and is moved once it is decided', async () => {
    const { award, unitIds } = await territory.delivering(household(), { units: 3, recorded: 2 });
    await say(disputeUnits, award.id, { unitIds: unitIds.slice(0, 1), reason: 'x' });
    const before = await available();
    await take(recordDeath, award.id, { diedOn: today });
    expect(await available()).toBe(before + unitPriceCents);
    expect(await awardNow(award.id)).toMatchObject({
      waitingFor: 'caseworker.dispute',
      releasedCents: unitPriceCents,
    });
    await take(resolveDispute, award.id, { unitIds: unitIds.slice(0, 1), accept: false, reason: 'x' });
    expect(await available()).toBe(before + 2 * unitPriceCents);
    await expectSoundLedger({ services: territory.services, allianceId: award.allianceId });
  });

  it('is not taken by a silence that was broken in time', async () => {
    const { award, order, unitIds } = await territory.delivering(household(), { recorded: 1 });
    await say(disputeUnits, award.id, { unitIds, reason: 'x' });
    const before = await owed(order.providerId);
    const silence = {
      subjectKind: 'award',
      subjectId: award.id,
      kind: 'acceptSilently',
      targetId: unitIds[0]!,
    };
    await territory.within((tx) => acceptSilently(tx, silence as never, territory.services));
    expect(await owed(order.providerId)).toBe(before);
  });
});

describe('an approval', () => {
  it('waits for another provider when the chosen one has come to employ somebody of the household', async () => {
    const home = household();
    const award = await territory.held(home);
    const orderNow = () =>
      territory.within(({ db }) =>
        db.providerOrder.findFirstOrThrow({ where: { awardId: award.id, closedAt: null } }),
      );
    const order = await orderNow();
    await territory.within(({ db, allianceId, now }) =>
      db.employment.create({
        data: {
          allianceId,
          personId: home.members.at(-1)!.id,
          organisationId: order.providerId,
          startedOn: now,
        },
      }),
    );
    await expect(take(approveDisbursement, award.id)).rejects.toMatchObject({
      code: 'stepNotPossible',
      refusal: { possible: ['swapProvider', 'releaseAward'] },
    });
    expect(await mailsOf(award.id)).toEqual([]);
    const other = await territory.within(({ db }) =>
      db.organisation.findFirstOrThrow({
        where: { roles: { equals: ['provider'] }, id: { not: order.providerId } },
      }),
    );
    await take(swapProvider, award.id, { orderId: order.id, providerId: other.id, unitPriceCents });
    expect(await mailsOf(award.id)).toEqual([]);
    await take(approveDisbursement, award.id);
    expect(await orderNow()).toMatchObject({ providerId: other.id, units: 2 });
    expect(await mailsOf(award.id)).toMatchObject([{ template: 'providerOrder', recipientId: other.id }]);
  });
});

describe('what a provider delivers', () => {
  it('is no more than the order, neither before it happened nor before the order', async () => {
    const { award, order } = await territory.delivering(household());
    const record = (units: number, deliveredOn: string) =>
      take(recordUnits, award.id, { orderId: order.id, units, deliveredOn });
    await expect(record(3, today)).rejects.toMatchObject({ code: 'unitsExceedOrder' });
    await expect(record(1, '2999-01-01')).rejects.toMatchObject({ code: 'invalidRequest' });
    await expect(record(1, addDays(today, -1))).rejects.toMatchObject({
      refusal: { errors: [{ pointer: '/body/deliveredOn' }] },
    });
    await record(2, today);
    await expect(record(1, today)).rejects.toMatchObject({ code: 'unitsExceedOrder' });
  });

  it('is of this award, named by its own units', async () => {
    const mine = await territory.delivering(household(), { recorded: 1 });
    const other = await territory.delivering(household(), { recorded: 1 });
    const confirmation = say(confirmDelivery, mine.award.id, { unitIds: other.unitIds });
    await expect(confirmation).rejects.toMatchObject({ code: 'notFound' });
    const delivery = take(recordUnits, mine.award.id, {
      orderId: other.order.id,
      units: 1,
      deliveredOn: today,
    });
    await expect(delivery).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('whom an award waits for', () => {
  const soon = new Date('2031-01-02T10:00:00Z');
  const inFiveDays = endOfDay(addWorkingDays(today, 5));

  it('is the caseworker while anything is disputed, then the person, then the fund officer, each with its day', async () => {
    const { award, order, unitIds } = await territory.delivering(household(), { units: 4, recorded: 2 });
    expect(await awardNow(award.id)).toMatchObject({
      waitingFor: 'beneficiary.confirmation',
      dueAt: inFiveDays,
    });
    const disputed = unitIds.slice(0, 1);
    await say(disputeUnits, award.id, { unitIds: disputed, reason: 'x' });
    await territory.within(({ db }) =>
      db.task.updateMany({ where: { subjectId: award.id, kind: 'resolveDispute' }, data: { dueAt: soon } }),
    );
    await take(recordUnits, award.id, { orderId: order.id, units: 1, deliveredOn: today });
    expect(await awardNow(award.id)).toMatchObject({ waitingFor: 'caseworker.dispute', dueAt: soon });
    await take(resolveDispute, award.id, { unitIds: disputed, accept: false, reason: 'x' });
    expect(await awardNow(award.id)).toMatchObject({
      waitingFor: 'beneficiary.confirmation',
      dueAt: inFiveDays,
    });
    const recorded = await territory.within(({ db }) =>
      db.deliveredUnit.findMany({ where: { awardId: award.id, state: 'recorded' } }),
    );
    await say(confirmDelivery, award.id, { unitIds: recorded.map(({ id }) => id) });
    expect(await awardNow(award.id)).toMatchObject({ waitingFor: 'fundOfficer.settlement' });
  });
});

describe('another provider', () => {
  it('is one of the alliance, employs nobody of the household, and costs no more than is left', async () => {
    const home = household();
    const { award, order } = await territory.delivering(home);
    const swapTo = (providerId: string, price = unitPriceCents) =>
      take(swapProvider, award.id, { orderId: order.id, providerId, unitPriceCents: price });
    const employer = await territory.within(async ({ db }) => {
      const { organisationId } = await db.employment.findFirstOrThrow({
        where: { personId: home.applicantId, endedOn: null },
      });
      return organisationId;
    });
    await territory.within(({ db }) =>
      db.organisation.update({ where: { id: employer }, data: { roles: ['employer'] } }),
    );
    await expect(swapTo(employer)).rejects.toMatchObject({ code: 'notFound' });
    await territory.within(({ db }) =>
      db.organisation.update({ where: { id: employer }, data: { roles: ['employer', 'provider'] } }),
    );
    await expect(swapTo(employer)).rejects.toMatchObject({ code: 'invalidRequest' });
    const provider = await territory.within(({ db }) =>
      db.organisation.findFirstOrThrow({ where: { roles: { equals: ['provider'] } } }),
    );
    await expect(swapTo(provider.id, 10_001)).rejects.toMatchObject({ code: 'unitsExceedOrder' });
    const { body } = await swapTo(provider.id, 10_000);
    expect(body).toMatchObject({ units: 1 });
  });

  it('has the units that a dispute finds undelivered after it took over, as many as their cents pay', async () => {
    const { award, order, unitIds } = await territory.delivering(household(), { units: 5, recorded: 2 });
    await say(disputeUnits, award.id, { unitIds, reason: 'x' });
    const provider = await territory.within(({ db }) =>
      db.organisation.findFirstOrThrow({ where: { roles: { equals: ['provider'] } } }),
    );
    const swap = { orderId: order.id, providerId: provider.id, unitPriceCents: 7_500 };
    const { body } = await take(swapProvider, award.id, swap);
    const taken = body as { orderId: string };
    expect(body).toMatchObject({ units: 2, waitingFor: 'caseworker.dispute' });
    await take(resolveDispute, award.id, { unitIds, accept: false, reason: 'x' });
    const again = take(recordUnits, award.id, { orderId: order.id, units: 1, deliveredOn: today });
    await expect(again).rejects.toMatchObject({ code: 'notFound' });
    await take(recordUnits, award.id, { orderId: taken.orderId, units: 3, deliveredOn: today });
    expect(await awardNow(award.id)).toMatchObject({ waitingFor: 'beneficiary.confirmation' });
    const delivered = await territory.within(({ db }) =>
      db.deliveredUnit.findMany({ where: { orderId: taken.orderId } }),
    );
    await say(confirmDelivery, award.id, { unitIds: delivered.map(({ id }) => id) });
    expect(await awardNow(award.id)).toMatchObject({
      waitingFor: 'fundOfficer.settlement',
      releasedCents: 2_500,
    });
    await expectSoundLedger({ services: territory.services, allianceId: award.allianceId });
  });
});
