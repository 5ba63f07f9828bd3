import type { Signatory } from './representatives.ts';
import type { CopyProof } from './signed-copy.ts';

/** Who signed a paper, and how that was made sure; it is kept sealed, and printed on the last page. */
export type SignatureEvidence = { readonly signatory: Signatory } & (
  CodeProof | { readonly copy: CopyProof }
);

/** When the code was mailed, and when it came back. */
export interface CodeProof {
  readonly codeSentAt: string;
  readonly codeUsedAt: string;
}

/** The hashes of a signed copy and of what was to be signed, for the audit trail. */
export function fileHashesOf(evidence: SignatureEvidence) {
  if (!('copy' in evidence)) return {};
  const { originalHash, copyHash } = evidence.copy;
  return { paperHash: originalHash, signedCopyHash: copyHash };
}
