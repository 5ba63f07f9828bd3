import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDateColumn } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { startApi, statusesOf, type Caller, type TestApi } from './support.ts';
import { idsOf, makeTask as makeTaskIn, step } from './task-support.ts';
import { makeOrganisation, makePerson } from './world.ts';

const today = toPlainDate(new Date());

let api: TestApi;
let chiara: Caller;
let marco: Caller;
let administrator: Caller;

beforeAll(async () => {
  api = await startApi();
  chiara = await api.signIn('caseworker');
  marco = await api.signIn('caseworker');
  administrator = await api.signIn('administrator');
});
afterAll(() => api.close());

const makeTask = (change?: Partial<Prisma.TaskUncheckedCreateInput>) => makeTaskIn(api, change);

describe('a task', () => {
  it('is claimed by one of all who could do it', async () => {
    const taskId = await makeTask();
    const replies = await Promise.all(
      [chiara, marco, chiara, marco].map((caller) => step(caller, taskId, 'claim')),
    );
    expect(statusesOf(replies)).toEqual([200, 409, 409, 409]);
  });

  it('is claimed, released, taken by another and completed', async () => {
    const taskId = await makeTask();
    await step(chiara, taskId, 'claim');
    expect(await idsOf(chiara, '&whose=mine')).toContain(taskId);
    expect(await idsOf(marco, '&whose=mine')).not.toContain(taskId);
    expect(await idsOf(marco, '&whose=candidate')).not.toContain(taskId);
    expect((await step(marco, taskId, 'release')).status).toBe(404);
    expect((await step(marco, taskId, 'completion')).status).toBe(404);
    expect((await step(chiara, taskId, 'release')).body).toMatchObject({ state: 'open', assigneeId: null });
    await step(marco, taskId, 'claim');
    const done = await step(marco, taskId, 'completion');
    expect(done.body).toEqual({ id: taskId, state: 'completed', assigneeId: marco.accountId });
    expect(await idsOf(marco)).not.toContain(taskId);
    expect(await idsOf(marco, '&state=completed')).toContain(taskId);
    expect((await step(chiara, taskId, 'claim')).status).toBe(409);
    for (const again of ['completion', 'release'])
      expect((await step(marco, taskId, again)).status).toBe(409);
  });

  it('stops reminding and escalating once it is completed', async () => {
    const subjectId = randomUUID();
    const taskId = await makeTask({ subjectId, state: 'claimed', assigneeId: chiara.accountId });
    await api.inAlliance((tx) =>
      tx.db.deadline.create({
        data: {
          allianceId: tx.allianceId,
          subjectKind: 'award',
          subjectId,
          kind: 'escalateTask',
          targetId: taskId,
          dueAt: new Date('2199-01-01T00:00:00Z'),
          createdAt: tx.now,
        },
      }),
    );
    await step(chiara, taskId, 'completion');
    const [deadline] = await api.inAlliance((tx) => tx.db.deadline.findMany({ where: { targetId: taskId } }));
    expect(deadline?.cancelledAt).not.toBeNull();
  });

  it('that is a step of a case is completed only by taking the step', async () => {
    const taskId = await makeTask({ kind: 'decide', state: 'claimed', assigneeId: chiara.accountId });
    const reply = await step(chiara, taskId, 'completion');
    expect(reply.status).toBe(409);
    expect(reply.body['possible']).toEqual(['decide']);
  });

  it('is hidden from whoever took the step before', async () => {
    const taskId = await makeTask({ excludedIds: [chiara.accountId] });
    expect(await idsOf(chiara)).not.toContain(taskId);
    for (const name of ['claim', 'completion']) expect((await step(chiara, taskId, name)).status).toBe(404);
    expect((await chiara.get(`/v1/tasks/${taskId}`)).status).toBe(404);
    expect((await step(marco, taskId, 'claim')).status).toBe(200);
  });

  it('is put aside until a moment by whoever holds it', async () => {
    const taskId = await makeTask({ state: 'claimed', assigneeId: chiara.accountId });
    const followUpAt = '2026-12-01T08:00:00.000Z';
    expect((await step(marco, taskId, 'follow-up', { followUpAt })).status).toBe(404);
    await step(chiara, taskId, 'follow-up', { followUpAt });
    expect((await chiara.get(`/v1/tasks/${taskId}`)).body).toMatchObject({ followUpAt });
  });

  it('comes first when it is most urgent, then when it is due first, those without a term last, page after page', async () => {
    const subjectId = randomUUID();
    const dues = ['2026-03-01', null, '2026-01-01', '2026-02-01', null];
    const ids = await Promise.all(
      dues.map((due) => makeTask({ subjectId, dueAt: due === null ? null : new Date(due) })),
    );
    const escalated = await makeTask({ subjectId, dueAt: new Date('2026-04-01'), priority: 100 });
    const expected = [escalated, ids[2], ids[3], ids[0], ...[ids[1]!, ids[4]!].toSorted()];
    const seen: string[] = [];
    let cursor: unknown = '';
    do {
      const reply: { body: Readonly<Record<string, unknown>> } = await chiara.get(
        `/v1/tasks?subjectId=${subjectId}&limit=2${cursor ? `&cursor=${cursor as string}` : ''}`,
      );
      seen.push(...(reply.body['items'] as { id: string }[]).map(({ id }) => id));
      cursor = reply.body['nextCursor'];
    } while (cursor !== null);
    expect(seen).toEqual(expected);
  });

  it('about a line of the bank is told from another by its reference and amount', async () => {
    const { id: subjectId } = await api.inAlliance((tx) =>
      tx.db.bankLine.create({
        data: {
          allianceId: tx.allianceId,
          bankRef: 'B-17',
          bookedOn: new Date('2026-11-20'),
          amountCents: -186_20,
          outcome: 'unknown',
          enteredBy: chiara.accountId,
          enteredAt: tx.now,
        },
      }),
    );
    const taskId = await makeTask({ subjectId, subjectKind: 'bankLine', kind: 'explainBankLine' });
    const { body } = await chiara.get(`/v1/tasks/${taskId}`);
    expect(body['about']).toMatch(/^B-17, .186,20/);
  });

  it('is overdue from its moment on', async () => {
    const late = await makeTask({ dueAt: new Date(Date.now() - 1000) });
    const early = await makeTask({ dueAt: new Date(Date.now() + 3_600_000) });
    expect(await idsOf(chiara, '&overdue=true')).toContain(late);
    expect(await idsOf(chiara, '&overdue=true')).not.toContain(early);
    expect(await idsOf(chiara, '&overdue=false')).toContain(early);
    expect(await idsOf(chiara, '&overdue=false')).not.toContain(late);
  });
});

