import { createHash } from 'node:crypto';
import type { Declarations } from '../../domain/charter-declarations.ts';
import type { Tx } from '../../prisma/database.ts';
import type { CharterSigning } from '../../prisma/generated/client.ts';
import type { Bytes } from '../../vault/envelope.ts';
import type { Vault } from '../../vault/vault.ts';
import { storeDocument } from '../documents.ts';
import { fileHashesOf, type SignatureEvidence } from '../signature-evidence.ts';
import { signingKey } from './signing.ts';

/** Who signed what, and how that was made sure: sealed under the signing's key, and printed on the last page. */
export type Evidence = SignatureEvidence & {
  readonly obligations: readonly string[];
  readonly declarations: Declarations;
};

export function sealEvidence(tx: Tx, vault: Vault, signing: CharterSigning, evidence: Evidence) {
  return vault.seal(tx, signingKey(signing), 'evidence', evidence);
}

export function openEvidence(tx: Tx, vault: Vault, signing: CharterSigning): Promise<Evidence> {
  return vault.open<Evidence>(tx, signingKey(signing), 'evidence', signing.evidenceSealed!);
}

/** Keeps the charter, before or after it was signed, sealed under a key of its own. */
export function storeCharter(
  tx: Tx,
  vault: Vault,
  signing: CharterSigning,
  {
    kind,
    bytes,
  }: {
    readonly kind: 'charterPaper' | 'signedCharter' | 'countersignedCharter';
    readonly bytes: Bytes;
  },
): Promise<string> {
  return storeDocument(tx, vault, {
    subjectKind: 'charterSigning',
    subjectId: signing.id,
    kind,
    name: kind === 'charterPaper' ? 'carta-etica-da-firmare.pdf' : 'carta-etica-firmata.pdf',
    content: { bytes, mediaType: 'application/pdf' },
  });
}

/**
 * What goes into the audit trail, sealed: the trail's own chain then tells whether any of it was changed. A plain
 * hash of a paper that states a tax code and a few numbers could be guessed.
 */
export function hashesOf(
  signing: CharterSigning,
  {
    textHash,
    bytes,
    evidence,
  }: { readonly textHash: string; readonly bytes: Bytes; readonly evidence: Evidence },
) {
  const documentHash = createHash('sha256').update(bytes).digest('hex');
  return { subject: signingKey(signing), value: { textHash, documentHash, ...fileHashesOf(evidence) } };
}
