import { undecided } from '../../domain/voucher-dispute.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Position, ProcessParams } from '../../workflows/contract.ts';
import { positionOf, type FireDeadline } from '../deadlines.ts';
import { fireDeadline } from '../fire-deadline.ts';
import type { ActivityServices } from '../services.ts';
import { escalateTask, remindTask } from '../tasks.ts';
import { disputeUnanswered } from './moments.ts';

const deadlines: Readonly<Record<string, FireDeadline>> = { disputeUnanswered, remindTask, escalateTask };
const actor = { kind: 'system', id: 'voucher-dispute' } as const;

/** The activities of `voucherDispute`: the provider's term, the office's, their reminders and escalations. */
export function voucherDisputeActivities(services: ActivityServices) {
  return {
    locateDispute: ({ allianceId, subjectId }: ProcessParams): Promise<Position> =>
      services.database.inAlliance(allianceId, actor, (tx) => locate(tx, subjectId)),
    fireDisputeDeadline: (ref: ProcessParams & { deadlineId: string }): Promise<Position> =>
      fireDeadline(services, ref, deadlines, locate),
  };
}

export type VoucherDisputeActivities = ReturnType<typeof voucherDisputeActivities>;

async function locate(tx: Tx, subjectId: string): Promise<Position> {
  const { state } = await tx.db.voucherDispute.findUniqueOrThrow({ where: { id: subjectId } });
  const isDecided = !undecided.some((one) => one === state);
  return positionOf(tx, { subjectKind: 'voucherDispute', subjectId }, isDecided);
}
