import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPaperOrThrow, preparePaper } from '../activities/charter-signing/paper.ts';
import { signCharter } from '../activities/charter-signing/sign.ts';
import { declineCharter } from '../activities/charter-signing/steps.ts';
import { signingExpires } from '../activities/charter-signing/moments.ts';
import { uploadSignedCopy } from '../activities/charter-signing/upload.ts';
import { recordRepresentative } from '../activities/representatives.ts';
import { accountId } from '../prisma/seed/personas.ts';
import { readTrustList } from '../runtime/trust-list.ts';
import { issue, pemOf } from './signatures/certificates.ts';
import {
  openCharterOffice,
  refusedBy,
  signatory,
  signature,
  start,
  writtenBy,
  type CharterOffice,
} from './support/charter-office.ts';

let office: CharterOffice;
beforeAll(async () => {
  office = await openCharterOffice();
});
beforeEach(() => office.moveTo(start));
afterAll(() => office.close());

type Who = Awaited<ReturnType<CharterOffice['invited']>>;

/** A signing with its paper, and a copy of it that the check found good. */
async function prepared() {
  const who = await office.invited();
  await prepareFor(who);
  const { paperId } = await office.rowOf(who.signingId);
  return { who, copy: { paperId, file: Buffer.from('%PDF-1.7').toString('base64'), proof } };
}

function prepareFor({ signingId, accountId: by }: Who, change: object = {}): Promise<void> {
  const { textHash, obligations, declarations } = signature(office.roles, '');
  const consent = { textHash, obligations, declarations: { ...declarations, ...change } };
  return office.within(async (tx) => {
    const signing = await tx.db.charterSigning.findUniqueOrThrow({ where: { id: signingId } });
    await preparePaper(tx, office.services.vault, signing, { accountId: by, consent });
  }, by);
}

const instant = start.toISOString();
const proof = {
  format: 'pades',
  trust: 'notVerified',
  digestAlgorithm: 'SHA-256',
  originalHash: 'a',
  copyHash: 'b',
  verifiedAt: instant,
  certificate: {
    subject: { commonName: signatory.name, taxCode: signatory.taxCode },
    issuer: 'Autorità inventata',
    serialNumber: '01',
    notBefore: instant,
    notAfter: instant,
    fingerprint: 'c',
  },
} as const;

const papersLeft = (signingId: string) =>
  office.within(({ db }) =>
    db.document.count({ where: { subjectId: signingId, kind: 'charterPaper', erasedAt: null } }),
  );

describe('a checked copy takes effect', () => {
  it('when nothing changed meanwhile, and then no more', async () => {
    const { who, copy } = await prepared();
    expect(await office.take(uploadSignedCopy, who, copy)).toMatchObject({
      body: { state: 'signed', verification: { trust: 'notVerified' } },
    });
    expect((await refusedBy(office.take(uploadSignedCopy, who, copy))).code).toBe('stepNotPossible');
  });

  it('not when another paper was prepared', async () => {
    const { who, copy } = await prepared();
    await prepareFor(who, { headcount: 25 });
    const { code, refusal } = await refusedBy(office.take(uploadSignedCopy, who, copy));
    expect([code, refusal.possible]).toEqual(['stepNotPossible', ['prepareCharterPaper']]);
    expect(await papersLeft(who.signingId)).toBe(1);
  });

  it('not when the organisation became something else', async () => {
    const { who, copy } = await prepared();
    await office.within(({ db }) =>
      db.organisation.update({ where: { id: who.organisationId }, data: { roles: ['employer'] } }),
    );
    expect((await refusedBy(office.take(uploadSignedCopy, who, copy))).code).toBe('stepNotPossible');
  });

  it('not when who represents the organisation was recorded anew, be it the same account', async () => {
    const { who, copy } = await prepared();
    const { organisationId, accountId: holder } = who;
    const corrected = { organisationId, accountId: holder, ...signatory, taxCode: 'VLSGLI80A41H501U' };
    await office.within(
      (tx) => recordRepresentative(tx, office.services.vault, corrected),
      accountId('sara'),
    );
    expect((await refusedBy(office.take(uploadSignedCopy, who, copy))).code).toBe('stepNotPossible');
  });

  it('for nobody else, and not after the deadline', async () => {
    const { who, copy } = await prepared();
    const stranger = await office.represented();
    const other = { ...who, accountId: stranger.accountId };
    expect((await refusedBy(office.take(uploadSignedCopy, other, copy))).code).toBe('notAllowed');
    office.moveTo(new Date('2026-07-01T22:00:00Z'));
    expect((await refusedBy(office.take(uploadSignedCopy, who, copy))).code).toBe('stepNotPossible');
  });
});

