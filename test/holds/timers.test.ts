import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountId, type PersonaKey } from '../../prisma/seed/personas.ts';
import type { Deadline, Task } from '../../prisma/generated/client.ts';
import { toPlainDate } from '../../domain/time.ts';
import { processWorkflowId } from '../../workflows/contract.ts';
import { expectSoundLedger, moneyOf, paidOnce } from './support/books.ts';
import { expectReplays, historiesOfRows } from './support/histories.ts';
import { caseHouseholds, type CaseHousehold } from './support/households.ts';
import {
  applyFor,
  deliverAll,
  evaluate,
  journeyToHeld,
  openOffice,
  recommendAndDecide,
} from './support/journey.ts';
import { insistDone } from './support/patient.ts';
import { record } from './support/recorded.ts';
import { openSkippingStack, type SkippingStack } from './support/time-skipping.ts';

const MINUTE_MS = 60_000;
let stack: SkippingStack;
let households: CaseHousehold[];

beforeAll(async () => {
  stack = await openSkippingStack(new Date('2026-03-02T07:00:00Z'));
  households = await caseHouseholds(stack, 6);
});
afterAll(() => stack.close());

describe('a task that nobody does', () => {
  it('reminds whoever holds it two working days before, and rises when it is overdue', async () => {
    await morningOf('2026-03-02');
    const id = await applyFor(await openOffice(stack), households[0]!, { today: await today() });
    const task = await taskOf(id, 'declareComplete');
    expect(romeTime(task.dueAt)).toBe('2026-03-09 23:59');

    await seeFire(id, 'remindTask', '2026-03-05 00:00', async () => mailedTo('taskReminder', task.id));
    expect(await mailedTo('taskReminder', task.id)).toEqual([accountId('chiara')]);
    await seeFire(id, 'escalateTask', '2026-03-09 23:59', async () => mailedTo('taskEscalated', task.id));
    expect(await mailedTo('taskEscalated', task.id)).toEqual(accounts('chiara', 'marco'));
    expect(await taskOf(id, 'declareComplete')).toMatchObject({
      priority: 100,
      assigneeId: accountId('chiara'),
    });
    await record(
      stack.services,
      processWorkflowId('fragilityAssessment', id),
      'fragility-assessment/escalated',
    );
  }, 120_000);

  it('goes to the substitute when its holder is away', async () => {
    await morningOf('2026-03-11');
    const id = await applyFor(await openOffice(stack), households[1]!, { today: await today() });
    await chiaraIsAway();
    const task = await taskOf(id, 'declareComplete');
    await seeFire(id, 'remindTask', '2026-03-16 00:00', async () => mailedTo('taskReminder', task.id));
    expect(await mailedTo('taskReminder', task.id)).toEqual([accountId('marco')]);
    await seeFire(id, 'escalateTask', '2026-03-18 23:59', async () => mailedTo('taskEscalated', task.id));
    expect(await taskOf(id, 'declareComplete')).toMatchObject({ assigneeId: accountId('marco') });
  }, 120_000);

  it('goes back to everybody when the substitute must not be the one who does it', async () => {
    await morningOf('2026-03-19');
    const id = await applyFor(await openOffice(stack), households[2]!, { today: await today() });
    const { id: taskId } = await taskOf(id, 'declareComplete');
    await rows(({ db }) =>
      db.task.update({ where: { id: taskId }, data: { excludedIds: [accountId('marco')] } }),
    );
    await seeFire(id, 'escalateTask', '2026-03-26 23:59', async () => mailedTo('taskEscalated', taskId));
    expect(await taskOf(id, 'declareComplete')).toMatchObject({ state: 'open', assigneeId: null });
    expect(await mailedTo('taskEscalated', taskId)).toEqual([accountId('chiara')]);
  }, 120_000);
});

