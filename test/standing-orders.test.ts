import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setDeadline } from '../activities/deadlines.ts';
import { approveDisbursement } from '../activities/fund/approve.ts';
import { recordUnits } from '../activities/fund/delivery.ts';
import { swapProvider } from '../activities/fund/provider-swap.ts';
import { tellHoldersOf } from '../activities/provider-standing/holders.ts';
import type { Step } from '../activities/submission.ts';
import { coordinatesOfComuneOrThrow, distanceMetres } from '../domain/distance.ts';
import { addDays, toDateColumn } from '../domain/plain-date.ts';
import { startOfDay, toPlainDate } from '../domain/time.ts';
import { admitProvider, type AdmittedProvider } from './support/admitted-provider.ts';
import { caseworker, openTerritory, unitPriceCents, type Territory } from './support/planted-award.ts';
import { plantProvider } from './support/planted-provider.ts';

let territory: Territory;
let next = 0;
const today = toPlainDate(new Date());
/** Bergamo: a neighbour of the territory, and no part of it. */
const outside = '016024';

beforeAll(async () => {
  territory = await openTerritory(18);
});
afterAll(() => territory.close());

const household = () => territory.households[(next += 1)]!;
const take = (step: unknown, awardId: string, body?: unknown, by?: string) =>
  territory.take(step as Step, awardId, body, by);

describe('a provider that is out of order', () => {
  it('gets no order that was not approved before, and none by a swap', async () => {
    const provider = await admitted();
    const award = await heldBy(provider);
    await lapse(provider, addDays(today, -1));
    await expect(take(approveDisbursement, award.id)).rejects.toMatchObject({ code: 'providerSuspended' });
    const other = await territory.held(household());
    await expect(swapTo(other.id, provider)).rejects.toMatchObject({ code: 'providerSuspended' });
    await lapse(provider, today);
    await take(approveDisbursement, award.id);
    await swapTo(other.id, provider);
  });

  it('that was revoked gets none at all', async () => {
    const provider = await admitted();
    const award = await heldBy(provider);
    await territory.within(({ db }) =>
      db.admission.update({ where: { id: provider.admissionId }, data: { endedOn: toDateColumn(today) } }),
    );
    await expect(take(approveDisbursement, award.id)).rejects.toMatchObject({ code: 'providerNotAdmitted' });
    const other = await territory.held(household());
    await expect(swapTo(other.id, provider)).rejects.toMatchObject({ code: 'providerNotAdmitted' });
  });

  it('keeps the orders it has, and whoever holds one is told what to do, once', async () => {
    const provider = await admitted();
    const award = await heldBy(provider);
    await take(approveDisbursement, award.id);
    await lapse(provider, addDays(today, -1));
    const order = await orderOf(award.id);
    await take(recordUnits, award.id, { orderId: order.id, units: 1, deliveredOn: today });
    const occasion = randomUUID();
    const { id } = await admissionOf(provider);
    for (const _again of [1, 2])
      await territory.within(async (tx) =>
        tellHoldersOf(
          tx,
          territory.services,
          await tx.db.admission.findUniqueOrThrow({ where: { id } }),
          occasion,
        ),
      );
    const about = { subjectId: award.id };
    const told = await territory.within(async ({ db }) => ({
      tasks: await db.task.findMany({ where: { ...about, kind: 'considerSwap' } }),
      mails: await db.mail.findMany({ where: { ...about, template: 'providerStopped' } }),
    }));
    expect(told.tasks).toMatchObject([{ candidateRole: 'caseworker', state: 'open' }]);
    const { applicantId } = territory.households[next]!;
    expect(told.mails).toMatchObject([{ recipientKind: 'person', recipientId: applicantId }]);
  });

  it('says nothing to whoever waits for an approval: the caseworker alone is asked', async () => {
    const provider = await admitted();
    const award = await heldBy(provider);
    const admission = await admissionOf(provider);
    await territory.within((tx) => tellHoldersOf(tx, territory.services, admission, randomUUID()));
    const about = { subjectId: award.id };
    const told = await territory.within(async ({ db }) => [
      await db.task.count({ where: { ...about, kind: 'considerSwap', state: 'open' } }),
      await db.mail.count({ where: { ...about, template: 'providerStopped' } }),
    ]);
    expect(told).toEqual([1, 0]);
  });

  it('is not held up by anybody else’s trouble', async () => {
    const provider = await admitted();
    await lapse(await admitted(), addDays(today, -1));
    await take(approveDisbursement, (await heldBy(provider)).id);
  });
});

