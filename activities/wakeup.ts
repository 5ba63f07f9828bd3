import type { Tx } from '../prisma/database.ts';
import { processOf, processWorkflowId } from '../workflows/contract.ts';
import type { DeadlineSubject } from './deadlines.ts';

/**
 * Asks, within the transaction that makes it due, that a process look again; the worker dispatches it after the
 * commit, so a crash in between loses nothing.
 */
export async function wakeUp(tx: Tx, workflowId: string): Promise<void> {
  await tx.db.$executeRaw`
    INSERT INTO wakeup (alliance_id, process, not_before)
    VALUES (${tx.allianceId}::uuid, ${workflowId}, ${tx.now})
    ON CONFLICT (alliance_id, process) DO UPDATE SET generation = EXCLUDED.generation`;
}

/** Asks that the process of a row look again at it and at its deadlines. */
export async function wakeProcessOf(tx: Tx, { subjectKind, subjectId }: DeadlineSubject): Promise<void> {
  await wakeUp(tx, processWorkflowId(processOf(subjectKind), subjectId));
}
