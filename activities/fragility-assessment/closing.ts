import type { z } from 'zod';
import type { closingInput } from '../../domain/assessment.ts';
import type { AssessmentState, AssessmentStep } from '../../domain/assessment-steps.ts';
import { undecidedTasks } from '../../domain/task-kinds.ts';
import type { Tx } from '../../prisma/database.ts';
import { mayStepForOrThrow } from '../acting-for.ts';
import { recordAudit } from '../audit.ts';
import { cancelDeadlines, setDeadline } from '../deadlines.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { cancelTasks } from '../tasks.ts';
import { assessmentAnswer, lockForStep, moveTo } from './assessment.ts';
import { subjectOf } from './document-request.ts';
import { dossierSubject } from './dossier.ts';

/** What happens by itself only until a case is closed: the receipt that is owed for it is still written. */
const undecidedMoments = [
  'writeDocumentRequest',
  'documentsDue',
  'remindDocuments',
  'termOverrun',
  'representationEnds',
];

type Closing = OpenSubmission<z.output<typeof closingInput>>;

/** The applicant withdraws, at any step before the decision. */
export async function withdraw(tx: Tx, submission: Closing, services: ActivityServices): Promise<Done> {
  const { beneficiaryId } = await lockForStep(tx, submission.subjectId, 'withdraw');
  await mayStepForOrThrow(tx, submission.accountId, beneficiaryId);
  return close(tx, submission, services, {
    step: 'withdraw',
    state: 'withdrawn',
    letter: 'writeWithdrawalLetter',
  });
}

/** The caseworker closes what cannot go on (*improcedibile*), with a letter that says why. */
export function closeInadmissible(tx: Tx, submission: Closing, services: ActivityServices): Promise<Done> {
  return close(tx, submission, services, {
    step: 'closeInadmissible',
    state: 'inadmissible',
    letter: 'writeClosureLetter',
  });
}

async function close(
  tx: Tx,
  submission: Closing,
  services: ActivityServices,
  how: {
    step: AssessmentStep;
    state: Extract<AssessmentState, 'withdrawn' | 'inadmissible'>;
    letter: string;
  },
): Promise<Done> {
  const assessment = await lockForStep(tx, submission.subjectId, how.step);
  const subject = subjectOf(assessment);
  await tx.db.decision.create({
    data: {
      allianceId: tx.allianceId,
      assessmentId: assessment.id,
      kind: 'closing',
      status: how.state,
      reasonSealed: await services.vault.seal(tx, dossierSubject(assessment.id), 'reason', submission.body),
      madeBy: submission.accountId,
      madeAt: tx.now,
    },
  });
  await cancelTasks(tx, subject, undecidedTasks);
  await cancelDeadlines(tx, { ...subject, kinds: undecidedMoments });
  await setDeadline(tx, { ...subject, kind: how.letter, dueAt: tx.now });
  const moved = await moveTo(tx, assessment, { state: how.state, waitingFor: 'letter', dueAt: null });
  await recordAudit(tx, services.vault, {
    action: `assessment.${how.state}`,
    subjectKind: 'assessment',
    subjectId: assessment.id,
  });
  return assessmentAnswer(moved);
}
