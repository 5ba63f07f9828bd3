import * as asn1js from 'asn1js';
import { IssuerAndSerialNumber, type Attribute, type Certificate, type SignerInfo } from 'pkijs';
import { digestNameOf, digestOf, isSignedBy, isStrong } from './algorithms.ts';
import { certificateFactsOf, identityOf } from './certificate.ts';
import type { Cms } from './cms.ts';
import { matchOf, type ExpectedSigner } from './person.ts';
import type { Fault } from './reasons.ts';
import type { SignatureFacts } from './report.ts';
import { isTrusted, type TrustList } from './trust.ts';
import { Unreadable } from './unreadable.ts';

const oids = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  subjectKeyIdentifier: '2.5.29.14',
} as const;

/** Against what signatures are checked. */
export interface Expectation {
  readonly expectedSigner: ExpectedSigner;
  readonly at: Date;
  readonly trust?: TrustList;
}

/** Checks one signer's signature of these bytes: what was signed, by which certificate, whose, and valid when. */
export async function checkSignerOrThrow(
  cms: Cms,
  signerInfo: SignerInfo,
  covered: Uint8Array,
  { expectedSigner, at, trust }: Expectation,
): Promise<SignatureFacts> {
  checkAnnouncedOrThrow(cms, signerInfo);
  const certificate = certificateOfOrThrow(cms, signerInfo);
  const { fullName: _fullName, ...signer } = identityOf(certificate);
  const validity = certificateFactsOf(certificate);
  const digest = digestNameOf(signerInfo.digestAlgorithm);
  const bound = await bindingOf(certificate, signerInfo);
  const faults: Fault[] = [];
  if (
    digest === undefined ||
    !isStrong(signerInfo.signatureAlgorithm, digest, certificate.subjectPublicKeyInfo)
  ) {
    faults.push({ code: 'weakAlgorithm' });
  } else faults.push(...(await integrityFaultsOf(cms, signerInfo, certificate, { digest, covered })));
  if (bound === 'other') faults.push({ code: 'brokenSignature', why: 'it names another certificate' });
  // Asked this way round, a date that is none counts against the certificate.
  if (!(at >= validity.notBefore)) faults.push({ code: 'certificateNotYetValid' });
  if (!(at <= validity.notAfter)) faults.push({ code: 'certificateExpired' });
  const isVerified = trust !== undefined && (await isTrusted(certificate, cms.certificates, { trust, at }));
  if (trust !== undefined && !isVerified) faults.push({ code: 'untrustedIssuer' });
  const matchedBy = matchOf(identityOf(certificate), expectedSigner);
  const claimedAt = claimedTimeOf(signerInfo);
  return {
    kind: 'signature',
    signer,
    certificate: validity,
    ...(claimedAt && { claimedAt }),
    digestAlgorithm: digest ?? signerInfo.digestAlgorithm.algorithmId.slice(0, 64),
    namesItsCertificate: bound === 'this',
    ...(matchedBy && { matchedBy }),
    trust: isVerified ? 'verified' : 'notVerified',
    faults,
  };
}

/** The envelope announces each signer's digest, and a signer's version goes with how it names its certificate. */
function checkAnnouncedOrThrow({ signedData }: Cms, { digestAlgorithm, version, sid }: SignerInfo): void {
  const announced = signedData.digestAlgorithms.map(({ algorithmId }) => algorithmId);
  if (!announced.includes(digestAlgorithm.algorithmId)) throw new Unreadable('a digest is not announced');
  if (version !== (sid instanceof IssuerAndSerialNumber ? 1 : 3))
    throw new Unreadable('a signer is of an odd version');
}

