import { serialize } from 'node:v8';
import type { ReasonCode } from '../signatures/reasons.ts';
import type { SignatureFacts, SignatureReport } from '../signatures/report.ts';
import type { SignedCopy } from '../signatures/verify-signed-copy.ts';
import { inBoundedProcess } from './bounded-process.ts';

/** What a signature was found to be, in words that can be sealed: instants are texts. */
export interface SignatureProof {
  readonly format: 'pades' | 'cades';
  readonly trust: 'verified' | 'notVerified';
  readonly digestAlgorithm: string;
  /** When the signer's own clock says that it was made. */
  readonly claimedAt?: string;
  readonly certificate: {
    readonly subject: SignatureFacts['signer'];
    readonly issuer: string;
    readonly serialNumber: string;
    readonly notBefore: string;
    readonly notAfter: string;
    readonly fingerprint: string;
  };
}

export type SignatureVerdict =
  { readonly proof: SignatureProof } | { readonly reasons: readonly ReasonCode[] };

const script = new URL('./signature-check-process.ts', import.meta.url);

/** Checks a signed copy in a process of its own; one that it could not come to an end with cannot be read. */
export async function checkSignature(copy: SignedCopy, timeLimitMs?: number): Promise<SignatureVerdict> {
  const answer = await inBoundedProcess(script, serialize(copy), timeLimitMs);
  return answer === '' ? { reasons: ['unreadable'] } : (JSON.parse(answer) as SignatureVerdict);
}

export function verdictOf({ outcome, format, expected, reasons }: SignatureReport): SignatureVerdict {
  if (outcome === 'refused' || !format || !expected) return { reasons: reasons.map(({ code }) => code) };
  const { signer, certificate, claimedAt, digestAlgorithm, trust } = expected;
  const { issuer, serialNumber, notBefore, notAfter, fingerprint } = certificate;
  return {
    proof: {
      format,
      trust,
      digestAlgorithm,
      ...(claimedAt && { claimedAt: claimedAt.toISOString() }),
      certificate: {
        subject: signer,
        issuer,
        serialNumber,
        notBefore: notBefore.toISOString(),
        notAfter: notAfter.toISOString(),
        fingerprint,
      },
    },
  };
}
