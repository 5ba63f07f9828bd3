import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestCorrection } from '../activities/provider-onboarding/correction.ts';
import type { Principal } from '../api/principal.ts';
import { applicationViewOf } from '../api/provider-application-view.ts';
import { providerOnboardingActivities } from '../activities/provider-onboarding/index.ts';
import { tellNewSigner } from '../activities/provider-onboarding/new-signer.ts';
import { recordAgreement } from '../activities/provider-onboarding/record-agreement.ts';
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
  await desk.accepts(id);
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

/** What one of the office sees of the agreement, and whether they may record it. */
async function seenBy(account: string, of = id) {
  const principal: Principal = {
    accountId: account,
    allianceId: demoAllianceId,
    tokenId: account,
    tokenKind: 'session',
    label: '',
    roles: ['caseworker'],
    personId: undefined,
    organisationId: undefined,
    responsible: false,
    placeId: null,
    locale: 'it',
  };
  const view = await desk.within(async (tx) => {
    const row = await tx.db.providerApplication.findUniqueOrThrow({ where: { id: of } });
    return applicationViewOf(tx, desk.services.vault, row, { locale: 'it', principal });
  });
  return [view.agreement?.paperCopyId, view.possible.includes('recordAgreement')];
}

describe('a copy signed on paper', () => {
  it('is seen from the day it is handed in, and recorded by who neither accepted nor uploaded it', async () => {
    const other = await desk.inReview({ vatNumber: '12345670017' });
    await desk.accepts(other);
    expect(await seenBy(chiara, other)).toEqual([null, false]);
    const own = await desk.stored(other, 'signedAgreement', chiara);
    expect(await seenBy(chiara, other)).toEqual([own, false]);
    const file = await desk.stored(other, 'signedAgreement');
    expect(await seenBy(chiara, other)).toEqual([file, true]);
    expect(await seenBy(marco, other)).toEqual([file, false]);
    await desk.take(recordAgreement, other, chiara, { documentId: file, signedOn: '2026-06-01' });
    expect(await desk.rowOf(other)).toMatchObject({ state: 'admitted' });
    expect(await seenBy(chiara, other)).toEqual([null, false]);
  });
});

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
    expect(await seenBy(chiara)).toEqual([documentId, true]);
    await giveBack();
    expect(await seenBy(chiara)).toEqual([null, false]);
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
