import type { ProcessName } from '../workflows/contract.ts';
import { inParallel } from './in-parallel.ts';
import { Pauses } from './pauses.ts';
import type { Services } from './services.ts';

const STALLED_AFTER_MS = 60_000;
const PAGE = 50;
const AT_ONCE = 8;
const actor = { kind: 'system', id: 'sweeper' } as const;
const ownPauses = new Pauses();

/**
 * Sends again the writes of an alliance that were claimed and never answered: the API or Temporal was away. The
 * submission's row decides whether anything still happens, so sending twice is harmless. One that goes wrong, or is
 * not answered this time either, makes a growing pause, so that the oldest ones do not keep the others waiting; while
 * Temporal is away nothing is sent at all.
 */
export async function resendStalled(
  { database, processes }: Pick<Services, 'database' | 'processes'>,
  allianceId: string,
  stalledAfterMs = STALLED_AFTER_MS,
  pauses = ownPauses,
): Promise<void> {
  const stalled = await database.inAlliance(allianceId, actor, (tx) =>
    tx.db.submission.findMany({
      where: {
        state: 'pending',
        process: { not: null },
        id: { notIn: pauses.running() },
        createdAt: { lt: new Date(tx.now.getTime() - stalledAfterMs) },
      },
      orderBy: { createdAt: 'asc' },
      omit: { payloadSealed: true },
      take: PAGE,
    }),
  );
  if (stalled.length === 0 || !(await processes.isReachable())) return;
  const accidents: unknown[] = [];
  await inParallel(stalled, AT_ONCE, async ({ id, process, subjectId, operation }) => {
    const message = {
      allianceId,
      submissionId: id,
      process: process as ProcessName,
      subjectId: subjectId!,
      operation,
    };
    const outcome = await processes.send(message).catch((error: unknown) => void accidents.push(error));
    if (outcome === 'answered') pauses.forget(id);
    else pauses.lengthen(id);
  });
  if (accidents.length > 0) throw accidents[0];
}
