import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { toDateColumn } from '../../domain/plain-date.ts';
import type { recordAgreementInput } from '../../domain/provider-onboarding-input.ts';
import { onboardingTimes } from '../../domain/provider-onboarding.ts';
import { Refusal, type FieldError } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ProviderApplication } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import { contentOf, isPublished } from '../charter-versions.ts';
import { storeDocument } from '../documents.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { completeTasks, openTask } from '../tasks.ts';
import { admit } from './admission.ts';
import { renderAgreement } from './agreement-pdf.ts';
import { applicationAnswer, applicationSubject, lockForOperation, moveApplication } from './application.ts';
import { mailCandidate } from './mails.ts';
import { missingDocuments, stepsOf } from './standing.ts';
import { finish, turnTo } from './steps.ts';

/**
 * Writes the agreement of an accepted candidate, keeps it, and asks for its signature. No code suffices for it unless
 * a charter says so, and none is offered here: the representative signs the file, the office records the signed copy.
 */
export async function writeAgreement(
  tx: Tx,
  services: ActivityServices,
  application: ProviderApplication,
): Promise<void> {
  const { vault } = services;
  const bytes = await renderAgreement(await aboutOf(tx, application));
  const hash = createHash('sha256').update(bytes).digest('hex');
  const agreementDocumentId = await storeDocument(tx, vault, {
    ...applicationSubject(application),
    kind: 'agreement',
    name: 'convenzione.pdf',
    content: { bytes, mediaType: 'application/pdf' },
  });
  await moveApplication(tx, application, {
    agreementDocumentId,
    agreementHash: await vault.fingerprint(tx, `agreement/${hash}`),
  });
  await turnTo(tx, application, 'agreement', 'toCheck');
  await mailCandidate(tx, services, application, 'agreementReady', agreementDocumentId);
  await openTask(tx, {
    ...applicationSubject(application),
    kind: 'recordAgreement',
    candidateRole: 'caseworker',
    dueInWorkingDays: onboardingTimes.agreementWorkingDays,
    reminderWorkingDays: onboardingTimes.agreementReminderWorkingDays,
  });
}

/** The signed copy is here: the organisation is a provider from today. */
export async function recordAgreement(
  tx: Tx,
  submission: OpenSubmission<z.output<typeof recordAgreementInput>>,
  services: ActivityServices,
): Promise<Done> {
  const { body, accountId } = submission;
  const application = await lockForOperation(tx, submission.subjectId, 'recordAgreement');
  const steps = await stepsOf(tx, application.id);
  if (steps.get('review')!.state !== 'done' || !application.agreementDocumentId) throw notAccepted;
  if (application.reviewedBy === accountId) throw recordedByAnother;
  const lapsed = await missingDocuments(tx, application.id);
  if (lapsed.length > 0) throw lapsedMeanwhile(lapsed);
  // The process learns of a new version a moment after it is published, and this may come before.
  if (!(await isPublished(tx, application.charterVersionId!))) throw otherCharterMeanwhile;
  const subject = applicationSubject(application);
  const copy = { kind: 'signedAgreement', createdAt: { gte: application.reviewedAt! } };
  const file = await tx.db.document.findFirst({ where: { id: body.documentId, ...subject, ...copy } });
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
  await finish(tx, application, 'agreement', accountId);
  await completeTasks(tx, subject, ['recordAgreement'], accountId);
  await recordAudit(tx, services.vault, { action: 'providerApplication.agreementRecorded', ...subject });
  await admit(tx, services, signed, accountId);
  return applicationAnswer(tx, application.id);
}

/** Everything that stands in the agreement; the same always gives the same bytes. */
async function aboutOf(tx: Tx, application: ProviderApplication) {
  const alliance = await tx.db.alliance.findUniqueOrThrow({ where: { id: tx.allianceId } });
  const organisation = await tx.db.organisation.findUniqueOrThrow({
    where: { id: application.organisationId! },
  });
  const version = await tx.db.charterVersion.findUniqueOrThrow({
    where: { id: application.charterVersionId! },
  });
  const of = { applicationId: application.id };
  return {
    allianceName: alliance.name,
    organisation,
    applicationCode: application.code,
    writtenOn: toPlainDate(tx.now),
    charter: { number: version.number, content: contentOf(version) },
    places: await tx.db.place.findMany({ where: { ...of, closedOn: null }, orderBy: { id: 'asc' } }),
    services: await tx.db.offeredService.findMany({
      where: { ...of, withdrawnOn: null },
      orderBy: { id: 'asc' },
    }),
  };
}

const correct = { it: 'Correggere i campi indicati.', en: 'Correct the fields shown.' };
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
function lapsedMeanwhile(facts: readonly string[]): Refusal {
  return new Refusal('stepNotPossible', {
    detail: {
      it: 'Dall’accoglimento un documento è scaduto: chiederne la correzione, poi esaminare di nuovo.',
      en: 'A paper has lapsed since the acceptance: ask for its correction, then look into it again.',
    },
    possible: ['requestCorrection'],
    facts,
  });
}

const otherCharterMeanwhile = new Refusal('stepNotPossible', {
  detail: {
    it: 'Dall’accoglimento è uscita una nuova Carta: chi rappresenta l’ente firma quella, poi la richiesta si esamina di nuovo.',
    en: 'A new charter has come out since the acceptance: the representative signs that one, then the application is looked into again.',
  },
  possible: ['requestCorrection'],
});
const recordedByAnother = new Refusal('samePerson', {
  detail: {
    it: 'Chi ha accolto la richiesta non registra la convenzione: lo fa un’altra persona dell’ufficio, anche chi ha invitato l’ente.',
    en: 'Whoever accepted the application does not record its agreement: a colleague does, also the one who invited.',
  },
});
const notAccepted = new Refusal('stepNotPossible', {
  detail: {
    it: 'La richiesta non è ancora accolta: prima va esaminata.',
    en: 'The application is not yet accepted: it is looked into first.',
  },
  possible: ['reviewProvider', 'requestCorrection'],
});
