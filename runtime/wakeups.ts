import type { Tx } from '../prisma/database.ts';
import { wakeUp } from '../activities/wakeup.ts';
import { WOKEN, fundAllocationId, processOfWorkflowId } from '../workflows/contract.ts';
import type { Services } from './services.ts';

const PAGE = 100;

interface Row {
  readonly process: string;
  readonly generation: number;
}

/**
 * Signals the processes that were asked to look again, starting the ones that are not running, and forgets the
 * request only in the generation it read: one that came meanwhile stays. Several workers share the rows. A crash
 * after the signal signals again, which does no harm.
 */
export async function dispatchWakeups(
  tx: Tx,
  { client, config }: Pick<Services, 'client' | 'config'>,
): Promise<void> {
  const rows = await tx.db.$queryRaw<Row[]>`
    SELECT process, generation FROM wakeup WHERE not_before <= ${tx.now} ORDER BY process LIMIT ${PAGE} FOR UPDATE SKIP LOCKED`;
  for (const { process, generation } of rows) {
    const { type, params } = processOfWorkflowId(process, tx.allianceId);
    await client.workflow.signalWithStart(type, {
      workflowId: process,
      taskQueue: config.temporalTaskQueue,
      args: [params],
      signal: WOKEN,
      signalArgs: [],
    });
    await tx.db.$executeRaw`DELETE FROM wakeup WHERE process = ${process} AND generation = ${generation}`;
  }
}

/** Once an hour every Fund is looked at anyway, whatever was or was not asked. */
export async function wakeEveryFund(tx: Tx): Promise<void> {
  await wakeUp(tx, fundAllocationId(tx.allianceId));
}
