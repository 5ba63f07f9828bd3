import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishCharter, sendCharter, shippedCharter } from '../activities/charter-versions.ts';
import { decidersOf } from '../activities/provider-complaint/deciders.ts';
import { countersignAgreement } from '../activities/provider-onboarding/agreement-signature.ts';
import { requestCorrection } from '../activities/provider-onboarding/correction.ts';
import { completeStep } from '../activities/provider-onboarding/complete-step.ts';
import { providerOnboardingActivities } from '../activities/provider-onboarding/index.ts';
import { tellNewSigner } from '../activities/provider-onboarding/new-signer.ts';
import { recordAgreement } from '../activities/provider-onboarding/record-agreement.ts';
import { signAgreement, uploadSignedAgreement } from '../activities/provider-onboarding/sign-agreement.ts';
import { recordRepresentative } from '../activities/representatives.ts';
import { accountId } from '../prisma/seed/personas.ts';
import { demoAllianceId } from '../prisma/seed/index.ts';
import { agreementDesk, type AgreementDesk, type Signer } from './support/agreement-desk.ts';
import {
  chiara,
  marco,
  openCandidateDesk,
  sara,
  teresa,
  type CandidateDesk,
} from './support/candidate-desk.ts';
import { declarations, signer } from './support/candidate.ts';
import { pointersOf, refusedBy } from './support/charter-office.ts';
import { seedVault as vault } from './support/seed.ts';

const start = new Date('2026-06-01T08:00:00Z');
let desk: CandidateDesk;
let agreements: AgreementDesk;
beforeAll(async () => {
  desk = await openCandidateDesk();
  agreements = agreementDesk(desk);
  const signing = { ...shippedCharter.signing, codeSufficesFor: ['charter' as const, 'agreement' as const] };
  const luca = accountId('luca');
  const draft = await desk.within((tx) => sendCharter(tx, { ...shippedCharter, signing }, sara), sara);
  await desk.within((tx) => publishCharter(tx, draft.id, '2026-06-01', luca), luca);
}, 120_000);
afterAll(() => desk.close());

const signaturesOf = (applicationId: string) =>
  desk.within(({ db }) => db.agreementSignature.findMany({ where: { applicationId } }));
const tasksOf = (subjectId: string, kind: string) =>
  desk.within(({ db }) => db.task.findMany({ where: { subjectId, kind }, orderBy: { id: 'asc' } }));
const written = async (sql: string) => (await desk.test.superuser()).query(sql);

/** The office wants something corrected, the candidate does so, and it is accepted anew: another text to sign. */
async function writtenAnew(id: string): Promise<void> {
  const corrections = [{ step: 'declarations', fields: ['employees'], note: 'Da rivedere' }];
  await desk.take(requestCorrection, id, chiara, { corrections });
  await desk.take(completeStep, id, (await desk.rowOf(id)).accountId, declarations);
  await desk.accepts(id);
}

