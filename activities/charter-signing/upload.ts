import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { CharterSigning } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { openDocument } from '../documents.ts';
import { signerOrThrow } from '../representatives.ts';
import type { ActivityServices } from '../services.ts';
import { storeSignedCopy, verificationOf, type AwaitedCopy, type CheckedCopy } from '../signed-copy.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { aboutOf, faultsOfConsent } from './consent.ts';
import { openPaperOrThrow } from './paper.ts';
import { takeSignature } from './signature.ts';
import { lockSigningForStep, signingAnswer, signingSubject } from './signing.ts';

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
    signedCopyId: await storeSignedCopy(tx, vault, body, {
      ...signingSubject(signing),
      kind: 'signedCopy',
      name: 'carta-etica-con-firma-digitale.pdf',
    }),
  });
  const { status, body: answer } = signingAnswer(signed);
  return { status, body: { ...answer, verification: verificationOf(body.proof) } };
}

/** The paper, if it says what is to be signed today by whoever signs today. */
async function waitingPaper(tx: Tx, vault: Vault, signing: CharterSigning, accountId: string) {
  const { representative, signatory } = await signerOrThrow(tx, vault, signing.organisationId, accountId);
  const paper = await openPaperOrThrow(tx, vault, signing);
  const about = await aboutOf(tx, signing);
  const isOfToday =
    paper.representativeId === representative.id && faultsOfConsent(tx, about, paper).length === 0;
  if (!isOfToday) throw otherPaper;
  const { bytes: original } = await openDocument(tx, vault, signing.paperId!);
  return { paperId: signing.paperId!, paper, about, signatory, original };
}

const otherPaper = new Refusal('stepNotPossible', {
  detail: {
    it: 'Il testo firmato non è più quello da firmare, perché intanto qualcosa è cambiato: prepararlo di nuovo, scaricarlo e firmare quello.',
    en: 'The signed text is no longer the one to sign, because something changed meanwhile: prepare it again, download it and sign that.',
  },
  possible: ['prepareCharterPaper'],
});
