import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applicationOrThrow } from '../activities/fragility-assessment/application.ts';
import { approveDisbursement } from '../activities/fund/approve.ts';
import { recordUnits } from '../activities/fund/delivery.ts';
import { swapProvider } from '../activities/fund/provider-swap.ts';
import { lift, standingIn, suspend, type SuspensionKey } from '../activities/suspensions.ts';
import type { Step } from '../activities/submission.ts';
import { groundsAt, type SuspensionSpan } from '../domain/suspension.ts';
import { toPlainDate } from '../domain/time.ts';
import { pointersOf, refusedBy } from './support/charter-office.ts';
import { openTerritory, unitPriceCents, type Territory } from './support/planted-award.ts';

let territory: Territory;
let next = 0;
beforeAll(async () => {
  territory = await openTerritory(12);
});
afterAll(() => territory.close());

const household = () => territory.households[(next += 1)]!;
const subjectOf = () => ({ subjectKind: 'charterSigning' as const, subjectId: randomUUID() });

function suspended(key: SuspensionKey, subject = subjectOf()): Promise<boolean> {
  return territory.within((tx) => suspend(tx, territory.services, { ...key, subject }));
}
const lifted = (key: SuspensionKey) =>
  territory.within((tx) => lift(tx, territory.services, key, 'charterSigned'));
const rowsOf = (organisationId: string) =>
  territory.within(({ db }) => db.suspension.findMany({ where: { organisationId } }));
const mailsTo = (recipientId: string, template: string) =>
  territory.within(({ db }) => db.mail.count({ where: { recipientId, template } }));

async function aProvider(): Promise<string> {
  const { id } = await territory.within(({ db, allianceId, now: createdAt }) =>
    db.organisation.create({
      data: {
        allianceId,
        name: `Ente ${randomUUID()}`,
        email: 'ente@example.org',
        comuneIstat: '016128',
        roles: ['provider', 'employer'],
        createdAt,
      },
    }),
  );
  return id;
}

describe('the standing of an organisation', () => {
  const span = (change: Partial<SuspensionSpan>): SuspensionSpan => ({
    role: 'provider',
    ground: 'durc',
    since: new Date(1_000),
    liftedAt: new Date(2_000),
    ...change,
  });
  const grounds = (one: SuspensionSpan, ms: number) => groundsAt([one], 'provider', new Date(ms));

  it('is suspended from the first instant to the one before the last', () => {
    expect([999, 1_000, 1_999, 2_000].map((ms) => grounds(span({}), ms).length)).toEqual([0, 1, 1, 0]);
    expect(grounds(span({ liftedAt: null }), 9_000)).toEqual(['durc']);
  });

  it('is that of one role, unless the suspension names none', () => {
    expect(grounds(span({ role: 'employer' }), 1_500)).toEqual([]);
    expect(grounds(span({ role: null, ground: 'charter' }), 1_500)).toEqual(['charter']);
  });
});