describe('a paper that nobody signs', () => {
  it('is erased when the signing ends another way', async () => {
    const [coded, declined, expired] = [await prepared(), await prepared(), await prepared()];
    await office.take(signCharter, coded.who, signature(office.roles, await office.code(coded.who)));
    await office.take(declineCharter, declined.who, { reason: 'No.' });
    await office.within((tx) =>
      signingExpires(tx, { subjectId: expired.who.signingId } as never, office.services),
    );
    for (const { who } of [coded, declined, expired]) {
      expect(await papersLeft(who.signingId)).toBe(0);
      expect(await office.rowOf(who.signingId)).toMatchObject({ paperId: null, signedCopyId: null });
    }
  });

  it('lies sealed, with its hash', async () => {
    const { who } = await prepared();
    const row = await office.rowOf(who.signingId);
    expect(Buffer.from(row.paperSealed!).toString('latin1')).not.toContain('T151');
    const paper = await office.within((tx) => openPaperOrThrow(tx, office.services.vault, row));
    expect(paper).toMatchObject({
      declarations: { headcount: 24 },
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});

describe('the database', () => {
  it('takes no change of a signed copy, and no signature by a file without one', async () => {
    const { who, copy } = await prepared();
    const change = (set: string) =>
      writtenBy(office, `UPDATE charter_signing SET ${set} WHERE id = '${who.signingId}'`);
    await office.take(uploadSignedCopy, who, copy);
    await expect(change('paper_id = signed_copy_id')).rejects.toThrow(/signed copy never changes/);
    await expect(change("paper_sealed = 'x'")).rejects.toThrow(/signed copy never changes/);
    await expect(change('signed_copy_id = document_id')).rejects.toThrow(/signed copy never changes/);
    const coded = await office.signed();
    const around = (set: string, id: string) =>
      writtenBy(
        office,
        `BEGIN; SET LOCAL session_replication_role = 'replica';
         UPDATE charter_signing SET ${set} WHERE id = '${id}'; COMMIT`,
      );
    const broken = /charter_signing_signed_copy/;
    await expect(around("method = 'file'", coded.signingId)).rejects.toThrow(broken);
    await expect(around('signed_copy_id = NULL', who.signingId)).rejects.toThrow(broken);
    await expect(around('paper_sealed = NULL', who.signingId)).rejects.toThrow(broken);
  });
});

describe('the list of issuers', () => {
  it('is read from a folder of certificates of authorities, or the service does not start', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'reciproca-issuers-'));
    const [authority, other] = [
      await issue({ commonName: 'Autorità inventata', isAuthority: true, key: 'ecdsa' }),
      await issue({ commonName: 'Altra autorità', isAuthority: true, key: 'ecdsa' }),
    ];
    const person = await issue({ commonName: 'Lucia Bianchi', key: 'ecdsa' });
    const write = (name: string, text: string) => writeFile(join(folder, name), text);
    expect(await readTrustList(undefined)).toBeUndefined();
    await expect(readTrustList(join(folder, 'nowhere'))).rejects.toThrow(/no folder/);
    await expect(readTrustList(folder)).rejects.toThrow(/holds no certificate/);
    await write('both.pem', pemOf(authority.certificate) + pemOf(other.certificate));
    await write('README.txt', 'Autorità accettate');
    expect((await readTrustList(folder))!.certificates).toHaveLength(2);
    await write('person.crt', pemOf(person.certificate));
    await expect(readTrustList(folder)).rejects.toThrow(/person\.crt is not/);
    await write('person.crt', 'nothing');
    await expect(readTrustList(folder)).rejects.toThrow(/person\.crt is not/);
    await rm(folder, { recursive: true });
  });
});
