import type { ProcessName } from '../workflows/contract.ts';
import type { Services } from './services.ts';

const STALLED_AFTER_MS = 60_000;
const PAGE = 50;

/**
 * Sends again the writes that were claimed and never answered: the API or Temporal was away. The submission's row
 * decides whether anything still happens, so sending twice is harmless.
 */
export async function resendStalled(services: Services, stalledAfterMs = STALLED_AFTER_MS): Promise<void> {
  const { database, processes } = services;
  for (const { id: allianceId } of await database.gate.alliances()) {
    const stalled = await database.inAlliance(allianceId, { kind: 'system', id: 'sweeper' }, (tx) =>
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
    for (const { id, process, subjectId, operation } of stalled) {
      await processes.send({
        allianceId,
        submissionId: id,
        process: process as ProcessName,
        subjectId: subjectId!,
        operation,
      });
    }
  }
}