describe('a suspension', () => {
  it('is one of an organisation, role and ground; asked for again, nothing happens', async () => {
    const organisationId = await aProvider();
    const key = { organisationId, role: 'provider', ground: 'durc' } as const;
    expect(await Promise.all([suspended(key), suspended(key)])).toHaveLength(2);
    expect(await suspended(key)).toBe(false);
    expect(await rowsOf(organisationId)).toHaveLength(1);
    expect(await mailsTo(organisationId, 'suspendedOrganisation')).toBe(1);
    expect(await suspended({ organisationId, ground: 'charter' })).toBe(true);
    expect(await standing(organisationId)).toEqual(['charter', 'durc']);
    await lifted(key);
    expect(await standing(organisationId)).toEqual(['charter']);
    expect(await mailsTo(organisationId, 'reinstatedOrganisation')).toBe(1);
    await lifted(key);
    expect(await mailsTo(organisationId, 'reinstatedOrganisation')).toBe(1);
    expect(await suspended(key)).toBe(true);
  });

  const standing = (organisationId: string) =>
    territory.within((tx) => standingIn(tx, organisationId, 'provider'));

  it('is told to the office, which need not follow it any more once it is lifted', async () => {
    const key = { organisationId: await aProvider(), ground: 'charter' } as const;
    const subject = subjectOf();
    await suspended(key, subject);
    const tasks = () => territory.within(({ db }) => db.task.findMany({ where: subject }));
    expect(await tasks()).toMatchObject([{ kind: 'followSuspension', state: 'open' }]);
    await lifted(key);
    expect(await tasks()).toMatchObject([{ kind: 'followSuspension', state: 'cancelled' }]);
    const actions = await territory.within(({ db }) =>
      db.audit.findMany({ where: { subjectId: key.organisationId }, orderBy: { seq: 'asc' } }),
    );
    expect(actions.map(({ action, reason }) => [action, reason])).toEqual([
      ['organisation.suspended', 'charter'],
      ['organisation.reinstated', 'charter'],
    ]);
  });

  it('is written once and lifted once, whatever the code does', async () => {
    const organisationId = await aProvider();
    await suspended({ organisationId, ground: 'charter' });
    const superuser = await territory.test.superuser();
    const change = (set: string) =>
      superuser.query(`UPDATE suspension SET ${set} WHERE organisation_id = '${organisationId}'`);
    await expect(change("ground = 'durc'")).rejects.toThrow(/nothing else of it changes/);
    await expect(change('lifted_at = now()')).rejects.toThrow(/suspension_lifted/);
    const twin = superuser.query(`
      INSERT INTO suspension (id, alliance_id, organisation_id, ground, subject_kind, subject_id, since)
      SELECT gen_random_uuid(), alliance_id, organisation_id, ground, subject_kind, subject_id, since
        FROM suspension WHERE organisation_id = '${organisationId}'`);
    await expect(twin).rejects.toThrow(/suspension_open_once/);
    await lifted({ organisationId, ground: 'charter' });
    await expect(change("lifted_because = 'other'")).rejects.toThrow(/lifted, once/);
    await expect(
      superuser.query(`DELETE FROM suspension WHERE organisation_id = '${organisationId}'`),
    ).rejects.toThrow(/never deleted/);
    await expect(superuser.query('TRUNCATE suspension')).rejects.toThrow(/suspension is never emptied/);
  });
});

describe('a suspended provider', () => {
  const take = (step: unknown, awardId: string, body?: unknown) =>
    territory.take(step as Step, awardId, body);

  it('gets no order that was not approved yet; as an employer alone it would', async () => {
    const award = await territory.held(household());
    const order = await territory.within(({ db }) =>
      db.providerOrder.findFirstOrThrow({ where: { awardId: award.id } }),
    );
    const key = { organisationId: order.providerId, role: 'provider', ground: 'insurance' } as const;
    await suspended(key);
    const { code, refusal } = await refusedBy(take(approveDisbursement, award.id));
    expect([code, refusal.possible]).toEqual(['providerSuspended', ['swapProvider', 'releaseAward']]);
    await lifted(key);
    const elsewhere = { ...key, role: 'employer' } as const;
    await suspended(elsewhere);
    expect(await take(approveDisbursement, award.id)).toMatchObject({ status: 200 });
    await lifted(elsewhere);
  });

  it('goes on with the orders it has', async () => {
    const { award, order } = await territory.delivering(household());
    const key = { organisationId: order.providerId, ground: 'charter' } as const;
    await suspended(key);
    const delivery = { orderId: order.id, units: 1, deliveredOn: toPlainDate(new Date()) };
    expect(await take(recordUnits, award.id, delivery)).toMatchObject({ status: 200 });
    await lifted(key);
  });

  it('takes nothing over from another', async () => {
    const { award, order } = await territory.delivering(household());
    const providerId = await aProvider();
    await suspended({ organisationId: providerId, ground: 'charter' });
    const swap = { orderId: order.id, providerId, unitPriceCents };
    expect((await refusedBy(take(swapProvider, award.id, swap))).code).toBe('providerSuspended');
    await lifted({ organisationId: providerId, ground: 'charter' });
    expect(await take(swapProvider, award.id, swap)).toMatchObject({ status: 200 });
  });

  it('cannot be chosen in an application', async () => {
    const { householdId, applicantId } = household();
    const providerId = await aProvider();
    await suspended({ organisationId: providerId, ground: 'charter' });
    const need = { service: 'other', forPersonId: applicantId, providerId };
    const asked = territory.within((tx) =>
      applicationOrThrow(tx, {
        householdId,
        applicantId,
        beneficiaryId: applicantId,
        needs: [need],
      } as never),
    );
    expect(pointersOf(await refusedBy(asked))).toEqual(['/body/needs/0/providerId']);
  });
});
