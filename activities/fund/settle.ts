import type { z } from 'zod';
import type { settleAwardInput } from '../../domain/disbursement.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import { recordAudit } from '../audit.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { completeTasks } from '../tasks.ts';
import { awardAnswer, awardSubject, lockAwardForStep } from './award.ts';
import { settleProvider } from './money.ts';
import { closeIfDelivered } from './closing.ts';

/** A fund officer pays a provider what was confirmed, against the bank's own reference, and never twice. */
export async function settleAward(
  tx: Tx,
  submission: OpenSubmission<z.output<typeof settleAwardInput>>,
  services: ActivityServices,
): Promise<Done> {
  const award = await lockAwardForStep(tx, submission.subjectId, 'settleAward');
  if (award.proposedBy === submission.accountId) throw settledByAnother;
  const { providerId, bankRef } = submission.body;
  const orders = await tx.db.providerOrder.findMany({
    where: { awardId: award.id, providerId },
    select: { id: true },
  });
  const units = await tx.db.deliveredUnit.findMany({
    where: { orderId: { in: orders.map(({ id }) => id) }, state: 'confirmed', settlementId: null },
  });
  if (units.length === 0) throw nothingToSettle;
  const amountCents = units.reduce((sum, unit) => sum + unit.amountCents, 0);
  const transferId = await settleProvider(tx, award, {
    submissionId: submission.id,
    providerId,
    amountCents,
    bankRef,
  });
  const settlement = await tx.db.settlement.create({
    data: {
      allianceId: tx.allianceId,
      awardId: award.id,
      providerId,
      amountCents,
      bankRef,
      transferId,
      settledBy: submission.accountId,
      settledAt: tx.now,
    },
  });
  await tx.db.deliveredUnit.updateMany({
    where: { id: { in: units.map(({ id }) => id) } },
    data: { settlementId: settlement.id },
  });
  const left = await tx.db.deliveredUnit.count({
    where: { awardId: award.id, state: 'confirmed', settlementId: null },
  });
  if (left === 0) await completeTasks(tx, awardSubject(award), ['settleAward'], submission.accountId);
  await recordAudit(tx, services.vault, {
    action: 'award.settled',
    subjectKind: 'award',
    subjectId: award.id,
  });
  return awardAnswer(await closeIfDelivered(tx, services, award));
}

const settledByAnother = new Refusal('samePerson', {
  detail: {
    it: 'Chi ha deciso l’assegnazione non può pagarla.',
    en: 'Whoever decided the award cannot pay it.',
  },
});
const nothingToSettle = new Refusal('stepNotPossible', {
  detail: {
    it: 'Per questo fornitore non ci sono unità confermate da pagare.',
    en: 'There are no confirmed units to pay to this provider.',
  },
  possible: ['recordUnits', 'confirmDelivery'],
});
