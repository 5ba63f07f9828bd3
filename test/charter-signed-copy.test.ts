import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEvidence } from '../activities/charter-signing/evidence.ts';
import type { Tx } from '../prisma/database.ts';
import { accountId } from '../prisma/seed/personas.ts';
import { trustTexts } from '../signatures/reasons.ts';
import { processWorkflowId } from '../workflows/contract.ts';
import { decodedText } from './holds/support/decoded.ts';
import { expectReplays } from './holds/support/histories.ts';
import { record } from './holds/support/recorded.ts';
import { openSkippingStack, type SkippingStack } from './holds/support/time-skipping.ts';
import { sha } from './signatures/certificates.ts';
import { signCms } from './signatures/cms-files.ts';
import { signPdf } from './signatures/pdf-files.ts';
import { makePeople, type People } from './signatures/people.ts';
import { readPdf } from './support/pdf.ts';
import {
  consentOf,
  download,
  invitedAt,
  lucia,
  preparedAt,
  sendCopy,
  type Desk,
  type Invited,
  type Prepared,
  type UploadOptions,
} from './support/signed-copies.ts';

let stack: SkippingStack;
let people: People;
beforeAll(async () => {
  stack = await openSkippingStack(new Date('2026-05-05T10:00:00Z'));
  people = await makePeople();
}, 240_000);
afterAll(() => stack.close());

const invited = () => invitedAt(desk());
const prepared = (change: object = {}, given?: Invited) => preparedAt(desk(), change, given);
const send = (where: Invited, file: Uint8Array, options?: UploadOptions) =>
  sendCopy(desk(), where, file, options);

function desk(): Desk {
  return {
    url: stack.url,
    vault: stack.services.vault,
    within,
    caseworker: () => stack.as('Chiara'),
  };
}

const byLucia = (paper: Buffer) => signPdf(paper, { signer: people.lucia });

function within<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const actor = { kind: 'account', id: accountId('sara') } as const;
  return stack.services.database.inAlliance(stack.allianceId, actor, work);
}

const rowOf = (id: string) => within(({ db }) => db.charterSigning.findUniqueOrThrow({ where: { id } }));

describe('the text to sign', () => {
  it('is not there before it is prepared, and not prepared with something missing', async () => {
    const { at, signer } = await invited();
    expect((await signer.get(`${at}/paper`)).body).toMatchObject({ possible: ['prepareCharterPaper'] });
    const consent = await consentOf(signer, at);
    const less = { ...consent, obligations: consent.obligations.slice(1) };
    const refused = await signer.post(`${at}/paper`, less);
    expect(refused.body.errors).toMatchObject([{ pointer: `/body/obligations/${consent.obligations[0]}` }]);
    const other = await signer.post(`${at}/paper`, { ...consent, textHash: '0'.repeat(64) });
    expect(other.body.errors).toMatchObject([{ pointer: '/body/textHash' }]);
    expect((await signer.get(at)).body.paperPreparedAt).toBeNull();
  }, 120_000);

  it('says who is to sign what, is tagged, and is the same for the same declarations', async () => {
    const where = await prepared();
    const pdf = await readPdf(Uint8Array.from(where.paper));
    expect([pdf.isTagged, pdf.claimsPdfUa]).toEqual([true, true]);
    const printed = pdf.printed.join(' ');
    for (const word of [lucia.name, lucia.taxCode, 'T151', 'Impronta SHA-256', 'Obblighi che Ente'])
      expect(printed, word).toContain(word);
    const before = await rowOf(where.id);
    const again = await prepared({}, where);
    expect(again.paper.equals(where.paper)).toBe(true);
    expect((await rowOf(where.id)).paperId).toBe(before.paperId);
  }, 120_000);

  it('is another once something else is declared, and the first can be signed no more', async () => {
    const first = await prepared();
    const { paperId } = await rowOf(first.id);
    const second = await prepared({ headcount: 25 }, first);
    expect(second.paper.equals(first.paper)).toBe(false);
    const old = await send(first, await byLucia(first.paper));
    expect([old.status, old.body.facts]).toEqual([422, ['alteredText']]);
    const gone = await within(({ db }) => db.documentContent.count({ where: { documentId: paperId! } }));
    expect(gone).toBe(0);
    expect((await send(second, await byLucia(second.paper))).status).toBe(200);
  }, 120_000);
});

