import type { Tx } from '../../prisma/database.ts';
import type { Position, ProcessParams } from '../../workflows/contract.ts';
import { positionOf, type FireDeadline } from '../deadlines.ts';
import { fireDeadline } from '../fire-deadline.ts';
import type { ActivityServices } from '../services.ts';
import { escalateTask, remindTask } from '../tasks.ts';

const deadlines: Readonly<Record<string, FireDeadline>> = { remindTask, escalateTask };
const actor = { kind: 'system', id: 'service-proposal' } as const;

/** The activities of `serviceProposal`: somebody is reminded, and the others are told, of what waits for an answer. */
export function serviceProposalActivities(services: ActivityServices) {
  return {
    locateProposal: ({ allianceId, subjectId }: ProcessParams): Promise<Position> =>
      services.database.inAlliance(allianceId, actor, (tx) => locate(tx, subjectId)),
    fireProposalDeadline: (ref: ProcessParams & { deadlineId: string }): Promise<Position> =>
      fireDeadline(services, ref, deadlines, locate),
  };
}

export type ServiceProposalActivities = ReturnType<typeof serviceProposalActivities>;

async function locate(tx: Tx, subjectId: string): Promise<Position> {
  const proposal = await tx.db.serviceProposal.findUniqueOrThrow({ where: { id: subjectId } });
  return positionOf(tx, { subjectKind: 'serviceProposal', subjectId }, proposal.state !== 'open');
}
