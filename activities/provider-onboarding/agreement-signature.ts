import { createHash } from 'node:crypto';
import { countersigningTimes } from '../../domain/charter-steps.ts';
import { toDateColumn } from '../../domain/plain-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { AgreementSignature, ProviderApplication } from '../../prisma/generated/client.ts';
import type { Bytes } from '../../vault/envelope.ts';
import type { Vault } from '../../vault/vault.ts';
import { recordAudit } from '../audit.ts';
import { storeDocument } from '../documents.ts';
import type { ActivityServices } from '../services.ts';
import { fileHashesOf, type SignatureEvidence } from '../signature-evidence.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { cancelTasks, completeTasks, openTask } from '../tasks.ts';
import { admit } from './admission.ts';
import { openAgreement } from './agreement.ts';
import { renderSignedAgreement } from './agreement-pdf.ts';
import { lockAccepted, signatureOf, type WaitingAgreement } from './agreement-standing.ts';
import { textHashOf, type Agreement } from './agreement-text.ts';
import { applicationAnswer, applicationKey, applicationSubject, moveApplication } from './application.ts';
import { mailSigned } from './mails.ts';
import { settleOnboarding } from './settle.ts';
import { finish, noteProgress, turnTo } from './steps.ts';

/** A signature that was found good, by a code or by a file. */
export type GoodSignature = { readonly signedBy: string; readonly evidence: SignatureEvidence } & (
  { readonly method: 'code' } | { readonly method: 'file'; readonly signedCopyId: string }
);

/**
 * Takes the representative's signature, whichever way it was made: what was signed and how is sealed, printed and
 * hashed, and somebody of the alliance who did not accept is asked to countersign, all in the same transaction.
 */
export async function takeAgreementSignature(
  tx: Tx,
  services: ActivityServices,
  { application, documentId, agreement }: WaitingAgreement,
  signature: GoodSignature,
): Promise<void> {
  const { vault } = services;
  const { evidence, signedBy, method } = signature;
  const signed = { signedAt: tx.now, evidence, countersignature: undefined };
  const bytes = await renderSignedAgreement(agreement, signed);
  await tx.db.agreementSignature.create({
    data: {
      allianceId: tx.allianceId,
      applicationId: application.id,
      agreementDocumentId: documentId,
      method,
      signedBy,
      signedAt: tx.now,
      evidenceSealed: await vault.seal(tx, applicationKey(application), 'agreementEvidence', evidence),
      documentId: await storeSigned(tx, vault, application, bytes),
      signedCopyId: signature.method === 'file' ? signature.signedCopyId : null,
    },
  });
  const subject = applicationSubject(application);
  await turnTo(tx, application, 'agreement', 'toCheck');
  await noteProgress(tx, application);
  await cancelTasks(tx, subject, ['recordAgreement']);
  await openTask(tx, {
    ...subject,
    kind: 'countersignAgreement',
    candidateRole: 'caseworker',
    excludedIds: [application.reviewedBy!],
    dueInWorkingDays: countersigningTimes.workingDays,
    reminderWorkingDays: countersigningTimes.reminderWorkingDays,
  });
  await recordAudit(tx, vault, {
    action: 'providerApplication.agreementSigned',
    ...subject,
    detail: hashesOf(application, { agreement, bytes, evidence }),
  });
  await settleOnboarding(tx, services, application.id);
}

/** The alliance signs too, by somebody who did not accept: the organisation is a provider from today. */
export async function countersignAgreement(
  tx: Tx,
  { subjectId, accountId }: OpenSubmission,
  services: ActivityServices,
): Promise<Done> {
  const { vault } = services;
  const application = await lockAccepted(tx, subjectId, 'countersignAgreement');
  if (application.reviewedBy === accountId) throw countersignedByAnother;
  const signature = await signatureOf(tx, application);
  if (!signature) throw notSigned;
  const { label: by } = await tx.db.account.findUniqueOrThrow({ where: { id: accountId } });
  const evidence = await openAgreementEvidence(tx, vault, signature);
  const { signedAt } = signature;
  const agreement = (await openAgreement(tx, vault, application))!;
  const countersignature = { by, at: tx.now };
  const bytes = await renderSignedAgreement(agreement, { signedAt, evidence, countersignature });
  const countersigned = await moveApplication(tx, application, {
    signedAgreementId: await storeSigned(tx, vault, application, bytes),
    agreementSignedOn: toDateColumn(toPlainDate(signedAt)),
    agreementRecordedBy: accountId,
  });
  const subject = applicationSubject(application);
  await finish(tx, application, 'agreement', accountId);
  await completeTasks(tx, subject, ['countersignAgreement'], accountId);
  await mailSigned(tx, services, application, signature);
  await recordAudit(tx, vault, {
    action: 'providerApplication.agreementCountersigned',
    ...subject,
    detail: hashesOf(application, { agreement, bytes, evidence }),
  });
  await admit(tx, services, countersigned, accountId);
  return applicationAnswer(tx, subjectId);
}

export function openAgreementEvidence(
  tx: Tx,
  vault: Vault,
  { applicationId: id, evidenceSealed }: AgreementSignature,
): Promise<SignatureEvidence> {
  return vault.open<SignatureEvidence>(tx, applicationKey({ id }), 'agreementEvidence', evidenceSealed);
}

/** The agreement with its page of evidence, before or after it was countersigned. */
function storeSigned(tx: Tx, vault: Vault, application: ProviderApplication, bytes: Bytes): Promise<string> {
  return storeDocument(tx, vault, {
    ...applicationSubject(application),
    kind: 'agreementProof',
    name: 'convenzione-firmata.pdf',
    content: { bytes, mediaType: 'application/pdf' },
  });
}

/** What goes into the audit trail, sealed: the trail's own chain then tells whether any of it was changed. */
function hashesOf(
  application: ProviderApplication,
  what: { readonly agreement: Agreement; readonly bytes: Bytes; readonly evidence: SignatureEvidence },
) {
  const documentHash = createHash('sha256').update(what.bytes).digest('hex');
  const textHash = textHashOf(what.agreement);
  return {
    subject: applicationKey(application),
    value: { textHash, documentHash, ...fileHashesOf(what.evidence) },
  };
}

const countersignedByAnother = new Refusal('samePerson', {
  detail: {
    it: 'Chi ha accolto la richiesta non controfirma la convenzione: lo fa un’altra persona dell’ufficio, anche chi ha invitato l’ente.',
    en: 'Whoever accepted the application does not countersign its agreement: a colleague does, also the one who invited.',
  },
});
const notSigned = new Refusal('stepNotPossible', {
  detail: {
    it: 'La convenzione non è ancora firmata da chi rappresenta l’ente. Se l’ha firmata su carta, registri la copia.',
    en: 'The agreement is not yet signed by whoever represents the organisation. If it was signed on paper, record the copy.',
  },
  possible: ['recordAgreement', 'requestCorrection'],
});
