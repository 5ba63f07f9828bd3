import { toDateColumn } from '../domain/plain-date.ts';
import { notFound } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { Account, Prisma, Task } from '../prisma/generated/client.ts';
import { holdRow } from '../prisma/lock-row.ts';
import type { Role } from '../prisma/generated/enums.ts';
import { ownRoles, reachablePersonIds, staffRoles } from './access.ts';
import { hasRole, type Principal } from './principal.ts';
import { dutyOf } from './provider-access.ts';

/** Whose work lists exist. Employers have none: a task would tell them who asked for something. */
export const workers = [...staffRoles, ...ownRoles, 'provider', 'consultant'] as const;

/** What one caller may do with tasks, worked out once per request; each part fails closed. */
export interface Reach {
  /** Could be theirs: the role, not excluded, their organisation or their person where the task names one. */
  readonly candidate: Prisma.TaskWhereInput;
  /** Is theirs, or of a colleague who is away and whom they stand in for, as far as they could do it. */
  readonly mine: Prisma.TaskWhereInput;
  readonly visible: Prisma.TaskWhereInput;
  readonly absentColleagueIds: readonly string[];
}

export async function reachOf(tx: Tx, principal: Principal): Promise<Reach> {
  const absentColleagueIds = await absentColleagues(tx, principal.accountId);
  const candidate = { AND: [await scopeOf(tx, principal), notExcluded(principal)] };
  const holders = [principal.accountId, ...absentColleagueIds];
  const mine = { AND: [{ assigneeId: { in: holders } }, candidate] };
  const overseen = hasRole(principal, 'administrator') ? [{ candidateRole: { in: [...staffRoles] } }] : [];
  return { candidate, mine, visible: { OR: [candidate, mine, ...overseen] }, absentColleagueIds };
}

/** The task, locked for a change, or 404 alike for what is not there and what is not the caller's to see. */
export async function lockTask(tx: Tx, taskId: string, where: Prisma.TaskWhereInput): Promise<Task> {
  await holdRow(tx, 'task', taskId);
  const task = await tx.db.task.findFirst({ where: { AND: [{ id: taskId }, where] } });
  if (!task) throw notFound({ it: 'Attività', en: 'Task' });
  return task;
}

/** Whether the task may be put into this account's hands. */
export function isFit(account: Account, task: Task): boolean {
  return (
    account.roles.includes(task.candidateRole) &&
    !task.excludedIds.includes(account.id) &&
    (task.organisationId === null ||
      (task.organisationId === account.organisationId && account.placeId === null)) &&
    (task.personId === null || task.personId === account.personId)
  );
}

/** By role; providers, unless they work at one place alone, only what names their organisation, people only what names them or whom they act for. */
async function scopeOf(tx: Tx, principal: Principal): Promise<Prisma.TaskWhereInput> {
  const { organisationId } = principal;
  const personIds = [...(await reachablePersonIds(tx, principal))];
  const duty = dutyOf(principal);
  const unscoped = principal.roles.filter((role) => isUnscoped(role));
  return {
    OR: [
      { candidateRole: { in: unscoped }, organisationId: null, personId: null },
      ...(duty && duty.placeId === null
        ? [{ candidateRole: 'provider' as const, organisationId: duty.organisationId }]
        : []),
      ...(organisationId ? [{ candidateRole: { in: unscoped }, organisationId, personId: null }] : []),
      { candidateRole: { in: [...ownRoles] }, personId: { in: personIds } },
    ],
  };
}

function isUnscoped(role: Role): boolean {
  return role === 'consultant' || staffRoles.some((staff) => staff === role);
}

/** An empty list may be stored as null, of which SQL says neither that it holds somebody nor that it does not. */
function notExcluded(principal: Principal): Prisma.TaskWhereInput {
  const excluded = { excludedIds: { has: principal.accountId } };
  return { OR: [{ excludedIds: { equals: null } }, { NOT: excluded }] };
}

async function absentColleagues(tx: Tx, substituteId: string): Promise<string[]> {
  const today = toDateColumn(toPlainDate(tx.now));
  const absences = await tx.db.absence.findMany({
    where: { substituteId, cancelledAt: null, fromDate: { lte: today }, toDate: { gte: today } },
    select: { accountId: true },
  });
  return absences.map(({ accountId }) => accountId);
}
