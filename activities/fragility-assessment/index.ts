import { isOver } from '../../domain/assessment-steps.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Position, ProcessParams, SubmissionRef } from '../../workflows/contract.ts';
import { positionOf, type FireDeadline } from '../deadlines.ts';
import { fireDeadline } from '../fire-deadline.ts';
import { lookAgain } from '../look-again.ts';
import { representationEnds } from '../representation.ts';
import type { ActivityServices } from '../services.ts';
import { giveEffect, type Step } from '../submission.ts';
import { escalateTask, remindTask } from '../tasks.ts';
import { closeInadmissible, withdraw } from './closing.ts';
import { checkHousehold } from './household-change.ts';
import { decide } from './decide.ts';
import { declareComplete } from './declare-complete.ts';
import { documentsDue, requestDocuments } from './document-request.ts';
import { extendDocuments, remindApplicant } from './document-wait.ts';
import {
  escalateOverrun,
  remindDocuments,
  writeClosureLetter,
  writeDecisionLetter,
  writeDocumentRequest,
  writeReceipt,
  writeReleaseLetter,
  writeWaitingEndedLetter,
  writeWithdrawalLetter,
} from './letters.ts';
import { openAssessment } from './open-assessment.ts';
import { recommend } from './recommend.ts';
import { submitDossier } from './submit-dossier.ts';

/** What the assessment does by itself when a moment comes. */
const deadlines: Readonly<Record<string, FireDeadline>> = {
  writeReceipt,
  writeDocumentRequest,
  writeDecisionLetter,
  writeWithdrawalLetter,
  writeClosureLetter,
  writeReleaseLetter,
  writeWaitingEndedLetter,
  remindDocuments,
  documentsDue,
  termOverrun: escalateOverrun,
  representationEnds,
  remindTask,
  escalateTask,
};

/** The activities of `fragilityAssessment`: each a transaction that ends by saying where the case now stands. */
export function fragilityAssessmentActivities(services: ActivityServices) {
  const step = (effect: Step) => (ref: SubmissionRef) => giveEffect(services, ref, effect, locate);
  return {
    openAssessment: step(openAssessment),
    submitDossier: step(submitDossier),
    requestDocuments: step(requestDocuments),
    remindApplicant: step(remindApplicant),
    extendDocuments: step(extendDocuments),
    declareComplete: step(declareComplete),
    recommend: step(recommend),
    decide: step(decide),
    withdraw: step(withdraw),
    closeInadmissible: step(closeInadmissible),
    /** The row may not be there yet: the message that creates it comes with the start. */
    locateAssessment: ({ allianceId, subjectId }: ProcessParams): Promise<Position> =>
      services.database.inAlliance(allianceId, actor, async (tx) => {
        const isKnown = (await tx.db.assessment.count({ where: { id: subjectId } })) > 0;
        return isKnown ? locate(tx, subjectId) : { over: false };
      }),
    checkHousehold: (params: ProcessParams): Promise<Position> =>
      lookAgain(services, params, householdCheck, checkHousehold, locate),
    fireAssessmentDeadline: (ref: ProcessParams & { deadlineId: string }): Promise<Position> =>
      fireDeadline(services, ref, deadlines, locate),
  };
}

const actor = { kind: 'system', id: 'fragility-assessment' } as const;
const householdCheck = { subjectKind: 'assessment', of: 'household', actor } as const;

export type FragilityAssessmentActivities = ReturnType<typeof fragilityAssessmentActivities>;

/** Over when the case is closed and its letters are out; an application that was refused at the door is over too. */
async function locate(tx: Tx, subjectId: string): Promise<Position> {
  const assessment = await tx.db.assessment.findUnique({ where: { id: subjectId } });
  if (!assessment) return { over: true };
  const position = await positionOf(tx, { subjectKind: 'assessment', subjectId }, isOver(assessment.state));
  if (position.over && !assessment.closedAt) {
    await tx.db.assessment.update({
      where: { id: subjectId },
      data: { closedAt: tx.now, waitingFor: 'nothing' },
    });
  }
  return position;
}
