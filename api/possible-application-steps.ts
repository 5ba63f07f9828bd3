import type { z } from 'zod';
import { copyToCompare } from '../activities/provider-onboarding/record-agreement.ts';
import { representativeOf } from '../activities/representatives.ts';
import { possibleOnboarding, type OnboardingOperation } from '../domain/provider-onboarding.ts';
import type { Tx } from '../prisma/database.ts';
import type { ProviderApplication } from '../prisma/generated/client.ts';
import { stepsOfRole } from './possible-steps.ts';
import type { Principal } from './principal.ts';
import { providerAgreementRoutes } from './provider-agreement.ts';
import type { applicationAgreement } from './provider-application-schema.ts';
import { providerApplicationStepRoutes } from './provider-application-steps.ts';

const routes = [...providerApplicationStepRoutes, ...providerAgreementRoutes];

type Agreement = z.input<typeof applicationAgreement>;

/** What this caller may do with the application as it stands: the steps of its state, less what another has to do. */
export async function possibleApplicationSteps(
  tx: Tx,
  principal: Principal,
  row: ProviderApplication,
  agreement: Agreement | null,
): Promise<readonly OnboardingOperation[]> {
  const steps = stepsOfRole(principal, routes, possibleOnboarding(row.state));
  if (row.state !== 'review') return steps;
  const isSigner = (await representativeOf(tx, row.organisationId!))?.accountId === principal.accountId;
  const isUnsigned = agreement?.method === null;
  const isTheirs = isSigner && isUnsigned && agreement.textHash !== null;
  const isAnother = row.reviewedBy !== principal.accountId;
  const copy = isUnsigned ? await copyToCompare(tx, row) : null;
  const may: Partial<Record<OnboardingOperation, boolean>> = {
    reviewProvider: agreement === null && row.caseworkerId !== principal.accountId,
    signAgreement: isTheirs && agreement.codeSuffices,
    uploadSignedAgreement: isTheirs,
    countersignAgreement: agreement !== null && !isUnsigned && isAnother,
    recordAgreement: copy !== null && isAnother && copy.uploadedBy !== principal.accountId,
  };
  return steps.filter((step) => may[step] ?? true);
}