describe('a charter signed as PAdES', () => {
  let where: Prepared;
  let file: Buffer;

  it('is signed, and the answer says what was verified and what was not', async () => {
    where = await prepared();
    file = await byLucia(where.paper);
    const { status, body } = await send(where, file, { name: `${lucia.taxCode}.pdf` });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'signed',
      waitingFor: 'alliance.countersignature',
      verification: { integrity: 'verified', trust: 'notVerified', text: trustTexts.notVerified },
    });
    expect((await where.signer.get(where.at)).body).toMatchObject({
      method: 'file',
      missing: ['countersignature'],
      verification: { trust: 'notVerified', text: trustTexts.notVerified.it },
    });
  }, 120_000);

  it('keeps how, by whom and with which certificate it was signed, sealed', async () => {
    const row = await rowOf(where.id);
    const evidence = await within((tx) => openEvidence(tx, stack.services.vault, row));
    const { certificate } = people.lucia;
    expect(evidence).toMatchObject({
      signatory: lucia,
      declarations: { headcount: 24 },
      copy: {
        format: 'pades',
        trust: 'notVerified',
        digestAlgorithm: 'SHA-256',
        verifiedAt: expect.stringMatching(/^2026-05-05T10:/),
        originalHash: sha('SHA-256', where.paper).toString('hex'),
        copyHash: sha('SHA-256', file).toString('hex'),
        certificate: {
          subject: { commonName: lucia.name, taxCode: lucia.taxCode },
          issuer: 'Autorità inventata',
          notBefore: '2025-01-01T00:00:00.000Z',
          notAfter: '2028-01-01T00:00:00.000Z',
          fingerprint: sha('SHA-256', Buffer.from(certificate.toSchema().toBER())).toString('hex'),
        },
      },
    });
    const [audited] = await within(({ db }) =>
      db.audit.findMany({ where: { subjectId: where.id, action: 'charter.signed' } }),
    );
    const subject = { kind: 'charterSigning', id: where.id } as const;
    const hashes = await within((tx) =>
      stack.services.vault.open(tx, subject, 'audit', audited!.detailSealed!),
    );
    expect(hashes).toMatchObject({ signedCopyHash: sha('SHA-256', file).toString('hex') });
  }, 120_000);

  it('is given back as it came to the representative and, with a reason, to caseworkers; pdfsig calls it valid', async () => {
    const chiara = await stack.as('Chiara');
    const [own, office] = [
      await download(stack.url, where.signer, `${where.at}/signed-copy`),
      await download(stack.url, chiara, `${where.at}/signed-copy?reason=check`),
    ];
    expect([own.equals(file), office.equals(file)]).toEqual([true, true]);
    expect((await chiara.get(`${where.at}/signed-copy`)).status).toBe(422);
    const opened = await within(({ db }) =>
      db.audit.count({ where: { subjectId: where.id, action: 'charter.opened' } }),
    );
    expect(opened).toBe(1);
    if (spawnSync('pdfsig', ['-v']).error) return;
    const folder = await mkdtemp(join(tmpdir(), 'reciproca-signed-copy-'));
    await writeFile(join(folder, 'signed.pdf'), own);
    const { stdout } = spawnSync('pdfsig', ['-nocert', join(folder, 'signed.pdf')], { encoding: 'utf8' });
    await rm(folder, { recursive: true });
    expect(stdout).toMatch(
      /Signature is Valid\.[^]*Total document signed|Total document signed[^]*Signature is Valid\./,
    );
  }, 120_000);

  it('is countersigned like any, and its last page tells all of it', async () => {
    await (await stack.as('Marco')).does(`${where.at}/countersignature`);
    await stack.clock.quiet();
    const paper = await download(stack.url, where.signer, `${where.at}/document`);
    const pdf = await readPdf(Uint8Array.from(paper));
    expect([pdf.isTagged, pdf.claimsPdfUa]).toEqual([true, true]);
    const printed = pdf.printed.join(' ');
    const row = await rowOf(where.id);
    const words = [
      'firma digitale nel file caricato (PAdES, PDF, SHA-256)',
      'Autorità inventata',
      'Integrità verificata, fiducia non verificata',
      sha('SHA-256', file).toString('hex'),
      row.textHash!,
      'Controfirmata per',
    ];
    for (const word of words) expect(printed, word).toContain(word);
    expect(printed).not.toContain('codice monouso');
    await record(
      stack.services,
      processWorkflowId('charterSigning', where.id),
      'charter-signing/signed-copy',
    );
  }, 120_000);
});

describe('a charter signed as CAdES', () => {
  it('is a .p7m around the text, kept as such', async () => {
    const where = await prepared();
    const file = await signCms(where.paper, { signer: people.luciaEcdsa, enveloping: true, hash: 'SHA-384' });
    expect((await send(where, file, { name: 'carta.pdf.p7m' })).body.state).toBe('signed');
    const reply = await where.signer.get(`${where.at}/signed-copy`);
    expect(reply.headers.get('content-type')).toContain('application/pkcs7-mime');
    expect(reply.headers.get('content-disposition')).toContain('.pdf.p7m');
    const evidence = await within(async (tx) =>
      openEvidence(
        tx,
        stack.services.vault,
        await tx.db.charterSigning.findUniqueOrThrow({ where: { id: where.id } }),
      ),
    );
    expect(evidence).toMatchObject({ copy: { format: 'cades', digestAlgorithm: 'SHA-384' } });
  }, 120_000);
});

describe('what all of this told', () => {
  const secrets = () => [
    lucia.name,
    lucia.taxCode,
    'Autorità inventata',
    'T151',
    'PDF-',
    sha('SHA-256', Buffer.from(people.lucia.certificate.toSchema().toBER())).toString('hex'),
  ];

  it('Temporal, is nobody’s name, number or certificate, and replays', async () => {
    const ids = await within(({ db }) => db.charterSigning.findMany({ select: { id: true } }));
    const histories = await Promise.all(
      ids.map(async ({ id }) => {
        const workflowId = processWorkflowId('charterSigning', id);
        return {
          workflowId,
          history: await stack.services.client.workflow.getHandle(workflowId).fetchHistory(),
        };
      }),
    );
    expect(histories.length).toBeGreaterThan(4);
    for (const { workflowId, history } of histories) {
      const told = await decodedText(stack.services.keyRing, history);
      expect(told).toContain(workflowId.split('/')[1]);
      for (const secret of secrets()) expect(told, secret).not.toContain(secret);
    }
    await expectReplays(stack.services, histories);
  }, 120_000);

  it('the database in the clear, is none of it either, and no file waits there once it was answered', async () => {
    const superuser = await stack.test.superuser();
    for (const table of ['charter_signing', 'document', 'submission', 'audit', 'mail', 'representative']) {
      const { rows } = await superuser.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
      expect(rows.length, table).toBeGreaterThan(0);
      const leaks = rows.filter(({ row }) => secrets().some((secret) => row.includes(secret)));
      expect(leaks, table).toEqual([]);
    }
    const { rows } = await superuser.query(`SELECT FROM submission WHERE payload_sealed IS NOT NULL`);
    expect(rows).toEqual([]);
  });
});
