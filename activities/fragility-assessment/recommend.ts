import type { z } from 'zod';
import { assessmentTimes, type recommendInput } from '../../domain/assessment.ts';
import { isWithinOneStep } from '../../domain/assessment-steps.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import { recordAudit } from '../audit.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { completeTasks, openTask } from '../tasks.ts';
import { adviseAccess } from './access-advice.ts';
import { assessmentAnswer, lockForStep, moveTo } from './assessment.ts';
import { subjectOf } from './document-request.ts';
import { dossierSubject } from './dossier.ts';
import { supersede } from './evaluation.ts';
import { namelessOrThrow } from './no-names.ts';

type Input = z.output<typeof recommendInput>;

/** A person recommends, with reasons, and may correct the band by one step; somebody else will decide. */
export async function recommend(
  tx: Tx,
  submission: OpenSubmission<Input>,
  services: ActivityServices,
): Promise<Done> {
  const assessment = await lockForStep(tx, submission.subjectId, 'recommend');
  const { outcome, reason, bandOverride } = submission.body;
  if (bandOverride && !isWithinOneStep(assessment.band!, bandOverride)) throw outOfReach;
  await namelessOrThrow(tx, services.vault, assessment, reason);
  const subject = subjectOf(assessment);
  await supersede(tx, assessment.id, ['recommendation']);
  await tx.db.decision.create({
    data: {
      allianceId: tx.allianceId,
      assessmentId: assessment.id,
      kind: 'recommendation',
      status: outcome,
      reasonSealed: await services.vault.seal(tx, dossierSubject(assessment.id), 'reason', {
        reason,
        bandOverride: bandOverride ?? null,
      }),
      madeBy: submission.accountId,
      madeAt: tx.now,
    },
  });
  await completeTasks(tx, subject, ['recommend'], submission.accountId);
  const { dueAt } = await openTask(tx, {
    ...subject,
    kind: 'decide',
    candidateRole: 'commissionMember',
    excludedIds: [submission.accountId],
    dueInWorkingDays: assessmentTimes.decisionWorkingDays,
    reminderWorkingDays: assessmentTimes.taskReminderWorkingDays,
  });
  const moved = await moveTo(tx, assessment, {
    state: 'deciding',
    waitingFor: 'commission.decision',
    dueAt,
    recommendedBy: submission.accountId,
    finalBand: bandOverride ?? assessment.band,
  });
  await adviseAccess(tx, services, moved);
  await recordAudit(tx, services.vault, {
    action: 'assessment.recommended',
    subjectKind: 'assessment',
    subjectId: assessment.id,
    reason: outcome,
  });
  return assessmentAnswer(moved);
}

const outOfReach = new Refusal('bandOutOfReach', {
  detail: {
    it: 'Proporre la fascia immediatamente sopra o sotto quella del punteggio.',
    en: 'Propose the band just above or just below the one of the score.',
  },
});
