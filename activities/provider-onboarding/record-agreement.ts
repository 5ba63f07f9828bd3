import type { z } from 'zod';
import { toDateColumn } from '../../domain/plain-date.ts';
import type { recordAgreementInput } from '../../domain/provider-onboarding-input.ts';
import { onboardingTimes } from '../../domain/provider-onboarding.ts';
import { Refusal, type FieldError } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Prisma, ProviderApplication } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { cancelTasks, completeTasks, openTask } from '../tasks.ts';
import { admit } from './admission.ts';
import { isSigned, lockAccepted, signatureOf } from './agreement-standing.ts';
import { applicationAnswer, applicationSubject, moveApplication } from './application.ts';
import { stepsOf } from './standing.ts';
import { finish, noteProgress, turnTo } from './steps.ts';

/** A copy signed on paper is here, and somebody looked at it: the organisation is a provider from today. */
export async function recordAgreement(
  tx: Tx,
  submission: OpenSubmission<z.output<typeof recordAgreementInput>>,
  services: ActivityServices,
): Promise<Done> {
  const { body, accountId } = submission;
  const application = await lockAccepted(tx, submission.subjectId, 'recordAgreement');
  if (application.reviewedBy === accountId) throw recordedByAnother;
  if (await signatureOf(tx, application)) throw isSigned;
  const file = await tx.db.document.findFirst({ where: { id: body.documentId, ...copyOf(application) } });
  if (file?.uploadedBy === accountId) throw comparedByAnother;
  const faults: FieldError[] = [
    ...(file ? [] : [notTheCopy]),
    ...(body.signedOn > toPlainDate(tx.now) ? [inTheFuture] : []),
    ...(body.signedOn < toPlainDate(application.reviewedAt!) ? [tooEarly] : []),
  ];
  if (faults.length > 0) throw new Refusal('invalidRequest', { detail: correct, errors: faults });
  const signed = await moveApplication(tx, application, {
    signedAgreementId: body.documentId,
    agreementSignedOn: toDateColumn(body.signedOn),
    agreementRecordedBy: accountId,
  });
  const subject = applicationSubject(application);
  await finish(tx, application, 'agreement', accountId);
  await completeTasks(tx, subject, ['recordAgreement'], accountId);
  await recordAudit(tx, services.vault, { action: 'providerApplication.agreementRecorded', ...subject });
  await admit(tx, services, signed, accountId);
  return applicationAnswer(tx, application.id);
}

/** A copy signed on paper was handed in: it is the office's turn, and somebody who neither accepted nor uploaded it compares it. */
export async function followSignedPaper(tx: Tx, id: string): Promise<void> {
  const { state, dueOn } = (await stepsOf(tx, id)).get('agreement')!;
  if (state !== 'open' || dueOn === null) return;
  const application = await tx.db.providerApplication.findUniqueOrThrow({ where: { id } });
  const copies = await tx.db.document.findMany({ where: copyOf(application), select: { uploadedBy: true } });
  if (copies.length === 0) return;
  await turnTo(tx, application, 'agreement', 'toCheck');
  await noteProgress(tx, application);
  await openTask(tx, {
    ...applicationSubject(application),
    kind: 'recordAgreement',
    candidateRole: 'caseworker',
    excludedIds: [application.reviewedBy!, ...new Set(copies.map(({ uploadedBy }) => uploadedBy))],
    dueInWorkingDays: onboardingTimes.checkWorkingDays,
    reminderWorkingDays: onboardingTimes.checkReminderWorkingDays,
  });
}

/** What was handed in is no signed agreement: none of it counts any more, and the step is no longer the office's. */
export async function returnSignedPaper(tx: Tx, application: ProviderApplication): Promise<void> {
  const { state } = (await stepsOf(tx, application.id)).get('agreement')!;
  if (state !== 'toCheck' || (await signatureOf(tx, application))) throw noCopy;
  await tx.db.document.updateMany({ where: copyOf(application), data: { kind: 'returnedAgreement' } });
  await cancelTasks(tx, applicationSubject(application), ['recordAgreement']);
}

/** The copy signed on paper that waits to be compared: the newest, where several were handed in. */
export function copyToCompare(tx: Tx, application: ProviderApplication) {
  return tx.db.document.findFirst({
    where: copyOf(application),
    select: { id: true, uploadedBy: true },
    orderBy: { id: 'desc' },
  });
}

/** A file that may be the signed copy: uploaded as such, once there was something to sign. */
function copyOf(application: ProviderApplication): Prisma.DocumentWhereInput {
  const signedSince = { gte: application.reviewedAt! };
  return { ...applicationSubject(application), kind: 'signedAgreement', createdAt: signedSince };
}

const correct = { it: 'Corregga i campi indicati.', en: 'Correct the fields shown.' };
const notTheCopy: FieldError = {
  pointer: '/body/documentId',
  message: {
    it: 'la copia firmata, caricata su questa richiesta come convenzione firmata e dopo l’accoglimento',
    en: 'the signed copy, uploaded to this application as a signed agreement and after the acceptance',
  },
};
const inTheFuture: FieldError = {
  pointer: '/body/signedOn',
  message: { it: 'al più tardi oggi', en: 'today at the latest' },
};
const tooEarly: FieldError = {
  pointer: '/body/signedOn',
  message: { it: 'non prima dell’accoglimento', en: 'not before the acceptance' },
};
const noCopy = new Refusal('stepNotPossible', {
  detail: {
    it: 'Non c’è una copia su carta da restituire: nessuna attende il confronto, o la convenzione è firmata qui.',
    en: 'There is no copy on paper to return: none waits to be compared, or the agreement was signed here.',
  },
  possible: ['requestCorrection'],
});
const comparedByAnother = new Refusal('samePerson', {
  detail: {
    it: 'Chi ha caricato la copia firmata non la registra: la confronta e la registra un’altra persona dell’ufficio.',
    en: 'Whoever uploaded the signed copy does not record it: a colleague compares and records it.',
  },
});
const recordedByAnother = new Refusal('samePerson', {
  detail: {
    it: 'Chi ha accolto la richiesta non registra la convenzione: lo fa un’altra persona dell’ufficio, anche chi ha invitato l’ente.',
    en: 'Whoever accepted the application does not record its agreement: a colleague does, also the one who invited.',
  },
});
