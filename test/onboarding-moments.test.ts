import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { daysBetween } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import { accountId } from '../prisma/seed/personas.ts';
import { processWorkflowId } from '../workflows/contract.ts';
import { expectAround } from './support/around.ts';
import { romeTime } from './support/rome-time.ts';
import { candidateOffice, identity } from './support/candidate.ts';
import { readPdf } from './support/pdf.ts';
import { expectReplays } from './holds/support/histories.ts';
import { record } from './holds/support/recorded.ts';
import { openSkippingStack, type SkippingStack } from './holds/support/time-skipping.ts';

const MINUTE_MS = 60_000;
let stack: SkippingStack;
let office: ReturnType<typeof candidateOffice>;
let id: string;

beforeAll(async () => {
  stack = await openSkippingStack(new Date('2026-06-01T08:00:00Z'), { restarts: true });
  office = candidateOffice(stack);
  id = await office.invited('ferma@example.org');
}, 240_000);
afterAll(() => stack.close());

describe('an application that nobody goes on with', () => {
  it('is called to mind seven days before its steps are due, in one mail', async () => {
    await expectAround(stack, new Date('2026-06-23T22:00:00Z'), () => mails('stepReminder'), [0, 1]);
    const candidate = await office.candidateOf(id);
    const { steps } = await office.view(candidate, id);
    expect(steps.filter(({ dueOn }: { dueOn: string }) => dueOn === '2026-07-01')).toHaveLength(6);
  }, 120_000);

  it('tells the candidate when the day has passed, and asks its caseworker to get in touch, once', async () => {
    await expectAround(stack, new Date('2026-07-01T22:00:00Z'), () => mails('stepOverdue'), [0, 1]);
    const tasks = await tasksOf('chaseCandidate');
    expect(tasks).toMatchObject([{ state: 'claimed', assigneeId: accountId('chiara') }]);
  }, 120_000);

  it('reminds of that task and escalates it like any other', async () => {
    const [task] = await tasksOf('chaseCandidate');
    const told = (template: string) => async () =>
      (await rows(({ db }) => db.mail.findMany({ where: { template, subjectId: task!.id } }))).length;
    await expectAround(stack, await momentOf('remindTask'), told('taskReminder'), [0, 1]);
    await expectAround(stack, await momentOf('escalateTask'), told('taskEscalated'), [0, 2]);
    expect(await tasksOf('chaseCandidate')).toMatchObject([{ priority: 100 }]);
  }, 120_000);

  it('goes on when the candidate does: the task is gone, and the days begin anew', async () => {
    const before = await momentOf('closeStalled');
    await office.does(await office.candidateOf(id), id, 'steps', identity);
    expect(await tasksOf('chaseCandidate')).toMatchObject([{ state: 'cancelled' }]);
    expect(await pending('closeStalled')).toEqual([romeTime(await momentOf('closeStalled'))]);
    expect((await momentOf('closeStalled')) > before).toBe(true);
    const [task] = await tasksOf('confirmIdentity');
    expect(task).toMatchObject({ state: 'open' });
  }, 120_000);

  it('says fourteen days before that it will close, and closes at the end of the last day, with a letter', async () => {
    const [warned, closed] = [await momentOf('warnClosing'), await momentOf('closeStalled')];
    expect(daysBetween(toPlainDate(warned), toPlainDate(closed))).toBe(14);
    expect(daysBetween(toPlainDate(await stack.clock.now()), toPlainDate(closed))).toBe(90);
    await expectAround(stack, warned, () => mails('closingAnnounced'), [0, 1]);
    await expectAround(stack, closed, () => mails('candidateLetter'), [0, 1]);
    const row = await office.rowOf(id);
    expect(row).toMatchObject({ state: 'closed', waitingFor: 'nobody' });
    const candidate = await office.candidateOf(id);
    const response = await fetch(
      `${stack.url}/v1/provider-applications/${id}/files/${row.letterDocumentId}`,
      { headers: { authorization: `Bearer ${candidate.token}` } },
    );
    const pdf = await readPdf(new Uint8Array(await response.arrayBuffer()));
    expect(pdf.isTagged).toBe(true);
    for (const word of [row.code, 'Come chiedere di nuovo', '90 giorni'])
      expect(pdf.printed.join(' '), word).toContain(word);
    expect(await tasksOf('confirmIdentity')).toMatchObject([{ state: 'cancelled' }]);
  }, 120_000);

  it('has fired each moment once, and is over', async () => {
    const fired = await rows(({ db }) =>
      db.deadline.findMany({ where: { subjectId: id, firedAt: { not: null } } }),
    );
    const counts = Object.fromEntries(
      [...Map.groupBy(fired, ({ kind }) => kind)].map(([kind, all]) => [kind, all.length]),
    );
    expect(counts).toMatchObject({ remindStep: 6, escalateStep: 6, warnClosing: 1, closeStalled: 1 });
    expect(await pending()).toEqual([]);
    await record(stack.services, processWorkflowId('providerOnboarding', id), 'provider-onboarding/closed');
    const workflowId = processWorkflowId('providerOnboarding', id);
    const history = await stack.services.client.workflow.getHandle(workflowId).fetchHistory();
    await expectReplays(stack.services, [{ workflowId, history }]);
  }, 120_000);
});

describe('a charter that a candidate does not sign', () => {
  it('asks somebody to get in touch; invited again and signed, it is followed', async () => {
    const other = await office.invited('carta@example.org', 'Ente che aspetta');
    await office.does(await office.candidateOf(other), other, 'steps', {
      ...identity,
      vatNumber: '12345670017',
    });
    await office.does('Marco', other, 'identity', { knownOrganisationId: null });
    await office.does('Sara', other, 'representative');
    const { charterSigningId: first, organisationId } = await office.rowOf(other);
    await stack.clock.advanceTo(new Date((await stack.clock.now()).getTime() + 35 * 24 * 60 * MINUTE_MS));
    const asked = await rows(({ db }) =>
      db.task.findMany({ where: { subjectId: other, kind: 'charterUnsigned' } }),
    );
    expect(asked).toHaveLength(1);
    await (await stack.as('Chiara')).does('/v1/charter-signings', { organisationId });
    await stack.clock.quiet();
    const { charterSigningId } = await office.rowOf(other);
    expect(charterSigningId).not.toBe(first);
    await office.signCharter(other);
    const { steps } = await office.view(await office.candidateOf(other), other);
    expect(steps.find(({ step }: { step: string }) => step === 'charter').state).toBe('done');
  }, 120_000);
});

function rows<T>(work: Parameters<typeof office.within<T>>[0]): Promise<T> {
  return office.within(work);
}

function tasksOf(kind: string) {
  return rows(({ db }) => db.task.findMany({ where: { subjectId: id, kind } }));
}

async function mails(template: string): Promise<number> {
  return (await rows(({ db }) => db.mail.findMany({ where: { template, subjectId: id } }))).length;
}

async function pending(kind?: string): Promise<string[]> {
  const found = await rows(({ db }) =>
    db.deadline.findMany({
      where: { subjectId: id, firedAt: null, cancelledAt: null, ...(kind ? { kind } : {}) },
    }),
  );
  return found.map(({ dueAt }) => romeTime(dueAt));
}

/** When the one moment of a kind that is still to come will be. */
async function momentOf(kind: string): Promise<Date> {
  const { dueAt } = await rows(({ db }) =>
    db.deadline.findFirstOrThrow({
      where: { subjectId: id, kind, firedAt: null, cancelledAt: null },
      orderBy: { dueAt: 'asc' },
    }),
  );
  return dueAt;
}
