import * as asn1js from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  MessageImprint,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TSTInfo,
  type Certificate,
} from 'pkijs';
import { engine } from '../../signatures/algorithms.ts';
import { cryptoKeyOf, derOf, sha, type TestIdentity } from './certificates.ts';

export interface CmsOptions {
  readonly signer: TestIdentity;
  /** Whether the content goes into the envelope, as in a .p7m. */
  readonly enveloping?: boolean;
  readonly hash?: 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';
  readonly padding?: 'RSASSA-PKCS1-v1_5' | 'RSA-PSS';
  /** The certificate that the signature names (ESS), if not the signer's; none at all for `null`. */
  readonly names?: Certificate | null;
  /** Names the way to sign just RSA, as many programs do: the digest is then named elsewhere. */
  readonly plainRsa?: boolean;
  readonly signingTime?: Date;
  readonly contentType?: string;
  /** The type that the signed attributes state, if not that of the content. */
  readonly statedType?: string;
  /** A digest to state instead of the content's. */
  readonly digest?: Uint8Array;
}

const data = '1.2.840.113549.1.7.1';
const plainRsa = '1.2.840.113549.1.1.1';

/** Signs content as CAdES-B does: type, digest, time and certificate are in what the key signs. */
export async function signCms(content: Uint8Array, options: CmsOptions): Promise<Buffer> {
  const { signer, hash = 'SHA-256', contentType = data } = options;
  const signedData = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: contentType,
      ...(options.enveloping && {
        eContent: new asn1js.OctetString({ valueHex: Uint8Array.from(content).buffer }),
      }),
    }),
    signerInfos: [signerInfoOf(content, options)],
    certificates: [signer.certificate, ...signer.chain],
  });
  const key = await cryptoKeyOf(signer.key, hash, options.padding);
  await signedData.sign(key, 0, hash, new ArrayBuffer(0), engine);
  if (options.plainRsa) {
    const algorithmParams = new asn1js.Null();
    signedData.signerInfos[0]!.signatureAlgorithm = new AlgorithmIdentifier({
      algorithmId: plainRsa,
      algorithmParams,
    });
  }
  const envelope = new ContentInfo({
    contentType: '1.2.840.113549.1.7.2',
    content: signedData.toSchema(true),
  });
  return Buffer.from(envelope.toSchema().toBER());
}

/** A time stamp of these bytes, as authorities give them (RFC 3161). */
export async function stampCms(covered: Uint8Array, signer: TestIdentity): Promise<Buffer> {
  const stamp = new TSTInfo({
    version: 1,
    policy: '1.2.3.4',
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: '2.16.840.1.101.3.4.2.1' }),
      hashedMessage: new asn1js.OctetString({ valueHex: Uint8Array.from(sha('SHA-256', covered)).buffer }),
    }),
    serialNumber: new asn1js.Integer({ value: 1 }),
    genTime: new Date('2026-05-04T08:00:00Z'),
  });
  const content = Buffer.from(stamp.toSchema().toBER());
  return signCms(content, { signer, enveloping: true, contentType: '1.2.840.113549.1.9.16.1.4' });
}

function signerInfoOf(content: Uint8Array, options: CmsOptions): SignerInfo {
  const { signer, hash = 'SHA-256', contentType = data, names } = options;
  const { issuer, serialNumber } = signer.certificate;
  const digest = Uint8Array.from(options.digest ?? sha(hash, content)).buffer;
  const attributes = [
    attribute(
      '1.2.840.113549.1.9.3',
      new asn1js.ObjectIdentifier({ value: options.statedType ?? contentType }),
    ),
    attribute(
      '1.2.840.113549.1.9.5',
      new asn1js.UTCTime({ valueDate: options.signingTime ?? new Date('2026-05-04T08:00:00Z') }),
    ),
    attribute('1.2.840.113549.1.9.4', new asn1js.OctetString({ valueHex: digest })),
    ...(names === null ? [] : [essOf(names ?? signer.certificate)]),
  ];
  return new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer, serialNumber }),
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: attributes.toSorted(byEncoding) }),
  });
}

function essOf(certificate: Certificate): Attribute {
  const valueHex = Uint8Array.from(sha('SHA-256', derOf(certificate))).buffer;
  const named = new asn1js.Sequence({ value: [new asn1js.OctetString({ valueHex })] });
  const list = new asn1js.Sequence({ value: [named] });
  return attribute('1.2.840.113549.1.9.16.2.47', new asn1js.Sequence({ value: [list] }));
}

function attribute(type: string, value: asn1js.BaseBlock): Attribute {
  return new Attribute({ type, values: [value] });
}

/** DER wants the members of a set in the order of their bytes. */
function byEncoding(one: Attribute, other: Attribute): number {
  return Buffer.compare(Buffer.from(one.toSchema().toBER()), Buffer.from(other.toSchema().toBER()));
}
