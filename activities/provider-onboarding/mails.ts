import { addDays } from '../../domain/plain-date.ts';
import { onboardingTimes, type OnboardingStep } from '../../domain/provider-onboarding.ts';
import { onboardingStepWords } from '../../domain/provider-onboarding-words.ts';
import type { PlainDate } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { AgreementSignature, ProviderApplication } from '../../prisma/generated/client.ts';
import { queueMail } from '../mail.ts';
import { representativeOf } from '../representatives.ts';
import type { ActivityServices } from '../services.ts';
import { applicationSubject } from './application.ts';

type Services = Pick<ActivityServices, 'vault'>;

/** Writes to whoever goes on with the application, at their own account. */
export async function mailCandidate(
  tx: Tx,
  { vault }: Services,
  application: ProviderApplication,
  template: 'correctionRequested' | 'candidateLetter' | 'agreementReady' | 'providerAdmitted',
  occasion: string = application.id,
): Promise<void> {
  await queueMail(tx, vault, {
    template,
    params: { applicationCode: application.code },
    ...to(application, template, occasion),
  });
}

/** Writes to whoever represents the organisation, at their own account, that there is an agreement to sign, or that a copy of it was returned. */
export async function mailSigner(
  tx: Tx,
  services: Services,
  application: ProviderApplication,
  occasion: string,
  template: 'agreementReady' | 'correctionRequested' = 'agreementReady',
): Promise<void> {
  const signer = await representativeOf(tx, application.organisationId!);
  if (signer) await mailAboutAgreement(tx, services, application, template, { ...signer, occasion });
}

/** Writes to whoever signed, who may represent the organisation no more, that the agreement was countersigned. */
export function mailSigned(
  tx: Tx,
  services: Services,
  application: ProviderApplication,
  { id, signedBy }: Pick<AgreementSignature, 'id' | 'signedBy'>,
): Promise<void> {
  const about = { accountId: signedBy, occasion: id };
  return mailAboutAgreement(tx, services, application, 'agreementCountersigned', about);
}

function mailAboutAgreement(
  tx: Tx,
  { vault }: Services,
  application: ProviderApplication,
  template: 'agreementReady' | 'agreementCountersigned' | 'correctionRequested',
  { accountId: recipientId, occasion }: { readonly accountId: string; readonly occasion: string },
): Promise<void> {
  const params = { applicationCode: application.code };
  const envelope = { ...to(application, template, `${occasion}/signer`), recipientId };
  return queueMail(tx, vault, { template, params, ...envelope });
}

/**
 * Calls steps to mind before their day, or says that it has passed: one mail for all of one day. Of the agreement
 * whoever signs it is told too; of the charter its own process tells them.
 */
export async function mailSteps(
  tx: Tx,
  { vault }: Services,
  application: ProviderApplication,
  what: {
    readonly template: 'stepReminder' | 'stepOverdue';
    readonly steps: readonly OnboardingStep[];
    readonly dueOn: PlainDate;
  },
): Promise<void> {
  const { template, steps, dueOn } = what;
  const told = (language: 'it' | 'en') => steps.map((step) => onboardingStepWords[step][language]).join(', ');
  const mail = {
    template,
    params: { applicationCode: application.code, step: { it: told('it'), en: told('en') }, dueOn },
    ...to(application, template, `${application.id}/${dueOn}`),
  } as const;
  await queueMail(tx, vault, mail);
  const signer = steps.includes('agreement') && (await representativeOf(tx, application.organisationId!));
  if (signer)
    await queueMail(tx, vault, {
      ...mail,
      recipientId: signer.accountId,
      dedupeKey: `${mail.dedupeKey}/signer`,
    });
}

/** Says on which day it closes by itself if nobody goes on with it. */
export async function mailClosing(
  tx: Tx,
  { vault }: Services,
  application: ProviderApplication,
  occasion: string,
): Promise<void> {
  const closesOn = addDays(toPlainDate(tx.now), onboardingTimes.warnDaysBefore);
  await queueMail(tx, vault, {
    template: 'closingAnnounced',
    params: { applicationCode: application.code, closesOn },
    ...to(application, 'closingAnnounced', occasion),
  });
}

function to(application: ProviderApplication, template: string, occasion: string) {
  const { subjectKind: kind, subjectId: id } = applicationSubject(application);
  return {
    recipientId: application.accountId,
    dedupeKey: `${template}/${occasion}`,
    about: { kind, id },
  };
}
