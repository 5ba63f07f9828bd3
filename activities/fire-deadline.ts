import type { Tx } from '../prisma/database.ts';
import type { Position, ProcessParams } from '../workflows/contract.ts';
import { askToLookInto, isPermanent } from './accident.ts';
import type { Deadline, FireDeadline } from './deadlines.ts';
import type { ActivityServices } from './services.ts';

/**
 * Fires a deadline once, in one transaction; it is left alone when it was fired, cancelled or not yet due. When what
 * follows from it fails for good, it has been fired all the same and a person is asked to look: the moments behind it,
 * and the steps of the case, do not wait for it.
 *
 * @returns where the subject's process stands after it
 */
export async function fireDeadline(
  services: ActivityServices,
  ref: ProcessParams & { readonly deadlineId: string },
  handlers: Readonly<Record<string, FireDeadline>>,
  locate: (tx: Tx, subjectId: string) => Promise<Position>,
): Promise<Position> {
  const fire = (follow: FireDeadline): Promise<Position> =>
    services.database.inAlliance(ref.allianceId, { kind: 'system', id: 'deadline' }, async (tx) => {
      // One statement locks, looks and fires: of two at once, the second finds it fired.
      const [row] = await tx.db.deadline.updateManyAndReturn({
        where: { id: ref.deadlineId, firedAt: null, cancelledAt: null, dueAt: { lte: tx.now } },
        data: { firedAt: tx.now },
      });
      if (row) await follow(tx, row as Deadline, services);
      return locate(tx, ref.subjectId);
    });
  try {
    return await fire(async (tx, deadline) => {
      const handler = handlers[deadline.kind];
      if (!handler) throw new Error(`No one answers for a deadline of kind ${deadline.kind}.`);
      await handler(tx, deadline, services);
    });
  } catch (error) {
    if (!isPermanent(error)) throw error;
    return fire((tx, { subjectKind, subjectId, kind }) =>
      askToLookInto(tx, services, { subjectKind, subjectId }, { what: 'deadline', of: kind, error }),
    );
  }
}
