import type { z } from 'zod';
import {
  disbursementTimes,
  type disputeUnitsInput,
  type resolveDisputeInput,
} from '../../domain/disbursement.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import { mayStepForOrThrow } from '../acting-for.ts';
import { recordAudit } from '../audit.ts';
import { mailUnitsDisputed } from '../notices.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { completeTasks, openTask } from '../tasks.ts';
import { awardAnswer, awardSubject, beneficiaryOf, lockAwardForStep, moveAward } from './award.ts';
import { closeIfDelivered } from './closing.ts';
import { deliveryStands } from './delivery-stands.ts';
import { passOnRejected } from './provider-swap.ts';
import { confirmUnit, unitsOrThrow } from './unit.ts';
import { sealUnitWords } from './unit-words.ts';

type Body<T extends z.ZodType> = OpenSubmission<z.output<T>>;

/** A dispute freezes only the units it names; the caseworker hears both and decides within five working days. */
export async function disputeUnits(
  tx: Tx,
  submission: Body<typeof disputeUnitsInput>,
  services: ActivityServices,
): Promise<Done> {
  const award = await lockAwardForStep(tx, submission.subjectId, 'disputeUnits');
  await mayStepForOrThrow(tx, submission.accountId, (await beneficiaryOf(tx, award)).beneficiaryId);
  const units = await unitsOrThrow(tx, award, submission.body.unitIds, 'recorded');
  for (const { id } of units) {
    const said = { id, part: 'dispute', words: submission.body.reason } as const;
    await tx.db.deliveredUnit.update({
      where: { id },
      data: {
        state: 'disputed',
        disputedBy: submission.accountId,
        disputeSealed: await sealUnitWords(tx, services.vault, award, said),
      },
    });
  }
  await mailUnitsDisputed(tx, services, units, submission.id);
  const { caseworkerId, id } = await beneficiaryOf(tx, award);
  await openTask(tx, {
    ...awardSubject(award),
    kind: 'resolveDispute',
    candidateRole: 'caseworker',
    assigneeId: caseworkerId === submission.accountId ? null : caseworkerId,
    excludedIds: [submission.accountId],
    dueInWorkingDays: disbursementTimes.disputeWorkingDays,
    priority: 70,
  });
  await recordAudit(tx, services.vault, {
    action: 'units.disputed',
    subjectKind: 'award',
    subjectId: award.id,
    detail: { subject: { kind: 'assessment', id }, value: { reason: submission.body.reason } },
  });
  return awardAnswer(await moveAward(tx, award, await deliveryStands(tx, award)));
}

/** Accepted, the units are paid; rejected, they were not delivered, and may be delivered again. */
export async function resolveDispute(
  tx: Tx,
  submission: Body<typeof resolveDisputeInput>,
  services: ActivityServices,
): Promise<Done> {
  const award = await lockAwardForStep(tx, submission.subjectId, 'resolveDispute');
  const { unitIds, accept, reason } = submission.body;
  const units = await unitsOrThrow(tx, award, unitIds, 'disputed');
  if (units.some(({ disputedBy }) => disputedBy === submission.accountId)) throw decidedByAnother;
  if (accept) for (const unit of units) await confirmUnit(tx, award, unit, submission.accountId);
  else {
    const ids = units.map(({ id }) => id);
    await tx.db.deliveredUnit.updateMany({
      where: { id: { in: ids } },
      data: { state: 'rejected', resolvedAt: tx.now, resolvedBy: submission.accountId },
    });
    await passOnRejected(tx, services, units);
  }
  for (const { id } of units) {
    const said = { id, part: 'decision', words: reason } as const;
    const decisionSealed = await sealUnitWords(tx, services.vault, award, said);
    await tx.db.deliveredUnit.update({ where: { id }, data: { decisionSealed } });
  }
  const stillOpen = await tx.db.deliveredUnit.count({ where: { awardId: award.id, state: 'disputed' } });
  if (stillOpen === 0) await completeTasks(tx, awardSubject(award), ['resolveDispute'], submission.accountId);
  await recordAudit(tx, services.vault, {
    action: accept ? 'dispute.accepted' : 'dispute.rejected',
    subjectKind: 'award',
    subjectId: award.id,
    detail: { subject: { kind: 'assessment', id: award.assessmentId }, value: { reason } },
  });
  return awardAnswer(await closeIfDelivered(tx, services, award));
}

const decidedByAnother = new Refusal('samePerson', {
  detail: {
    it: 'Chi ha contestato queste unità, anche raccogliendo la parola della persona, non decide la contestazione: la decide un’altra assistente sociale o un altro assistente sociale.',
    en: 'Whoever disputed these units, also by taking down the person’s word, does not decide the dispute: another caseworker does.',
  },
});
