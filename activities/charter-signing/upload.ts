import { Refusal } from '../../domain/refusal.ts';
import { trustTexts } from '../../signatures/reasons.ts';
import type { Tx } from '../../prisma/database.ts';
import type { CharterSigning } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { openDocument, storeDocument } from '../documents.ts';
import type { ActivityServices } from '../services.ts';
import { mediaTypeOfCopy, type AwaitedCopy, type CopyProof } from '../signed-copy.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { aboutOf, faultsOfConsent, signerOrThrow } from './consent.ts';
import { openPaperOrThrow } from './paper.ts';
import { takeSignature } from './signature.ts';
import { lockSigningForStep, signingAnswer } from './signing.ts';

/** A signed copy that was checked, as it travels, sealed, to where it takes effect. */
export interface CheckedCopy {
  readonly paperId: string;
  readonly file: string;
  readonly proof: CopyProof;
}

/** The paper as it waits now, and whose signature: against this an upload is checked, after the transaction. */
export async function awaitedCopy(
  tx: Tx,
  { vault, trust }: Pick<ActivityServices, 'vault' | 'trust'>,
  signingId: string,
  accountId: string,
): Promise<AwaitedCopy & { readonly paperId: string }> {
  const signing = await lockSigningForStep(tx, signingId, 'uploadSignedCopy');
  const { paperId, original, signatory } = await waitingPaper(tx, vault, signing, accountId);
  return { paperId, original, signatory, at: tx.now, trust };
}

/**
 * The legal representative signed the prepared paper: the file was checked before, outside any transaction. Here it
 * takes effect if it is still the paper that waits, with what is still to be accepted and declared, and still theirs.
 */
export async function uploadSignedCopy(
  tx: Tx,
  { subjectId, accountId, body }: OpenSubmission<CheckedCopy>,
  services: ActivityServices,
): Promise<Done> {
  const { vault } = services;
  const signing = await lockSigningForStep(tx, subjectId, 'uploadSignedCopy');
  const { signatory, paper, about } = await waitingPaper(tx, vault, signing, accountId);
  if (signing.paperId !== body.paperId) throw otherPaper;
  const { obligations, declarations, textHash } = paper;
  const signed = await takeSignature(tx, services, signing, {
    method: 'file',
    about,
    signedBy: accountId,
    textHash,
    evidence: { signatory, obligations, declarations, copy: body.proof },
    signedCopyId: await storeCopy(tx, vault, signing, body),
  });
  const { status, body: answer } = signingAnswer(signed);
  return { status, body: { ...answer, verification: verificationOf(body.proof) } };
}

/** What was found of a signed copy, in a word and in a sentence. */
export function verificationOf({ trust }: CopyProof) {
  return { integrity: 'verified' as const, trust, text: { ...trustTexts[trust] } };
}

/** The paper, if it says what is to be signed today by whoever signs today. */
async function waitingPaper(tx: Tx, vault: Vault, signing: CharterSigning, accountId: string) {
  const { representative, signatory } = await signerOrThrow(tx, vault, signing, accountId);
  const paper = await openPaperOrThrow(tx, vault, signing);
  const about = await aboutOf(tx, signing);
  const isOfToday =
    paper.representativeId === representative.id && faultsOfConsent(tx, about, paper).length === 0;
  if (!isOfToday) throw otherPaper;
  const { bytes: original } = await openDocument(tx, vault, signing.paperId!);
  return { paperId: signing.paperId!, paper, about, signatory, original };
}

function storeCopy(tx: Tx, vault: Vault, signing: CharterSigning, { file }: CheckedCopy): Promise<string> {
  const bytes = new Uint8Array(Buffer.from(file, 'base64'));
  const mediaType = mediaTypeOfCopy(bytes);
  const name = `carta-etica-con-firma-digitale.pdf${mediaType === 'application/pdf' ? '' : '.p7m'}`;
  return storeDocument(tx, vault, {
    subjectKind: 'charterSigning',
    subjectId: signing.id,
    kind: 'signedCopy',
    name,
    content: { bytes, mediaType },
  });
}

const otherPaper = new Refusal('stepNotPossible', {
  detail: {
    it: 'Il testo firmato non è più quello da firmare, perché intanto qualcosa è cambiato: prepararlo di nuovo, scaricarlo e firmare quello.',
    en: 'The signed text is no longer the one to sign, because something changed meanwhile: prepare it again, download it and sign that.',
  },
  possible: ['prepareCharterPaper'],
});
