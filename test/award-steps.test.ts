import { toPlainDate } from '../domain/time.ts';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  caseTenApplication,
  caseTenDossier,
  caseTenPeople,
  householdL,
  type CaseTenPeople,
} from '../prisma/seed/case-ten.ts';
import { accountWith } from './support/account.ts';
import type { Caller } from './support/caller.ts';
import { eventually } from './support/eventually.ts';
import { openStack, type Stack } from './support/stack.ts';

let stack: Stack;
let people: CaseTenPeople;
let chiara: Caller, teresa: Caller, anna: Caller, elena: Caller, lucia: Caller, paolo: Caller;
let award: string;

/** A case recommended for a grant: only the decision is missing. */
async function decidable(units = 12): Promise<string> {
  const asked = caseTenApplication(people);
  const needs = asked.needs.map((need) => ({ ...need, units }));
  const { assessmentId } = await chiara.does('/v1/assessments', { ...asked, needs });
  const at = `/v1/assessments/${assessmentId}`;
  await chiara.does(`${at}/dossier`, caseTenDossier(people));
  await chiara.does(`${at}/completeness`);
  await chiara.does(`${at}/recommendation`, { outcome: 'grant', reason: 'Proposta.' });
  return at;
}

async function awardOf(at: string): Promise<string> {
  return `/v1/awards/${await eventually(async () => (await chiara.get(at)).body.awardId as string | null)}`;
}

/** Household L's cap pays ten weeks of 95.00; each block gives back or pays what it held. */
async function heldAward(units = 12): Promise<string> {
  const at = await decidable(units);
  await teresa.does(`${at}/decision`, { outcome: 'grant', reason: 'Sì.' });
  const award = await awardOf(at);
  await eventually(async () => (await anna.get(award)).body.state === 'held');
  return award;
}

async function orderOf(at: string) {
  return (await anna.get(at)).body.orders.at(-1);
}

const today = () => toPlainDate(new Date());

beforeAll(async () => {
  stack = await openStack();
  people = await stack.services.database.inAlliance(
    stack.allianceId,
    { kind: 'system', id: 'test' },
    caseTenPeople,
  );
  [chiara, teresa, anna, elena, lucia, paolo] = (await Promise.all(
    ['Chiara', 'Teresa', 'Anna', 'Elena', 'Lucia', 'Paolo'].map((name) => stack.as(name)),
  )) as [Caller, Caller, Caller, Caller, Caller, Caller];
});
afterAll(() => stack.close());