describe('a case that waits', () => {
  it('reminds the applicant of documents a week before, and goes on without them when they are due', async () => {
    await morningOf('2026-04-01');
    const office = await openOffice(stack);
    const id = await applyFor(office, households[3]!, { today: await today() });
    await insistDone(office.caseworker, `/v1/assessments/${id}/document-requests`, {
      documents: ['Contratto'],
    });
    const reminders = () => mailedTo('documentsReminder', id);
    await seeFire(id, 'remindDocuments', '2026-04-24 00:00', reminders);
    expect(await reminders()).toEqual([households[3]!.applicantId]);
    await seeFire(id, 'documentsDue', '2026-05-01 23:59', async () => {
      const { state } = await rows(({ db }) => db.assessment.findUniqueOrThrow({ where: { id } }));
      return state === 'completeness' ? [state] : [];
    });
    await record(
      stack.services,
      processWorkflowId('fragilityAssessment', id),
      'fragility-assessment/documents-due',
    );
  }, 120_000);

  it('asks another officer to step in when the term runs out', async () => {
    await morningOf('2026-05-04');
    const id = await applyFor(await openOffice(stack), households[4]!, { today: await today() });
    const overruns = async () => {
      const tasks = await rows(({ db }) =>
        db.task.findMany({ where: { subjectId: id, kind: 'termOverrun' } }),
      );
      return tasks.map(({ priority, excludedIds }) => ({ priority, excludedIds }));
    };
    await seeFire(id, 'termOverrun', '2026-06-03 23:59', overruns);
    expect(await overruns()).toEqual([{ priority: 100, excludedIds: [accountId('chiara')] }]);
    await record(
      stack.services,
      processWorkflowId('fragilityAssessment', id),
      'fragility-assessment/overrun',
    );
  }, 120_000);
});

describe('an award that waits', () => {
  it('reminds and escalates its approval although nobody has taken a step on it', async () => {
    await morningOf('2026-06-08');
    const office = await openOffice(stack);
    const { awardId } = await journeyToHeld(office, households[5]!, { units: 2, today: await today() });
    const task = await taskOf(awardId, 'approveDisbursement');
    await seeFire(awardId, 'remindTask', '2026-06-11 00:00', async () => mailedTo('taskReminder', task.id));
    await seeFire(awardId, 'escalateTask', '2026-06-15 23:59', async () =>
      mailedTo('taskEscalated', task.id),
    );
    expect(await mailedTo('taskEscalated', task.id)).toEqual(accounts('anna', 'davide'));
  }, 120_000);

  it('takes five working days of silence for a yes, and pays each unit once', async () => {
    await morningOf('2026-06-17');
    const office = await openOffice(stack);
    const { id: awardId } = await rows(({ db }) => db.award.findFirstOrThrow());
    await insistDone(office.fund, `/v1/awards/${awardId}/approval`);
    await deliverAll(office, awardId, await today());
    await seeFire(awardId, 'acceptSilently', '2026-06-24 23:59', async () => {
      const units = await rows(({ db }) =>
        db.deliveredUnit.findMany({ where: { awardId, state: 'confirmed' } }),
      );
      return units.map(({ number }) => number);
    });
    const { fund } = await openOffice(stack);
    await insistDone(fund, `/v1/awards/${awardId}/settlements`, {
      providerId: households[5]!.providerId,
      bankRef: 'CRO-SILENZIO',
    });
    expect(await moneyOf(stack, awardId)).toEqual(paidOnce(2));
    await record(
      stack.services,
      processWorkflowId('fundDisbursement', awardId),
      'fund-disbursement/accepted-by-silence',
    );
  }, 120_000);
});

describe('somebody who cannot be reached', () => {
  it('is looked for, and that is escalated although the case is closed', async () => {
    await morningOf('2026-07-01');
    const office = await openOffice(stack);
    const id = await applyFor(office, await householdWithoutMail(), { today: await today() });
    await stack.clock.quiet();
    const { id: first } = await taskOf(id, 'contactOtherwise');
    await insistDone(office.caseworker, `/v1/tasks/${first}/claim`);
    await insistDone(office.caseworker, `/v1/tasks/${first}/completion`);
    await evaluate(office, id);
    await recommendAndDecide(office, id, 'refuse');
    await stack.clock.quiet();
    const { closedAt } = await rows(({ db }) => db.assessment.findUniqueOrThrow({ where: { id } }));
    expect(closedAt).not.toBeNull();
    const { id: second } = await taskOf(id, 'contactOtherwise');
    await seeFire(id, 'escalateTask', '2026-07-03 23:59', async () => mailedTo('taskEscalated', second));
  }, 120_000);
});

