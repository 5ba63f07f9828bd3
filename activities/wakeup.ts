import type { Tx } from '../prisma/database.ts';
import { processWorkflowId } from '../workflows/contract.ts';
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

/** Asks that the process of an assessment, an award, a signing, an application or an admission look again at its row and its deadlines. */
export async function wakeProcessOf(tx: Tx, { subjectKind, subjectId }: DeadlineSubject): Promise<void> {
  await wakeUp(tx, processWorkflowId(processes[subjectKind], subjectId));
}

const processes = {
  assessment: 'fragilityAssessment',
  award: 'fundDisbursement',
  charterSigning: 'charterSigning',
  providerApplication: 'providerOnboarding',
  admission: 'providerStanding',
  serviceProposal: 'serviceProposal',
} as const;
