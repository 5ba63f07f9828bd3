import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { impossibleTaxCode } from '../../prisma/seed/impossible-numbers.ts';
import { untilSomebodyWaits } from '../support/lock-wait.ts';
import { startApi, statusesOf, type Caller, type TestApi } from './support.ts';
import { comune, makePerson } from './world.ts';

const taxCode = impossibleTaxCode({ number: 11, birthDate: '1984-02-03', sex: 'F' });
const maria = {
  givenName: 'Maria',
  familyName: 'De’ Rossi Inventati',
  birthDate: '1984-02-03',
  comuneIstat: comune,
};
const writtenOtherwise = { ...maria, givenName: 'MARIA', familyName: 'Inventati De Rossi' };

let api: TestApi;
let caseworker: Caller;
let personId: string;

beforeAll(async () => {
  api = await startApi();
  caseworker = await api.signIn('caseworker');
  const elsewhere = await api.test.addAlliance();
  await makePerson(api, { ...maria, allianceId: elsewhere });
  personId = (await caseworker.post('/v1/people', { ...maria, taxCode })).body['id'] as string;
});
afterAll(() => api.close());

const peopleKnown = () => api.inAlliance((tx) => tx.db.person.count());

describe('somebody who is known already', () => {
  it('is not entered again with the same tax code, whatever is said', async () => {
    const other = { ...maria, givenName: 'Altra', taxCode, notADuplicate: 'papersSeen' };
    const reply = await caseworker.post('/v1/people', other);
    expect(reply.status).toBe(409);
    expect(reply.body).toMatchObject({
      type: 'urn:reciproca:problem:already-exists',
      possible: ['searchPeople', 'getPerson'],
      matchIds: [personId],
    });
  });

  it('is shown before they are entered again, by ids of this alliance alone', async () => {
    const before = await peopleKnown();
    const reply = await caseworker.post('/v1/people', writtenOtherwise);
    expect(reply.status).toBe(409);
    expect(reply.body).toMatchObject({
      type: 'urn:reciproca:problem:possible-duplicate',
      possible: ['getPerson', 'createPerson'],
      matchIds: [personId],
    });
    expect(reply.text).not.toMatch(/rossi|1984/i);
    expect(await peopleKnown()).toBe(before);
  });

  it('has a namesake born the same day once somebody says how they know, and that stays on record', async () => {
    const reply = await caseworker.post('/v1/people', { ...writtenOtherwise, notADuplicate: 'personAsked' });
    expect(reply.status).toBe(201);
    expect(reply.body['possibleDuplicateIds']).toEqual([personId]);
    const kept = await api.inAlliance((tx) =>
      tx.db.audit.findFirst({ where: { subjectId: reply.body['id'] as string } }),
    );
    expect(kept).toMatchObject({ action: 'person.entered', reason: 'personAsked' });
  });

  it('is nobody born another day, or with another name', async () => {
    const others = [
      { ...maria, birthDate: '1984-02-04' },
      { ...maria, givenName: 'Mariangela' },
    ];
    for (const other of others) expect((await caseworker.post('/v1/people', other)).status).toBe(201);
  });

  it('is entered once by two desks that both look before either writes', async () => {
    const body = { ...maria, givenName: 'Nuova' };
    const [keeper, watcher] = [await api.test.superuser(), await api.test.superuser()];
    await keeper.query('BEGIN; LOCK TABLE person IN SHARE MODE');
    const desks = [1, 2].map(() => caseworker.post('/v1/people', body));
    await untilSomebodyWaits(watcher, desks.length);
    await keeper.query('COMMIT');
    expect(statusesOf(await Promise.all(desks))).toEqual([201, 409]);
  });
});

describe('whoever may not enter people', () => {
  it.each(['employer', 'provider', 'citizen', 'administrator', 'commissionMember'] as const)(
    'does not learn as %s whether anybody is known',
    async (role) => {
      const caller = await api.signIn(role);
      const known = await caller.post('/v1/people', { ...maria, taxCode });
      const unknown = await caller.post('/v1/people', { ...maria, givenName: 'Ignota' });
      const told = ({ status, body: { type, detail, matchIds } }: typeof known) => ({
        status,
        type,
        detail,
        matchIds,
      });
      expect(known.status).toBe(403);
      expect(told(known)).toEqual(told(unknown));
    },
  );
});
