import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countAttempt } from '../activities/attempts.ts';
import { publishCharter, sendCharter, shippedCharter } from '../activities/charter-versions.ts';
import { recordAgreement } from '../activities/provider-onboarding/record-agreement.ts';
import { providerOnboardingActivities } from '../activities/provider-onboarding/index.ts';
import { confirmIdentity } from '../activities/provider-onboarding/confirm-identity.ts';
import { reviewProvider } from '../activities/provider-onboarding/review.ts';
import { openDecision } from '../activities/provider-onboarding/decide.ts';
import { closeStalled } from '../activities/provider-onboarding/moments.ts';
import { grantWaiver } from '../activities/provider-onboarding/waiver.ts';
import { Refusal } from '../domain/refusal.ts';
import { demoAllianceId } from '../prisma/seed/index.ts';
import {
  chiara,
  marco,
  openCandidateDesk,
  sara,
  teresa,
  type CandidateDesk,
} from './support/candidate-desk.ts';
import { refusedBy, pointersOf } from './support/charter-office.ts';
import { identity, papers } from './support/candidate.ts';
import { seedVault } from './support/seed.ts';

let desk: CandidateDesk;
beforeAll(async () => {
  desk = await openCandidateDesk();
}, 120_000);
afterAll(() => desk.close());

const waiver = { category: 'childcare', from: '2026-06-01', until: '2027-06-01', reason: 'Nessuno vicino' };
/** Milano: 64 km from the territory. */
const farAway = { comuneIstat: '015146', latitude: 45.4642, longitude: 9.19 };

async function written(sql: string, values: unknown[] = []): Promise<void> {
  await (await desk.test.superuser()).query(sql, values);
}

describe('one legal entity', () => {
  it('is entered once, however many applications name it and however many confirm at once', async () => {
    const ids = await Promise.all([desk.invited(), desk.invited(), desk.invited()]);
    for (const id of ids) await desk.says(id, { ...identity, vatNumber: '01234560165' });
    const confirm = (id: string) => desk.take(confirmIdentity, id, marco, { knownOrganisationId: null });
    await Promise.allSettled(ids.map(confirm));
    const entered = await desk.within(({ db }) =>
      db.organisation.findMany({ where: { vatNumber: '01234560165' } }),
    );
    expect(entered).toHaveLength(1);
    const rows = await Promise.all(ids.map((id) => desk.rowOf(id)));
    const waiting = rows.filter(({ organisationId }) => organisationId === null);
    expect(waiting).toHaveLength(2);
    const again = await refusedBy(confirm(waiting[0]!.id));
    expect([again.code, again.refusal.facts]).toEqual(['alreadyExists', [entered[0]!.id]]);
    const known = { knownOrganisationId: entered[0]!.id };
    const twice = await refusedBy(desk.take(confirmIdentity, waiting[0]!.id, marco, known));
    expect(twice.refusal.detail.en).toMatch(/Another application/);
  });

  it('is not taken for another one: a stranger’s identifier is refused', async () => {
    const id = await desk.invited();
    await desk.says(id, { ...identity, vatNumber: '12345670017' });
    const { id: stranger } = await desk.within(({ db }) => db.organisation.findFirstOrThrow());
    const refusal = await refusedBy(desk.take(confirmIdentity, id, marco, { knownOrganisationId: stranger }));
    expect(pointersOf(refusal)).toEqual(['/body/knownOrganisationId']);
  });
});