describe('what these tests did', () => {
  it('replays, and the books are sound', async () => {
    await expectReplays(stack.services, await historiesOfRows(stack));
    await expectSoundLedger(stack);
  }, 120_000);
});

function morningOf(date: string): Promise<void> {
  return stack.clock.advanceTo(new Date(`${date}T08:00:00Z`));
}

/**
 * Moves the clock to a minute before the deadline and a minute past it: it is due when `dueAt` says, in Rome, and
 * what it does is seen only then.
 */
async function seeFire(
  subjectId: string,
  kind: string,
  dueAt: string,
  effect: () => Promise<readonly unknown[]>,
): Promise<void> {
  const deadline = await pendingDeadline(subjectId, kind);
  expect(romeTime(deadline.dueAt)).toBe(dueAt);
  await stack.clock.advanceTo(new Date(deadline.dueAt.getTime() - MINUTE_MS));
  expect(await effect()).toEqual([]);
  await stack.clock.advanceTo(new Date(deadline.dueAt.getTime() + MINUTE_MS));
  expect((await effect()).length).toBeGreaterThan(0);
}

function pendingDeadline(subjectId: string, kind: string): Promise<Deadline> {
  return rows(({ db }) =>
    db.deadline.findFirstOrThrow({
      where: { subjectId, kind, firedAt: null, cancelledAt: null },
      orderBy: { dueAt: 'asc' },
    }),
  );
}

function taskOf(subjectId: string, kind: string): Promise<Task> {
  return rows(({ db }) => db.task.findFirstOrThrow({ where: { subjectId, kind }, orderBy: { id: 'desc' } }));
}

/** To whom a mail of this template about this matter went. */
async function mailedTo(template: string, aboutId: string): Promise<string[]> {
  const mails = await rows(({ db }) => db.mail.findMany({ where: { template, subjectId: aboutId } }));
  return mails.map(({ recipientId }) => recipientId).toSorted();
}

async function chiaraIsAway(): Promise<void> {
  const chiara = await stack.as('Chiara');
  await chiara.does('/v1/absences', {
    accountId: accountId('chiara'),
    substituteId: accountId('marco'),
    fromDate: await today(),
    toDate: '2026-03-31',
  });
}

/** Somebody who reads e-mail and has given no address. */
async function householdWithoutMail(): Promise<CaseHousehold> {
  const chiara = await stack.as('Chiara');
  const birthDate = '1980-05-05';
  const person = { givenName: 'Ugo', familyName: 'Irreperibile', birthDate, comuneIstat: '016058' };
  const { id } = await chiara.does('/v1/people', person);
  const members = [{ personId: id, joinedOn: '2020-01-01' }];
  const household = await chiara.does('/v1/households', { comuneIstat: '016058', members });
  const { providerId } = households[0]!;
  return { householdId: household.id, applicantId: id, members: [{ id, birthDate }], providerId };
}

function accounts(...keys: readonly PersonaKey[]): string[] {
  return keys.map(accountId).toSorted();
}

async function today(): Promise<string> {
  return toPlainDate(await stack.clock.now());
}

function romeTime(instant: Date | null): string {
  return instant!.toLocaleString('sv-SE', { timeZone: 'Europe/Rome' }).slice(0, 16);
}

function rows<T>(work: Parameters<typeof stack.services.database.inAlliance<T>>[2]): Promise<T> {
  return stack.services.database.inAlliance(stack.allianceId, { kind: 'system', id: 'test' }, work);
}
