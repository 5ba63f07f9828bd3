import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestCorrection } from '../activities/provider-onboarding/correction.ts';
import { providerOnboardingActivities } from '../activities/provider-onboarding/index.ts';
import { tellNewSigner } from '../activities/provider-onboarding/new-signer.ts';
import { recordAgreement } from '../activities/provider-onboarding/record-agreement.ts';
import { reviewProvider } from '../activities/provider-onboarding/review.ts';
import { demoAllianceId } from '../prisma/seed/index.ts';
import { chiara, marco, openCandidateDesk, type CandidateDesk } from './support/candidate-desk.ts';
import { pointersOf, refusedBy } from './support/charter-office.ts';

const copy = { step: 'agreement', fields: ['signedAgreement'], note: 'È la foto di una sedia.' };
let desk: CandidateDesk;
let id: string;
let documentId: string;
beforeAll(async () => {
  desk = await openCandidateDesk();
  id = await desk.inReview({ vatNumber: '00743110157' });
  await desk.take(reviewProvider, id, marco, { outcome: 'accept' });
}, 120_000);
afterAll(() => desk.close());

const giveBack = (...more: object[]) =>
  desk.take(requestCorrection, id, chiara, { corrections: [copy, ...more] });
const mailed = (template: string) =>
  desk.within(({ db }) => db.mail.findMany({ where: { template, subjectId: id } }));

async function handedIn(): Promise<string> {
  const file = await desk.stored(id, 'signedAgreement');
  const { lookAtApplication } = providerOnboardingActivities(desk.services);
  await lookAtApplication({ allianceId: demoAllianceId, subjectId: id });
  expect(await desk.rowOf(id)).toMatchObject({ waitingFor: 'caseworker.agreement' });
  return file;
}

async function whoSigns() {
  const { organisationId } = await desk.rowOf(id);
  return desk.within(({ db }) =>
    db.representative.findFirstOrThrow({ where: { organisationId: organisationId! } }),
  );
}

describe('a copy of the agreement that is none', () => {
  it('does not keep from telling a new signer', async () => {
    expect((await refusedBy(giveBack())).refusal.detail.en).toMatch(/no copy on paper/);
    documentId = await handedIn();
    const { organisationId, id: representativeId } = await whoSigns();
    const before = await mailed('agreementReady');
    await desk.within((tx) => tellNewSigner(tx, desk.services, { organisationId, representativeId }));
    expect(await mailed('agreementReady')).toHaveLength(before.length + 1);
  });

  it('is returned by itself, to whoever signs and to the candidate, and counts no more', async () => {
    const other = { ...copy, step: 'iban', fields: ['iban'] };
    expect(pointersOf(await refusedBy(giveBack(other)))).toEqual(['/body/corrections']);
    await giveBack();
    const { waitingFor, accountId: candidate } = await desk.rowOf(id);
    expect(waitingFor).toBe('representative.agreement');
    const where = { subjectId: id, kind: 'recordAgreement' };
    expect(await desk.within(({ db }) => db.task.findMany({ where }))).toMatchObject([
      { state: 'cancelled' },
    ]);
    const told = (await mailed('correctionRequested')).map(({ recipientId }) => recipientId);
    expect(told.toSorted()).toEqual([candidate, (await whoSigns()).accountId].toSorted());
    const recorded = desk.take(recordAgreement, id, chiara, { documentId, signedOn: '2026-06-01' });
    expect(pointersOf(await refusedBy(recorded))).toEqual(['/body/documentId']);
  });

  it('is none to return once the agreement is signed here', async () => {
    const file = await handedIn();
    const { agreementDocumentId } = await desk.rowOf(id);
    const { accountId: signedBy } = await whoSigns();
    await desk.within(({ db, allianceId, now }) =>
      db.agreementSignature.create({
        data: {
          allianceId,
          applicationId: id,
          agreementDocumentId: agreementDocumentId!,
          method: 'code',
          signedBy: signedBy!,
          signedAt: now,
          evidenceSealed: new Uint8Array(1),
          documentId: file,
        },
      }),
    );
    expect((await refusedBy(giveBack())).code).toBe('stepNotPossible');
  });
});
