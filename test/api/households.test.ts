import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostMembers } from '../../domain/household.ts';
import { startApi, statusesOf, type Caller, type TestApi } from './support.ts';
import { comune, makeAssessment, makeHousehold, makePerson } from './world.ts';

let api: TestApi;
let caseworker: Caller;

beforeAll(async () => {
  api = await startApi();
  caseworker = await api.signIn('caseworker');
});
afterAll(() => api.close());

async function wakeups(): Promise<Record<string, number>> {
  const rows = await api.inAlliance((tx) => tx.db.wakeup.findMany());
  return Object.fromEntries(rows.map(({ process, generation }) => [process, generation]));
}

describe('a household', () => {
  it('is entered with its members and read back', async () => {
    const [mother, child] = [await makePerson(api), await makePerson(api, { birthDate: '2024-03-01' })];
    const created = await caseworker.post('/v1/households', {
      comuneIstat: comune,
      members: [
        { personId: mother, joinedOn: '2020-01-01' },
        { personId: child, joinedOn: '2024-03-01' },
      ],
    });
    expect(created.status).toBe(201);
    const reply = await caseworker.get(`/v1/households/${created.body['id'] as string}`);
    expect(reply.body).toMatchObject({
      comuneIstat: comune,
      members: [
        { personId: mother, joinedOn: '2020-01-01', leftOn: null },
        { personId: child, joinedOn: '2024-03-01', leftOn: null },
      ],
    });
  });

  it('is not entered at all when one of its members cannot join', async () => {
    const [free, taken] = [await makePerson(api), await makePerson(api)];
    await makeHousehold(api, [taken]);
    const before = await api.inAlliance((tx) => tx.db.household.count());
    const reply = await caseworker.post('/v1/households', {
      comuneIstat: comune,
      members: [free, taken].map((personId) => ({ personId, joinedOn: '2020-01-01' })),
    });
    expect(reply.status).toBe(409);
    expect(reply.body['possible']).toEqual(['leaveHousehold']);
    expect(await api.inAlliance((tx) => tx.db.household.count())).toBe(before);
    const listed = await caseworker.get(`/v1/households?personId=${free}`);
    expect(listed.body['items']).toEqual([]);
  });

  it('has no more members than the rules know what to do with', async () => {
    const people = await Promise.all(Array.from({ length: mostMembers + 1 }, () => makePerson(api)));
    const householdId = await makeHousehold(api, people.slice(1));
    const join = () =>
      caseworker.post(`/v1/households/${householdId}/members`, {
        personId: people[0],
        joinedOn: '2024-01-01',
      });
    const reply = await join();
    expect(reply).toMatchObject({ status: 409, body: { possible: ['leaveHousehold', 'createHousehold'] } });
    await caseworker.post(`/v1/households/${householdId}/members/${people[1]}/departure`, {
      leftOn: '2024-01-01',
    });
    expect((await join()).status).toBe(201);
  });

  it('names the member whose date is to come, and a missing key with every other fault', async () => {
    const [one, other] = [await makePerson(api), await makePerson(api)];
    const members = [
      { personId: one, joinedOn: '2020-01-01' },
      { personId: other, joinedOn: '2199-01-01' },
    ];
    const pointersOf = (reply: { body: Readonly<Record<string, unknown>> }) =>
      (reply.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer);
    const early = await caseworker.post('/v1/households', { comuneIstat: comune, members });
    expect(pointersOf(early)).toEqual(['/body/members/1/joinedOn']);
    const bare = await caseworker.request('POST', '/v1/households', { body: { members }, key: '' });
    expect(pointersOf(bare)).toEqual(['/body/comuneIstat', '/headers/Idempotency-Key']);
  });

  it('is seen by who lives in it and by nobody else', async () => {
    const [inside, outside] = [await makePerson(api), await makePerson(api)];
    const householdId = await makeHousehold(api, [inside]);
    const member = await api.signIn('citizen', { personId: inside });
    const stranger = await api.signIn('citizen', { personId: outside });
    expect((await member.get(`/v1/households/${householdId}`)).status).toBe(200);
    expect((await member.get('/v1/households')).body['items']).toHaveLength(1);
    expect((await stranger.get(`/v1/households/${householdId}`)).status).toBe(404);
    expect((await stranger.get(`/v1/households?personId=${inside}`)).body['items']).toEqual([]);
  });
});