describe('giving a task to somebody', () => {
  it('works towards a colleague who may do it', async () => {
    const taskId = await makeTask();
    const reply = await step(chiara, taskId, 'assignment', { accountId: marco.accountId });
    expect(reply.body).toEqual({ id: taskId, state: 'claimed', assigneeId: marco.accountId });
  });

  it('is refused towards another role, the excluded, the closed account, another alliance', async () => {
    const excluded = await api.signIn('caseworker');
    const closed = await api.signIn('caseworker');
    await api.inAlliance((tx) =>
      tx.db.account.update({ where: { id: closed.accountId }, data: { disabledAt: tx.now } }),
    );
    const elsewhere = await api.signIn('caseworker', { allianceId: await api.test.addAlliance() });
    const officer = await api.signIn('fundOfficer');
    const taskId = await makeTask({ excludedIds: [excluded.accountId] });
    for (const { accountId } of [excluded, closed, elsewhere, officer]) {
      expect((await step(chiara, taskId, 'assignment', { accountId })).status).toBe(404);
    }
  });

  it('is what administrators may do with a task that stands still, without doing it', async () => {
    const taskId = await makeTask({ candidateRole: 'fundOfficer' });
    const officer = await api.signIn('fundOfficer');
    expect((await step(administrator, taskId, 'claim')).status).toBe(404);
    const reply = await step(administrator, taskId, 'assignment', { accountId: officer.accountId });
    expect(reply.status).toBe(200);
  });
});

describe('whoever is not staff', () => {
  it('sees, as a provider, only the tasks of their own organisation', async () => {
    const [own, other] = [
      await makeOrganisation(api, ['provider']),
      await makeOrganisation(api, ['provider']),
    ];
    const provider = await api.signIn('provider', { organisationId: own });
    const taskId = await makeTask({ candidateRole: 'provider', organisationId: own });
    await makeTask({ candidateRole: 'provider', organisationId: other });
    await makeTask({ candidateRole: 'provider' });
    expect(await idsOf(provider)).toEqual([taskId]);
  });

  it('sees, as a person, only the tasks that name them or whom they act for', async () => {
    const [personId, stranger] = [await makePerson(api), await makePerson(api)];
    const citizen = await api.signIn('employee', { personId });
    const taskId = await makeTask({ candidateRole: 'citizen', personId });
    await makeTask({ candidateRole: 'citizen', personId: stranger });
    await makeTask({ candidateRole: 'citizen' });
    expect(await idsOf(citizen)).toEqual([taskId]);
    expect((await step(citizen, taskId, 'claim')).status).toBe(200);
  });

  it('has no work list at all as an employer', async () => {
    const organisationId = await makeOrganisation(api, ['employer', 'provider']);
    await makeTask({ candidateRole: 'provider', organisationId });
    const employer = await api.signIn('employer', { organisationId });
    expect((await employer.get('/v1/tasks')).status).toBe(403);
  });

  it('loses the task with the relation that gave it', async () => {
    const [personId, delegateId] = [await makePerson(api), await makePerson(api)];
    const taskId = await makeTask({ candidateRole: 'citizen', personId });
    const delegate = await api.signIn('citizen', { personId: delegateId });
    expect(await idsOf(delegate)).toEqual([]);
    const relation = await api.inAlliance(async (tx) =>
      tx.db.relation.create({
        data: {
          allianceId: tx.allianceId,
          kind: 'delegate',
          personId,
          representativeId: delegateId,
          documentId: (
            await tx.db.document.create({
              data: {
                allianceId: tx.allianceId,
                subjectKind: 'person',
                subjectId: personId,
                kind: 'delegation',
                nameSealed: new Uint8Array(1),
                mediaType: 'image/png',
                sizeBytes: 1,
                fingerprint: '',
                uploadedBy: 'test',
                createdAt: tx.now,
              },
            })
          ).id,
          validFrom: toDateColumn('2020-01-01'),
          createdAt: tx.now,
        },
      }),
    );
    expect(await idsOf(delegate)).toEqual([taskId]);
    await api.inAlliance((tx) =>
      tx.db.relation.update({ where: { id: relation.id }, data: { revokedOn: toDateColumn(today) } }),
    );
    expect(await idsOf(delegate)).toEqual([]);
  });
});
