import { representativeOf } from '../activities/representatives.ts';
import { possibleSigningSteps, type SigningStep } from '../domain/charter-steps.ts';
import type { Tx } from '../prisma/database.ts';
import type { CharterSigning } from '../prisma/generated/client.ts';
import { charterSigningStepRoutes } from './charter-signing-steps.ts';
import { stepsOfRole } from './possible-steps.ts';
import type { Principal } from './principal.ts';

const ofTheSigner: readonly SigningStep[] = ['signCharter', 'uploadSignedCopy', 'declineCharter'];

/** What this caller may do with the signing as it stands: the steps of its state, less what another has to do. */
export async function stepsInSigning(
  tx: Tx,
  principal: Principal,
  { state, openedBy, organisationId }: CharterSigning,
): Promise<readonly SigningStep[]> {
  const steps = stepsOfRole(principal, charterSigningStepRoutes, possibleSigningSteps(state)).filter(
    (step) => step !== 'countersignCharter' || openedBy !== principal.accountId,
  );
  if (!steps.some((step) => ofTheSigner.includes(step))) return steps;
  const isSigner = (await representativeOf(tx, organisationId))?.accountId === principal.accountId;
  return steps.filter((step) => isSigner || !ofTheSigner.includes(step));
}
