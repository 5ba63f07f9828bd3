import * as asn1js from 'asn1js';
import { Certificate, ContentInfo, SignedData, TSTInfo } from 'pkijs';
import { engine } from './algorithms.ts';
import { endOfElementOrThrow, maxNodes } from './asn1-shape.ts';
import { Unreadable } from './unreadable.ts';

const maxContentLength = 32 * 1024 * 1024;
const maxSigners = 8;
const maxCertificates = 40;

const oids = { data: '1.2.840.113549.1.7.1', signedData: '1.2.840.113549.1.7.2' };

/** A CMS envelope: who signed, with which certificates, and the content if it is inside. */
export interface Cms {
  readonly signedData: SignedData;
  readonly certificates: readonly Certificate[];
  readonly content: Uint8Array | undefined;
}

/**
 * Reads a signature within bounds that no honest one reaches. What follows it may only be zeros, and only where the
 * place for it was kept free before its length was known.
 */
export function readCmsOrThrow(bytes: Uint8Array, { mayBePadded }: { mayBePadded: boolean }): Cms {
  const end = endOfElementOrThrow(bytes);
  const { offset, result } = asn1js.fromBER(bytes.subarray(0, end), {
    maxNodes,
    maxContentLength,
    parseEmbedded: false,
  });
  if (offset !== end) throw new Unreadable('a signature is not ASN.1');
  const envelope = new ContentInfo({ schema: result });
  if (envelope.contentType !== oids.signedData) throw new Unreadable('an envelope holds no signature');
  const signedData = new SignedData({ schema: envelope.content });
  const rest = bytes.subarray(end);
  if (rest.length > 0 && !(mayBePadded && rest.every((byte) => byte === 0))) {
    throw new Unreadable('something follows a signature');
  }
  if (![1, 3, 4, 5].includes(signedData.version))
    throw new Unreadable('an envelope is of an unknown version');
  if (signedData.signerInfos.length === 0) throw new Unreadable('nobody signed');
  if (signedData.signerInfos.length > maxSigners) throw new Unreadable('too many signers');
  const certificates = (signedData.certificates ?? []).filter((item) => item instanceof Certificate);
  if (certificates.length > maxCertificates) throw new Unreadable('too many certificates');
  const content = signedData.encapContentInfo.eContent;
  return { signedData, certificates, content: content && new Uint8Array(content.getValue()) };
}

/** Whether an envelope is about plain content, as documents are. */
export function isAboutData({ signedData }: Cms): boolean {
  return signedData.encapContentInfo.eContentType === oids.data;
}

/** Whether an envelope is a time stamp of these bytes. */
export async function stampsBytes(cms: Cms, covered: Uint8Array): Promise<boolean> {
  const stamp = TSTInfo.fromBER(cms.content ?? new Uint8Array());
  return stamp.verify({ data: Uint8Array.from(covered).buffer }, engine).catch(() => false);
}
