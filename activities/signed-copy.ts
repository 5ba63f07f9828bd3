import { createHash } from 'node:crypto';
import { Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import { reasonTexts, trustTexts, type ReasonCode } from '../signatures/reasons.ts';
import type { TrustList } from '../signatures/trust.ts';
import type { Bytes } from '../vault/envelope.ts';
import type { Vault } from '../vault/vault.ts';
import { storeDocument, type NewDocument } from './documents.ts';
import type { Signatory } from './representatives.ts';
import { checkSignature, type SignatureProof } from './signature-check.ts';

/** A paper that waits for its signature: its bytes, whose signature, and the moment by which to judge. */
export interface AwaitedCopy {
  readonly original: Uint8Array;
  readonly signatory: Signatory;
  readonly at: Date;
  /** The issuers that count; without them the integrity is verified and the trust is not. */
  readonly trust: TrustList | undefined;
}

/** What is known of a signed copy once it was checked. */
export interface CopyProof extends SignatureProof {
  readonly originalHash: string;
  readonly copyHash: string;
  readonly verifiedAt: string;
}

/**
 * Checks whether an uploaded file is exactly the paper, signed by the awaited person alone. It asks nothing of the
 * database and takes its time: never within a transaction. A copy that is not as it should be is refused, with every
 * reason and what to do about it.
 */
export async function checkSignedCopy(copy: Bytes, awaited: AwaitedCopy): Promise<CopyProof> {
  mediaTypeOfCopy(copy);
  const { original, signatory, at, trust } = awaited;
  const verdict = await checkSignature({
    signed: copy,
    original,
    // By the tax code alone: names are shared, and whoever signs a paper of the alliance is on record with theirs.
    expectedSigner: { taxCode: signatory.taxCode },
    isAlone: true,
    at,
    ...(trust && { trust }),
  });
  if ('reasons' in verdict) throw refusalOf(verdict.reasons);
  const { proof } = verdict;
  return { ...proof, originalHash: hashOf(original), copyHash: hashOf(copy), verifiedAt: at.toISOString() };
}

/** A signed copy that was checked, as it travels, sealed, to where it takes effect. */
export interface CheckedCopy {
  /** The document that was to be signed. */
  readonly paperId: string;
  readonly file: string;
  readonly proof: CopyProof;
}

/** Keeps a signed copy as it came; its name says what kind of signature it has. */
export function storeSignedCopy(
  tx: Tx,
  vault: Vault,
  { file }: CheckedCopy,
  document: Omit<NewDocument, 'content'>,
): Promise<string> {
  const bytes = new Uint8Array(Buffer.from(file, 'base64'));
  const mediaType = mediaTypeOfCopy(bytes);
  const name = `${document.name}${mediaType === 'application/pdf' ? '' : '.p7m'}`;
  return storeDocument(tx, vault, { ...document, name, content: { bytes, mediaType } });
}

/** What was found of a signed copy, in a word and in a sentence. */
export function verificationOf({ trust }: CopyProof) {
  return { integrity: 'verified' as const, trust, text: { ...trustTexts[trust] } };
}

const signedDataOid = Buffer.from('06092a864886f70d010702', 'hex');

/** What a file is by its content, whatever its name says. Refuses an empty one, and anything but PDF and .p7m. */
export function mediaTypeOfCopy(copy: Bytes): 'application/pdf' | 'application/pkcs7-mime' {
  if (copy.length === 0) throw refusalOf(['empty']);
  const beginning = Buffer.from(copy.subarray(0, 32));
  if (beginning.toString('latin1').startsWith('%PDF-')) return 'application/pdf';
  if (beginning[0] === 0x30 && beginning.includes(signedDataOid)) return 'application/pkcs7-mime';
  throw new Refusal('unsupportedType', {
    detail: {
      it: 'Si accetta il testo scaricato e firmato digitalmente: un PDF (PAdES) o un .p7m (CAdES, in DER), qualunque sia il nome del file.',
      en: 'The downloaded text with a digital signature is accepted: a PDF (PAdES) or a .p7m (CAdES, in DER), whatever the name of the file.',
    },
  });
}

const unreadable: ReadonlySet<ReasonCode> = new Set(['empty', 'unreadable', 'passwordProtected']);

function refusalOf(codes: readonly ReasonCode[]): Refusal {
  const texts = codes.map((code) => reasonTexts[code]);
  return new Refusal(
    codes.every((code) => unreadable.has(code)) ? 'unreadableDocument' : 'signatureNotValid',
    {
      detail: {
        it: texts.map((text) => text.it).join(' '),
        en: texts.map((text) => text.en).join(' '),
      },
      errors: texts.map((message) => ({ pointer: '/body/file', message })),
      facts: codes,
    },
  );
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
