import { wakeUp } from '../activities/wakeup.ts';
import type { Tx } from '../prisma/database.ts';
import { WOKEN, fundAllocationId, processOfWorkflowId } from '../workflows/contract.ts';
import type { Services } from './services.ts';

const PAGE = 100;
const SIGNAL_TIMEOUT_MS = 5_000;
const actor = { kind: 'system', id: 'wakeups' } as const;

/**
 * Signals the processes of an alliance that were asked to look again, starting the ones that are not running, and
 * then forgets each request, but only in the generation it read: one that came meanwhile stays. A crash after the
 * signal, or another worker at the same moment, signals again, which does no harm. Nothing is locked while Temporal
 * is spoken to: whoever asks for a wake-up must not wait for Temporal.
 */
export async function dispatchWakeups(
  { client, config, database }: Pick<Services, 'client' | 'config' | 'database'>,
  allianceId: string,
): Promise<void> {
  const due = await database.inAlliance(allianceId, actor, (tx) =>
    tx.db.wakeup.findMany({
      where: { notBefore: { lte: tx.now } },
      orderBy: { notBefore: 'asc' },
      take: PAGE,
    }),
  );
  for (const { process, generation } of due) {
    const { type, params } = processOfWorkflowId(process, allianceId);
    await client.withDeadline(Date.now() + SIGNAL_TIMEOUT_MS, () =>
      client.workflow.signalWithStart(type, {
        workflowId: process,
        taskQueue: config.temporalTaskQueue,
        args: [params],
        signal: WOKEN,
        signalArgs: [],
      }),
    );
    await database.inAlliance(allianceId, actor, (tx) =>
      tx.db.wakeup.deleteMany({ where: { process, generation } }),
    );
  }
}

/** Once an hour every Fund is looked at anyway, whatever was or was not asked. */
export async function wakeEveryFund(tx: Tx): Promise<void> {
  await wakeUp(tx, fundAllocationId(tx.allianceId));
}
