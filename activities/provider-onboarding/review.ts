import type { z } from 'zod';
import type { reviewProviderInput } from '../../domain/provider-onboarding-input.ts';
import { providerDocumentWords, type ProviderDocumentCategory } from '../../domain/provider-service.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Locale } from '../../domain/text.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ProviderApplication } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { completeTasks } from '../tasks.ts';
import { writeAgreement } from './agreement.ts';
import {
  applicationAnswer,
  applicationKey,
  applicationSubject,
  lockForOperation,
  moveApplication,
} from './application.ts';
import { endApplication, writeLetter } from './ending.ts';
import { askTheRules } from './rules.ts';
import { settleOnboarding } from './settle.ts';
import { missingDocuments, stepsOf } from './standing.ts';
import { finish, noteProgress } from './steps.ts';
import { refuseWithoutLetters } from './tax-letters.ts';

type Body = z.output<typeof reviewProviderInput>;

/** Somebody who did not invite the candidate accepts it, as the rules allow, or refuses it with a reason of theirs. */
export async function reviewProvider(
  tx: Tx,
  submission: OpenSubmission<Body>,
  services: ActivityServices,
): Promise<Done> {
  const { body, accountId } = submission;
  const application = await lockForOperation(tx, submission.subjectId, 'reviewProvider');
  if (application.caseworkerId === accountId) throw reviewedByAnother;
  if ((await stepsOf(tx, application.id)).get('review')!.state === 'done') throw isAccepted;
  const reviewed = { reviewedBy: accountId, reviewedAt: tx.now };
  if (body.outcome === 'accept')
    await accept(tx, services, application, { ...reviewed, checkedDocumentIds: body.checkedDocumentIds });
  else {
    const why = { kind: 'refused', reason: body.reason, words: body.words } as const;
    const letterDocumentId = await writeLetter(tx, services, application, why, accountId);
    await endApplication(tx, application, 'refused', {
      ...reviewed,
      refusalCode: body.reason,
      refusalSealed: await services.vault.seal(tx, applicationKey(application), 'refusal', body.words),
      letterDocumentId,
    });
  }
  await completeTasks(tx, applicationSubject(application), ['reviewProvider'], accountId);
  await recordAudit(tx, services.vault, {
    action: 'providerApplication.reviewed',
    ...applicationSubject(application),
    reason: body.outcome === 'accept' ? 'accept' : body.reason,
  });
  return applicationAnswer(tx, application.id);
}

interface Reviewed {
  readonly reviewedBy: string;
  readonly reviewedAt: Date;
  readonly checkedDocumentIds: readonly string[];
}

/** The rules are asked anew: a paper may have lapsed since, a provider nearby may have come. */
async function accept(
  tx: Tx,
  services: ActivityServices,
  application: ProviderApplication,
  { checkedDocumentIds, ...reviewed }: Reviewed,
): Promise<void> {
  const received = await tx.db.providerDocument.findMany({
    where: { applicationId: application.id, state: 'received' },
  });
  if (received.some(({ submittedBy }) => submittedBy === reviewed.reviewedBy)) throw handedInByThem;
  const missing = await missingDocuments(tx, application.id);
  if (missing.length > 0) throw notInOrder(missing);
  const answers = await askTheRules(tx, services, application);
  const unmet = answers.filter(({ compliant }) => compliant !== true);
  if (unmet.length > 0) throw notInOrder(unmet.flatMap((one) => [...one.unmet, ...one.missingFacts]));
  await refuseWithoutLetters(tx, application.id);
  const checked = new Set<string | null>(checkedDocumentIds);
  const unseen = received.filter(({ documentId }) => !checked.has(documentId));
  if (unseen.length > 0) throw notChecked(unseen.map(({ category }) => category));
  await tx.db.providerDocument.updateMany({
    where: { applicationId: application.id, state: 'received' },
    data: { state: 'accepted', checkedBy: reviewed.reviewedBy, checkedAt: tx.now },
  });
  const accepted = await moveApplication(tx, application, reviewed);
  await finish(tx, application, 'review', reviewed.reviewedBy);
  await writeAgreement(tx, services, accepted);
  await noteProgress(tx, application);
  await settleOnboarding(tx, services, application.id);
}

function notInOrder(facts: readonly string[]): Refusal {
  return new Refusal('stepNotPossible', {
    detail: {
      it: 'Non tutto è in ordine: chieda la correzione di quello che manca, oppure rifiuti dicendo perché.',
      en: 'Not everything is in order: ask for the correction of what is missing, or refuse saying why.',
    },
    possible: ['requestCorrection', 'reviewProvider'],
    facts: [...new Set(facts)],
  });
}

/** A paper is accepted by somebody who looked at it: also one that was handed in while they were looking at the others. */
function notChecked(categories: readonly ProviderDocumentCategory[]): Refusal {
  const named = (locale: Locale) => categories.map((one) => providerDocumentWords[one][locale]).join(', ');
  return new Refusal('stepNotPossible', {
    detail: {
      it: `Prima di accogliere va guardato ogni documento. Mancano: ${named('it')}.`,
      en: `Every paper is looked at before accepting. Still to look at: ${named('en')}.`,
    },
    possible: ['reviewProvider', 'requestCorrection'],
    facts: categories,
  });
}

const reviewedByAnother = new Refusal('samePerson', {
  detail: {
    it: 'Chi ha invitato l’ente candidato, o ne ha confermato l’identità senza che altri lo invitasse, non lo esamina.',
    en: 'Whoever invited the candidate, or confirmed who it is when nobody had, does not review it.',
  },
});
const handedInByThem = new Refusal('samePerson', {
  detail: {
    it: 'Chi ha consegnato un documento di questa richiesta non la accoglie: lo fa un’altra persona dell’ufficio.',
    en: 'Whoever handed in a paper of this application does not accept it: a colleague does.',
  },
});
const isAccepted = new Refusal('stepNotPossible', {
  detail: {
    it: 'La richiesta è già accolta: manca la convenzione firmata.',
    en: 'The application is accepted already: the signed agreement is missing.',
  },
  possible: ['signAgreement', 'uploadSignedAgreement', 'recordAgreement', 'requestCorrection'],
});
