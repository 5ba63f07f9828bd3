import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelDeadlines, positionOf, setDeadline } from '../activities/deadlines.ts';
import { fireDeadline } from '../activities/fire-deadline.ts';
import type { Tx } from '../prisma/database.ts';
import { openTestDatabase, testActor, type TestDatabase } from './support/database.ts';
import { seedVault as vault } from './support/seed.ts';

let test: TestDatabase;
let instant = new Date('2026-06-01T08:00:00Z');
beforeAll(async () => {
  test = await openTestDatabase({ clock: { now: () => Promise.resolve(instant) } });
});
afterAll(() => test.close());

const due = new Date('2026-06-10T21:59:59Z');
const within = <T>(work: (tx: Tx) => Promise<T>) =>
  test.database.inAlliance(test.allianceId, testActor, work);

/** A deadline, and what its handler did. */
async function aDeadline(): Promise<{
  subjectId: string;
  fired: () => number;
  fire: () => Promise<unknown>;
}> {
  const subjectId = randomUUID();
  await within((tx) => setDeadline(tx, { subjectKind: 'award', subjectId, kind: 'tick', dueAt: due }));
  const { id: deadlineId } = await within(({ db }) => db.deadline.findFirstOrThrow({ where: { subjectId } }));
  let count = 0;
  const services = { database: test.database, vault, publicUrl: 'http://localhost' };
  const tick = () => Promise.resolve(void (count += 1));
  const locate = (tx: Tx) =>
    positionOf(tx, { subjectKind: 'award', subjectId }, true).then(({ over }) => ({ over }));
  return {
    subjectId,
    fired: () => count,
    fire: () =>
      fireDeadline(services, { allianceId: test.allianceId, subjectId, deadlineId }, { tick }, locate),
  };
}

describe('a deadline', () => {
  it('is not fired before its moment', async () => {
    instant = new Date(due.getTime() - 1);
    const deadline = await aDeadline();
    expect(await deadline.fire()).toEqual({ over: false });
    expect(deadline.fired()).toBe(0);
    instant = due;
    expect(await deadline.fire()).toEqual({ over: true });
    expect(deadline.fired()).toBe(1);
  });

  it('is fired once, one after the other and however many at once', async () => {
    instant = due;
    const deadline = await aDeadline();
    await Promise.all(Array.from({ length: 8 }, () => deadline.fire()));
    await deadline.fire();
    expect(deadline.fired()).toBe(1);
  });

  it('is not fired once it was cancelled, and nobody is told to wait for it', async () => {
    instant = due;
    const deadline = await aDeadline();
    const { subjectId } = deadline;
    await within((tx) => cancelDeadlines(tx, { subjectKind: 'award', subjectId, kinds: ['tick'] }));
    expect(await deadline.fire()).toEqual({ over: true });
    expect(deadline.fired()).toBe(0);
  });

  it('is not fired when what follows from it goes wrong', async () => {
    instant = due;
    const { subjectId, fire } = await aDeadline();
    await within(({ db }) => db.deadline.updateMany({ where: { subjectId }, data: { kind: 'nobody' } }));
    await expect(fire()).rejects.toThrow(/No one answers/);
    const { firedAt } = await within(({ db }) => db.deadline.findFirstOrThrow({ where: { subjectId } }));
    expect(firedAt).toBeNull();
  });
});
