import type { TaskKind } from '../domain/task-kinds.ts';
import { addWorkingDays } from '../domain/working-days.ts';
import { endOfDay, startOfDay, toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { Prisma, Role, Task } from '../prisma/generated/client.ts';
import { lockRow } from '../prisma/lock-row.ts';
import { cancelDeadlines, setDeadlines, type Deadline, type DeadlineSubject } from './deadlines.ts';
import { mailTaskEscalated, mailTaskReminder } from './notices.ts';
import type { ActivityServices } from './services.ts';

export interface NewTask extends DeadlineSubject {
  /** What is to be done: a step, or something that only its completion says is done. */
  readonly kind: TaskKind;
  readonly candidateRole: Role;
  /** Of a subject with several rows to see to, the one that this is about. */
  readonly targetId?: string;
  readonly dueInWorkingDays: number;
  readonly reminderWorkingDays?: number;
  readonly assigneeId?: string | null;
  /** Who must not do it: whoever did the step before (maker ≠ checker). */
  readonly excludedIds?: readonly string[];
  readonly organisationId?: string;
  readonly personId?: string;
  readonly priority?: number;
}

/**
 * Puts work on somebody's list: due at the end of a working day, reminded before, escalated when overdue.
 * Both moments are deadlines of the subject's process, so they fire even if nobody ever looks.
 */
export async function openTask(tx: Tx, task: NewTask): Promise<Task> {
  const { dueInWorkingDays, reminderWorkingDays, excludedIds, ...columns } = task;
  const isHeld = task.assigneeId ? await isActive(tx, task.assigneeId) : false;
  const today = toPlainDate(tx.now);
  const dueAt = endOfDay(addWorkingDays(today, dueInWorkingDays));
  const row = await tx.db.task.create({
    data: {
      ...columns,
      allianceId: tx.allianceId,
      excludedIds: [...(excludedIds ?? [])],
      assigneeId: isHeld ? task.assigneeId! : null,
      state: isHeld ? 'claimed' : 'open',
      dueAt,
      createdAt: tx.now,
    },
  });
  const subject = { subjectKind: task.subjectKind, subjectId: task.subjectId };
  const remindOn = reminderWorkingDays
    ? addWorkingDays(today, dueInWorkingDays - reminderWorkingDays)
    : undefined;
  await setDeadlines(tx, [
    { ...subject, kind: 'escalateTask', targetId: row.id, dueAt },
    ...(remindOn ? [{ ...subject, kind: 'remindTask', targetId: row.id, dueAt: startOfDay(remindOn) }] : []),
  ]);
  return row;
}

/** Whether somebody can still sign in; held as it is until the end of the transaction. */
export async function isActive(tx: Tx, accountId: string): Promise<boolean> {
  const rows = await tx.db.$queryRaw<unknown[]>`
    SELECT id FROM account WHERE id = ${accountId}::uuid AND disabled_at IS NULL FOR SHARE`;
  return rows.length > 0;
}

/** Whoever held these tasks can no longer do them: they are everybody's again. */
export async function giveBackTasks(
  tx: Tx,
  accountId: string,
  which: Prisma.TaskWhereInput = {},
): Promise<number> {
  const { count } = await tx.db.task.updateMany({
    where: { AND: [{ assigneeId: accountId, state: 'claimed' }, which] },
    data: { assigneeId: null, state: 'open' },
  });
  return count;
}

/** Somebody took a part in it since, and must not do it: it is off their list, and everybody else's if they held it. */
export async function excludeFromTasks(
  tx: Tx,
  { subjectKind, subjectId }: DeadlineSubject,
  kinds: readonly TaskKind[],
  accountId: string,
): Promise<void> {
  const mine = { subjectKind, subjectId, kind: { in: [...kinds] } };
  await giveBackTasks(tx, accountId, mine);
  await tx.db.task.updateMany({
    where: { ...mine, state: { in: ['open', 'claimed'] } },
    data: { excludedIds: { push: accountId } },
  });
}

/** Whose tasks are closed: all of the subject or, of a kind that is about one of its rows, those about these. */
type ClosedSubject = DeadlineSubject & { readonly targetIds?: readonly string[] };

/** The step was taken: its tasks are done by whoever took it, and nothing reminds or escalates any more. */
export function completeTasks(
  tx: Tx,
  subject: ClosedSubject,
  kinds: readonly string[],
  accountId: string,
): Promise<void> {
  return closeTasks(tx, subject, kinds, { state: 'completed', completedBy: accountId, completedAt: tx.now });
}

/** These steps are no longer asked for; what else the subject asks of people is not touched. */
export function cancelTasks(tx: Tx, subject: ClosedSubject, kinds: readonly TaskKind[]): Promise<void> {
  return closeTasks(tx, subject, kinds, { state: 'cancelled' });
}

async function closeTasks(
  tx: Tx,
  { targetIds, ...subject }: ClosedSubject,
  kinds: readonly string[],
  data: Prisma.TaskUncheckedUpdateManyInput,
): Promise<void> {
  const closed = await tx.db.task.updateManyAndReturn({
    where: {
      subjectKind: subject.subjectKind,
      subjectId: subject.subjectId,
      ...(targetIds ? { targetId: { in: [...targetIds] } } : {}),
      state: { in: ['open', 'claimed'] },
      kind: { in: [...kinds] },
    },
    data,
    select: { id: true },
  });
  const ids = closed.map(({ id }) => id);
  if (ids.length === 0) return;
  await cancelDeadlines(tx, { ...subject, kinds: ['remindTask', 'escalateTask'], targetIds: ids });
}

/** Reminds whoever holds the task, or everybody who could take it. */
export async function remindTask(tx: Tx, deadline: Deadline, services: ActivityServices): Promise<void> {
  const task = await openTaskOf(tx, deadline);
  if (task) await mailTaskReminder(tx, services, task, await whoToTell(tx, task));
}

/**
 * Overdue: the task rises to the top, leaves a holder who is away for whoever stands in, and everybody who could do
 * it is told.
 */
export async function escalateTask(tx: Tx, deadline: Deadline, services: ActivityServices): Promise<void> {
  const task = await openTaskOf(tx, deadline);
  if (!task) return;
  const holderId = await holderToday(tx, task);
  const escalated = await tx.db.task.update({
    where: { id: task.id },
    data: {
      escalatedAt: tx.now,
      priority: 100,
      assigneeId: holderId ?? null,
      state: holderId ? 'claimed' : 'open',
    },
  });
  await mailTaskEscalated(tx, services, escalated, await candidatesOf(tx, task));
}

/** Locked, so that what follows rests on who holds the task now: a claim made meanwhile is not undone. */
async function openTaskOf(tx: Tx, deadline: Deadline): Promise<Task | undefined> {
  const task = await lockRow(tx, 'task', deadline.targetId!);
  return task && ['open', 'claimed'].includes(task.state) ? task : undefined;
}

async function whoToTell(tx: Tx, task: Task): Promise<string[]> {
  const holderId = await holderToday(tx, task);
  return holderId ? [holderId] : candidatesOf(tx, task);
}

/** The assignee or, while they are away, their substitute, unless it must not be the one who does this. */
async function holderToday(tx: Tx, task: Task): Promise<string | undefined> {
  if (!task.assigneeId) return undefined;
  const substituteId = await substituteOf(tx, task.assigneeId);
  if (!substituteId) return task.assigneeId;
  return (await candidatesOf(tx, task)).find((id) => id === substituteId);
}

/** Who stands in today for somebody who is away. */
export async function substituteOf(tx: Tx, accountId: string): Promise<string | undefined> {
  const today = new Date(toPlainDate(tx.now));
  const absence = await tx.db.absence.findFirst({
    where: { accountId, cancelledAt: null, fromDate: { lte: today }, toDate: { gte: today } },
    orderBy: { createdAt: 'desc' },
  });
  return absence?.substituteId;
}

async function candidatesOf(tx: Tx, task: Task): Promise<string[]> {
  const accounts = await tx.db.account.findMany({
    where: {
      roles: { has: task.candidateRole },
      disabledAt: null,
      id: { notIn: task.excludedIds },
      ...(task.organisationId ? { organisationId: task.organisationId } : {}),
      ...(task.personId ? { personId: task.personId } : {}),
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return accounts.map(({ id }) => id);
}
