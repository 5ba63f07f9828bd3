import type { CompleteStep } from '../../domain/provider-onboarding-input.ts';
import { onboardingTimes } from '../../domain/provider-onboarding.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ProviderApplication } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { openTask } from '../tasks.ts';
import {
  applicationAnswer,
  applicationKey,
  applicationSubject,
  lockForOperation,
  moveApplication,
  type CandidateContact,
} from './application.ts';
import { writePlaces, writeServices } from './offer.ts';
import { settleOnboarding } from './settle.ts';
import { stepsOf } from './standing.ts';
import { finish, noteProgress, turnTo } from './steps.ts';

/** The candidate says something of itself; said again, it replaces what was said before. */
export async function completeStep(
  tx: Tx,
  submission: OpenSubmission<CompleteStep>,
  services: ActivityServices,
): Promise<Done> {
  const { body, accountId } = submission;
  const application = await lockForOperation(tx, submission.subjectId, 'completeStep');
  if (body.step === 'identity') await sayIdentity(tx, services, application, body);
  else {
    await write(tx, services, application, body);
    await finish(tx, application, body.step, accountId);
  }
  await noteProgress(tx, application);
  await recordAudit(tx, services.vault, {
    action: 'providerApplication.stepCompleted',
    ...applicationSubject(application),
    reason: body.step,
  });
  await settleOnboarding(tx, services, application.id);
  return applicationAnswer(tx, application.id);
}

async function write(
  tx: Tx,
  { vault }: ActivityServices,
  application: ProviderApplication,
  body: Exclude<CompleteStep, { step: 'identity' }>,
): Promise<void> {
  switch (body.step) {
    case 'places': {
      const withoutPlace = await writePlaces(tx, application, body.places);
      if (withoutPlace) await turnTo(tx, application, 'services', 'open');
      return;
    }
    case 'services':
      return writeServices(tx, application, body.services);
    case 'declarations': {
      const { step: _step, ...declared } = body;
      const sealed = await vault.seal(tx, applicationKey(application), 'declarations', declared);
      await moveApplication(tx, application, { declarationsSealed: sealed });
      return;
    }
    case 'iban':
      await moveApplication(tx, application, { iban: body.iban });
  }
}

/** Said until a caseworker has confirmed it; from then on the organisation is what it is. */
async function sayIdentity(
  tx: Tx,
  { vault }: ActivityServices,
  application: ProviderApplication,
  body: Extract<CompleteStep, { step: 'identity' }>,
): Promise<void> {
  if (application.organisationId) throw isConfirmed;
  if ((body.legalForm === 'socialCooperative') !== (body.cooperativeType !== null)) throw cooperativesAlone;
  const contact: CandidateContact = { contactName: body.contactName, representative: body.representative };
  await moveApplication(tx, application, {
    organisationName: body.organisationName,
    vatNumber: body.vatNumber,
    hasVatNumber: body.hasVatNumber,
    legalForm: body.legalForm,
    cooperativeType: body.cooperativeType,
    comuneIstat: body.comuneIstat,
    contactSealed: await vault.seal(tx, applicationKey(application), 'contact', contact),
  });
  const isAsked = (await stepsOf(tx, application.id)).get('identity')!.state === 'toCheck';
  if (isAsked) return;
  await turnTo(tx, application, 'identity', 'toCheck');
  await openTask(tx, {
    ...applicationSubject(application),
    kind: 'confirmIdentity',
    candidateRole: 'caseworker',
    dueInWorkingDays: onboardingTimes.checkWorkingDays,
    reminderWorkingDays: onboardingTimes.checkReminderWorkingDays,
  });
}

const isConfirmed = new Refusal('stepNotPossible', {
  detail: {
    it: 'L’alleanza ha già confermato chi è l’ente: per cambiarlo si rivolga a chi la segue.',
    en: 'The alliance has confirmed who the organisation is: to change it ask whoever follows you.',
  },
  possible: ['withdrawApplication'],
});
const cooperativesAlone = new Refusal('invalidRequest', {
  detail: {
    it: 'Il tipo (A, B o entrambi) si indica soltanto, e sempre, per una cooperativa sociale.',
    en: 'The type (A, B or both) is given only, and always, for a social cooperative.',
  },
  errors: [
    {
      pointer: '/body/cooperativeType',
      message: {
        it: 'a, b o ab per una cooperativa sociale, altrimenti null',
        en: 'a, b or ab for a social cooperative, else null',
      },
    },
  ],
});
