import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishCharter, sendCharter, shippedCharter } from '../activities/charter-versions.ts';
import { accountId } from '../prisma/seed/personas.ts';
import { reasonTexts, trustTexts, type ReasonCode } from '../signatures/reasons.ts';
import { processWorkflowId } from '../workflows/contract.ts';
import { decodedText } from './holds/support/decoded.ts';
import { expectReplays } from './holds/support/histories.ts';
import { record } from './holds/support/recorded.ts';
import { openSkippingStack, type SkippingStack } from './holds/support/time-skipping.ts';
import { issue, sha, taxCodeOid } from './signatures/certificates.ts';
import { flipped } from './signatures/cheats.ts';
import { signCms } from './signatures/cms-files.ts';
import { printText, signPdf } from './signatures/pdf-files.ts';
import { makePeople, type People } from './signatures/people.ts';
import { agreementOffice, mario } from './support/agreement-office.ts';
import type { Caller } from './support/caller.ts';
import { readPdf } from './support/pdf.ts';
import { upload } from './support/signed-copies.ts';

const MB = 1024 * 1024;
let stack: SkippingStack;
let office: ReturnType<typeof agreementOffice>;
let people: People;
let expired: Awaited<ReturnType<typeof issue>>;

beforeAll(async () => {
  stack = await openSkippingStack(new Date('2026-06-01T08:00:00Z'));
  office = agreementOffice(stack);
  people = await makePeople();
  const subject = { [taxCodeOid]: `TINIT-${mario.taxCode}` };
  const notAfter = '2026-05-31T00:00:00Z';
  expired = await issue({ commonName: mario.name, subject, notAfter, issuer: people.authority });
}, 240_000);
afterAll(() => stack.close());

const pathOf = (id: string) => `/v1/provider-applications/${id}/agreement`;

