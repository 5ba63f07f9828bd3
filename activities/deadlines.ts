import { remainingMs } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { Position, SubjectKind } from '../workflows/contract.ts';
import type { ActivityServices } from './services.ts';
import { wakeProcessOf } from './wakeup.ts';

/** What a deadline belongs to: the row whose process sleeps until it. */
export interface DeadlineSubject {
  readonly subjectKind: SubjectKind;
  readonly subjectId: string;
}

export interface Deadline extends DeadlineSubject {
  readonly id: string;
  readonly kind: string;
  readonly targetId: string | null;
  readonly dueAt: Date;
}

export type NewDeadline = DeadlineSubject & {
  readonly kind: string;
  readonly dueAt: Date;
  readonly targetId?: string;
};

export type FireDeadline = (tx: Tx, deadline: Deadline, services: ActivityServices) => Promise<void>;

/** Sets moments at which something happens by itself; due now, it happens as soon as the step is committed. */
export async function setDeadlines(tx: Tx, deadlines: readonly NewDeadline[]): Promise<void> {
  await tx.db.deadline.createMany({
    data: deadlines.map((deadline) => ({ ...deadline, allianceId: tx.allianceId, createdAt: tx.now })),
  });
}

export function setDeadline(tx: Tx, deadline: NewDeadline): Promise<void> {
  return setDeadlines(tx, [deadline]);
}

export async function cancelDeadlines(
  tx: Tx,
  which: DeadlineSubject & { kinds: readonly string[]; targetIds?: readonly string[] },
): Promise<void> {
  await tx.db.deadline.updateMany({
    where: {
      subjectKind: which.subjectKind,
      subjectId: which.subjectId,
      firedAt: null,
      cancelledAt: null,
      kind: { in: [...which.kinds] },
      ...(which.targetIds ? { targetId: { in: [...which.targetIds] } } : {}),
    },
    data: { cancelledAt: tx.now },
  });
}

/** What was waited for has come: the moment set for later, in case it never does, is now. */
export async function bringForward(
  tx: Tx,
  which: {
    readonly subjectKind: DeadlineSubject['subjectKind'];
    subjectIds: readonly string[];
    kind: string;
  },
): Promise<void> {
  const brought = await tx.db.deadline.updateManyAndReturn({
    where: {
      subjectKind: which.subjectKind,
      subjectId: { in: [...which.subjectIds] },
      kind: which.kind,
      firedAt: null,
      cancelledAt: null,
      dueAt: { gt: tx.now },
    },
    data: { dueAt: tx.now },
  });
  for (const { subjectId } of brought) await wakeProcessOf(tx, { subjectKind: which.subjectKind, subjectId });
}

/**
 * Where a process stands: over once its row asks for nothing more and no moment is to come, else until the next one in
 * remaining milliseconds, since workflows never compare dates.
 *
 * @param isSettled whether the row asks for nothing more
 */
export async function positionOf(tx: Tx, subject: DeadlineSubject, isSettled: boolean): Promise<Position> {
  const next = await tx.db.deadline.findFirst({
    where: {
      subjectKind: subject.subjectKind,
      subjectId: subject.subjectId,
      firedAt: null,
      cancelledAt: null,
    },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
  });
  if (!next) return { over: isSettled };
  return { over: false, next: { deadlineId: next.id, remainingMs: remainingMs(next.dueAt, tx.now) } };
}
