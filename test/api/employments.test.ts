import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import { startApi, statusesOf, type Caller, type Reply, type TestApi } from './support.ts';
import { makeOrganisation, makePerson } from './world.ts';

let api: TestApi;
let caseworker: Caller;
let employerId: string;
const today = toPlainDate(new Date());

beforeAll(async () => {
  api = await startApi();
  caseworker = await api.signIn('caseworker');
  employerId = await makeOrganisation(api, ['employer']);
});
afterAll(() => api.close());

const record = (personId: string, more: object = {}) =>
  caseworker.post('/v1/employments', {
    personId,
    organisationId: employerId,
    startedOn: '2020-01-01',
    ...more,
  });
const end = (id: unknown, endedOn: string) =>
  caseworker.post(`/v1/employments/${id as string}/end`, { endedOn });
const pointersOf = ({ body }: Reply) =>
  ((body['errors'] ?? []) as { pointer: string }[]).map(({ pointer }) => pointer);

describe('a job', () => {
  it('is recorded, ended once and listed, and the register says who wrote and read it', async () => {
    const personId = await makePerson(api);
    const { body } = await record(personId);
    expect(body).toMatchObject({ readvisedAssessments: 0 });
    expect((await end(body['id'], today)).status).toBe(200);
    expect((await end(body['id'], today)).status).toBe(409);
    const list = `/v1/people/${personId}/employments`;
    expect(pointersOf(await caseworker.get(list))).toEqual(['/query/reason']);
    const { body: listed } = await caseworker.get(`${list}?reason=assessment`);
    expect(listed['items']).toEqual([
      { id: body['id'], organisationId: employerId, startedOn: '2020-01-01', endedOn: today },
    ]);
    const trail = await api.inAlliance((tx) =>
      tx.db.audit.findMany({ where: { subjectId: personId }, orderBy: { seq: 'asc' } }),
    );
    expect(trail.map(({ action }) => action)).toEqual([
      'employment.recorded',
      'employment.ended',
      'employments.opened',
    ]);
    const own = await api.signIn('employee', { personId });
    expect((await own.get(list)).status).toBe(200);
  });

  it('is of an employer of the alliance, of the past or of today, and of somebody who was born', async () => {
    const personId = await makePerson(api, { birthDate: '1990-06-15' });
    const organisationId = await makeOrganisation(api, ['provider']);
    const tomorrow = addDays(today, 1);
    for (const [more, pointer] of [
      [{ organisationId }, '/body/organisationId'],
      [{ startedOn: tomorrow }, '/body/startedOn'],
      [{ startedOn: '1990-06-14' }, '/body/startedOn'],
      [{ endedOn: '2019-12-31' }, '/body/endedOn'],
      [{ endedOn: tomorrow }, '/body/endedOn'],
    ] as const)
      expect(pointersOf(await record(personId, more))).toEqual([pointer]);
    const { body } = await record(personId);
    expect(pointersOf(await end(body['id'], '2019-12-31'))).toEqual(['/body/endedOn']);
    expect(pointersOf(await end(body['id'], tomorrow))).toEqual(['/body/endedOn']);
  });

  it('stands once for the same days with the same employer, however often it is told at once', async () => {
    const personId = await makePerson(api);
    const replies = await Promise.all(Array.from({ length: 5 }, () => record(personId)));
    expect(statusesOf(replies)).toEqual([201, 409, 409, 409, 409]);
    const before = { startedOn: '2015-01-01', endedOn: '2019-12-31' };
    expect((await record(personId, before)).status).toBe(201);
    expect((await record(personId, { ...before, endedOn: '2020-01-01' })).status).toBe(409);
    const elsewhere = await makeOrganisation(api, ['employer']);
    expect((await record(personId, { organisationId: elsewhere })).status).toBe(201);
  });

  it('never ends before it began, whatever writes it', async () => {
    const personId = await makePerson(api);
    const backwards = { startedOn: new Date('2020-01-02'), endedOn: new Date('2020-01-01') };
    const write = api.inAlliance((tx) =>
      tx.db.employment.create({
        data: { allianceId: tx.allianceId, personId, organisationId: employerId, ...backwards },
      }),
    );
    await expect(write).rejects.toThrow(/employment_forwards/);
  });

  it('is nothing that its employer reads, records or ends', async () => {
    const personId = await makePerson(api);
    const { body } = await record(personId);
    const employer = await api.signIn('employer', { organisationId: employerId });
    const replies = await Promise.all([
      employer.get(`/v1/people/${personId}/employments?reason=desk`),
      employer.post('/v1/employments', { personId, organisationId: employerId, startedOn: today }),
      employer.post(`/v1/employments/${body['id'] as string}/end`, { endedOn: today }),
    ]);
    expect(statusesOf(replies)).toEqual([403, 403, 403]);
  });
});