describe('an agreement signed as PAdES', () => {
  let id: string;
  let signer: Caller;
  let text: Buffer;
  let file: Buffer;

  it('is opened by whoever represents the candidate, and says the hash of its text', async () => {
    ({ id, signer } = await office.accepted('12345670017'));
    const { steps, waitingFor } = await office.view(signer, id);
    expect(waitingFor).toBe('representative.agreement');
    expect(steps.at(-1)).toMatchObject({ step: 'agreement', owner: 'representative', dueOn: '2026-07-01' });
    const agreement = await office.agreement(signer, id);
    expect(agreement).toMatchObject({ codeSuffices: false, method: null, signedDocumentId: null });
    expect(await office.possibleTo(signer, id)).toEqual(['uploadSignedAgreement', 'withdrawApplication']);
    expect(await office.possibleTo(await office.colleagueOf(id), id)).toEqual(['withdrawApplication']);
    expect(await office.possibleTo('Chiara', id)).toEqual(['requestCorrection']);
    expect(await office.possibleTo('Marco', id)).toEqual(['requestCorrection']);
    text = await office.file(signer, id, agreement.documentId);
    const pdf = await readPdf(Uint8Array.from(text));
    expect([pdf.isTagged, pdf.claimsPdfUa]).toEqual([true, true]);
    expect(pdf.printed.join(' ')).toContain(`Impronta SHA-256 del testo: ${agreement.textHash}`);
    const told = await office.within(({ db }) =>
      db.mail.findMany({ where: { template: 'agreementReady', subjectId: id } }),
    );
    expect(told).toHaveLength(2);
  }, 120_000);

  it('takes no code, since the charter as shipped wants none for it', async () => {
    const asked = await signer.post(`${pathOf(id)}/codes`);
    expect(asked.body).toMatchObject({ status: 409, possible: ['uploadSignedAgreement'] });
    const { textHash } = await office.agreement(signer, id);
    const typed = { textHash, typedName: mario.name, code: '123456' };
    expect((await signer.post(`${pathOf(id)}/signature`, typed)).body).toMatchObject({
      status: 409,
      possible: ['uploadSignedAgreement'],
    });
  }, 120_000);

  const wrong: readonly (readonly [string, () => Promise<Buffer> | Buffer, number, readonly ReasonCode[]])[] =
    [
      ['nothing at all', () => Buffer.alloc(0), 422, ['empty']],
      ['a renamed program', () => Buffer.from('MZ\u0090\u0000 This program cannot be run'), 415, []],
      ['a PDF behind a password', () => printText(['Convenzione'], 'segreta'), 422, ['passwordProtected']],
      ['more than 20 MB', () => Buffer.alloc(20 * MB + 1, 'x'), 413, []],
      ['the agreement, unsigned', () => text, 422, ['notSigned']],
      [
        'another text',
        async () => signPdf(await printText(['Altro']), { signer: people.mario }),
        422,
        ['alteredText'],
      ],
      [
        'an altered byte',
        async () => flipped(await signPdf(text, { signer: people.mario }), 40),
        422,
        ['alteredText', 'alteredBytes'],
      ],
      ['another person’s', () => signPdf(text, { signer: people.lucia }), 422, ['otherPerson']],
      ['by an expired certificate', () => signPdf(text, { signer: expired }), 422, ['certificateExpired']],
    ];

  it.each(wrong)(
    '%s is refused, and nothing changes',
    async (_what, make, status, codes) => {
      const before = await office.rowsOf(id);
      const reply = await upload(stack.url, signer, `${pathOf(id)}/signed-copy`, await make());
      expect([reply.status, reply.body.facts ?? []]).toEqual([status, codes]);
      for (const code of codes) expect(reply.body.detail).toContain(reasonTexts[code].en);
      expect(await office.rowsOf(id)).toEqual(before);
    },
    120_000,
  );

  it('is nobody else’s to sign: not the candidate’s, and not a stranger’s', async () => {
    const good = await signPdf(text, { signer: people.mario });
    const candidate = await office.candidateOf(id);
    expect((await upload(stack.url, candidate, `${pathOf(id)}/signed-copy`, good)).status).toBe(403);
    const other = await office.accepted('01114601006');
    const stranger = await upload(stack.url, other.signer, `${pathOf(id)}/signed-copy`, good);
    expect(stranger.status).toBe(404);
  }, 120_000);

  it('is signed, and the answer says what was verified and what was not', async () => {
    file = await signPdf(text, { signer: people.mario });
    const { status, body } = await upload(stack.url, signer, `${pathOf(id)}/signed-copy`, file);
    await stack.clock.quiet();
    expect([status, body]).toMatchObject([
      200,
      {
        state: 'review',
        waitingFor: 'caseworker.agreement',
        verification: { integrity: 'verified', trust: 'notVerified', text: trustTexts.notVerified },
      },
    ]);
    const { application, tasks } = await office.rowsOf(id);
    expect(tasks).toMatchObject([{ kind: 'countersignAgreement', excludedIds: [application.reviewedBy] }]);
    const agreement = await office.agreement(signer, id);
    expect(agreement).toMatchObject({ method: 'file', signedAt: expect.stringMatching(/^2026-06-01T/) });
    expect((await office.file(signer, id, agreement.signedCopyId)).equals(file)).toBe(true);
    const candidate = await office.candidateOf(id);
    for (const evidence of [agreement.signedCopyId, agreement.signedDocumentId]) {
      const at = `/v1/provider-applications/${id}/files/${evidence}`;
      expect((await candidate.get(at)).status).toBe(403);
      expect((await (await stack.as('Chiara')).get(at)).status).toBe(422);
      expect((await signer.get(at)).status).toBe(200);
    }
    expect((await office.file(candidate, id, agreement.documentId)).equals(text)).toBe(true);
    expect(await office.possibleTo(signer, id)).toEqual(['withdrawApplication']);
    expect(await office.possibleTo('Chiara', id)).toEqual(['requestCorrection', 'countersignAgreement']);
    expect(await office.possibleTo('Marco', id)).toEqual(['requestCorrection']);
    const again = await upload(stack.url, signer, `${pathOf(id)}/signed-copy`, file);
    expect(again.body).toMatchObject({ status: 409, possible: ['countersignAgreement'] });
  }, 120_000);

  it('is countersigned by a colleague of whoever accepted; its last page tells all of it, and the trail its hashes', async () => {
    const same = await (await stack.as('Marco')).post(`${pathOf(id)}/countersignature`);
    expect(same.body.type).toMatch(/same-person$/);
    const admitted = await office.does('Chiara', id, 'agreement/countersignature');
    expect(admitted).toMatchObject({ state: 'admitted', waitingFor: 'nobody' });
    const { signedDocumentId, textHash } = await office.agreement(signer, id);
    const proof = await office.file(await stack.as('Chiara'), id, signedDocumentId, '?reason=check');
    const pdf = await readPdf(Uint8Array.from(proof));
    expect([pdf.isTagged, pdf.claimsPdfUa]).toEqual([true, true]);
    const printed = pdf.printed.join(' ');
    const words = [
      'Nido a tempo pieno',
      `${mario.name}, codice fiscale ${mario.taxCode}`,
      'firma digitale nel file caricato (PAdES, PDF, SHA-256)',
      'Integrità verificata, fiducia non verificata',
      sha('SHA-256', file).toString('hex'),
      textHash,
      'Controfirmata per',
    ];
    for (const word of words) expect(printed, word).toContain(word);
    const [signed, countersigned] = await office.hashesIn(id);
    expect(signed).toMatchObject({ textHash, signedCopyHash: sha('SHA-256', file).toString('hex') });
    expect(countersigned).toMatchObject({ textHash, documentHash: sha('SHA-256', proof).toString('hex') });
    await record(
      stack.services,
      processWorkflowId('providerOnboarding', id),
      'provider-onboarding/signed-copy',
    );
  }, 120_000);
});

