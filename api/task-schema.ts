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
    withinId: id
      .nullable()
      .meta({ description: 'Where it is done: the case of an award, the provider of an admission' }),
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
  const within = await placesOf(tx, rows);
  return rows.map((row) =>
    shownTask(tx, row, locale, { about: names.get(row.subjectId), withinId: within.get(row.subjectId) }),
  );
}

/** An award and an admission have no screen of their own for whoever follows them: they lie within something that has. */
async function placesOf(tx: Tx, rows: readonly Task[]): Promise<ReadonlyMap<string, string>> {
  const idsOf = (kind: string) =>
    rows.filter(({ subjectKind }) => subjectKind === kind).map(({ subjectId }) => subjectId);
  const awards = await tx.db.award.findMany({
    where: { id: { in: idsOf('award') } },
    select: { id: true, assessmentId: true },
  });
  const admissions = await tx.db.admission.findMany({
    where: { id: { in: idsOf('admission') } },
    select: { id: true, organisationId: true },
  });
  return new Map([
    ...awards.map(({ id, assessmentId }) => [id, assessmentId] as const),
    ...admissions.map(({ id, organisationId }) => [id, organisationId] as const),
  ]);
}

function shownTask(
  tx: Tx,
  row: Task,
  locale: Locale,
  named: { readonly about: string | undefined; readonly withinId: string | undefined },
): z.input<typeof task> {
  const isOpen = row.state === 'open' || row.state === 'claimed';
  return {
    id: row.id,
    kind: row.kind,
    title: taskKinds[row.kind as TaskKind][locale],
    subjectKind: row.subjectKind,
    subjectId: row.subjectId,
    about: named.about ?? null,
    targetId: row.targetId,
    withinId: named.withinId ?? null,
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
