import { z } from 'zod';
import { notFound, Refusal } from '../domain/refusal.ts';
import { cancelDeadlines, type DeadlineSubject } from '../activities/deadlines.ts';
import { isActive } from '../activities/tasks.ts';
import { wakeProcessOf } from '../activities/wakeup.ts';
import type { Tx } from '../prisma/database.ts';
import type { Prisma, Task } from '../prisma/generated/client.ts';
import { TaskState } from '../prisma/generated/enums.ts';
import { processUpdates } from '../workflows/contract.ts';
import { staffRoles } from './access.ts';
import { notSignedIn } from './auth.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, instant, page, pageArguments } from './schema.ts';
import { isFit, lockTask, reachOf, workers } from './task-access.ts';
import { shownTasks, task, taskStep } from './task-schema.ts';

const taskParams = z.strictObject({ taskId: id });
const open: TaskState[] = ['open', 'claimed'];

const listTasks = route({
  kind: 'read',
  operation: 'listTasks',
  method: 'get',
  path: '/v1/tasks',
  tag: 'tasks',
  summary: {
    it: 'Il lavoro da fare, il proprio e quello che si può prendere: prima il più urgente, poi per scadenza',
    en: 'The work to do: the most urgent first, then by term',
  },
  who: workers,
  query: cursorQuery.extend({
    whose: z
      .enum(['mine', 'candidate'])
      .optional()
      .meta({ description: 'Mine, or a colleague’s I stand in for; or nobody’s that I may claim' }),
    overdue: z.enum(['true', 'false']).optional(),
    state: z.enum(TaskState).optional().meta({ description: 'Open and claimed by default' }),
    kind: z.string().max(60).optional(),
    subjectId: id.optional(),
  }),
  reply: page(task),
  async read(tx, { query, principal, locale }) {
    const reach = await reachOf(tx, principal);
    const whose = {
      mine: reach.mine,
      candidate: { AND: [reach.candidate, { assigneeId: null }] },
    };
    const rows = await tx.db.task.findMany({
      ...pageArguments(query),
      orderBy: [{ priority: 'desc' }, { dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
      where: {
        AND: [
          reach.visible,
          query.whose ? whose[query.whose] : {},
          { state: query.state ?? { in: open } },
          query.overdue ? overdue(tx, query.overdue === 'true') : {},
          query.kind ? { kind: query.kind } : {},
          query.subjectId ? { subjectId: query.subjectId } : {},
        ],
      },
    });
    return asPage(await shownTasks(tx, rows, locale), query.limit);
  },
});

const getTask = route({
  kind: 'read',
  operation: 'getTask',
  method: 'get',
  path: '/v1/tasks/{taskId}',
  tag: 'tasks',
  summary: { it: 'Un’attività', en: 'A task' },
  who: workers,
  params: taskParams,
  reply: task,
  async read(tx, { params, principal, locale }) {
    const { visible } = await reachOf(tx, principal);
    const row = await tx.db.task.findFirst({ where: { AND: [{ id: params.taskId }, visible] } });
    if (!row) throw notFound({ it: 'Attività', en: 'Task' });
    const [shown] = await shownTasks(tx, [row], locale);
    return shown!;
  },
});

const claimTask = route({
  kind: 'write',
  operation: 'claimTask',
  method: 'post',
  path: '/v1/tasks/{taskId}/claim',
  tag: 'tasks',
  summary: {
    it: 'Prende un’attività di nessuno, o di un collega assente che si sostituisce',
    en: 'Take a task that is nobody’s, or of an absent colleague one stands in for',
  },
  who: workers,
  params: taskParams,
  reply: taskStep,
  async write(tx, { params, principal }) {
    const { candidate, absentColleagueIds } = await reachOf(tx, principal);
    if (!(await isActive(tx, principal.accountId))) throw notSignedIn;
    const row = await lockTask(tx, params.taskId, candidate);
    const isFree = row.state === 'open';
    const isToCover = row.state === 'claimed' && absentColleagueIds.includes(row.assigneeId ?? '');
    if (!isFree && !isToCover) throw notPossible(row, []);
    return change(tx, row, { state: 'claimed', assigneeId: principal.accountId });
  },
});

const releaseTask = route({
  kind: 'write',
  operation: 'releaseTask',
  method: 'post',
  path: '/v1/tasks/{taskId}/release',
  tag: 'tasks',
  summary: { it: 'Rimette un’attività a disposizione dei colleghi', en: 'Give a task back to all' },
  who: workers,
  params: taskParams,
  reply: taskStep,
  async write(tx, { params, principal }) {
    const row = await lockTask(tx, params.taskId, (await reachOf(tx, principal)).mine);
    if (row.state !== 'claimed') throw notPossible(row, []);
    return change(tx, row, { state: 'open', assigneeId: null });
  },
});

const assignTask = route({
  kind: 'write',
  operation: 'assignTask',
  method: 'post',
  path: '/v1/tasks/{taskId}/assignment',
  tag: 'tasks',
  summary: { it: 'Affida un’attività a un collega che può farla', en: 'Give a task to a colleague' },
  who: staffRoles,
  params: taskParams,
  body: z.strictObject({ accountId: id }),
  reply: taskStep,
  async write(tx, { params, body, principal }) {
    const row = await lockTask(tx, params.taskId, (await reachOf(tx, principal)).visible);
    if (!open.includes(row.state)) throw notPossible(row, []);
    const account = await tx.db.account.findUnique({ where: { id: body.accountId } });
    if (!account || !isFit(account, row)) throw unfit();
    if (!(await isActive(tx, account.id))) throw unfit();
    return change(tx, row, { state: 'claimed', assigneeId: account.id });
  },
});

const followUpTask = route({
  kind: 'write',
  operation: 'followUpTask',
  method: 'post',
  path: '/v1/tasks/{taskId}/follow-up',
  tag: 'tasks',
  summary: { it: 'Segna quando riprendere un’attività', en: 'Note when to take a task up again' },
  who: workers,
  params: taskParams,
  body: z.strictObject({ followUpAt: instant.nullable() }),
  reply: taskStep,
  async write(tx, { params, body, principal }) {
    const row = await lockTask(tx, params.taskId, (await reachOf(tx, principal)).mine);
    if (!open.includes(row.state)) throw notPossible(row, []);
    return change(tx, row, { followUpAt: body.followUpAt ? new Date(body.followUpAt) : null });
  },
});

const completeTask = route({
  kind: 'write',
  operation: 'completeTask',
  method: 'post',
  path: '/v1/tasks/{taskId}/completion',
  tag: 'tasks',
  summary: {
    it: 'Chiude un’attività fatta; quelle che sono un passo di una pratica si chiudono facendo il passo',
    en: 'Close a task that is done; one that is a step of a case closes when the step is taken',
  },
  who: workers,
  params: taskParams,
  reply: taskStep,
  async write(tx, { params, principal }) {
    const row = await lockTask(tx, params.taskId, (await reachOf(tx, principal)).mine);
    if (isStep(row.kind)) throw notPossible(row, stepsOf[row.kind] ?? [row.kind]);
    if (row.state !== 'claimed') throw notPossible(row, []);
    if (row.subjectKind === 'assessment' || row.subjectKind === 'award') {
      const subject: DeadlineSubject = { subjectKind: row.subjectKind, subjectId: row.subjectId };
      await cancelDeadlines(tx, { ...subject, kinds: ['remindTask', 'escalateTask'], targetIds: [row.id] });
      // It may have been the last thing the case waited for: a letter that somebody had to post.
      await wakeProcessOf(tx, subject);
    }
    return change(tx, row, {
      state: 'completed',
      completedBy: principal.accountId,
      completedAt: tx.now,
    });
  },
});

async function change(tx: Tx, row: Task, data: Prisma.TaskUncheckedUpdateInput) {
  const { id: taskId, state, assigneeId } = await tx.db.task.update({ where: { id: row.id }, data });
  return { id: taskId, state, assigneeId };
}

function overdue(tx: Tx, isOverdue: boolean): Prisma.TaskWhereInput {
  return isOverdue ? { dueAt: { lt: tx.now } } : { OR: [{ dueAt: null }, { dueAt: { gte: tx.now } }] };
}

/** Kinds that are steps of a process or of the rules: taking the step is what completes them. */
function isStep(kind: string): boolean {
  if (kind === 'publishVersion' || kind === 'decideProposal' || kind in stepsOf) return true;
  return Object.values(processUpdates).some((steps) => steps.some((step) => step === kind));
}

/** What completes a task whose kind is no operation's name. */
const stepsOf: Readonly<Record<string, readonly string[]>> = {
  followSuggestion: ['inviteProvider', 'declineProviderSuggestion'],
  importBankAnswer: ['importBankLines', 'importBankStatement'],
};

const stateNames = {
  open: { it: 'di nessuno', en: 'nobody’s' },
  claimed: { it: 'in mano a qualcuno', en: 'in somebody’s hands' },
  completed: { it: 'conclusa', en: 'completed' },
  cancelled: { it: 'annullata', en: 'cancelled' },
};

function notPossible(row: Task, possible: readonly string[]): Refusal {
  return new Refusal('stepNotPossible', {
    detail: {
      it: possible.length
        ? `Si conclude facendo il passo: ${possible.join(', ')}.`
        : `L’attività è ${stateNames[row.state].it}.`,
      en: possible.length
        ? `It is completed by taking the step: ${possible.join(', ')}.`
        : `The task is ${stateNames[row.state].en}.`,
    },
    possible,
  });
}

/** 404 as for an unknown account: why a colleague is kept out of a task is nobody’s business here. */
function unfit(): Refusal {
  return notFound({ it: 'Collega che può fare questa attività', en: 'Colleague who may do this task' });
}

export const taskRoutes = [
  listTasks,
  getTask,
  claimTask,
  releaseTask,
  assignTask,
  followUpTask,
  completeTask,
];
