import { z } from 'zod';
import { taskKinds, type TaskKind } from '../domain/task-kinds.ts';
import type { Locale } from '../domain/text.ts';
import type { Tx } from '../prisma/database.ts';
import type { Task } from '../prisma/generated/client.ts';
import { Role, TaskState } from '../prisma/generated/enums.ts';
import { instantIn } from './dates.ts';
import { id, instant } from './schema.ts';
import { subjectNames } from './task-subjects.ts';

export const task = z
  .strictObject({
    id,
    kind: z.string().meta({ description: 'The operation that completes it, or what is to be done' }),
    title: z.string().meta({ description: 'What is to be done, in words' }),
    subjectKind: z.string(),
    subjectId: id,
    about: z
      .string()
      .nullable()
      .meta({ description: 'A protocol number, a code or an organisation; never a person' }),
    targetId: id.nullable().meta({ description: 'Which of its papers a provider’s task is about' }),
    candidateRole: z.enum(Role),
    assigneeId: id.nullable(),
    state: z.enum(TaskState),
    priority: z.int(),
    dueAt: instant.nullable(),
    overdue: z.boolean(),
    followUpAt: instant.nullable(),
    escalatedAt: instant.nullable(),
    createdAt: instant,
    completedAt: instant.nullable(),
  })
  .meta({ id: 'Task', description: 'Work for a person, by reference to what it is about' });

export const taskStep = task.pick({ id: true, state: true, assigneeId: true }).meta({ id: 'TaskStep' });

/** The tasks as whoever reads them is told. */
export async function shownTasks(
  tx: Tx,
  rows: readonly Task[],
  locale: Locale,
): Promise<z.input<typeof task>[]> {
  const names = await subjectNames(tx, rows, locale);
  return rows.map((row) => shownTask(tx, row, locale, names.get(row.subjectId)));
}

function shownTask(tx: Tx, row: Task, locale: Locale, about: string | undefined): z.input<typeof task> {
  const isOpen = row.state === 'open' || row.state === 'claimed';
  return {
    id: row.id,
    kind: row.kind,
    title: taskKinds[row.kind as TaskKind][locale],
    subjectKind: row.subjectKind,
    subjectId: row.subjectId,
    about: about ?? null,
    targetId: row.targetId,
    candidateRole: row.candidateRole,
    assigneeId: row.assigneeId,
    state: row.state,
    priority: row.priority,
    dueAt: instantIn(row.dueAt),
    overdue: isOpen && row.dueAt !== null && row.dueAt < tx.now,
    followUpAt: instantIn(row.followUpAt),
    escalatedAt: instantIn(row.escalatedAt),
    createdAt: row.createdAt.toISOString(),
    completedAt: instantIn(row.completedAt),
  };
}