describe('an agreement signed by a code', () => {
  let who: Signer;

  it('is there to sign once somebody accepted', async () => {
    const id = await desk.inReview({ vatNumber: '00743110157' });
    who = await agreements.signerOf(id);
    const typed = { textHash: '0'.repeat(64), typedName: signer.name, code: '123456' };
    expect((await refusedBy(agreements.take(signAgreement, who, typed))).refusal.possible).toContain(
      'reviewProvider',
    );
    await desk.accepts(id);
    expect(await desk.rowOf(id)).toMatchObject({ waitingFor: 'representative.agreement' });
    expect((await refusedBy(desk.take(countersignAgreement, id, chiara))).refusal.possible).toContain(
      'recordAgreement',
    );
  });

  it('is signed by the recorded person, of the very text, with a code for it', async () => {
    const typed = await agreements.typedBy(who);
    const stranger = { ...who, accountId: (await desk.rowOf(who.id)).accountId };
    expect((await refusedBy(agreements.take(signAgreement, stranger, typed))).code).toBe('notAllowed');
    const faults = async (change: object) =>
      pointersOf(await refusedBy(agreements.take(signAgreement, who, { ...typed, ...change })));
    expect(await faults({ textHash: '0'.repeat(64) })).toEqual(['/body/textHash']);
    expect(await faults({ typedName: 'Ottavia' })).toEqual(['/body/typedName']);
    const other = await agreements.accepted('12345670017');
    const theirs = { ...(await agreements.typedBy(other)), code: typed.code };
    const elsewhere = await agreements.take(signAgreement, { ...other, tokenId: who.tokenId }, theirs);
    expect(elsewhere).toMatchObject({ code: 'codeNotValid' });
    expect(await signaturesOf(other.id)).toEqual([]);
    expect(await agreements.take(signAgreement, who, typed)).toMatchObject({
      body: { state: 'review', waitingFor: 'caseworker.agreement' },
    });
  });

  it('is signed once, and then not recorded from paper', async () => {
    const typed = { ...(await agreements.typedBy(who)), code: '000000' };
    const copy = { documentId: await desk.stored(who.id, 'signedAgreement'), signedOn: '2026-06-01' };
    for (const again of [
      () => agreements.take(signAgreement, who, typed),
      async () => agreements.take(uploadSignedAgreement, who, await agreements.checkedCopy(who.id)),
      () => desk.take(recordAgreement, who.id, chiara, copy),
    ])
      expect((await refusedBy(again())).refusal.possible).toEqual(['countersignAgreement']);
    const values = `SELECT gen_random_uuid(), alliance_id, application_id, agreement_document_id, 'code', signed_by, signed_at, evidence_sealed, document_id
                      FROM agreement_signature WHERE application_id = '${who.id}'`;
    const columns =
      'id, alliance_id, application_id, agreement_document_id, method, signed_by, signed_at, evidence_sealed, document_id';
    await expect(written(`INSERT INTO agreement_signature (${columns}) ${values}`)).rejects.toThrow(
      /agreement_signature_agreement_document_id_key/,
    );
  });

  it('is evidence from then on: sealed, and never changed', async () => {
    const [row] = await signaturesOf(who.id);
    expect(Buffer.from(row!.evidenceSealed).toString('latin1')).not.toContain(signer.taxCode);
    const at = `WHERE application_id = '${who.id}'`;
    await expect(written(`UPDATE agreement_signature SET method = 'file' ${at}`)).rejects.toThrow(
      /never changes/,
    );
    await expect(written(`DELETE FROM agreement_signature ${at}`)).rejects.toThrow(/never changes/);
    await expect(written('TRUNCATE agreement_signature')).rejects.toThrow(/never/);
  });

  it('is countersigned by another person than who accepted, whatever the code says', async () => {
    expect(await tasksOf(who.id, 'countersignAgreement')).toMatchObject([{ excludedIds: [marco] }]);
    expect((await refusedBy(desk.take(countersignAgreement, who.id, marco))).code).toBe('samePerson');
    await expect(
      written(`UPDATE provider_application SET agreement_recorded_by = reviewed_by WHERE id = '${who.id}'`),
    ).rejects.toThrow(/provider_application_countersigned/);
    await desk.take(countersignAgreement, who.id, chiara);
    expect(await desk.rowOf(who.id)).toMatchObject({
      state: 'admitted',
      agreementRecordedBy: chiara,
      agreementSignedOn: new Date('2026-06-01'),
    });
    expect(await tasksOf(who.id, 'countersignAgreement')).toMatchObject([{ state: 'completed' }]);
  });
});

describe('an agreement that is written anew', () => {
  it('is signed anew: a signature of the text before counts no more, nor does a checked copy of it', async () => {
    const who = await agreements.accepted('01114601006');
    const earlier = await agreements.checkedCopy(who.id);
    await agreements.take(signAgreement, who, await agreements.typedBy(who));
    await writtenAnew(who.id);
    expect(await tasksOf(who.id, 'countersignAgreement')).toMatchObject([{ state: 'cancelled' }]);
    expect((await refusedBy(desk.take(countersignAgreement, who.id, chiara))).code).toBe('stepNotPossible');
    const old = await refusedBy(agreements.take(uploadSignedAgreement, who, earlier));
    expect(old.refusal.possible).toContain('readCandidateFile');
    await agreements.take(uploadSignedAgreement, who, await agreements.checkedCopy(who.id));
    expect(await signaturesOf(who.id)).toMatchObject([{ method: 'code' }, { method: 'file' }]);
  });

  it('is signed by whoever represents the candidate now, be it the same account', async () => {
    const who = await agreements.accepted('00905811006');
    const copy = await agreements.checkedCopy(who.id);
    const { organisationId } = await desk.rowOf(who.id);
    const corrected = { accountId: who.accountId, name: signer.name, taxCode: 'RSSMRA80A01F205X' };
    const mailed = () =>
      desk.within(({ db }) =>
        db.mail.count({ where: { template: 'agreementReady', recipientId: who.accountId } }),
      );
    expect(await mailed()).toBe(1);
    await desk.within(async (tx) => {
      const of = { organisationId: organisationId! };
      const representativeId = await recordRepresentative(tx, vault, { ...of, ...corrected });
      await tellNewSigner(tx, desk.services, { ...of, representativeId });
    }, sara);
    expect(await mailed()).toBe(2);
    expect((await refusedBy(agreements.take(uploadSignedAgreement, who, copy))).code).toBe('stepNotPossible');
    await agreements.take(
      uploadSignedAgreement,
      who,
      await agreements.checkedCopy(who.id, corrected.taxCode),
    );
  });

  it('is not signed while a paper has lapsed', async () => {
    const who = await agreements.accepted('02627480961');
    const typed = await agreements.typedBy(who);
    desk.moveTo(new Date('2026-09-18T08:00:00Z'));
    expect((await refusedBy(agreements.take(signAgreement, who, typed))).refusal.facts).toEqual(['durc']);
    desk.moveTo(start);
  });

  it('was countersigned, as whoever signed is told, though somebody else represents the candidate by then', async () => {
    const who = await agreements.accepted('03141590269');
    await agreements.take(signAgreement, who, await agreements.typedBy(who));
    await desk.within(({ db, now }) =>
      db.representative.updateMany({
        where: { accountId: who.accountId, endedAt: null },
        data: { endedAt: now },
      }),
    );
    await desk.take(countersignAgreement, who.id, chiara);
    const told = await desk.within(({ db }) =>
      db.mail.findMany({
        where: { template: 'agreementCountersigned', subjectId: who.id, dedupeKey: { endsWith: '/signer' } },
      }),
    );
    expect(told.map(({ recipientId }) => recipientId)).toEqual([who.accountId]);
  });
});

