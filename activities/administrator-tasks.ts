import type { TaskKind } from '../domain/task-kinds.ts';
import { endOfDay, toPlainDate } from '../domain/time.ts';
import { addWorkingDays } from '../domain/working-days.ts';
import type { Tx } from '../prisma/database.ts';

export interface AdministratorTask {
  readonly kind: TaskKind;
  readonly subjectKind: 'account' | 'ruleVersion' | 'charterVersion';
  readonly subjectId: string;
}

const DUE_IN_WORKING_DAYS = 2;

/**
 * Puts work on the administrators' list, once. What it is about has no process whose deadlines could remind or
 * escalate; the list says when it is overdue.
 */
export async function askAdministrators(
  tx: Tx,
  task: AdministratorTask,
  excludedIds: readonly string[] = [],
): Promise<void> {
  const asked = await tx.db.task.count({ where: { ...task, state: { in: ['open', 'claimed'] } } });
  if (asked > 0) return;
  const dueAt = endOfDay(addWorkingDays(toPlainDate(tx.now), DUE_IN_WORKING_DAYS));
  await tx.db.task.create({
    data: {
      ...task,
      candidateRole: 'administrator',
      allianceId: tx.allianceId,
      excludedIds: [...excludedIds],
      dueAt,
      createdAt: tx.now,
    },
  });
}

/** It was done, by whoever took the step. */
export async function administratorsDid(tx: Tx, task: AdministratorTask, accountId: string): Promise<void> {
  await tx.db.task.updateMany({
    where: { ...task, state: { in: ['open', 'claimed'] } },
    data: { state: 'completed', completedBy: accountId, completedAt: tx.now },
  });
}
