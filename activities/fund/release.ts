import type { z } from 'zod';
import type { recordDeathInput, releaseAwardInput } from '../../domain/disbursement.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Award } from '../../prisma/generated/client.ts';
import { recordAudit } from '../audit.ts';
import { die } from '../death.ts';
import { dossierSubject } from '../fragility-assessment/dossier.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { endVouchersOfDead } from '../voucher/after-death.ts';
import { awardAnswer, beneficiaryOf, lockAwardForStep, moveAward } from './award.ts';
import { askForLetter } from './award-letters.ts';
import { giveBackRest, unspokenOf } from './closing.ts';
import { confirmUnit } from './unit.ts';

/**
 * Gives back what will not be used. Before approval the hold is voided; while delivering, units that were
 * recorded must be settled first between provider and beneficiary, then the rest returns to the Fund. The person gets
 * a letter that says what, and why in the words of whoever released it.
 */
export async function releaseAward(
  tx: Tx,
  submission: OpenSubmission<z.output<typeof releaseAwardInput>>,
  services: ActivityServices,
): Promise<Done> {
  const award = await lockAwardForStep(tx, submission.subjectId, 'releaseAward');
  const open = await tx.db.deliveredUnit.count({
    where: { awardId: award.id, ...unspokenOf },
  });
  if (open > 0) throw unitsPending(open);
  await recordAudit(tx, services.vault, {
    action: 'award.released',
    subjectKind: 'award',
    subjectId: award.id,
    detail: {
      subject: { kind: 'assessment', id: award.assessmentId },
      value: { reason: submission.body.reason },
    },
  });
  const unitsOfNeeds = await undelivered(tx, award);
  const released = await giveBackRest(tx, services, award);
  const releasedCents = released.releasedCents - award.releasedCents;
  if (releasedCents > 0) await tellRelease(tx, submission, services, award, { releasedCents, unitsOfNeeds });
  return awardAnswer(released);
}

/** What of an award went back: kept with the decision, for the letter that tells of it. */
export interface ReleasedNeeds {
  readonly releasedCents: number;
  /** Units that are not delivered any more, by need. */
  readonly unitsOfNeeds: Readonly<Record<string, number>>;
}

/** A named person's decision, like the others of the case, and a letter with their reasons. */
async function tellRelease(
  tx: Tx,
  { accountId, body }: OpenSubmission<z.output<typeof releaseAwardInput>>,
  { vault }: ActivityServices,
  award: Award,
  released: ReleasedNeeds,
): Promise<void> {
  const subject = dossierSubject(award.assessmentId);
  const { id: targetId } = await tx.db.decision.create({
    data: {
      allianceId: tx.allianceId,
      assessmentId: award.assessmentId,
      kind: 'release',
      status: 'released',
      outcomeSealed: await vault.seal(tx, subject, 'outcome', released),
      reasonSealed: await vault.seal(tx, subject, 'reason', { reason: body.reason }),
      madeBy: accountId,
      madeAt: tx.now,
    },
  });
  await askForLetter(tx, award, { kind: 'writeReleaseLetter', targetId });
}

/** What open orders still ask for, before they are closed. */
async function undelivered(tx: Tx, award: Pick<Award, 'id'>): Promise<ReleasedNeeds['unitsOfNeeds']> {
  const orders = await tx.db.providerOrder.findMany({ where: { awardId: award.id, closedAt: null } });
  const units: Record<string, number> = {};
  for (const order of orders) {
    const delivered = await tx.db.deliveredUnit.count({
      where: { orderId: order.id, state: { not: 'rejected' } },
    });
    units[order.needId] = (units[order.needId] ?? 0) + order.units - delivered;
  }
  return units;
}

/** Death of the beneficiary: letters stop, vouchers end, delivered units are paid, the rest goes back (domain §6.9). */
export async function recordDeath(
  tx: Tx,
  submission: OpenSubmission<z.output<typeof recordDeathInput>>,
  services: ActivityServices,
): Promise<Done> {
  const award = await lockAwardForStep(tx, submission.subjectId, 'recordDeath');
  const { beneficiaryId, id: assessmentId } = await beneficiaryOf(tx, award);
  await die(tx, beneficiaryId, submission.body.diedOn);
  // Whoever filed the case may wait for mail about others, and about themselves: only what is this case's stops.
  await tx.db.mail.updateMany({
    where: {
      state: 'queued',
      recipientKind: 'person',
      OR: [{ recipientId: beneficiaryId }, { subjectId: { in: [assessmentId, award.id] } }],
    },
    data: { state: 'cancelled', sealed: null },
  });
  const stopped = await moveAward(tx, award, { lettersStopped: true });
  await endVouchersOfDead(tx, services, beneficiaryId);
  const delivered = await tx.db.deliveredUnit.findMany({
    where: { awardId: award.id, state: 'recorded' },
    orderBy: { number: 'asc' },
  });
  for (const unit of delivered) await confirmUnit(tx, stopped, unit);
  await recordAudit(tx, services.vault, {
    action: 'beneficiary.died',
    subjectKind: 'award',
    subjectId: award.id,
  });
  return awardAnswer(await giveBackRest(tx, services, stopped));
}

function unitsPending(count: number): Refusal {
  return new Refusal('stepNotPossible', {
    detail: {
      it: `Prima vanno confermate o decise ${count} unità già registrate dal fornitore.`,
      en: `First ${count} units the provider recorded must be confirmed or decided.`,
    },
    possible: ['confirmDelivery', 'resolveDispute'],
  });
}
