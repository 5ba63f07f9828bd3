import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifySignedCopy } from '../signatures/verify-signed-copy.ts';
import { derOf } from './signatures/certificates.ts';
import { flipped } from './signatures/cheats.ts';
import { signCms } from './signatures/cms-files.ts';
import { printText, save, signPdf } from './signatures/pdf-files.ts';
import { at, expectedSigner, makePeople } from './signatures/people.ts';
import { times } from './support/long.ts';

let original: Buffer;
let pdf: Buffer;
let p7m: Buffer;
let ownCertificate: Buffer;
beforeAll(async () => {
  const people = await makePeople();
  ownCertificate = derOf(people.lucia.certificate);
  original = await printText(['x']);
  pdf = await signPdf(original, { signer: people.lucia }, { placeBytes: 2400 });
  p7m = await signCms(original, { signer: people.lucia, enveloping: true });
});

const check = (signed: Uint8Array) => verifySignedCopy({ signed, original, expectedSigner, at });

/** The object identifier of the first attribute that the key signs; from here to its end an envelope is sealed. */
const contentTypeOid = Buffer.from('06092a864886f70d010903', 'hex');

/**
 * Whether a place of an envelope is sealed: in the text, in the signer's certificate (which the signed attributes name
 * by its digest), in those attributes or in the signature. Outside lie the certificates of issuers, which nobody looks
 * at without a trust list, and how the envelope spells its parts.
 */
function isSealed(cms: Buffer, place: number): boolean {
  const content = cms.indexOf('%PDF-');
  const certificate = cms.indexOf(ownCertificate);
  const isIn = (start: number, length: number) => start !== -1 && place >= start && place < start + length;
  return (
    isIn(content, original.length) ||
    isIn(certificate, ownCertificate.length) ||
    place >= cms.indexOf(contentTypeOid)
  );
}

async function flipMany(file: Buffer, count: number, mayStand: (place: number, bits: number) => boolean) {
  const whole = await check(file);
  expect(whole.outcome).toBe('accepted');
  const flip = fc.tuple(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }));
  await fc.assert(
    fc.asyncProperty(flip, async ([place, bits]) => {
      const report = await check(flipped(file, place, bits));
      if (report.outcome === 'refused') return report.reasons.length > 0;
      expect(report).toEqual(whole);
      return mayStand(place, bits);
    }),
    { numRuns: count },
  );
}

describe('an altered byte', { timeout: 900_000 }, () => {
  it('of a .p7m is refused, unless it is not sealed and changes nothing of the report', async () => {
    await flipMany(p7m, times(20_000), (place) => !isSealed(p7m, place));
  });

  it('of a PDF is refused, unless it spells the same digit or is not sealed', async () => {
    const start = pdf.lastIndexOf('/Contents <') + '/Contents <'.length;
    const end = pdf.indexOf('>', start);
    const cms = Buffer.from(pdf.toString('latin1', start, end), 'hex');
    await flipMany(pdf, times(20_000), (place, bits) => {
      if (place < start || place >= end) return false;
      const isSameDigit = bits === 0x20 && /[a-f]/i.test(String.fromCharCode(pdf[place]!));
      return isSameDigit || !isSealed(cms, Math.floor((place - start) / 2));
    });
  });
});

describe('whatever is sent', { timeout: 300_000 }, () => {
  const beginnings = ['', '%PDF-1.7\n', '0\x82', '0\x80\x06\x09'];

  it('is answered by a refusal', async () => {
    const anything = fc.tuple(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 400 }));
    await fc.assert(
      fc.asyncProperty(anything, async ([beginning, rest]) => {
        const report = await check(Buffer.concat([Buffer.from(beginning, 'latin1'), rest]));
        return report.outcome === 'refused' && report.reasons.length > 0;
      }),
      { numRuns: times(20_000) },
    );
  });

  it('behind the original is answered by a refusal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 200 }), async (rest) => {
        const report = await check(Buffer.concat([original, Buffer.from(rest)]));
        return report.outcome === 'refused' && report.reasons.length > 0;
      }),
      { numRuns: times(10_000) },
    );
  });

  it.each([
    ['a .p7m nested a million deep', () => Buffer.alloc(2_000_000, Buffer.from([0x30, 0x80]))],
    [
      'a .p7m of a million parts',
      () => Buffer.concat([Buffer.from([0x30, 0x80]), Buffer.alloc(2_000_000, Buffer.from([5, 0]))]),
    ],
    [
      'octets in octets',
      () => Buffer.alloc(5_000_000, Buffer.from([0x30, 0x80, 0x24, 0x80, 0x04, 0x02, 0x04, 0x00])),
    ],
    ['arrays in arrays', () => Buffer.concat([original, Buffer.from(`20 0 obj\n${'['.repeat(5_000_000)}`)])],
    [
      'a string without end',
      () => Buffer.concat([original, Buffer.from(`20 0 obj\n(${'('.repeat(5_000_000)}`)]),
    ],
    [
      'a million ranges',
      () => Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(20_000_000, '/ByteRange [0 1 2 3]')]),
    ],
    [
      'ranges that never end',
      () => Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(20_000_000, '/ByteRange [0 ')]),
    ],
    [
      'a table of a billion objects',
      () =>
        Buffer.from(
          save(original, { 20: '1' }).toString('latin1').replace('\n20 1\n', '\n20 999999999\n'),
          'latin1',
        ),
    ],
    ['thousands of saves', () => Buffer.concat([original, Buffer.alloc(2_000_000, 'xref\n')])],
  ])('is answered in reasonable time: %s', { timeout: 20_000 }, async (_what, make) => {
    const report = await check(make());
    expect(report.outcome).toBe('refused');
    expect(report.reasons).not.toEqual([]);
  });
});
