import { createHash, generateKeyPairSync, webcrypto, type KeyObject } from 'node:crypto';
import * as asn1js from 'asn1js';
import {
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  Extension,
  RelativeDistinguishedNames,
  type SignedData,
} from 'pkijs';
import { engine } from '../../signatures/algorithms.ts';

/** A key, the certificate for it, and what else to send along. */
export interface TestIdentity {
  readonly certificate: Certificate;
  readonly key: KeyObject;
  readonly chain: readonly Certificate[];
}

export interface IssueOptions {
  readonly commonName: string;
  /** By attribute type, e.g. the subject's serial number, `2.5.4.5`. */
  readonly subject?: Readonly<Record<string, string>>;
  readonly key?: 'rsa' | 'rsa1024' | 'ecdsa';
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly issuer?: TestIdentity;
  readonly isAuthority?: boolean;
}

export const taxCodeOid = '2.5.4.5';
let serial = 1;

/** Issues a certificate, signed by its issuer's key or by its own. */
export async function issue(options: IssueOptions): Promise<TestIdentity> {
  const { publicKey, privateKey } = keyPair(options.key ?? 'rsa');
  const certificate = new Certificate({ version: 2 });
  certificate.serialNumber = new asn1js.Integer({ value: (serial += 1) });
  certificate.subject = nameOf({ '2.5.4.3': options.commonName, ...options.subject });
  certificate.issuer = options.issuer?.certificate.subject ?? certificate.subject;
  certificate.notBefore.value = new Date(options.notBefore ?? '2025-01-01T00:00:00Z');
  certificate.notAfter.value = new Date(options.notAfter ?? '2028-01-01T00:00:00Z');
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  certificate.subjectPublicKeyInfo.fromSchema(asn1js.fromBER(spki).result);
  const constraints = new BasicConstraints({ cA: options.isAuthority ?? false });
  const extnValue = constraints.toSchema().toBER();
  certificate.extensions = [new Extension({ extnID: '2.5.29.19', critical: true, extnValue })];
  await certificate.sign(await cryptoKeyOf(options.issuer?.key ?? privateKey), 'SHA-256', engine);
  const whole = new Certificate({ schema: asn1js.fromBER(certificate.toSchema(true).toBER()).result });
  const chain = options.issuer ? [options.issuer.certificate, ...options.issuer.chain] : [];
  return { certificate: whole, key: privateKey, chain };
}

/** A key as WebCrypto wants it, which ties the digest to the key. */
export async function cryptoKeyOf(key: KeyObject, hash = 'SHA-256', padding = 'RSASSA-PKCS1-v1_5') {
  const algorithm =
    key.asymmetricKeyType === 'rsa' ? { name: padding, hash } : { name: 'ECDSA', namedCurve: 'P-256', hash };
  const der = key.export({ type: 'pkcs8', format: 'der' });
  return webcrypto.subtle.importKey('pkcs8', der, algorithm, true, ['sign']) as Promise<
    Parameters<SignedData['sign']>[0]
  >;
}

export function derOf(certificate: Certificate): Buffer {
  return Buffer.from(certificate.toSchema().toBER());
}

export function pemOf(certificate: Certificate): string {
  const lines = derOf(certificate)
    .toString('base64')
    .match(/.{1,64}/g)!;
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

export function sha(name: string, bytes: Uint8Array): Buffer {
  return createHash(name.replace('-', '').toLowerCase()).update(bytes).digest();
}

function keyPair(kind: 'rsa' | 'rsa1024' | 'ecdsa') {
  if (kind === 'ecdsa') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return generateKeyPairSync('rsa', { modulusLength: kind === 'rsa' ? 2048 : 1024 });
}

function nameOf(parts: Readonly<Record<string, string>>): RelativeDistinguishedNames {
  return new RelativeDistinguishedNames({
    typesAndValues: Object.entries(parts).map(
      ([type, value]) => new AttributeTypeAndValue({ type, value: new asn1js.Utf8String({ value }) }),
    ),
  });
}