describe('a review', () => {
  let id: string;

  it('waits for everything, asks the rules, and keeps answers that replay', async () => {
    id = await desk.inReview({ vatNumber: '00743110157' });
    expect(await desk.rowOf(id)).toMatchObject({ state: 'review', waitingFor: 'caseworker.review' });
    const decisions = await desk.within(async (tx) => {
      const rows = await tx.db.providerDecision.findMany({
        where: { applicationId: id, supersededAt: null },
      });
      return Promise.all(rows.map((row) => openDecision(tx, seedVault, row)));
    });
    expect(decisions.map(({ replay }) => replay.result)).toEqual(['equal', 'equal']);
    expect(decisions.every(({ answer }) => answer.compliant === true)).toBe(true);
  });

  it('is made by another person than who invited, whatever the code says', async () => {
    const refusal = await refusedBy(desk.accepts(id, chiara));
    expect(refusal.code).toBe('samePerson');
    await expect(
      written('UPDATE provider_application SET reviewed_by = caseworker_id WHERE id = $1', [id]),
    ).rejects.toThrow(/provider_application_second_person/);
  });

  it('accepts no paper that the reviewer handed in', async () => {
    const handIn = 'UPDATE provider_document SET submitted_by = $2 WHERE application_id = $1';
    await written(handIn, [id, marco]);
    expect((await refusedBy(desk.accepts(id))).code).toBe('samePerson');
    await written(handIn, [id, (await desk.rowOf(id)).accountId]);
  });

  it('accepts nobody whom the rules do not call compliant', async () => {
    const indebted = await desk.inReview({
      vatNumber: '12345670017',
      debts: [{ debtCents: 14_900, penaltiesCents: 0, interestCents: 200 }],
    });
    const refusal = await refusedBy(desk.accepts(indebted));
    expect(refusal.refusal.facts).toEqual(['durc-regular']);
    expect(await desk.rowOf(indebted)).toMatchObject({ state: 'review', reviewedBy: null });
    await desk.take(reviewProvider, indebted, marco, {
      outcome: 'refuse',
      reason: 'notCompliant',
      words: 'Il DURC non è regolare.',
    });
    expect(await desk.rowOf(indebted)).toMatchObject({ state: 'refused', refusalCode: 'notCompliant' });
    expect(await openOffer((await desk.rowOf(indebted)).organisationId!)).toEqual([0, 0, 0]);
  });

  it('comes before the agreement, whose copy came after it, as such, and is recorded by somebody else', async () => {
    const before = await desk.stored(id, 'signedAgreement');
    const copy = { documentId: before, signedOn: '2026-06-01' };
    expect((await refusedBy(desk.take(recordAgreement, id, chiara, copy))).code).toBe('stepNotPossible');
    desk.moveTo(new Date('2026-06-01T09:00:00Z'));
    await desk.accepts(id);
    const { agreementDocumentId: unsigned } = await desk.rowOf(id);
    for (const documentId of [unsigned, before, await desk.stored(id)]) {
      const refused = await refusedBy(desk.take(recordAgreement, id, chiara, { ...copy, documentId }));
      expect(pointersOf(refused)).toEqual(['/body/documentId']);
    }
    const own = { ...copy, documentId: await desk.stored(id, 'signedAgreement', chiara) };
    expect((await refusedBy(desk.take(recordAgreement, id, chiara, own))).code).toBe('samePerson');
    const signed = { ...copy, documentId: await desk.stored(id, 'signedAgreement') };
    expect((await refusedBy(desk.take(recordAgreement, id, marco, signed))).code).toBe('samePerson');
    await desk.take(recordAgreement, id, chiara, signed);
    const { organisationId } = await desk.rowOf(id);
    expect(await openOffer(organisationId!)).toEqual([1, 1, papers.length]);
    await expect(
      written(
        `INSERT INTO admission (id, alliance_id, organisation_id, admitted_on, created_at)
         SELECT gen_random_uuid(), alliance_id, id, '2026-06-02', '2026-06-02' FROM organisation WHERE id = $1`,
        [organisationId],
      ),
    ).rejects.toThrow(/admission_current/);
  });

  it('is final: an application that is over goes nowhere and is never deleted', async () => {
    expect((await refusedBy(desk.accepts(id))).code).toBe('stepNotPossible');
    await expect(
      written("UPDATE provider_application SET state = 'review', closed_at = NULL WHERE id = $1", [id]),
    ).rejects.toThrow(/cannot become/);
    await expect(written('DELETE FROM provider_application WHERE id = $1', [id])).rejects.toThrow(
      /never deleted/,
    );
  });
});

describe('a remote candidate', () => {
  let id: string;

  it('is put before the commission, and gets no waiver while somebody near offers the same', async () => {
    id = await desk.inReview({ vatNumber: '01114601006', place: farAway });
    const refusal = await refusedBy(desk.accepts(id));
    expect(refusal.refusal.facts).toEqual(['admitted']);
    const asked = await desk.within(({ db }) =>
      db.task.count({ where: { subjectId: id, kind: 'considerWaiver', candidateRole: 'commissionMember' } }),
    );
    expect(asked).toBe(1);
    const near = await refusedBy(desk.take(grantWaiver, id, teresa, waiver));
    expect(near.refusal.detail.en).toMatch(/offers this category already/);
  });

  it('gets one for twelve months at most, for what it offers, and is then accepted', async () => {
    await desk.within(({ db }) => db.admission.updateMany({ data: { endedOn: new Date('2026-06-01') } }));
    const faults = async (change: object) =>
      pointersOf(await refusedBy(desk.take(grantWaiver, id, teresa, { ...waiver, ...change })));
    expect(await faults({ until: '2027-06-02' })).toEqual(['/body/until']);
    expect(await faults({ from: '2026-05-31' })).toContain('/body/from');
    expect(await faults({ category: 'sports' })).toEqual(['/body/category']);
    await desk.take(grantWaiver, id, teresa, waiver);
    await expect(written("UPDATE proximity_waiver SET until_date = '2027-06-02'")).rejects.toThrow(
      /proximity_waiver_a_year/,
    );
    await desk.accepts(id);
    expect(await desk.rowOf(id)).toMatchObject({ reviewedBy: marco, waitingFor: 'representative.agreement' });
  });

  it('is not admitted with a paper that lapsed since', async () => {
    const copy = { documentId: await desk.stored(id), signedOn: '2026-09-18' };
    desk.moveTo(new Date('2026-09-18T08:00:00Z'));
    const refusal = await refusedBy(desk.take(recordAgreement, id, chiara, copy));
    expect(refusal.refusal.facts).toEqual(['durc']);
    desk.moveTo(new Date('2026-06-01T08:00:00Z'));
  });

  it('is not admitted under a charter that another replaced since, even before its process knows', async () => {
    const copy = { documentId: await desk.stored(id, 'signedAgreement'), signedOn: '2026-06-01' };
    await desk.within(async (tx) => {
      const { id: draft } = await sendCharter(tx, shippedCharter, sara);
      await publishCharter(tx, draft, '2026-06-01', chiara);
    }, sara);
    const refusal = await refusedBy(desk.take(recordAgreement, id, chiara, copy));
    expect(refusal.refusal.detail.en).toMatch(/A new charter/);
    expect(await desk.rowOf(id)).toMatchObject({ state: 'review', signedAgreementId: null });
  });
});

