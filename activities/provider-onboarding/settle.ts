import { isGathered, isOver, onboardingSteps, onboardingTimes } from '../../domain/provider-onboarding.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ProviderApplication } from '../../prisma/generated/client.ts';
import type { ActivityServices } from '../services.ts';
import { cancelTasks, openTask } from '../tasks.ts';
import { applicationSubject, moveApplication } from './application.ts';
import { followCharter } from './charter.ts';
import { followSignedPaper } from './record-agreement.ts';
import { askTheRules } from './rules.ts';
import { isUnopened, missingDocuments, stepsOf } from './standing.ts';
import { finish, putBack, turnTo } from './steps.ts';

/**
 * After anything happened to an open application: what follows from it by itself. Papers are complete or not, the
 * charter is signed or not, when everything is there somebody looks into it, and a copy of the agreement that was signed
 * on paper is looked at. Lock the application first.
 */
export async function settleOnboarding(tx: Tx, services: ActivityServices, id: string): Promise<void> {
  const application = await tx.db.providerApplication.findUniqueOrThrow({ where: { id } });
  if (isOver(application.state) || (await isUnopened(tx, id))) return;
  await lookAtDocuments(tx, application);
  await followCharter(tx, services, application);
  await lookAtWhole(tx, services, application);
  await followSignedPaper(tx, id);
  await tellWhoIsNext(tx, application);
}

async function lookAtDocuments(tx: Tx, application: ProviderApplication): Promise<void> {
  if (application.state === 'review') return;
  const steps = await stepsOf(tx, application.id);
  const isOffered = steps.get('services')!.state === 'done';
  const isMissing = (await missingDocuments(tx, application.id)).length > 0;
  const isDone = steps.get('documents')!.state === 'done';
  if (isOffered && !isMissing && !isDone) await finish(tx, application, 'documents', null);
  // Services that are corrected may ask for other papers: until they do, nothing is to be handed in.
  if (isMissing && isDone) await turnTo(tx, application, 'documents', 'open');
}

/** Everything is there: somebody looks into it. Something is no longer there: it is gathered again. */
async function lookAtWhole(
  tx: Tx,
  services: ActivityServices,
  application: ProviderApplication,
): Promise<void> {
  const gathered = isGathered([...(await stepsOf(tx, application.id)).values()]);
  const subject = applicationSubject(application);
  if (gathered && application.state === 'docsPending') {
    await moveApplication(tx, application, { state: 'review' });
    await turnTo(tx, application, 'review', 'toCheck');
    await askTheRules(tx, services, application);
    await openTask(tx, {
      ...subject,
      kind: 'reviewProvider',
      candidateRole: 'caseworker',
      excludedIds: application.caseworkerId ? [application.caseworkerId] : [],
      dueInWorkingDays: onboardingTimes.reviewWorkingDays,
      reminderWorkingDays: onboardingTimes.reviewReminderWorkingDays,
    });
  }
  if (!gathered && application.state === 'review') await gatherAgain(tx, application);
}

/** Back from the review: what was accepted before must be accepted anew. */
export async function gatherAgain(tx: Tx, application: ProviderApplication): Promise<void> {
  const none = { reviewedBy: null, reviewedAt: null, agreementDocumentId: null, agreementSealed: null };
  await moveApplication(tx, application, { state: 'docsPending', ...none });
  await putBack(tx, application, 'review');
  await putBack(tx, application, 'agreement');
  await cancelTasks(tx, applicationSubject(application), [
    'reviewProvider',
    'recordAgreement',
    'countersignAgreement',
    'considerWaiver',
  ]);
}

/** In whose hands it is, as lists show it: the first step, in their order, that somebody must take now. */
async function tellWhoIsNext(tx: Tx, { id }: ProviderApplication): Promise<void> {
  const steps = await stepsOf(tx, id);
  const next = onboardingSteps.find((step) => {
    const { state, dueOn } = steps.get(step)!;
    return state !== 'done' && dueOn !== null;
  });
  const row = next && steps.get(next)!;
  const waitingFor = row ? `${row.owner}.${row.step}` : 'nobody';
  await tx.db.providerApplication.updateMany({
    where: { id, waitingFor: { not: waitingFor } },
    data: { waitingFor },
  });
}
