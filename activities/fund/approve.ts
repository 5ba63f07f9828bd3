import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import { recordAudit } from '../audit.ts';
import { notOwnEmployerOrThrow } from '../fragility-assessment/needs.ts';
import { mailProviderOrder } from '../notices.ts';
import { inOrderOrThrow } from '../provider-standing/in-order.ts';
import { nearPersonOrThrow } from '../provider-standing/near-person.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { notSuspendedOrThrow } from '../suspensions.ts';
import { completeTasks } from '../tasks.ts';
import { awardAnswer, awardSubject, lockAwardForStep, moveAward } from './award.ts';
import { approveAward } from './money.ts';

/** A fund officer who did not propose it approves: the hold is posted once to the award's account, and providers get their orders. */
export async function approveDisbursement(
  tx: Tx,
  submission: OpenSubmission,
  services: ActivityServices,
): Promise<Done> {
  const award = await lockAwardForStep(tx, submission.subjectId, 'approveDisbursement');
  if (award.proposedBy === submission.accountId) throw approvedByAnother;
  const orders = await tx.db.providerOrder.findMany({
    where: { awardId: award.id, closedAt: null },
    orderBy: { code: 'asc' },
  });
  const providerIds = orders.map(({ providerId }) => providerId);
  await notOwnEmployerOrThrow(tx, award.householdId, providerIds, providerEmploys);
  await notSuspendedOrThrow(tx, providerIds);
  await inOrderOrThrow(tx, providerIds);
  await nearPersonOrThrow(tx, award.householdId, orders);
  await approveAward(tx, award);
  await completeTasks(tx, awardSubject(award), ['approveDisbursement'], submission.accountId);
  const moved = await moveAward(tx, award, {
    state: 'delivering',
    waitingFor: 'provider.delivery',
    dueAt: null,
    approvedBy: submission.accountId,
  });
  for (const order of orders) await mailProviderOrder(tx, services, order);
  await recordAudit(tx, services.vault, {
    action: 'award.approved',
    subjectKind: 'award',
    subjectId: award.id,
  });
  return awardAnswer(moved);
}

const approvedByAnother = new Refusal('samePerson', {
  detail: {
    it: 'Chi ha deciso l’assegnazione non può approvarne la spesa.',
    en: 'Whoever decided the award cannot approve its spending.',
  },
});

const providerEmploys = new Refusal('stepNotPossible', {
  detail: {
    it: 'Un fornitore è ormai datore di lavoro nel nucleo, e verrebbe a sapere della domanda: l’assistente sociale passi prima l’ordine a un altro.',
    en: 'A provider now employs somebody of the household, and would learn of the application: the caseworker first gives the order to another.',
  },
  possible: ['swapProvider', 'releaseAward'],
});
