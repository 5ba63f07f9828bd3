import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toPlainDate } from '../../domain/time.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { startApi, type Caller, type TestApi } from './support.ts';
import { idsOf, makeTask as makeTaskIn, step } from './task-support.ts';

const today = toPlainDate(new Date());

let api: TestApi;
let marco: Caller;
let administrator: Caller;

beforeAll(async () => {
  api = await startApi();
  marco = await api.signIn('caseworker');
  administrator = await api.signIn('administrator');
});
afterAll(() => api.close());

const makeTask = (change?: Partial<Prisma.TaskUncheckedCreateInput>) => makeTaskIn(api, change);

describe('somebody who is away', () => {
  async function absence(absent: Caller, substitute: Caller, fromDate = today, toDate = today) {
    return administrator.post('/v1/absences', {
      accountId: absent.accountId,
      substituteId: substitute.accountId,
      fromDate,
      toDate,
    });
  }

  it('has a substitute who sees the tasks and may claim them', async () => {
    const [away, substitute] = [await api.signIn('caseworker'), await api.signIn('caseworker')];
    const taskId = await makeTask({ state: 'claimed', assigneeId: away.accountId });
    expect((await step(substitute, taskId, 'claim')).status).toBe(409);
    expect((await absence(away, substitute)).status).toBe(201);
    expect(await idsOf(substitute, '&whose=mine')).toContain(taskId);
    expect((await step(marco, taskId, 'claim')).status).toBe(409);
    const claimed = await step(substitute, taskId, 'claim');
    expect(claimed.body).toMatchObject({ assigneeId: substitute.accountId });
  });

  it('is not substituted by somebody excluded from the task', async () => {
    const [away, substitute] = [await api.signIn('caseworker'), await api.signIn('caseworker')];
    await absence(away, substitute);
    const taskId = await makeTask({
      state: 'claimed',
      assigneeId: away.accountId,
      excludedIds: [substitute.accountId],
    });
    expect(await idsOf(substitute, '&whose=mine')).not.toContain(taskId);
    expect((await step(substitute, taskId, 'claim')).status).toBe(404);
  });

  it('is not substituted before and after', async () => {
    const [away, substitute] = [await api.signIn('caseworker'), await api.signIn('caseworker')];
    await absence(away, substitute, '2020-01-01', '2020-01-31');
    const taskId = await makeTask({ state: 'claimed', assigneeId: away.accountId });
    expect(await idsOf(substitute, '&whose=mine')).not.toContain(taskId);
  });

  it('is away once at a time, and substituted by a colleague of the same trade', async () => {
    const [away, substitute] = [await api.signIn('caseworker'), await api.signIn('caseworker')];
    await absence(away, substitute, '2030-01-01', '2030-01-31');
    expect((await absence(away, substitute, '2030-01-31', '2030-02-03')).status).toBe(409);
    expect((await absence(away, substitute, '2030-02-01', '2030-02-03')).status).toBe(201);
    const officer = await api.signIn('fundOfficer');
    expect((await absence(away, officer, '2031-01-01', '2031-01-02')).status).toBe(422);
    expect((await absence(away, away, '2031-01-01', '2031-01-02')).status).toBe(422);
    expect((await absence(away, substitute, '2031-01-02', '2031-01-01')).status).toBe(422);
  });

  it('records their own absence, and comes back early', async () => {
    const [away, substitute] = [await api.signIn('caseworker'), await api.signIn('caseworker')];
    const made = await away.post('/v1/absences', {
      substituteId: substitute.accountId,
      fromDate: '2020-01-01',
      toDate: '2199-12-31',
    });
    const address = `/v1/absences/${made.body['id'] as string}/return`;
    expect((await substitute.post(address)).status).toBe(404);
    expect((await marco.get('/v1/absences')).body['items']).toEqual([]);
    expect((await substitute.get('/v1/absences')).body['items']).toHaveLength(1);
    const back = await away.post(address);
    expect((back.body['toDate'] as string) < today).toBe(true);
    const ahead = await absence(away, substitute, '2199-01-01', '2199-01-31');
    expect((await away.post(`/v1/absences/${ahead.body['id'] as string}/return`)).status).toBe(409);
    const other = await marco.post('/v1/absences', {
      accountId: away.accountId,
      substituteId: substitute.accountId,
      fromDate: '2040-01-01',
      toDate: '2040-01-02',
    });
    expect(other.status).toBe(404);
  });

  it('stays after all: what begins today or later is cancelled, and counts no more from then on', async () => {
    const [away, substitute] = [await api.signIn('caseworker'), await api.signIn('caseworker')];
    const taskId = await makeTask({ state: 'claimed', assigneeId: away.accountId });
    for (const [fromDate, toDate] of [
      [today, '2199-12-31'],
      ['2030-01-01', '2030-01-31'],
    ] as const) {
      const { body } = await absence(away, substitute, fromDate, toDate);
      const address = `/v1/absences/${body['id'] as string}`;
      const early = await away.post(`${address}/return`);
      expect([early.status, early.body['possible']]).toEqual([409, ['cancelAbsence']]);
      for (const other of [substitute, marco])
        expect((await other.post(`${address}/cancellation`)).status).toBe(404);
      const cancelled = await away.post(`${address}/cancellation`);
      expect(cancelled.status).toBe(200);
      expect((await away.post(`${address}/cancellation`)).body).toEqual(cancelled.body);
      expect((await away.post(`${address}/return`)).status).toBe(409);
      expect(await idsOf(substitute, '&whose=mine')).not.toContain(taskId);
      const [kept] = await api.inAlliance((tx) =>
        tx.db.audit.findMany({
          where: { subjectId: body['id'] as string, action: 'absence.cancelled' },
        }),
      );
      expect(kept?.actorId).toBe(away.accountId);
    }
    const { items } = (await away.get('/v1/absences')).body as { items: { cancelledAt: string | null }[] };
    expect(items.map(({ cancelledAt }) => cancelledAt !== null)).toEqual([true, true]);
    const again = await absence(away, substitute, '2030-01-01', '2030-01-31');
    expect(again.status).toBe(201);
    const asAdministrator = `/v1/absences/${again.body['id'] as string}/cancellation`;
    expect((await administrator.post(asAdministrator)).status).toBe(200);
  });

  it('was away: what began before today is ended, never cancelled', async () => {
    const [away, substitute] = [await api.signIn('caseworker'), await api.signIn('caseworker')];
    const { body } = await absence(away, substitute, '2020-01-01', '2199-12-31');
    const reply = await away.post(`/v1/absences/${body['id'] as string}/cancellation`);
    expect([reply.status, reply.body['possible']]).toEqual([409, ['endAbsence']]);
  });
});