describe('a change of the household', () => {
  it('wakes the assessments that were evaluated and not decided, and no others', async () => {
    const [mother, newborn] = [await makePerson(api), await makePerson(api, { birthDate: '2026-01-10' })];
    const householdId = await makeHousehold(api, [mother]);
    const assessment = (state: 'completeness' | 'evaluation' | 'deciding' | 'granted') =>
      makeAssessment(api, { householdId, applicantId: mother, state });
    const [open, evaluated, deciding, granted] = [
      await assessment('completeness'),
      await assessment('evaluation'),
      await assessment('deciding'),
      await assessment('granted'),
    ];
    const joined = await caseworker.post(`/v1/households/${householdId}/members`, {
      personId: newborn,
      joinedOn: '2026-01-10',
    });
    expect(joined.body).toEqual({ id: householdId, reopenedAssessments: 2 });
    const wokenOnce = await wakeups();
    const left = await caseworker.post(`/v1/households/${householdId}/members/${newborn}/departure`, {
      leftOn: '2026-02-01',
    });
    expect(left.body).toEqual({ id: householdId, reopenedAssessments: 2 });
    const woken = await wakeups();
    for (const id of [evaluated, deciding]) {
      const process = `fragility-assessment/${id}`;
      expect(woken[process]).toBeGreaterThan(wokenOnce[process]!);
    }
    expect(woken).not.toHaveProperty(`fragility-assessment/${open}`);
    expect(woken).not.toHaveProperty(`fragility-assessment/${granted}`);
  });

  it('lets somebody move from one household into another, but never live in two', async () => {
    const [mover, host] = [await makePerson(api), await makePerson(api)];
    const [old, next] = [await makeHousehold(api, [mover]), await makeHousehold(api, [host])];
    const join = { personId: mover, joinedOn: '2026-03-01' };
    expect((await caseworker.post(`/v1/households/${next}/members`, join)).status).toBe(409);
    await caseworker.post(`/v1/households/${old}/members/${mover}/departure`, { leftOn: '2026-02-28' });
    expect((await caseworker.post(`/v1/households/${next}/members`, join)).status).toBe(201);
  });

  it('has one winner when two households take somebody in at once', async () => {
    const mover = await makePerson(api);
    const homes = await Promise.all(
      [1, 2, 3, 4].map(async () => makeHousehold(api, [await makePerson(api)])),
    );
    const replies = await Promise.all(
      homes.map((home) =>
        caseworker.post(`/v1/households/${home}/members`, { personId: mover, joinedOn: '2026-03-01' }),
      ),
    );
    expect(statusesOf(replies)).toEqual([201, 409, 409, 409]);
  });

  it('is refused for a day that has not come, and for leaving before joining', async () => {
    const [member, other] = [await makePerson(api), await makePerson(api)];
    const householdId = await makeHousehold(api, [member]);
    const future = await caseworker.post(`/v1/households/${householdId}/members`, {
      personId: other,
      joinedOn: '2199-01-01',
    });
    expect(future.body['errors']).toMatchObject([{ pointer: '/body/joinedOn' }]);
    const departure = `/v1/households/${householdId}/members/${member}/departure`;
    const ahead = await caseworker.post(departure, { leftOn: '2199-01-01' });
    expect(ahead.body['errors']).toMatchObject([{ pointer: '/body/leftOn' }]);
    const backwards = await caseworker.post(departure, { leftOn: '2019-12-31' });
    expect(backwards.body['errors']).toMatchObject([{ pointer: '/body/leftOn' }]);
  });
});