describe('how near a provider is to the person', () => {
  it.each([
    [14_999, true],
    [15_000, true],
    [15_001, false],
  ])('at %i metres from their comune', async (metres, near) => {
    const { award, comune } = await ofAwardIn();
    const provider = await awayFrom(comune, metres);
    const swapped = swapTo(award.id, provider);
    if (near) await swapped;
    else
      await expect(swapped).rejects.toMatchObject({
        code: 'providerTooFar',
        refusal: { detail: { en: expect.stringContaining('within 15 km') as string } },
      });
  });

  it('is looked at again when the order is placed', async () => {
    const { award, comune } = await ofAwardIn();
    const provider = await awayFrom(comune, 10_000);
    await swapTo(award.id, provider);
    await territory.within(({ db }) =>
      db.place.updateMany({
        where: { organisationId: provider.organisationId },
        data: { closedOn: toDateColumn(today) },
      }),
    );
    await expect(take(approveDisbursement, award.id)).rejects.toMatchObject({ code: 'providerTooFar' });
  });

  it('of a provider with a place in one of the 42 comuni is near for everybody', async () => {
    const { award, comune } = await ofAwardIn();
    const provider = await awayFrom(comune, 40_000);
    await placeAt(provider, '016193', null);
    await swapTo(award.id, provider);
  });

  it('is waived for a category as long as nobody near offers it', async () => {
    const { award, comune } = await ofAwardIn();
    const provider = await awayFrom(comune, 40_000);
    await nobodyOffers('psychology');
    await territory.within((tx) =>
      tx.db.proximityWaiver.create({
        data: {
          allianceId: tx.allianceId,
          organisationId: provider.organisationId,
          category: 'psychology',
          fromDate: toDateColumn(today),
          untilDate: toDateColumn(addDays(today, 30)),
          reasonSealed: new Uint8Array(1),
          grantedBy: caseworker,
          createdAt: tx.now,
        },
      }),
    );
    await swapTo(award.id, provider);
    await take(approveDisbursement, award.id);
    const { award: later } = await ofAwardIn(comune);
    const neighbour = await admitted('016193', ['psychology']);
    const { organisationId } = neighbour;
    await territory.within((tx) =>
      plantProvider(tx, { organisationId, service: { category: 'psychology' } }),
    );
    await lapse(neighbour, addDays(today, -1));
    const { award: meanwhile } = await ofAwardIn(comune);
    await swapTo(meanwhile.id, provider);
    await lapse(neighbour, today);
    await expect(swapTo(later.id, provider)).rejects.toMatchObject({ code: 'providerTooFar' });
  });

  it('is no yes when nobody knows where it works', async () => {
    const { award } = await ofAwardIn();
    const provider = await admitted(outside);
    await placeAt(provider, outside, null);
    await expect(swapTo(award.id, provider)).rejects.toMatchObject({
      code: 'providerTooFar',
      refusal: { detail: { en: expect.stringContaining('not known') as string } },
    });
  });
});

function admitted(
  comuneIstat = '016128',
  categories: readonly ('transport' | 'psychology')[] = ['transport'],
) {
  const ends = {
    durc: addDays(today, 60),
    insurance: addDays(today, 300),
    riskAssessmentDeclaration: addDays(today, 300),
  };
  return territory.within((tx) => admitProvider(tx, { ends, comuneIstat, categories }));
}

function admissionOf({ admissionId }: AdmittedProvider) {
  return territory.within(({ db }) => db.admission.findUniqueOrThrow({ where: { id: admissionId } }));
}

/** Its DURC is good until that day, and nobody has acted on its lapse yet. */
async function lapse({ paperIds, admissionId }: AdmittedProvider, validUntil: string): Promise<void> {
  await territory.within(async (tx) => {
    const targetId = paperIds.durc!;
    const data = { validUntil: toDateColumn(validUntil) };
    await tx.db.providerDocument.update({ where: { id: targetId }, data });
    const moment = { kind: 'documentLapses', targetId, dueAt: startOfDay(addDays(validUntil, 1)) };
    await setDeadline(tx, { subjectKind: 'admission', subjectId: admissionId, ...moment });
  });
}

/** Of the demonstration's providers too. */
function nobodyOffers(category: 'psychology') {
  return territory.within(({ db }) =>
    db.offeredService.updateMany({ where: { category }, data: { withdrawnOn: toDateColumn(today) } }),
  );
}

function orderOf(awardId: string) {
  return territory.within(({ db }) =>
    db.providerOrder.findFirstOrThrow({ where: { awardId, closedAt: null } }),
  );
}

async function swapTo(awardId: string, { organisationId: providerId }: AdmittedProvider) {
  const { id: orderId } = await orderOf(awardId);
  return take(swapProvider, awardId, { orderId, providerId, unitPriceCents }, caseworker);
}

/** An award that this provider is to deliver. */
async function heldBy(provider: AdmittedProvider) {
  const award = await territory.held(household());
  await swapTo(award.id, provider);
  return award;
}

/** An award of a household in one of the 42 comuni. */
async function ofAwardIn(comune?: string) {
  const chosen = household();
  const award = await territory.held(chosen);
  const row = await territory.within(({ db }) =>
    comune
      ? db.household.update({ where: { id: chosen.householdId }, data: { comuneIstat: comune } })
      : db.household.findUniqueOrThrow({ where: { id: chosen.householdId } }),
  );
  return { award, comune: row.comuneIstat };
}

/** A provider of outside the territory with one place, so many metres north of a comune. */
async function awayFrom(comune: string, metres: number): Promise<AdmittedProvider> {
  const from = coordinatesOfComuneOrThrow(comune);
  const degrees = (metres / 6_371_008.8) * (180 / Math.PI);
  const point = { latitude: from.latitude + degrees, longitude: from.longitude };
  expect(distanceMetres(from, point)).toBe(metres);
  const provider = await admitted(outside);
  await placeAt(provider, outside, point);
  return provider;
}

async function placeAt(
  { organisationId }: AdmittedProvider,
  comuneIstat: string,
  point: { readonly latitude: number; readonly longitude: number } | null,
): Promise<void> {
  await territory.within((tx) =>
    tx.db.place.create({
      data: {
        allianceId: tx.allianceId,
        organisationId,
        name: 'Sede',
        comuneIstat,
        address: 'Via di prova 1',
        ...point,
        openedOn: toDateColumn(today),
        createdAt: tx.now,
      },
    }),
  );
}
