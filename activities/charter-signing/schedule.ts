import { addDays, daysBetween, fromDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { startOfDay, toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { CharterSigning } from '../../prisma/generated/client.ts';
import { cancelDeadlines, setDeadlines } from '../deadlines.ts';
import { expiresAt, signingSubject } from './signing.ts';

export const signingDeadlines = ['remindSigning', 'signingExpires'] as const;

/** Sets what happens by itself: a reminder so many days before the last one, and the end of that day. */
export async function scheduleSigning(
  tx: Tx,
  signing: CharterSigning,
  reminderDays: readonly number[],
): Promise<void> {
  const dueOn = fromDateColumn(signing.dueOn);
  const days = [...new Set(reminderDays)].map((before) => addDays(dueOn, -before));
  await setSchedule(tx, signing, days);
}

/** The deadline moved: the reminders that are still to come move by as many days; those that were sent stay sent. */
export async function rescheduleSigning(tx: Tx, moved: CharterSigning, before: PlainDate): Promise<void> {
  const subject = signingSubject(moved);
  const pending = await tx.db.deadline.findMany({
    where: { ...subject, kind: 'remindSigning', firedAt: null, cancelledAt: null },
  });
  const shift = daysBetween(before, fromDateColumn(moved.dueOn));
  await cancelDeadlines(tx, { ...subject, kinds: signingDeadlines });
  await setSchedule(
    tx,
    moved,
    pending.map(({ dueAt }) => addDays(toPlainDate(dueAt), shift)),
  );
}

async function setSchedule(tx: Tx, signing: CharterSigning, remindOn: readonly PlainDate[]): Promise<void> {
  const subject = signingSubject(signing);
  await setDeadlines(tx, [
    ...remindOn
      .map(startOfDay)
      .filter((dueAt) => dueAt > tx.now)
      .map((dueAt) => ({ ...subject, kind: 'remindSigning', dueAt })),
    // The moment after the last one in which somebody may sign.
    { ...subject, kind: 'signingExpires', dueAt: new Date(expiresAt(signing).getTime() + 1) },
  ]);
}
