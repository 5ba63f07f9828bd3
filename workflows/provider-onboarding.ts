import { proxyActivities } from '@temporalio/workflow';
import type { ProviderOnboardingActivities } from '../activities/provider-onboarding/index.ts';
import { activityOptions } from './activity-options.ts';
import type { ProcessParams } from './contract.ts';
import { runProcess } from './process.ts';

const act = proxyActivities<ProviderOnboardingActivities>(activityOptions);

/**
 * An organisation that asks to become a provider, from the first word to its admission:
 * 1. a candidate says who it is, where it works, what it offers, and hands in papers, in whatever order suits;
 * 2. a caseworker confirms which legal entity it is, an administrator records who represents it, who signs the charter;
 * 3. when everything is there the rules are asked, and somebody who did not invite it accepts, corrects or refuses;
 * 4. accepted, its representative signs the agreement, somebody else of the alliance countersigns, and it is admitted;
 * 5. what nobody does in time is reminded and then escalated; what stands still for long is closed, with a letter.
 */
export async function providerOnboarding(params: ProcessParams): Promise<void> {
  await runProcess(
    params,
    {
      completeStep: act.completeStep,
      submitDocument: act.submitDocument,
      confirmIdentity: act.confirmIdentity,
      appointRepresentative: act.appointRepresentative,
      grantWaiver: act.grantWaiver,
      requestCorrection: act.requestCorrection,
      reviewProvider: act.reviewProvider,
      signAgreement: act.signAgreement,
      uploadSignedAgreement: act.uploadSignedAgreement,
      countersignAgreement: act.countersignAgreement,
      recordAgreement: act.recordAgreement,
      withdrawApplication: act.withdrawApplication,
    },
    { locate: act.locateApplication, lookAgain: act.lookAtApplication, fire: act.fireOnboardingDeadline },
  );
}
