import { possibleDisbursementSteps, type DisbursementStep } from '../domain/disbursement-steps.ts';
import type { Tx } from '../prisma/database.ts';
import type { Award } from '../prisma/generated/client.ts';
import { mayReachPerson } from './access.ts';
import { awardStepRoutes } from './award-steps.ts';
import { stepsOfRole } from './possible-steps.ts';
import type { Principal } from './principal.ts';

/** Money leaves by two people: whoever decided an award neither approves nor pays it. */
const byAnother: readonly DisbursementStep[] = ['approveDisbursement', 'settleAward'];

/** What the person says of what they received: the office's to note down, theirs, or of who acts for them today. */
const ofThePerson: readonly DisbursementStep[] = ['confirmDelivery', 'disputeUnits'];

/** What this caller may do with the award as it stands: the steps of its state, less what another has to do. */
export async function possibleAwardSteps(
  tx: Tx,
  principal: Principal,
  award: Pick<Award, 'state' | 'proposedBy' | 'assessmentId'>,
): Promise<readonly DisbursementStep[]> {
  const ofRole = stepsOfRole(principal, awardStepRoutes, possibleDisbursementSteps(award.state));
  const steps = ofRole.filter((step) => !(byAnother.includes(step) && isProposer(principal, award)));
  if (!steps.some((step) => ofThePerson.includes(step))) return steps;
  const { beneficiaryId } = await tx.db.assessment.findUniqueOrThrow({ where: { id: award.assessmentId } });
  const speaks = await mayReachPerson(tx, principal, beneficiaryId);
  return steps.filter((step) => speaks || !ofThePerson.includes(step));
}

function isProposer(principal: Principal, { proposedBy }: Pick<Award, 'proposedBy'>): boolean {
  return proposedBy === principal.accountId;
}
