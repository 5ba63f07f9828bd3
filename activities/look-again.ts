import type { Actor, Tx } from '../prisma/database.ts';
import type { Position, ProcessParams } from '../workflows/contract.ts';
import { askToLookInto, isPermanent } from './accident.ts';
import type { DeadlineSubject } from './deadlines.ts';
import type { ActivityServices } from './services.ts';

/**
 * Something outside a case changed: looks at it again, in one transaction. What fails for good is rolled back and a
 * person is asked to look, as for a step or a moment: the case does not stand still behind it.
 *
 * @returns where the subject's process stands after it
 */
export async function lookAgain(
  services: ActivityServices,
  { allianceId, subjectId }: ProcessParams,
  about: {
    readonly subjectKind: DeadlineSubject['subjectKind'];
    /** What is looked after, for the log. */
    readonly of: string;
    readonly actor: Actor;
  },
  look: (tx: Tx, services: ActivityServices, subjectId: string) => Promise<void>,
  locate: (tx: Tx, subjectId: string) => Promise<Position>,
): Promise<Position> {
  const within = (act: (tx: Tx) => Promise<void>): Promise<Position> =>
    services.database.inAlliance(allianceId, about.actor, async (tx) => {
      await act(tx);
      return locate(tx, subjectId);
    });
  try {
    return await within((tx) => look(tx, services, subjectId));
  } catch (error) {
    if (!isPermanent(error)) throw error;
    const { subjectKind, of } = about;
    return within((tx) =>
      askToLookInto(tx, services, { subjectKind, subjectId }, { what: 'look', of, error }),
    );
  }
}
