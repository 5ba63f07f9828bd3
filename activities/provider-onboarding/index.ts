import { isOver } from '../../domain/provider-onboarding.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Position, ProcessParams, SubmissionRef } from '../../workflows/contract.ts';
import { positionOf, type FireDeadline } from '../deadlines.ts';
import { fireDeadline } from '../fire-deadline.ts';
import { lookAgain } from '../look-again.ts';
import type { ActivityServices } from '../services.ts';
import { giveEffect, type NotingStep } from '../submission.ts';
import { escalateTask, remindTask } from '../tasks.ts';
import { countersignAgreement } from './agreement-signature.ts';
import { lockApplication } from './application.ts';
import { appointRepresentative } from './appoint-representative.ts';
import { completeStep } from './complete-step.ts';
import { confirmIdentity } from './confirm-identity.ts';
import { requestCorrection } from './correction.ts';
import { closeStalled, escalateStep, remindStep, warnClosing } from './moments.ts';
import { recordAgreement } from './record-agreement.ts';
import { reviewProvider } from './review.ts';
import { settleOnboarding } from './settle.ts';
import { signAgreement, uploadSignedAgreement } from './sign-agreement.ts';
import { submitDocument } from './submit-document.ts';
import { grantWaiver } from './waiver.ts';
import { withdrawApplication } from './withdraw.ts';

/** What an application does by itself when a moment comes. */
const deadlines: Readonly<Record<string, FireDeadline>> = {
  remindStep,
  escalateStep,
  warnClosing,
  closeStalled,
  remindTask,
  escalateTask,
};

const actor = { kind: 'system', id: 'provider-onboarding' } as const;
const look = { subjectKind: 'providerApplication', of: 'application', actor } as const;

/** The activities of `providerOnboarding`. */
export function providerOnboardingActivities(services: ActivityServices) {
  const { database } = services;
  const step = (effect: NotingStep) => (ref: SubmissionRef) => giveEffect(services, ref, effect, locate);
  return {
    completeStep: step(completeStep),
    submitDocument: step(submitDocument),
    confirmIdentity: step(confirmIdentity),
    appointRepresentative: step(appointRepresentative),
    grantWaiver: step(grantWaiver),
    requestCorrection: step(requestCorrection),
    reviewProvider: step(reviewProvider),
    signAgreement: step(signAgreement),
    uploadSignedAgreement: step(uploadSignedAgreement),
    countersignAgreement: step(countersignAgreement),
    recordAgreement: step(recordAgreement),
    withdrawApplication: step(withdrawApplication),
    locateApplication: ({ allianceId, subjectId }: ProcessParams): Promise<Position> =>
      database.inAlliance(allianceId, actor, (tx) => locate(tx, subjectId)),
    /** A signing moved, or another charter is in force. */
    lookAtApplication: (params: ProcessParams): Promise<Position> =>
      lookAgain(services, params, look, lockAndSettle, locate),
    fireOnboardingDeadline: (ref: ProcessParams & { deadlineId: string }): Promise<Position> =>
      fireDeadline(services, ref, deadlines, locate),
  };
}

export type ProviderOnboardingActivities = ReturnType<typeof providerOnboardingActivities>;

async function lockAndSettle(tx: Tx, services: ActivityServices, subjectId: string): Promise<void> {
  await lockApplication(tx, subjectId);
  await settleOnboarding(tx, services, subjectId);
}

async function locate(tx: Tx, subjectId: string): Promise<Position> {
  const { state } = await tx.db.providerApplication.findUniqueOrThrow({ where: { id: subjectId } });
  return positionOf(tx, { subjectKind: 'providerApplication', subjectId }, isOver(state));
}
