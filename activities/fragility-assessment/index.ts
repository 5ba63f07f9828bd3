import { isOver } from '../../domain/assessment-steps.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Position, ProcessParams, SubmissionRef } from '../../workflows/contract.ts';
import { fireDeadline, nextDeadline, type FireDeadline } from '../deadlines.ts';
import type { ActivityServices } from '../services.ts';
import { giveEffect, type Step } from '../submission.ts';
import { escalateTask, remindTask } from '../tasks.ts';
import { closeInadmissible, withdraw } from './closing.ts';
import { checkHousehold } from './household-change.ts';
import { decide } from './decide.ts';
import { declareComplete } from './declare-complete.ts';
import { documentsDue, requestDocuments } from './document-request.ts';
import {
  escalateOverrun,
  remindDocuments,
  writeClosureLetter,
  writeDecisionLetter,
  writeDocumentRequest,
  writeReceipt,
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
  remindDocuments,
  documentsDue,
  termOverrun: escalateOverrun,
  remindTask,
  escalateTask,
};

/** The activities of `fragilityAssessment`: each a transaction that ends by saying where the case now stands. */
export function fragilityAssessmentActivities(services: ActivityServices) {
  const step = (effect: Step) => async (ref: SubmissionRef) => {
    const subjectId = await giveEffect(services, ref, effect);
    return locate(services, { allianceId: ref.allianceId, subjectId });
  };
  return {
    openAssessment: step(openAssessment),
    submitDossier: step(submitDossier),
    requestDocuments: step(requestDocuments),
    declareComplete: step(declareComplete),
    recommend: step(recommend),
    decide: step(decide),
    withdraw: step(withdraw),
    closeInadmissible: step(closeInadmissible),
    /** The row may not be there yet: the message that creates it comes with the start. */
    locateAssessment: async (params: ProcessParams): Promise<Position> => {
      const position = await locate(services, params);
      return { ...position, over: position.over && position.isKnown };
    },
    checkHousehold: async (params: ProcessParams): Promise<Position> => {
      await checkHousehold(services, params);
      return locate(services, params);
    },
    fireAssessmentDeadline: async (params: ProcessParams & { deadlineId: string }): Promise<Position> => {
      await fireDeadline(services, params, deadlines);
      return locate(services, params);
    },
  };
}

export type FragilityAssessmentActivities = ReturnType<typeof fragilityAssessmentActivities>;

/** Over when the case is closed and its letters are out; an application that was refused at the door is over too. */
function locate(
  services: ActivityServices,
  { allianceId, subjectId }: ProcessParams,
): Promise<Position & { isKnown: boolean }> {
  return services.database.inAlliance(
    allianceId,
    { kind: 'system', id: 'fragility-assessment' },
    async (tx: Tx) => {
      const assessment = await tx.db.assessment.findUnique({ where: { id: subjectId } });
      if (!assessment) return { over: true, isKnown: false };
      const { next } = await nextDeadline(tx, { subjectKind: 'assessment', subjectId });
      const over = isOver(assessment.state) && !next;
      if (over && !assessment.closedAt) {
        await tx.db.assessment.update({
          where: { id: subjectId },
          data: { closedAt: tx.now, waitingFor: 'nothing' },
        });
      }
      return { over, isKnown: true, ...(next ? { next } : {}) };
    },
  );
}
