import type { z } from 'zod';
import {
  disbursementTimes,
  type confirmDeliveryInput,
  type recordUnitsInput,
} from '../../domain/disbursement.ts';
import { italianDay } from '../../domain/italian-day.ts';
import { formatDate, laterOf, type PlainDate } from '../../domain/plain-date.ts';
import { Refusal, notFound } from '../../domain/refusal.ts';
import { endOfDay, toPlainDate } from '../../domain/time.ts';
import { addWorkingDays } from '../../domain/working-days.ts';
import type { Tx } from '../../prisma/database.ts';
import type { DeliveredUnit, ProviderOrder } from '../../prisma/generated/client.ts';
import { mayStepForOrThrow } from '../acting-for.ts';
import { recordAudit } from '../audit.ts';
import { setDeadline, type Deadline } from '../deadlines.ts';
import { mailUnitsToConfirm } from '../notices.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { awardAnswer, awardSubject, beneficiaryOf, lockAward, lockAwardForStep, moveAward } from './award.ts';
import { closeIfDelivered } from './closing.ts';
import { deliveryStands } from './delivery-stands.ts';
import { confirmUnit, unitsOrThrow } from './unit.ts';

type Body<T extends z.ZodType> = OpenSubmission<z.output<T>>;

/** The provider says what was delivered; the beneficiary is asked, and five working days of silence accept. */
export async function recordUnits(
  tx: Tx,
  submission: Body<typeof recordUnitsInput>,
  services: ActivityServices,
): Promise<Done> {
  const award = await lockAwardForStep(tx, submission.subjectId, 'recordUnits');
  const { orderId, units, deliveredOn } = submission.body;
  const order = await tx.db.providerOrder.findFirst({
    where: { id: orderId, awardId: award.id, closedAt: null },
  });
  if (!order) throw notFound({ it: 'Ordine', en: 'Order' });
  if (deliveredOn > toPlainDate(tx.now)) throw notYetDelivered;
  const orderedOn = laterOf(toPlainDate(order.createdAt), toPlainDate(award.awardedOn ?? order.createdAt));
  if (deliveredOn < orderedOn) throw beforeTheOrder(orderedOn);
  const recorded = await addUnits(tx, order, { units, deliveredOn, accountId: submission.accountId });
  const acceptedAt = endOfDay(
    addWorkingDays(toPlainDate(tx.now), disbursementTimes.silentAcceptanceWorkingDays),
  );
  for (const unit of recorded) {
    await setDeadline(tx, {
      ...awardSubject(award),
      kind: 'acceptSilently',
      targetId: unit.id,
      dueAt: acceptedAt,
    });
  }
  await mailUnitsToConfirm(tx, services, {
    award,
    units: recorded.length,
    acceptedAt,
    submissionId: submission.id,
  });
  await recordAudit(tx, services.vault, {
    action: 'units.recorded',
    subjectKind: 'award',
    subjectId: award.id,
  });
  const moved = await moveAward(tx, award, await deliveryStands(tx, award));
  return { status: 200, body: { ...awardAnswer(moved).body, unitIds: recorded.map(({ id }) => id) } };
}

/** Numbers run on from the last recorded; what was rejected after a dispute may be delivered again. */
async function addUnits(
  tx: Tx,
  order: ProviderOrder,
  what: { units: number; deliveredOn: string; accountId: string },
): Promise<DeliveredUnit[]> {
  const existing = await tx.db.deliveredUnit.findMany({ where: { orderId: order.id } });
  const standing = existing.filter(({ state }) => state !== 'rejected').length;
  if (standing + what.units > order.units) throw exceeds(order.units - standing);
  const last = Math.max(0, ...existing.map(({ number }) => number));
  return tx.db.deliveredUnit.createManyAndReturn({
    data: Array.from({ length: what.units }, (_, index) => ({
      allianceId: tx.allianceId,
      awardId: order.awardId,
      orderId: order.id,
      number: last + index + 1,
      deliveredOn: new Date(what.deliveredOn),
      amountCents: order.unitPriceCents,
      recordedBy: what.accountId,
      recordedAt: tx.now,
    })),
  });
}

/** The beneficiary, or who acts for them, confirms: each unit takes its cents from the award's account, once. */
export async function confirmDelivery(
  tx: Tx,
  submission: Body<typeof confirmDeliveryInput>,
  services: ActivityServices,
): Promise<Done> {
  const award = await lockAwardForStep(tx, submission.subjectId, 'confirmDelivery');
  await mayStepForOrThrow(tx, submission.accountId, (await beneficiaryOf(tx, award)).beneficiaryId);
  const units = await unitsOrThrow(tx, award, submission.body.unitIds, 'recorded');
  for (const unit of units) await confirmUnit(tx, award, unit);
  await recordAudit(tx, services.vault, {
    action: 'units.confirmed',
    subjectKind: 'award',
    subjectId: award.id,
  });
  return awardAnswer(await closeIfDelivered(tx, services, award));
}

/** Silence accepts, except for what was disputed meanwhile. */
export async function acceptSilently(tx: Tx, deadline: Deadline, services: ActivityServices): Promise<void> {
  const award = await lockAward(tx, deadline.subjectId);
  const unit = await tx.db.deliveredUnit.findUniqueOrThrow({ where: { id: deadline.targetId! } });
  if (unit.state !== 'recorded' || award.state !== 'delivering') return;
  await confirmUnit(tx, award, unit);
  await recordAudit(tx, services.vault, {
    action: 'units.acceptedBySilence',
    subjectKind: 'award',
    subjectId: award.id,
  });
  await closeIfDelivered(tx, services, award);
}

function exceeds(left: number): Refusal {
  return new Refusal('unitsExceedOrder', {
    detail: { it: `Nell’ordine restano ${left} unità.`, en: `The order has ${left} units left.` },
  });
}

const notYetDelivered = new Refusal('invalidRequest', {
  detail: {
    it: 'La data di consegna non può essere nel futuro.',
    en: 'The date of delivery cannot be in the future.',
  },
  errors: [
    {
      pointer: '/body/deliveredOn',
      message: { it: 'indichi oggi o un giorno passato', en: 'give today or a day before' },
    },
  ],
});

/** Nothing can be delivered on an order before it was written and its money held. */
function beforeTheOrder(orderedOn: PlainDate): Refusal {
  return new Refusal('invalidRequest', {
    detail: {
      it: 'La data di consegna non può precedere l’ordine.',
      en: 'The date of delivery cannot be before the order.',
    },
    errors: [
      {
        pointer: '/body/deliveredOn',
        message: {
          it: `indichi una data ${italianDay('dal', orderedOn)}`,
          en: `give a day from ${formatDate(orderedOn, 'en')} on`,
        },
      },
    ],
  });
}