describe('an application that stands still', () => {
  it('is not closed while it waits for the office', async () => {
    const id = await desk.inReview({ vatNumber: '00905811006' });
    const deadline = { id, subjectKind: 'providerApplication', subjectId: id, kind: 'closeStalled' } as const;
    await desk.within((tx) =>
      closeStalled(tx, { ...deadline, targetId: null, dueAt: tx.now }, desk.services),
    );
    expect(await desk.rowOf(id)).toMatchObject({ state: 'review' });
  });
});

describe('an application that is looked at again', () => {
  let id: string;
  const lookAt = () =>
    providerOnboardingActivities(desk.services).lookAtApplication({
      allianceId: demoAllianceId,
      subjectId: id,
    });

  it('goes on when its charter does: the days until it closes begin anew', async () => {
    id = await desk.inReview({ vatNumber: '02627480961' });
    const now = new Date('2026-06-10T08:00:00Z');
    desk.moveTo(now);
    await desk.within(({ db }) =>
      db.onboardingStep.updateMany({
        where: { applicationId: id, step: 'charter' },
        data: { state: 'toCheck' },
      }),
    );
    await lookAt();
    expect((await desk.rowOf(id)).lastProgressAt).toEqual(now);
  });

  it('does not stand still behind what fails for good: somebody is asked to look', async () => {
    const { contactSealed } = await desk.rowOf(id);
    await desk.within(({ db }) =>
      db.providerApplication.update({
        where: { id },
        data: { state: 'docsPending', declarationsSealed: contactSealed },
      }),
    );
    expect(await lookAt()).toMatchObject({ over: false });
    expect((await desk.rowOf(id)).state).toBe('docsPending');
    const asked = await desk.within(({ db }) =>
      db.task.count({ where: { subjectId: id, kind: 'lookIntoFailure' } }),
    );
    expect(asked).toBe(1);
    desk.moveTo(new Date('2026-06-01T08:00:00Z'));
  });
});

describe('tries without an account', () => {
  it('are counted together, of many at once none is forgotten, and a new period begins anew', async () => {
    const limit = { kind: 'test', attempts: 10, minutes: 60 };
    const tries = () =>
      Promise.all(
        Array.from({ length: 14 }, () => desk.within((tx) => countAttempt(tx, seedVault, limit, '::1'))),
      );
    expect((await tries()).filter(Boolean)).toHaveLength(10);
    desk.moveTo(new Date('2026-06-01T09:00:01Z'));
    expect((await tries()).filter(Boolean)).toHaveLength(10);
    expect(await desk.within((tx) => countAttempt(tx, seedVault, limit, '::2'))).toBe(true);
  });
});

describe('what a refusal leaves', () => {
  it('is nothing: of a step that was refused no row is changed', async () => {
    const id = await desk.invited();
    const before = await desk.rowOf(id);
    const strange = { step: 'services', services: [{ ...service(), placeIds: [id] }] };
    expect(await desk.says(id, strange).catch((error: unknown) => error)).toBeInstanceOf(Refusal);
    expect(await desk.rowOf(id)).toEqual(before);
  });
});

/** How many services, places and papers of an organisation would count if it were admitted. */
function openOffer(organisationId: string): Promise<number[]> {
  return desk.within(({ db }) =>
    Promise.all([
      db.offeredService.count({ where: { organisationId, withdrawnOn: null } }),
      db.place.count({ where: { organisationId, closedOn: null } }),
      db.providerDocument.count({ where: { organisationId, state: { in: ['received', 'accepted'] } } }),
    ]),
  );
}

function service() {
  return {
    category: 'sports',
    name: 'Ingresso',
    unit: 'piece',
    unitPriceCents: 600,
    vatTreatment: 'ordinary',
    taxLetters: ['f'],
  };
}
