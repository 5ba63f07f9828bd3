import type { PlainDate } from '../domain/plain-date.ts';
import type { TaskKind } from '../domain/task-kinds.ts';
import { endOfDay, toPlainDate } from '../domain/time.ts';
import { addWorkingDays } from '../domain/working-days.ts';
import type { Tx } from '../prisma/database.ts';

export interface OfficeTask {
  readonly kind: TaskKind;
  readonly subjectKind:
    | 'account'
    | 'ruleVersion'
    | 'charterVersion'
    | 'providerSuggestion'
    | 'alliance'
    | 'settlementBatch'
    | 'bankLine'
    | 'redemptionCorrection'
    | 'providerInvoice';
  readonly subjectId: string;
}

/** Working days in which each does it. */
const dueIn = { administrator: 2, caseworker: 5, fundOfficer: 2 } as const;

/**
 * Puts work on the administrators' list, once. What it is about has no process whose deadlines could remind or
 * escalate; the list says when it is overdue.
 */
export function askAdministrators(
  tx: Tx,
  task: OfficeTask,
  excludedIds: readonly string[] = [],
): Promise<void> {
  return ask(tx, 'administrator', task, excludedIds);
}

/** The same on the caseworkers' list. */
export function askCaseworkers(tx: Tx, task: OfficeTask, excludedIds: readonly string[] = []): Promise<void> {
  return ask(tx, 'caseworker', task, excludedIds);
}

/** The same on the Fund officers' list, due on another day where the thing itself has one. */
export function askFundOfficers(
  tx: Tx,
  task: OfficeTask,
  excludedIds: readonly string[] = [],
  dueOn?: PlainDate,
): Promise<void> {
  return ask(tx, 'fundOfficer', task, excludedIds, dueOn);
}

async function ask(
  tx: Tx,
  candidateRole: keyof typeof dueIn,
  task: OfficeTask,
  excludedIds: readonly string[],
  dueOn?: PlainDate,
): Promise<void> {
  const asked = await tx.db.task.count({ where: { ...task, state: { in: ['open', 'claimed'] } } });
  if (asked > 0) return;
  const dueAt = endOfDay(dueOn ?? addWorkingDays(toPlainDate(tx.now), dueIn[candidateRole]));
  await tx.db.task.create({
    data: {
      ...task,
      candidateRole,
      allianceId: tx.allianceId,
      excludedIds: [...excludedIds],
      dueAt,
      createdAt: tx.now,
    },
  });
}

/** It was done, by whoever took the step. */
export async function officeDid(tx: Tx, task: OfficeTask, accountId: string): Promise<void> {
  await tx.db.task.updateMany({
    where: { ...task, state: { in: ['open', 'claimed'] } },
    data: { state: 'completed', completedBy: accountId, completedAt: tx.now },
  });
}

/** It is not asked for any more. */
export async function officeNeedNot(tx: Tx, task: OfficeTask): Promise<void> {
  await tx.db.task.updateMany({
    where: { ...task, state: { in: ['open', 'claimed'] } },
    data: { state: 'cancelled' },
  });
}

/** That somebody suggested a provider: it is invited, or set aside. */
export function toFollow(subjectId: string): OfficeTask {
  return { kind: 'followSuggestion', subjectKind: 'providerSuggestion', subjectId };
}