describe('an award whose money is held', () => {
  it('is approved by somebody who did not decide it', async () => {
    award = await heldAward();
    const decider = await stack.services.database.inAlliance(
      stack.allianceId,
      { kind: 'system', id: 'test' },
      async (tx) => {
        const { proposedBy } = await tx.db.award.findUniqueOrThrow({
          where: { id: award.split('/').at(-1)! },
        });
        return tx.db.account.update({ where: { id: proposedBy }, data: { roles: { push: 'fundOfficer' } } });
      },
    );
    expect(decider.roles).toContain('fundOfficer');
    const own = await (await stack.as('Teresa')).post(`${award}/approval`);
    expect([own.status, own.body.type]).toEqual([409, 'urn:reciproca:problem:same-person']);
    expect((await elena.get('/v1/orders')).body.items).toEqual([]);
    const possibleTo = async (caller: Caller) => (await caller.get(award)).body.possible;
    expect(await possibleTo(anna)).toEqual(['approveDisbursement', 'releaseAward']);
    expect(await possibleTo(await stack.as('Teresa'))).toEqual(['releaseAward']);
    expect(await possibleTo(chiara)).toEqual(['swapProvider', 'releaseAward', 'recordDeath']);
    expect(await possibleTo(lucia)).toEqual([]);
    expect(await anna.does(`${award}/approval`)).toMatchObject({ state: 'delivering' });
    expect(await possibleTo(anna)).toEqual(['settleAward', 'releaseAward']);
    expect(await possibleTo(lucia)).toEqual(['confirmDelivery', 'disputeUnits']);
    expect((await anna.get(award)).body.releasableCents).toBe(95_000);
    expect((await lucia.get(award)).body.releasableCents).toBeNull();
    const fundOfficer = await accountWith(stack, ['fundOfficer', 'employee'], { personId: people.parent });
    expect(await possibleTo(fundOfficer)).toContain('confirmDelivery');
    const colleague = await accountWith(stack, ['fundOfficer', 'employee']);
    expect(await possibleTo(colleague)).toEqual(['settleAward', 'releaseAward']);
  });

  it('takes units up to the order, from the provider it was ordered from', async () => {
    const order = await orderOf(award);
    const tooMany = await elena.post(`${award}/deliveries`, {
      orderId: order.id,
      units: 11,
      deliveredOn: today(),
    });
    expect(tooMany.body.type).toBe('urn:reciproca:problem:units-exceed-order');
    const stranger = await accountWith(stack, ['provider'], { organisationId: await otherProvider() });
    expect(
      (await stranger.post(`${award}/deliveries`, { orderId: order.id, units: 1, deliveredOn: today() }))
        .status,
    ).toBe(404);
    const future = await elena.post(`${award}/deliveries`, {
      orderId: order.id,
      units: 1,
      deliveredOn: '2999-01-01',
    });
    expect(future.status).toBe(422);
    await elena.does(`${award}/deliveries`, { orderId: order.id, units: 4, deliveredOn: today() });
    // Nothing goes back while somebody has still to say whether it came.
    expect((await anna.get(award)).body.releasableCents).toBeNull();
  });

  it('freezes only the disputed units', async () => {
    const [one, two, three, four] = (await orderOf(award)).deliveredUnits as { id: string }[];
    expect((await paolo.post(`${award}/disputes`, { unitIds: [one!.id], reason: 'x' })).status).toBe(404);
    await lucia.does(`${award}/disputes`, {
      unitIds: [one!.id, two!.id],
      reason: 'Due settimane non fatte.',
    });
    await lucia.does(`${award}/confirmations`, { unitIds: [three!.id, four!.id] });
    expect((await lucia.post(`${award}/confirmations`, { unitIds: [one!.id] })).status).toBe(409);
    const [told] = await mailsTo(elena, 'unitsDisputed');
    expect(told).toContain(
      `per l’ordine ${(await orderOf(award)).code} sono contestate unità di servizio: 2.`,
    );
    expect(told).not.toContain('non fatte');
    await chiara.does(`${award}/dispute-resolutions`, {
      unitIds: [one!.id],
      accept: true,
      reason: 'Registro presenze.',
    });
    await chiara.does(`${award}/dispute-resolutions`, {
      unitIds: [two!.id],
      accept: false,
      reason: 'Assente.',
    });
    const states = (await orderOf(award)).deliveredUnits.map(({ state }: { state: string }) => state);
    expect(states).toEqual(['confirmed', 'rejected', 'confirmed', 'confirmed']);
  });

  it('passes the units left to another provider, at its price, within the cents left', async () => {
    const order = await orderOf(award);
    const swapped = await chiara.does(`${award}/provider-swaps`, {
      orderId: order.id,
      providerId: await otherProvider(),
      unitPriceCents: 10_000,
    });
    expect(swapped).toMatchObject({ units: 6 });
  });

  it('tells the provider that its order is closed, and nobody else', async () => {
    const [closed] = await mailsTo(elena, 'providerOrderClosed');
    expect(closed).toContain(`l’ordine ${(await anna.get(award)).body.orders[0].code} è chiuso`);
    const employer = await accountWith(stack, ['employer'], { organisationId: people.childcare });
    expect((await employer.get('/v1/dev/mailbox')).body.items).toEqual([]);
  });

  it('gives the rest back when released, and pays what was delivered', async () => {
    const before = (await anna.get('/v1/fund')).body;
    expect((await anna.get(award)).body.releasableCents).toBe(95_000 - 3 * 9_500);
    await chiara.does(`${award}/release`, { reason: 'Trasferimento.' });
    const released = (await anna.get(award)).body;
    expect(released).toMatchObject({
      state: 'delivering',
      waitingFor: 'fundOfficer.settlement',
      releasedCents: 95_000 - 3 * 9_500,
    });
    expect((await anna.get('/v1/fund')).body.availableCents).toBe(
      before.availableCents + released.releasedCents,
    );
    const other = await accountWith(stack, ['provider'], { organisationId: await otherProvider() });
    const swappedIn = (await orderOf(award)).code;
    expect((await mailsTo(other, 'providerOrderClosed'))[0]).toContain(`l’ordine ${swappedIn} è chiuso`);
    await anna.does(`${award}/settlements`, { providerId: people.childcare, bankRef: 'CRO-1' });
    expect((await anna.get(award)).body).toMatchObject({
      state: 'settled',
      paidCents: 28_500,
      payments: [{ amountCents: 28_500, bankRef: 'CRO-1' }],
    });
    expect((await chiara.get(award)).body.payments).toMatchObject([{ amountCents: 28_500, bankRef: null }]);
    expect(
      (await anna.post(`${award}/settlements`, { providerId: people.childcare, bankRef: 'CRO-2' })).status,
    ).toBe(409);
  });
});

