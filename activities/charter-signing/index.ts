import { possibleSigningSteps } from '../../domain/charter-steps.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Position, ProcessParams, SubmissionRef } from '../../workflows/contract.ts';
import { positionOf, type FireDeadline } from '../deadlines.ts';
import { fireDeadline } from '../fire-deadline.ts';
import type { ActivityServices } from '../services.ts';
import { giveEffect, type NotingStep } from '../submission.ts';
import { escalateTask, remindTask } from '../tasks.ts';
import { remindSigning, signingExpires } from './moments.ts';
import { graceEnds } from './revision.ts';
import { signCharter } from './sign.ts';
import { uploadSignedCopy } from './upload.ts';
import { countersignCharter, declineCharter, extendDeadline } from './steps.ts';

/** What a signing does by itself when a moment comes. */
const deadlines: Readonly<Record<string, FireDeadline>> = {
  remindSigning,
  signingExpires,
  graceEnds,
  remindTask,
  escalateTask,
};

/** The activities of `charterSigning`. */
export function charterSigningActivities(services: ActivityServices) {
  const step = (effect: NotingStep) => (ref: SubmissionRef) => giveEffect(services, ref, effect, locate);
  return {
    signCharter: step(signCharter),
    uploadSignedCopy: step(uploadSignedCopy),
    declineCharter: step(declineCharter),
    countersignCharter: step(countersignCharter),
    extendDeadline: step(extendDeadline),
    locateSigning: ({ allianceId, subjectId }: ProcessParams): Promise<Position> =>
      services.database.inAlliance(allianceId, actor, (tx) => locate(tx, subjectId)),
    fireSigningDeadline: (ref: ProcessParams & { deadlineId: string }): Promise<Position> =>
      fireDeadline(services, ref, deadlines, locate),
  };
}

const actor = { kind: 'system', id: 'charter-signing' } as const;

export type CharterSigningActivities = ReturnType<typeof charterSigningActivities>;

async function locate(tx: Tx, subjectId: string): Promise<Position> {
  const signing = await tx.db.charterSigning.findUniqueOrThrow({ where: { id: subjectId } });
  return positionOf(
    tx,
    { subjectKind: 'charterSigning', subjectId },
    possibleSigningSteps(signing.state).length === 0,
  );
}
