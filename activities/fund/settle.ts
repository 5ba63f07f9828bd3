import type { z } from 'zod';
import type { settleAwardInput, swapProviderInput } from '../../domain/disbursement.ts';
import { unitsAtNewPrice } from '../../domain/disbursement.ts';
import { Refusal, notFound } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import { recordAudit } from '../audit.ts';
import { notOwnEmployerOrThrow } from '../fragility-assessment/needs.ts';
import { mailOrderClosed, mailProviderOrder } from '../notices.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { completeTasks } from '../tasks.ts';
import { awardAnswer, awardSubject, lockAwardForStep, moveAward } from './award.ts';
import { settleProvider } from './money.ts';
import { orderCode } from './open-award.ts';
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
  return awardAnswer(await closeIfDelivered(tx, services, { ...award, settledBy: submission.accountId }));
}

/**
 * Another provider takes over what is not delivered yet: as many whole units as the remaining cents of the order
 * pay at the new price; nobody adds money (domain §6.9). Before the approval no provider was told anything yet.
 */
export async function swapProvider(
  tx: Tx,
  submission: OpenSubmission<z.output<typeof swapProviderInput>>,
  services: ActivityServices,
): Promise<Done> {
  const award = await lockAwardForStep(tx, submission.subjectId, 'swapProvider');
  const { orderId, providerId, unitPriceCents } = submission.body;
  const order = await tx.db.providerOrder.findFirst({
    where: { id: orderId, awardId: award.id, closedAt: null },
  });
  if (!order) throw notFound({ it: 'Ordine', en: 'Order' });
  const provider = await tx.db.organisation.findFirst({
    where: { id: providerId, roles: { has: 'provider' } },
  });
  if (!provider) throw notFound({ it: 'Fornitore', en: 'Provider' });
  await notOwnEmployerOrThrow(tx, award.householdId, [providerId]);
  const standing = await tx.db.deliveredUnit.count({ where: { orderId, state: { not: 'rejected' } } });
  const units = unitsAtNewPrice(order.units - standing, order.unitPriceCents, unitPriceCents);
  if (units === 0) throw tooDear;
  const need = await tx.db.need.findUniqueOrThrow({ where: { id: order.needId } });
  const replaced = await tx.db.providerOrder.count({ where: { awardId: award.id, needId: order.needId } });
  await tx.db.providerOrder.update({
    where: { id: order.id },
    data: { units: standing, ...(standing === 0 ? { closedAt: tx.now } : {}) },
  });
  const replacement = await tx.db.providerOrder.create({
    data: {
      allianceId: tx.allianceId,
      awardId: award.id,
      needId: order.needId,
      providerId,
      code: orderCode(award.id, need.position, replaced),
      service: order.service,
      unit: order.unit,
      units,
      unitPriceCents,
      createdAt: tx.now,
    },
  });
  if (award.state === 'delivering') {
    await mailOrderClosed(tx, services, order);
    await mailProviderOrder(tx, services, replacement);
  }
  await recordAudit(tx, services.vault, {
    action: 'provider.swapped',
    subjectKind: 'award',
    subjectId: award.id,
  });
  const moved = await moveAward(
    tx,
    award,
    award.state === 'delivering' ? { waitingFor: 'provider.delivery' } : {},
  );
  return { status: 200, body: { ...awardAnswer(moved).body, orderId: replacement.id, units } };
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
const tooDear = new Refusal('unitsExceedOrder', {
  detail: {
    it: 'Il resto dell’ordine non paga nemmeno un’unità a questo prezzo.',
    en: 'The rest of the order does not pay a single unit at this price.',
  },
});
