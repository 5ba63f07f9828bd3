import type { z } from 'zod';
import type { requestCorrectionInput } from '../../domain/provider-onboarding-input.ts';
import { providerDocumentCategories } from '../../domain/provider-service.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import { recordAudit } from '../audit.ts';
import { mailCandidate, mailSigner } from './mails.ts';
import { returnSignedPaper } from './record-agreement.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { cancelTasks } from '../tasks.ts';
import { applicationAnswer, applicationKey, applicationSubject, lockForOperation } from './application.ts';
import { gatherAgain, settleOnboarding } from './settle.ts';
import { noteProgress, turnTo } from './steps.ts';

/** The office names what is to be corrected, field by field; those steps are the candidate's again, with a day. */
export async function requestCorrection(
  tx: Tx,
  submission: OpenSubmission<z.output<typeof requestCorrectionInput>>,
  services: ActivityServices,
): Promise<Done> {
  const { corrections } = submission.body;
  const application = await lockForOperation(tx, submission.subjectId, 'requestCorrection');
  const isConfirmed = application.organisationId !== null;
  if (isConfirmed && corrections.some(({ step }) => step === 'identity')) throw confirmed;
  const isOfCopy = corrections.some(({ step }) => step === 'agreement');
  if (isOfCopy && corrections.length > 1) throw copyAlone;
  if (isOfCopy) await returnSignedPaper(tx, application);
  else if (application.state === 'review') await gatherAgain(tx, application);
  for (const { step, fields, note } of corrections) {
    const noteSealed = await services.vault.seal(tx, applicationKey(application), `note/${step}`, note);
    await turnTo(tx, application, step, 'open', { fields, noteSealed });
    if (step === 'documents') await reject(tx, application.id, fields, submission.accountId);
    if (step === 'identity') await cancelTasks(tx, applicationSubject(application), ['confirmIdentity']);
  }
  await noteProgress(tx, application);
  await mailCandidate(tx, services, application, 'correctionRequested', submission.id);
  if (isOfCopy) await mailSigner(tx, services, application, submission.id, 'correctionRequested');
  await recordAudit(tx, services.vault, {
    action: 'providerApplication.correctionRequested',
    ...applicationSubject(application),
    reason: corrections.map(({ step }) => step).join(','),
  });
  await settleOnboarding(tx, services, application.id);
  return applicationAnswer(tx, application.id);
}

/** The papers named no longer count; the others stay. */
async function reject(
  tx: Tx,
  applicationId: string,
  fields: readonly string[],
  checkedBy: string,
): Promise<void> {
  const named = providerDocumentCategories.filter((category) => fields.includes(category));
  if (named.length !== new Set(fields).size) throw notPapers;
  await tx.db.providerDocument.updateMany({
    where: { applicationId, category: { in: named }, state: { in: ['received', 'accepted'] } },
    data: { state: 'rejected', checkedBy, checkedAt: tx.now },
  });
}

const confirmed = new Refusal('stepNotPossible', {
  detail: {
    it: 'Chi è l’ente è già confermato: non si chiede di correggerlo.',
    en: 'Who the organisation is has been confirmed: it is not asked to be corrected.',
  },
  possible: ['requestCorrection', 'reviewProvider'],
});
const copyAlone = new Refusal('invalidRequest', {
  detail: {
    it: 'La copia firmata si restituisce da sola: con altre correzioni la convenzione si scrive e si firma di nuovo.',
    en: 'The signed copy is returned by itself: with other corrections the agreement is written and signed anew.',
  },
  errors: [
    {
      pointer: '/body/corrections',
      message: { it: 'soltanto il passo agreement', en: 'the step agreement alone' },
    },
  ],
});
const notPapers = new Refusal('invalidRequest', {
  detail: {
    it: 'Dei documenti si indicano le categorie, ciascuna una volta sola.',
    en: 'Of documents name the categories, each once.',
  },
  errors: [
    {
      pointer: '/body/corrections',
      message: {
        it: `categorie di documenti: ${providerDocumentCategories.join(', ')}`,
        en: `categories of documents: ${providerDocumentCategories.join(', ')}`,
      },
    },
  ],
});
