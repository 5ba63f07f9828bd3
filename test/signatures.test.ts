import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDocumentProxy } from 'unpdf';
import { beforeAll, describe, expect, it } from 'vitest';
import { reasonTexts } from '../signatures/reasons.ts';
import { verifySignedCopy } from '../signatures/verify-signed-copy.ts';
import { issue, pemOf } from './signatures/certificates.ts';
import { makeCorpus, password, type Corpus } from './signatures/corpus.ts';
import { signPdf } from './signatures/pdf-files.ts';
import { at, expectedSigner } from './signatures/people.ts';
import type { Sample } from './signatures/sample.ts';

let corpus: Corpus;
beforeAll(async () => {
  corpus = await makeCorpus();
});

const check = (signed: Uint8Array, more: object = {}) =>
  verifySignedCopy({ signed, original: corpus.original, expectedSigner, at, ...more });

function sample(name: string): Sample {
  const found = corpus.samples.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no sample "${name}"`);
  return found;
}

describe('the corpus', () => {
  it('is judged as it should be: each file, with each of its reasons', async () => {
    const judged: Record<string, readonly string[]> = {};
    for (const { name, file } of corpus.samples) {
      const { outcome, reasons } = await check(file);
      judged[name] = [outcome, ...reasons.map(({ code }) => code)];
    }
    const expected = corpus.samples.map(({ name, reasons }) => [
      name,
      [reasons.length === 0 ? 'accepted' : 'refused', ...reasons],
    ]);
    expect(judged).toEqual(Object.fromEntries(expected));
  });

  it('has a sample for every reason there is, but those that need a trust list or a sole signer', () => {
    const shown = new Set(corpus.samples.flatMap(({ reasons }) => reasons));
    const codes = Object.keys(reasonTexts).filter(
      (code) => code !== 'untrustedIssuer' && code !== 'severalSignatures',
    );
    expect([...shown].toSorted()).toEqual(codes.toSorted());
  });

  it('has a locked PDF that opens with its password and not without', async () => {
    const open = (withPassword: object) =>
      getDocumentProxy(Uint8Array.from(sample('PDF behind a password').file), {
        verbosity: 0,
        ...withPassword,
      });
    await expect(open({})).rejects.toMatchObject({ name: 'PasswordException' });
    expect((await open({ password })).numPages).toBe(1);
  });
});

describe('a second opinion', () => {
  const isInstalled = spawnSync('pdfsig', ['-v']).error === undefined;
  const sentences = {
    valid: 'Signature is Valid.',
    invalid: /Digest Mismatch|Signature is Invalid|Unknown Validation Failure/,
    unsigned: 'does not contain any signatures',
  };

  it.skipIf(!isInstalled)('pdfsig says the same of the bytes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'reciproca-signatures-'));
    try {
      const asked = corpus.samples.filter(({ secondOpinion }) => secondOpinion !== undefined);
      expect(asked.length).toBeGreaterThan(15);
      for (const { name, file, secondOpinion } of asked) {
        const path = join(folder, 'signed.pdf');
        await writeFile(path, file);
        const { stdout, stderr } = spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' });
        const said = stdout + stderr;
        expect.soft(said, name).toMatch(sentences[secondOpinion!]);
        if (secondOpinion === 'valid') expect.soft(said, name).not.toMatch(sentences.invalid);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('the report', () => {
  it('tells who signed, with which certificate, and when by their own clock', async () => {
    const report = await check(sample('PDF that a second person signed too').file);
    expect(report).toMatchObject({ outcome: 'accepted', format: 'pades', trust: 'notVerified', reasons: [] });
    expect(report.expected).toMatchObject({
      kind: 'signature',
      signer: { commonName: 'Lucia Bianchi', taxCode: expectedSigner.taxCode },
      certificate: {
        issuer: 'Autorità inventata',
        notBefore: new Date('2025-01-01T00:00:00Z'),
        notAfter: new Date('2028-01-01T00:00:00Z'),
      },
      claimedAt: new Date('2026-05-04T08:00:00Z'),
      digestAlgorithm: 'SHA-256',
      namesItsCertificate: true,
      matchedBy: 'taxCode',
    });
    expect(report.signatures.map(({ signer, matchedBy }) => [signer.organisation, matchedBy])).toEqual([
      [undefined, 'taxCode'],
      ['Alleanza di prova', undefined],
    ]);
  });

  it('says what to do, in both languages, for every reason', async () => {
    for (const { file, reasons } of corpus.samples.filter((one) => one.reasons.length > 0)) {
      const report = await check(file);
      expect(report.reasons.map(({ text }) => text)).toEqual(reasons.map((code) => reasonTexts[code]));
    }
    for (const { it: italian, en } of Object.values(reasonTexts)) {
      expect(italian).not.toBe(en);
      expect([italian, en].every((sentence) => sentence.length > 40 && sentence.endsWith('.'))).toBe(true);
    }
  });

  it('names a time stamp as such, and never as a person’s signature', async () => {
    const { signatures } = await check(sample('PDF with a time stamp over it').file);
    expect(signatures.map(({ kind, matchedBy }) => [kind, matchedBy])).toEqual([
      ['signature', 'taxCode'],
      ['timestamp', undefined],
    ]);
  });

  it('depends on the moment it is asked about, to the second', async () => {
    const { file } = sample('PDF signed with RSA');
    const codesAt = async (moment: string) =>
      (await check(file, { at: new Date(moment) })).reasons.map(({ code }) => code);
    expect(await codesAt('2024-12-31T23:59:59Z')).toEqual(['certificateNotYetValid']);
    expect(await codesAt('2025-01-01T00:00:00Z')).toEqual([]);
    expect(await codesAt('2028-01-01T00:00:00Z')).toEqual([]);
    expect(await codesAt('2028-01-01T00:00:01Z')).toEqual(['certificateExpired']);
  });

  it('cannot be had for an original that is not a PDF with a plain table: that is our own mistake', async () => {
    const { file } = sample('PDF signed with RSA');
    await expect(check(file, { original: Buffer.from('%PDF-1.7 nothing') })).rejects.toThrow('The original');
  });
});

describe('a sole signer', () => {
  it.each(['PDF that a second person signed too', 'PDF that a second person signed first', '.p7m in a .p7m'])(
    '%s is refused',
    async (name) => {
      const { reasons } = await check(sample(name).file, { isAlone: true });
      expect(reasons.map(({ code }) => code)).toEqual(['severalSignatures']);
    },
  );

  it('may have a time stamp over the file', async () => {
    const { outcome } = await check(sample('PDF with a time stamp over it').file, { isAlone: true });
    expect(outcome).toBe('accepted');
  });
});

describe('the person', () => {
  it('is known by name where the certificate has no tax code, and the report says so', async () => {
    const { file } = sample('PDF by a certificate without a tax code');
    expect((await check(file)).expected?.matchedBy).toBe('name');
    const withoutName = await check(file, { expectedSigner: { taxCode: expectedSigner.taxCode } });
    expect(withoutName.reasons.map(({ code }) => code)).toEqual(['otherPerson']);
  });

  it('is not known by name where the certificate has another tax code', async () => {
    const { file } = sample('PDF signed with RSA');
    const namesake = await check(file, {
      expectedSigner: { ...expectedSigner, taxCode: 'BNCLCU90A41F205Z' },
    });
    expect(namesake.reasons.map(({ code }) => code)).toEqual(['otherPerson']);
  });

  it.each([
    ['the old prefix', { '2.5.4.5': 'IT:BNCLCU85A41F205X' }, 'taxCode'],
    ['the tax code alone', { '2.5.4.5': 'BNCLCU85A41F205X' }, 'taxCode'],
    ['the qualifier', { '2.5.4.46': 'BNCLCU85A41F205X' }, 'taxCode'],
    ['a card’s number', { '2.5.4.5': '7430000000000123' }, 'name'],
    ['given name and surname', { '2.5.4.42': 'Lucia', '2.5.4.4': 'BIANCHI' }, 'name'],
    ['another’s given name', { '2.5.4.42': 'Luca', '2.5.4.4': 'BIANCHI' }, undefined],
  ])('is read from %s', async (_where, subject, matchedBy) => {
    const signer = await issue({ commonName: 'Bianchi Lucia', subject, key: 'ecdsa' });
    const report = await check(await signPdf(corpus.original, { signer }));
    expect(report.expected?.matchedBy).toBe(matchedBy);
  });
});

describe('trust', () => {
  const listOf = (...authorities: readonly { certificate: Parameters<typeof pemOf>[0] }[]) => ({
    trust: { certificates: authorities.map(({ certificate }) => pemOf(certificate)) },
  });

  it('is verified where the certificate leads to one of the list', async () => {
    const { authority, stranger } = corpus.people;
    const report = await check(sample('PDF signed with RSA').file, listOf(stranger, authority));
    expect(report).toMatchObject({ outcome: 'accepted', trust: 'verified' });
  });

  it('leads over an authority in between', async () => {
    const between = await issue({
      commonName: 'Autorità di mezzo',
      isAuthority: true,
      key: 'ecdsa',
      issuer: corpus.people.authority,
    });
    const signer = await issue({ commonName: 'Lucia Bianchi', key: 'ecdsa', issuer: between });
    const report = await check(await signPdf(corpus.original, { signer }), listOf(corpus.people.authority));
    expect(report).toMatchObject({ outcome: 'accepted', trust: 'verified' });
  });

  it.each(['another issuer', 'nobody', 'somebody who is no authority'])(
    'refuses a certificate by %s',
    async (by) => {
      const { mario, luciaByOther, authority } = corpus.people;
      const byMario = () => issue({ commonName: 'Lucia Bianchi', key: 'ecdsa', issuer: mario });
      const byNobody = () => issue({ commonName: 'Lucia Bianchi', key: 'ecdsa', isAuthority: true });
      const signer =
        by === 'another issuer' ? luciaByOther : await (by === 'nobody' ? byNobody() : byMario());
      const report = await check(await signPdf(corpus.original, { signer }), listOf(authority));
      expect(report).toMatchObject({ outcome: 'refused', trust: 'notVerified' });
      expect(report.reasons.map(({ code }) => code)).toEqual(['untrustedIssuer']);
    },
  );
});
