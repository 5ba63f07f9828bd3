import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import type { Certificate, RelativeDistinguishedNames } from 'pkijs';
import type { SignatureFacts, Signer } from './report.ts';

const maxTextLength = 256;

const attributes = {
  commonName: '2.5.4.3',
  surname: '2.5.4.4',
  serialNumber: '2.5.4.5',
  organisation: '2.5.4.10',
  givenName: '2.5.4.42',
  dnQualifier: '2.5.4.46',
} as const;

/**
 * `TINIT-…` is how qualified certificates write an Italian tax code (ETSI EN 319 412-1); `IT:…` is how they wrote it
 * before. A tax code that stands alone is known by its shape, so that no serial number of a card is taken for one.
 */
const prefixed = /^(?:TINIT-|IT:)([A-Z0-9]{16}|\d{11})$/;
const digit = '[0-9LMNPQRSTUV]';
const alone = new RegExp(`^([A-Z]{6}${digit}{2}[ABCDEHLMPRST]${digit}{2}[A-Z]${digit}{3}[A-Z])$`);

/** A certificate's own words on whom it was given to. */
export interface Identity extends Signer {
  /** Given name and surname, or the common name where it has none. */
  readonly fullName: string;
}

export function identityOf(certificate: Certificate): Identity {
  const subject = (type: keyof typeof attributes) => textOf(certificate.subject, attributes[type]);
  const commonName = subject('commonName');
  const named = [subject('givenName'), subject('surname')].filter((name) => name !== '');
  const taxCode = taxCodeIn(subject('serialNumber')) ?? taxCodeIn(subject('dnQualifier'));
  const organisation = subject('organisation');
  return {
    commonName,
    fullName: named.length === 2 ? named.join(' ') : commonName,
    ...(taxCode && { taxCode }),
    ...(organisation && { organisation }),
  };
}

export function certificateFactsOf(certificate: Certificate): SignatureFacts['certificate'] {
  return {
    serialNumber: Buffer.from(certificate.serialNumber.valueBlock.valueHexView)
      .toString('hex')
      .slice(0, maxTextLength),
    issuer:
      textOf(certificate.issuer, attributes.commonName) ||
      textOf(certificate.issuer, attributes.organisation),
    notBefore: certificate.notBefore.value,
    notAfter: certificate.notAfter.value,
    fingerprint: createHash('sha256').update(Buffer.from(certificate.toSchema().toBER())).digest('hex'),
  };
}

function taxCodeIn(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  return (prefixed.exec(code) ?? alone.exec(code))?.[1];
}

function textOf(name: RelativeDistinguishedNames, type: string): string {
  const found = name.typesAndValues.find((attribute) => String(attribute.type) === type)?.value;
  const text: unknown = found instanceof asn1js.BaseStringBlock ? found.getValue() : '';
  return typeof text === 'string' ? text.slice(0, maxTextLength) : '';
}
