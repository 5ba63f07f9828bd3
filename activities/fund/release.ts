import type { z } from 'zod';
import type { recordDeathInput, releaseAwardInput } from '../../domain/disbursement.ts';
import { fromDateColumn, toDateColumn } from '../../domain/plain-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import { recordAudit } from '../audit.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { awardAnswer, beneficiaryOf, lockAwardForStep, moveAward } from './award.ts';
import { giveBackRest } from './closing.ts';
import { confirmUnit } from './unit.ts';

/**
 * Gives back what will not be used. Before approval the hold is voided; while delivering, units that were
 * recorded must be settled first between provider and beneficiary, then the rest returns to the Fund.
 */
export async function releaseAward(
  tx: Tx,
  submission: OpenSubmission<z.output<typeof releaseAwardInput>>,
  services: ActivityServices,
): Promise<Done> {
  const award = await lockAwardForStep(tx, submission.subjectId, 'releaseAward');
  const open = await tx.db.deliveredUnit.count({
    where: { awardId: award.id, state: { in: ['recorded', 'disputed'] } },
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
  return awardAnswer(await giveBackRest(tx, services, award));
}

/** Death of the beneficiary: letters stop, delivered units are paid, the rest goes back (domain §6.9). */
export async function recordDeath(
  tx: Tx,
  submission: OpenSubmission<z.output<typeof recordDeathInput>>,
  services: ActivityServices,
): Promise<Done> {
  const award = await lockAwardForStep(tx, submission.subjectId, 'recordDeath');
  const { beneficiaryId, id: assessmentId } = await beneficiaryOf(tx, award);
  const { diedOn } = submission.body;
  const { birthDate } = await tx.db.person.findUniqueOrThrow({ where: { id: beneficiaryId } });
  if (diedOn > toPlainDate(tx.now) || (birthDate && diedOn < fromDateColumn(birthDate))) throw notADayOfLife;
  await tx.db.person.update({ where: { id: beneficiaryId }, data: { deceasedOn: toDateColumn(diedOn) } });
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

const notADayOfLife = new Refusal('invalidRequest', {
  detail: {
    it: 'La data di morte non può essere nel futuro né precedere la nascita.',
    en: 'The day of death cannot be in the future nor before birth.',
  },
  errors: [
    {
      pointer: '/body/diedOn',
      message: { it: 'indicare il giorno del certificato', en: 'give the day of the certificate' },
    },
  ],
});