describe('an agreement signed as CAdES', () => {
  it('is a .p7m around the text, kept as such', async () => {
    const { id, signer } = await office.accepted('00905811006');
    const { documentId } = await office.agreement(signer, id);
    const text = await office.file(signer, id, documentId);
    const file = await signCms(text, { signer: people.mario, enveloping: true });
    const reply = await upload(stack.url, signer, `${pathOf(id)}/signed-copy`, file);
    expect(reply.body.waitingFor).toBe('caseworker.agreement');
    const { signedCopyId } = await office.agreement(signer, id);
    const kept = await signer.get(`/v1/provider-applications/${id}/files/${signedCopyId}`);
    expect(kept.headers.get('content-type')).toContain('application/pkcs7-mime');
    expect(kept.headers.get('content-disposition')).toContain('.pdf.p7m');
  }, 120_000);
});

describe('an agreement for which the charter lets a code suffice', () => {
  it('is signed by name and code, countersigned, and the last page says what that proves', async () => {
    await office.within(async (tx) => {
      const signing = {
        ...shippedCharter.signing,
        codeSufficesFor: ['charter' as const, 'agreement' as const],
      };
      const draft = await sendCharter(tx, { ...shippedCharter, signing }, accountId('sara'));
      await publishCharter(tx, draft.id, '2026-06-01', accountId('luca'));
    });
    const { id, signer } = await office.accepted('02627480961');
    const { textHash, codeSuffices } = await office.agreement(signer, id);
    expect(codeSuffices).toBe(true);
    expect(await office.possibleTo(signer, id)).toContain('signAgreement');
    const code = await office.codeFor(signer, pathOf(id));
    const typed = { textHash, typedName: 'rossi mario', code };
    const mistyped = code === '000000' ? '000001' : '000000';
    const refused = await signer.post(`${pathOf(id)}/signature`, { ...typed, code: mistyped });
    expect(refused.body).toMatchObject({
      type: expect.stringMatching(/code-not-valid$/),
      possible: ['signAgreement', 'requestAgreementCode'],
    });
    const signed = await signer.does(`${pathOf(id)}/signature`, typed);
    expect(signed).toMatchObject({ state: 'review', waitingFor: 'caseworker.agreement' });
    await office.does('Chiara', id, 'agreement/countersignature');
    const { method, signedDocumentId, signedCopyId } = await office.agreement(signer, id);
    expect([method, signedCopyId]).toEqual(['code', null]);
    const pdf = await readPdf(Uint8Array.from(await office.file(signer, id, signedDocumentId)));
    for (const word of ['codice monouso', 'firma elettronica semplice', 'Controfirmata per', textHash])
      expect(pdf.printed.join(' '), word).toContain(word);
    await record(
      stack.services,
      processWorkflowId('providerOnboarding', id),
      'provider-onboarding/signed-code',
    );
  }, 120_000);
});

describe('what all of this told', () => {
  const secrets = [mario.name, mario.taxCode, 'Autorità inventata', 'T151', 'PDF-', 'mario@example.org'];

  it('Temporal, is nobody’s name, number or certificate, and replays', async () => {
    const applications = await office.within(({ db }) =>
      db.agreementSignature.findMany({ select: { applicationId: true } }),
    );
    expect(applications).toHaveLength(3);
    const histories = await Promise.all(
      applications.map(async ({ applicationId }) => {
        const workflowId = processWorkflowId('providerOnboarding', applicationId);
        const handle = stack.services.client.workflow.getHandle(workflowId);
        return { workflowId, history: await handle.fetchHistory() };
      }),
    );
    for (const { history } of histories) {
      const told = await decodedText(stack.services.keyRing, history);
      for (const secret of secrets) expect(told, secret).not.toContain(secret);
    }
    await expectReplays(stack.services, histories);
  }, 120_000);

  it('the database in the clear, is none of it either, and no file waits there once it was answered', async () => {
    const superuser = await stack.test.superuser();
    for (const table of ['provider_application', 'agreement_signature', 'document', 'submission', 'audit']) {
      const { rows } = await superuser.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
      expect(rows.length, table).toBeGreaterThan(0);
      const leaks = rows.filter(({ row }) => secrets.some((secret) => row.includes(secret)));
      expect(leaks, table).toEqual([]);
    }
    const { rows } = await superuser.query(`SELECT FROM submission WHERE payload_sealed IS NOT NULL`);
    expect(rows).toEqual([]);
  });
});