describe('a complaint of whoever was admitted', () => {
  it('is answered by nobody who reviewed the application, or recorded or countersigned the agreement', async () => {
    const who = await agreements.accepted('03456780125');
    await agreements.take(signAgreement, who, await agreements.typedBy(who));
    await desk.take(countersignAgreement, who.id, teresa);
    const { organisationId } = await desk.rowOf(who.id);
    await desk.within(({ db }) =>
      db.providerDocument.updateMany({ where: { applicationId: who.id }, data: { checkedBy: null } }),
    );
    const matter = { about: 'other', subjectId: null } as const;
    const excluded = await desk.within((tx) => decidersOf(tx, organisationId!, matter));
    expect(excluded.toSorted()).toEqual([chiara, marco, teresa].toSorted());
  });
});

describe('an agreement signed on paper', () => {
  it('is the office’s turn once the copy is handed in: one task, and not for whoever accepted', async () => {
    const who = await agreements.accepted('01234560165');
    const lookAt = () =>
      providerOnboardingActivities(desk.services).lookAtApplication({
        allianceId: demoAllianceId,
        subjectId: who.id,
      });
    await lookAt();
    expect(await tasksOf(who.id, 'recordAgreement')).toEqual([]);
    const documentId = await desk.stored(who.id, 'signedAgreement');
    await lookAt();
    await lookAt();
    const { accountId: candidate } = await desk.rowOf(who.id);
    expect(await tasksOf(who.id, 'recordAgreement')).toMatchObject([{ excludedIds: [marco, candidate] }]);
    expect(await desk.rowOf(who.id)).toMatchObject({ waitingFor: 'caseworker.agreement' });
    await desk.take(recordAgreement, who.id, chiara, { documentId, signedOn: '2026-06-01' });
    expect(await desk.rowOf(who.id)).toMatchObject({ state: 'admitted', signedAgreementId: documentId });
  });

  it('may be signed here after all, and then nobody is asked to record it', async () => {
    const who = await agreements.accepted('06363391001');
    await desk.stored(who.id, 'signedAgreement');
    await providerOnboardingActivities(desk.services).lookAtApplication({
      allianceId: demoAllianceId,
      subjectId: who.id,
    });
    await agreements.take(signAgreement, who, await agreements.typedBy(who));
    expect(await tasksOf(who.id, 'recordAgreement')).toMatchObject([{ state: 'cancelled' }]);
  });

  it('is the only way for one that was written before it could be signed here', async () => {
    const who = await agreements.accepted('07643520567');
    const typed = await agreements.typedBy(who);
    await written(`UPDATE provider_application SET agreement_sealed = NULL WHERE id = '${who.id}'`);
    const refusal = await refusedBy(agreements.take(signAgreement, who, typed));
    expect(refusal.refusal.possible).toEqual(['uploadCandidateFile', 'recordAgreement']);
    const documentId = await desk.stored(who.id, 'signedAgreement');
    await desk.take(recordAgreement, who.id, chiara, { documentId, signedOn: '2026-06-01' });
    expect(await desk.rowOf(who.id)).toMatchObject({ state: 'admitted' });
  });
});
