import type { ProcessName } from '../workflows/contract.ts';
import type { Services } from './services.ts';

const STALLED_AFTER_MS = 60_000;
const PAGE = 50;
const actor = { kind: 'system', id: 'sweeper' } as const;

/**
 * Sends again the writes of an alliance that were claimed and never answered: the API or Temporal was away. The
 * submission's row decides whether anything still happens, so sending twice is harmless. One that goes wrong
 * does not keep the others waiting; while Temporal is away nothing is sent at all.
 */
export async function resendStalled(
  { database, processes }: Pick<Services, 'database' | 'processes'>,
  allianceId: string,
  stalledAfterMs = STALLED_AFTER_MS,
): Promise<void> {
  const stalled = await database.inAlliance(allianceId, actor, (tx) =>
    tx.db.submission.findMany({
      where: {
        state: 'pending',
        process: { not: null },
        createdAt: { lt: new Date(tx.now.getTime() - stalledAfterMs) },
      },
      orderBy: { createdAt: 'asc' },
      take: PAGE,
    }),
  );
  if (stalled.length === 0 || !(await processes.isReachable())) return;
  const accidents: unknown[] = [];
  for (const { id, process, subjectId, operation } of stalled) {
    await processes
      .send({
        allianceId,
        submissionId: id,
        process: process as ProcessName,
        subjectId: subjectId!,
        operation,
      })
      .catch((error: unknown) => accidents.push(error));
  }
  if (accidents.length > 0) throw accidents[0];
}
