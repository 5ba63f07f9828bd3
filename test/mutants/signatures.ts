import type { CodeMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

/** The guards of the check of signed files. */
export const signatureMutants: readonly CodeMutant[] = [
  ...provenBy('test/signatures.test.ts', [
    [
      'signatures: a signed PDF need not begin with the original',
      'signatures/pades.ts',
      "if (!startsWith(signed, original.bytes)) return astray(signed, { code: 'alteredText' });",
    ],
    [
      'signatures: a signature may leave out part of the file',
      'signatures/pades.ts',
      'if (!coversItsUpdate(dictionary, update, signed.length)) {',
      'if (!statesRange(dictionary)) {',
    ],
    [
      'signatures: a signing save may change what the text is made of',
      'signatures/pdf-changes.ts',
      'if (!may.has(number)) return `object ${number} is changed`;',
    ],
    [
      'signatures: after the last signature anything may be saved',
      'signatures/pades.ts',
      'index > last ? complainOfArchiving(change) : complainOfSigning(change)',
      'index > last ? undefined : complainOfSigning(change)',
    ],
    [
      'signatures: a stamp may cover the page',
      'signatures/pdf-changes.ts',
      "areaOf(field.get('Rect')) <= maxStampArea",
      "areaOf(field.get('Rect')) <= Infinity",
    ],
    [
      'signatures: the table of a save may hide objects',
      'signatures/pdf-update.ts',
      "if (!agrees) throw new Unreadable('the table",
      "if (!agrees && table.length === 0) throw new Unreadable('the table",
    ],
    [
      'signatures: the signed digest is not compared',
      'signatures/signer-info.ts',
      "faults.push({ code: 'alteredBytes' });",
    ],
    [
      'signatures: the key need not fit',
      'signatures/signer-info.ts',
      "faults.push({ code: 'brokenSignature', why: 'the key does not fit' });",
    ],
    [
      "signatures: another certificate may be put in the place of the signer's",
      'signatures/signer-info.ts',
      "if (bound === 'other')",
      'if (bound === undefined)',
    ],
    [
      'signatures: expired certificates sign',
      'signatures/signer-info.ts',
      'if (!(at <= validity.notAfter)) faults',
      'if (at.getTime() === 0) faults',
    ],
    [
      'signatures: SHA-1 is as good as any',
      'signatures/algorithms.ts',
      "  '2.16.840.1.101.3.4.2.1': 'SHA-256',",
      "  '1.3.14.3.2.26': 'SHA-1',\n  '2.16.840.1.101.3.4.2.1': 'SHA-256',",
    ],
    [
      'signatures: a namesake signs',
      'signatures/person.ts',
      'if (identity.taxCode !== undefined) {',
      'if (identity.taxCode === expected.taxCode) {',
    ],
    [
      'signatures: a .p7m may hold another text',
      'signatures/verify-signed-copy.ts',
      "else if (Buffer.compare(content, copy.original) !== 0) found.push({ code: 'alteredText' });",
    ],
    [
      'signatures: whoever has a certificate may issue trusted ones',
      'signatures/trust.ts',
      ' && isAuthority(candidate)',
    ],
    [
      'signatures: the parts of a signature may be longer than the whole',
      'signatures/asn1-shape.ts',
      'isConstructed && part < end;',
      'false;',
    ],
    [
      'signatures: a sole signer may have company',
      'signatures/verify-signed-copy.ts',
      'isAlone && people.length > 1',
      'isAlone && people.length > 9',
    ],
    ['signatures: short keys sign', 'signatures/algorithms.ts', ' && isStrongKey(key)'],
  ]),
];