/** The content's digest is in the signed attributes, and those are what the key has signed. */
async function integrityFaultsOf(
  cms: Cms,
  signerInfo: SignerInfo,
  certificate: Certificate,
  { digest, covered }: { readonly digest: string; readonly covered: Uint8Array },
): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  const signed = valueOf(signerInfo, oids.messageDigest);
  const type = valueOf(signerInfo, oids.contentType);
  const contentType = cms.signedData.encapContentInfo.eContentType;
  if (!(type instanceof asn1js.ObjectIdentifier) || type.getValue() !== contentType) {
    faults.push({ code: 'brokenSignature', why: 'it is of another type of content' });
  }
  if (!(signed instanceof asn1js.OctetString)) {
    return [{ code: 'brokenSignature', why: 'it signs no digest' }];
  }
  if (!isEqual(new Uint8Array(signed.getValue()), await digestOf(digest, covered))) {
    faults.push({ code: 'alteredBytes' });
  }
  const value = { value: signerInfo.signature, algorithm: signerInfo.signatureAlgorithm, digest };
  if (!(await isSignedBy(certificate, value, signerInfo.signedAttrs!.encodedValue))) {
    faults.push({ code: 'brokenSignature', why: 'the key does not fit' });
  }
  return faults;
}

function certificateOfOrThrow({ certificates }: Cms, { sid }: SignerInfo): Certificate {
  const found = certificates.find((certificate) =>
    sid instanceof IssuerAndSerialNumber
      ? certificate.issuer.isEqual(sid.issuer) && certificate.serialNumber.isEqual(sid.serialNumber)
      : isEqual(
          keyIdentifierOf(certificate),
          new Uint8Array((sid as asn1js.OctetString).valueBlock.valueHexView),
        ),
  );
  if (found === undefined) throw new Unreadable('the certificate of a signer is missing');
  return found;
}

function keyIdentifierOf(certificate: Certificate): Uint8Array {
  const extension = certificate.extensions?.find(({ extnID }) => extnID === oids.subjectKeyIdentifier);
  const identifier: unknown = extension?.parsedValue;
  return identifier instanceof asn1js.OctetString ? identifier.valueBlock.valueHexView : new Uint8Array();
}

/** Which certificate the signature names in what it signs: this one, another, or none. */
async function bindingOf(
  certificate: Certificate,
  signerInfo: SignerInfo,
): Promise<'this' | 'other' | 'none'> {
  if (attributesOf(signerInfo, oids.signingCertificateV2).length === 0) return 'none';
  const { hash, digest } = firstCertificateNamed(valueOf(signerInfo, oids.signingCertificateV2));
  if (hash === undefined || digest === undefined) return 'other';
  const der = new Uint8Array(certificate.toSchema().toBER());
  return isEqual(hash, await digestOf(digest, der)) ? 'this' : 'other';
}

/** ESSCertIDv2: an algorithm, SHA-256 if none is named, and the digest of the certificate by it. */
function firstCertificateNamed(value: unknown): { hash?: Uint8Array; digest?: string } {
  const [certificates] = partsOf(value);
  const parts = partsOf(partsOf(certificates)[0]);
  const algorithm = parts[0] instanceof asn1js.Sequence ? partsOf(parts[0])[0] : undefined;
  const hash = parts[algorithm === undefined ? 0 : 1];
  const digest =
    algorithm instanceof asn1js.ObjectIdentifier
      ? digestNameOf({ algorithmId: algorithm.getValue() } as Parameters<typeof digestNameOf>[0])
      : 'SHA-256';
  return {
    ...(hash instanceof asn1js.OctetString && { hash: new Uint8Array(hash.getValue()) }),
    ...(digest !== undefined && { digest }),
  };
}

function partsOf(value: unknown): readonly unknown[] {
  return value instanceof asn1js.Sequence ? value.valueBlock.value : [];
}

function claimedTimeOf(signerInfo: SignerInfo): Date | undefined {
  const value = valueOf(signerInfo, oids.signingTime);
  const time = value instanceof asn1js.UTCTime ? value.toDate() : undefined;
  return time !== undefined && Number.isFinite(time.getTime()) ? time : undefined;
}

/** The one value of a signed attribute that stands there once. Twice could be understood in two ways. */
function valueOf(signerInfo: SignerInfo, type: string): unknown {
  const [only, ...more] = attributesOf(signerInfo, type).flatMap(
    ({ values }) => values as readonly unknown[],
  );
  return more.length === 0 ? only : undefined;
}

function attributesOf(signerInfo: SignerInfo, type: string): readonly Attribute[] {
  return (signerInfo.signedAttrs?.attributes ?? []).filter((attribute) => attribute.type === type);
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length > 0 && Buffer.compare(one, other) === 0;
}
