import type { z } from 'zod';
import type { signAgreementInput } from '../../domain/provider-onboarding-input.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import { openDocument } from '../documents.ts';
import { signerOrThrow } from '../representatives.ts';
import type { ActivityServices } from '../services.ts';
import { storeSignedCopy, verificationOf, type AwaitedCopy, type CheckedCopy } from '../signed-copy.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { otherText, signByCode } from '../typed-signature.ts';
import { takeAgreementSignature } from './agreement-signature.ts';
import { lockUnsigned } from './agreement-standing.ts';
import { textHashOf } from './agreement-text.ts';
import { applicationAnswer, applicationSubject } from './application.ts';

/** The legal representative signs the agreement by name and one-time code, where the charter says that this suffices. */
export async function signAgreement(
  tx: Tx,
  { subjectId, accountId, tokenId, body }: OpenSubmission<z.output<typeof signAgreementInput>>,
  services: ActivityServices,
): Promise<Done | Refusal> {
  const { vault } = services;
  const waiting = await lockUnsigned(tx, vault, subjectId, 'signAgreement');
  const { agreement, organisationId } = waiting;
  const { signatory } = await signerOrThrow(tx, vault, organisationId, accountId);
  const proof = await signByCode(tx, vault, {
    paper: { kind: 'agreement', applicationId: subjectId },
    charter: agreement.charter.content,
    signatory,
    typed: { accountId, tokenId, ...body },
    faults: body.textHash === textHashOf(agreement) ? [] : [otherText],
  });
  if (proof instanceof Refusal) return proof;
  await takeAgreementSignature(tx, services, waiting, {
    method: 'code',
    signedBy: accountId,
    evidence: { signatory, ...proof },
  });
  return applicationAnswer(tx, subjectId);
}

/** The agreement as it waits now, and whose signature: against this an upload is checked, after the transaction. */
export async function awaitedAgreement(
  tx: Tx,
  { vault, trust }: Pick<ActivityServices, 'vault' | 'trust'>,
  applicationId: string,
  accountId: string,
): Promise<AwaitedCopy & Pick<CheckedCopy, 'paperId'>> {
  const waiting = await lockUnsigned(tx, vault, applicationId, 'uploadSignedAgreement');
  const { signatory } = await signerOrThrow(tx, vault, waiting.organisationId, accountId);
  const { bytes: original } = await openDocument(tx, vault, waiting.documentId);
  return { paperId: waiting.documentId, original, signatory, at: tx.now, trust };
}

/**
 * The legal representative signed the agreement digitally: the file was checked before, outside any transaction. Here it
 * takes effect if it is still the agreement that waits, and still that person's to sign.
 */
export async function uploadSignedAgreement(
  tx: Tx,
  { subjectId, accountId, body }: OpenSubmission<CheckedCopy>,
  services: ActivityServices,
): Promise<Done> {
  const { vault } = services;
  const waiting = await lockUnsigned(tx, vault, subjectId, 'uploadSignedAgreement');
  const { signatory } = await signerOrThrow(tx, vault, waiting.organisationId, accountId);
  const isTheirs = body.proof.certificate.subject.taxCode === signatory.taxCode;
  if (waiting.documentId !== body.paperId || !isTheirs) throw otherAgreement;
  const name = 'convenzione-con-firma-digitale.pdf';
  const document = { ...applicationSubject(waiting.application), kind: 'agreementCopy', name };
  await takeAgreementSignature(tx, services, waiting, {
    method: 'file',
    signedBy: accountId,
    evidence: { signatory, copy: body.proof },
    signedCopyId: await storeSignedCopy(tx, vault, body, document),
  });
  const { status, body: answer } = await applicationAnswer(tx, subjectId);
  return { status, body: { ...answer, verification: verificationOf(body.proof) } };
}

const otherAgreement = new Refusal('stepNotPossible', {
  detail: {
    it: 'La convenzione firmata non è più quella da firmare, o a firmarla è ora un’altra persona: scaricare quella di ora e firmarla.',
    en: 'The signed agreement is no longer the one to sign, or somebody else signs it now: download the present one and sign it.',
  },
  possible: ['readCandidateFile', 'uploadSignedAgreement'],
});