describe('an award that is released before it was approved', () => {
  it('tells the provider nothing: it never learnt of the order', async () => {
    const at = await heldAward(1);
    const { code } = await orderOf(at);
    await chiara.does(`${at}/release`, { reason: 'Rinuncia.' });
    await eventually(async () => (await anna.get(at)).body.state === 'released');
    const { items } = (await elena.get('/v1/dev/mailbox?limit=200')).body;
    const mails = await Promise.all(items.map(({ id }: { id: string }) => readMail(elena, id)));
    expect(mails.filter((mail) => mail.includes(code))).toEqual([]);
  });
});

describe('a beneficiary who is written to by post', () => {
  it('is told otherwise that units await confirmation: a caseworker is asked to', async () => {
    const at = await heldAward(1);
    await anna.does(`${at}/approval`);
    await inPerson({ channel: 'post' });
    const order = await orderOf(at);
    await elena.does(`${at}/deliveries`, { orderId: order.id, units: 1, deliveredOn: today() });
    await eventually(async () => {
      const { items } = (await chiara.get(`/v1/tasks?subjectId=${at.split('/').at(-1)}`)).body;
      return items.some(({ kind }: { kind: string }) => kind === 'contactOtherwise');
    });
    await inPerson({ channel: 'email' });
    const { deliveredUnits } = await orderOf(at);
    await lucia.does(`${at}/confirmations`, { unitIds: [deliveredUnits[0].id] });
    await anna.does(`${at}/settlements`, { providerId: people.childcare, bankRef: 'CRO-POST' });
  });

  function inPerson(data: { channel: 'post' | 'email' }) {
    return stack.services.database.inAlliance(stack.allianceId, { kind: 'system', id: 'test' }, (tx) =>
      tx.db.person.update({ where: { id: people.parent }, data }),
    );
  }
});

describe('the household’s cap', () => {
  it('is consumed at the hold: of two awards decided at once, the one beyond it goes back to a person', async () => {
    const first = await decidable();
    const second = await decidable();
    const keeper = await stack.test.superuser();
    await keeper.query('BEGIN');
    await keeper.query('SELECT id FROM household WHERE id = $1 FOR NO KEY UPDATE', [householdL]);
    for (const at of [first, second])
      await teresa.does(`${at}/decision`, { outcome: 'grant', reason: 'Sì.' });
    await keeper.query('COMMIT');
    const awards = await Promise.all([first, second].map(awardOf));
    const states = await eventually(async () => {
      const found = await Promise.all(awards.map(async (at) => (await anna.get(at)).body.state as string));
      return !found.includes('awaitingFunds') && found;
    });
    expect(states.toSorted()).toEqual(['held', 'needsReview']);
    for (const at of awards) await chiara.does(`${at}/release`, { reason: 'Prova.' });
  });
});

describe('the death of the beneficiary', () => {
  it('stops letters, pays what was delivered and releases the rest', async () => {
    const at = await heldAward(2);
    await anna.does(`${at}/approval`);
    const order = await orderOf(at);
    await elena.does(`${at}/deliveries`, { orderId: order.id, units: 1, deliveredOn: today() });
    await chiara.does(`${at}/death`, { diedOn: today() });
    expect((await anna.get(at)).body).toMatchObject({
      waitingFor: 'fundOfficer.settlement',
      releasedCents: 9_500,
    });
    expect((await orderOf(at)).deliveredUnits[0].state).toBe('confirmed');
    await anna.does(`${at}/settlements`, { providerId: people.childcare, bankRef: 'CRO-3' });
    expect((await anna.get(at)).body.state).toBe('settled');
  });
});

async function otherProvider(): Promise<string> {
  return stack.services.database.inAlliance(stack.allianceId, { kind: 'system', id: 'test' }, async (tx) => {
    const provider = await tx.db.organisation.findFirstOrThrow({
      where: { roles: { has: 'provider' }, id: { not: people.childcare } },
      orderBy: { id: 'asc' },
    });
    return provider.id;
  });
}

/** What somebody finds in the development mailbox of one kind, newest first, once there is some. */
async function mailsTo(reader: Caller, template: string): Promise<readonly string[]> {
  return eventually(async () => {
    const { items } = (await reader.get('/v1/dev/mailbox?limit=200')).body;
    const ids = items.flatMap((mail: { id: string; template: string }) =>
      mail.template === template ? [mail.id] : [],
    );
    return ids.length > 0 && Promise.all(ids.map((id: string) => readMail(reader, id)));
  });
}

async function readMail(reader: Caller, mailId: string): Promise<string> {
  const parsed = await PostalMime.parse((await reader.get(`/v1/dev/mailbox/${mailId}`)).body as string);
  return (parsed.text ?? '').replaceAll(/\s+/g, ' ');
}
