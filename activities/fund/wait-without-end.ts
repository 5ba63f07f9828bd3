import type { Actor } from '../../prisma/database.ts';
import { isPermanent } from '../accident.ts';
import type { ActivityServices } from '../services.ts';
import { wakeProcessOf } from '../wakeup.ts';
import { awardSubject, lockAward, moveAward } from './award.ts';
import { setAside } from './review.ts';
import { endOfWaiting, watchWaiting } from './waiting-list.ts';

/**
 * Awards from before waits had an end get one, with all the days that the rules name: nobody loses a place by an
 * upgrade. One whose days cannot be read goes to a person, as it would when the Fund looks at it.
 */
export async function endWaitsWithoutEnd(
  services: ActivityServices,
  allianceId: string,
  actor: Actor,
): Promise<void> {
  const { database } = services;
  const ids = await database.inAlliance(allianceId, actor, async ({ db }) => {
    const watched = await db.deadline.findMany({
      where: { subjectKind: 'award', kind: 'waitingEnds', firedAt: null, cancelledAt: null },
      select: { subjectId: true },
    });
    const known = new Set(watched.map(({ subjectId }) => subjectId));
    const waiting = await db.award.findMany({ where: { state: 'awaitingFunds' }, select: { id: true } });
    return waiting.map(({ id }) => id).filter((id) => !known.has(id));
  });
  for (const id of ids) {
    try {
      await endWait(services, allianceId, actor, id);
    } catch (error) {
      if (!isPermanent(error)) throw error;
      await database.inAlliance(allianceId, actor, (tx) => setAside(tx, services, id, error));
    }
  }
}

function endWait(
  { database }: ActivityServices,
  allianceId: string,
  actor: Actor,
  id: string,
): Promise<void> {
  return database.inAlliance(allianceId, actor, async (tx) => {
    const award = await lockAward(tx, id);
    const isWatched = await tx.db.deadline.count({
      where: { ...awardSubject(award), kind: 'waitingEnds', firedAt: null, cancelledAt: null },
    });
    if (award.state !== 'awaitingFunds' || isWatched > 0) return;
    const dueAt = await endOfWaiting(tx, award);
    await watchWaiting(tx, award, dueAt);
    await moveAward(tx, award, { waitingFor: 'fund.allocation', dueAt });
    await wakeProcessOf(tx, awardSubject(award));
  });
}
