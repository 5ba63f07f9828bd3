import type { Tx } from '../../prisma/database.ts';
import type { Position, ProcessParams, SubmissionRef } from '../../workflows/contract.ts';
import { positionOf, type FireDeadline } from '../deadlines.ts';
import { fireDeadline } from '../fire-deadline.ts';
import { lookAgain } from '../look-again.ts';
import type { ActivityServices } from '../services.ts';
import { giveEffect, type NotingStep } from '../submission.ts';
import { escalateTask, remindTask } from '../tasks.ts';
import { lockAdmission } from './admission.ts';
import { checkDocument } from './check-document.ts';
import { revocationTakesEffect } from './end-admission.ts';
import { alertDocument, followPapers, tellHolders } from './moments.ts';
import { recordRegularisation } from './regularise.ts';
import { renewDocument } from './renew-document.ts';
import { decideRevocation, proposeRevocation, withdrawRevocation } from './revocation.ts';
import { settleStanding } from './settle.ts';

/** What the standing of a provider does by itself when a moment comes. */
const deadlines: Readonly<Record<string, FireDeadline>> = {
  alertDocument,
  documentLapses: followPapers,
  regularisationEnds: followPapers,
  serviceEnds: followPapers,
  tellHolders,
  revocationTakesEffect,
  remindTask,
  escalateTask,
};

/** The activities of `providerStanding`. */
export function providerStandingActivities(services: ActivityServices) {
  const step = (effect: NotingStep) => (ref: SubmissionRef) => giveEffect(services, ref, effect, locate);
  return {
    renewDocument: step(renewDocument),
    checkDocument: step(checkDocument),
    recordRegularisation: step(recordRegularisation),
    proposeRevocation: step(proposeRevocation),
    decideRevocation: step(decideRevocation),
    withdrawRevocation: step(withdrawRevocation),
    locateStanding: ({ allianceId, subjectId }: ProcessParams): Promise<Position> =>
      services.database.inAlliance(allianceId, actor, (tx) => locate(tx, subjectId)),
    /** It was admitted just now, or something that is not one of its steps changed: its moments are set anew. */
    lookAtStanding: (params: ProcessParams): Promise<Position> =>
      lookAgain(services, params, look, lockAndSettle, locate),
    fireStandingDeadline: (ref: ProcessParams & { deadlineId: string }): Promise<Position> =>
      fireDeadline(services, ref, deadlines, locate),
  };
}

const actor = { kind: 'system', id: 'provider-standing' } as const;
const look = { subjectKind: 'admission', of: 'standing', actor } as const;

export type ProviderStandingActivities = ReturnType<typeof providerStandingActivities>;

async function lockAndSettle(tx: Tx, services: ActivityServices, subjectId: string): Promise<void> {
  await settleStanding(tx, services, await lockAdmission(tx, subjectId));
}

async function locate(tx: Tx, subjectId: string): Promise<Position> {
  const admission = await tx.db.admission.findUniqueOrThrow({ where: { id: subjectId } });
  return positionOf(tx, { subjectKind: 'admission', subjectId }, admission.endedOn !== null);
}
