import { possibleComplaintSteps, type ComplaintStep } from '../domain/provider-complaint.ts';
import type { Tx } from '../prisma/database.ts';
import type { ProviderComplaint } from '../prisma/generated/client.ts';
import { complaintStepRoutes } from './complaint-steps.ts';
import { stepsOfRole } from './possible-steps.ts';
import type { Principal } from './principal.ts';

/** What this caller may do with the complaint as it stands: whoever decided the matter does not answer. */
export async function stepsInComplaint(
  tx: Tx,
  principal: Principal,
  { id, state, round }: ProviderComplaint,
): Promise<ComplaintStep[]> {
  const steps = stepsOfRole(principal, complaintStepRoutes, possibleComplaintSteps(state, round));
  if (!steps.includes('answerComplaint')) return [...steps];
  const { excludedIds } = await tx.db.complaintRound.findUniqueOrThrow({
    where: { complaintId_number: { complaintId: id, number: round } },
  });
  return steps.filter((step) => step !== 'answerComplaint' || !excludedIds.includes(principal.accountId));
}
