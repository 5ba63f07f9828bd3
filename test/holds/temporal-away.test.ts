import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTemporal, type RunningTemporal } from '../../runtime/embedded/temporal.ts';
import { resendStalled } from '../../runtime/sweeper.ts';
import { eventually } from '../support/eventually.ts';
import { openStack, type Stack } from '../support/stack.ts';
import { expectReplays } from './support/histories.ts';
import { applicationOf, caseHouseholds, dossierOf, type CaseHousehold } from './support/households.ts';
import { applyFor, evaluate, isoToday, openOffice, type Office } from './support/journey.ts';
import { postOnce } from './support/patient.ts';

let stack: Stack;
let office: Office;
let chiara: Office['caseworker'];
let again: RunningTemporal | undefined;
let open: CaseHousehold, complete: CaseHousehold;
let openId: string, completeId: string;

beforeAll(async () => {
  stack = await openStack();
  office = await openOffice(stack);
  chiara = office.caseworker;
  [open, complete] = (await caseHouseholds(stack, 2)) as [CaseHousehold, CaseHousehold];
  openId = (await chiara.does('/v1/assessments', applicationOf(open))).assessmentId;
  completeId = await applyFor(office, complete);
  await evaluate(office, completeId);
  await stack.temporal.stop();
});
afterAll(async () => {
  await stack.close();
  await again?.stop();
});

describe('while Temporal is away', () => {
  const keys = { dossier: randomUUID(), opening: randomUUID() };
  const waiting = new Map<string, string>();

  it('a step of a process is kept, and told where to look', async () => {
    const begin = Date.now();
    const [step, opening] = await Promise.all([
      postOnce(chiara, `/v1/assessments/${openId}/dossier`, dossierOf(open, isoToday()), keys.dossier),
      postOnce(chiara, '/v1/assessments', applicationOf(open), keys.opening),
    ]);
    expect(Date.now() - begin).toBeLessThan(7_000);
    for (const [name, reply] of [
      ['dossier', step],
      ['opening', opening],
    ] as const) {
      expect([reply.status, reply.body.href]).toEqual([202, reply.headers.get('location')]);
      waiting.set(name, reply.body.href);
      expect((await chiara.get(reply.body.href)).body).toMatchObject({ state: 'pending', answer: null });
    }
  }, 60_000);

  it('reads answer, and so do direct writes, those that wake a process included', async () => {
    expect((await chiara.get(`/v1/assessments/${completeId}`)).body.state).toBe('evaluation');
    await joinHousehold('2026-11-01');
    const superuser = await stack.test.superuser();
    // The dispatcher speaks to nobody about that all the while; the row must be free for who asks to be woken next.
    for (let look = 0; look < 20; look++) {
      const { rowCount } = await superuser.query('SELECT process FROM wakeup FOR UPDATE NOWAIT');
      expect(rowCount).toBe(1);
      await sleep(100);
    }
    await joinHousehold('2026-11-02');
  }, 60_000);

  it('everything kept is done once it is back, each thing once, and the same key tells so', async () => {
    const { dataDir } = stack.config;
    again = await startTemporal({ dataDir, port: stack.temporal.port });
    await eventually(() => stack.services.processes.isReachable(), 60_000);
    await eventually(async () => {
      await resendStalled(stack.services, stack.allianceId, 0);
      return (await pendingSubmissions()) === 0;
    }, 60_000);
    for (const href of waiting.values())
      expect((await chiara.get(href)).body).toMatchObject({ state: 'done' });
    const told = await chiara.post('/v1/assessments', applicationOf(open), keys.opening);
    expect([told.status, told.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    expect(await auditRows('assessment.opened', told.body.assessmentId)).toBe(1);
    expect(await auditRows('dossier.submitted', openId)).toBe(1);
    await eventually(async () => (await auditRows('assessment.reopened', completeId)) === 1, 60_000);
    expect((await chiara.get(`/v1/assessments/${completeId}`)).body.state).toBe('completeness');
    await expectReplays(stack.services);
  }, 180_000);
});

async function joinHousehold(birthDate: string): Promise<void> {
  const person = { givenName: 'Nuova', familyName: 'Nata', birthDate, comuneIstat: '016058' };
  const { id: personId } = await chiara.does('/v1/people', person);
  const at = `/v1/households/${complete.householdId}/members`;
  const joined = await chiara.does(at, { personId, joinedOn: isoToday() });
  expect(joined.reopenedAssessments).toBe(1);
}

function inTest<T>(work: Parameters<typeof stack.services.database.inAlliance<T>>[2]): Promise<T> {
  return stack.services.database.inAlliance(stack.allianceId, { kind: 'system', id: 'test' }, work);
}

function pendingSubmissions(): Promise<number> {
  return inTest(({ db }) => db.submission.count({ where: { state: 'pending' } }));
}

function auditRows(action: string, subjectId: string): Promise<number> {
  return inTest(({ db }) => db.audit.count({ where: { action, subjectId } }));
}
