import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import { startApi, type Caller, type TestApi } from './support.ts';
import { makeDocument, makePerson } from './world.ts';

const today = toPlainDate(new Date());
const yesterday = addDays(today, -1);

let api: TestApi;
let caseworker: Caller;

beforeAll(async () => {
  api = await startApi();
  caseworker = await api.signIn('caseworker');
});
afterAll(() => api.close());

async function twoPeople(birthDate = '1950-01-01') {
  const [personId, representativeId] = [await makePerson(api, { birthDate }), await makePerson(api)];
  const documentId = await makeDocument(api, { kind: 'person', id: personId });
  return { personId, representativeId, documentId };
}

describe('a delegate', () => {
  it('acts for a person from the first day to the last, and sees their data meanwhile', async () => {
    const people = await twoPeople();
    const delegate = await api.signIn('citizen', { personId: people.representativeId });
    expect((await delegate.get(`/v1/people/${people.personId}`)).status).toBe(404);
    const made = await caseworker.post('/v1/relations', {
      kind: 'delegate',
      ...people,
      validFrom: today,
      expiresOn: today,
    });
    expect(made.status).toBe(201);
    expect((await delegate.get(`/v1/people/${people.personId}`)).status).toBe(200);
    expect((await delegate.get('/v1/me')).body['actsForIds']).toEqual([people.personId]);
  });

  it('no longer does so the day after, before the first day, or once revoked', async () => {
    const periods = [
      { validFrom: '2020-01-01', expiresOn: yesterday },
      { validFrom: addDays(today, 1), expiresOn: addDays(today, 30) },
    ];
    for (const period of periods) {
      const people = await twoPeople();
      const delegate = await api.signIn('citizen', { personId: people.representativeId });
      await caseworker.post('/v1/relations', { kind: 'delegate', ...people, ...period });
      expect((await delegate.get(`/v1/people/${people.personId}`)).status).toBe(404);
      const listed = await delegate.get('/v1/relations');
      expect(listed.body['items']).toMatchObject([{ ...period, inForce: false }]);
    }
  });

  it('is dismissed by the person who gave the delegation', async () => {
    const people = await twoPeople();
    const [giver, delegate] = [
      await api.signIn('citizen', { personId: people.personId }),
      await api.signIn('citizen', { personId: people.representativeId }),
    ];
    const { body } = await caseworker.post('/v1/relations', {
      kind: 'delegate',
      ...people,
      validFrom: today,
      expiresOn: '2199-01-01',
    });
    const revoked = await giver.post(`/v1/relations/${body['id'] as string}/revocation`);
    expect(revoked.body).toEqual({ id: body['id'], revokedOn: today });
    expect((await delegate.get(`/v1/people/${people.personId}`)).status).toBe(404);
  });

  it('needs a document that belongs to one of the two', async () => {
    const people = await twoPeople();
    const elsewhere = await makeDocument(api, { kind: 'person', id: await makePerson(api) });
    const reply = await caseworker.post('/v1/relations', {
      kind: 'delegate',
      ...people,
      documentId: elsewhere,
      validFrom: today,
      expiresOn: today,
    });
    expect(reply.status).toBe(404);
  });

  it('needs a day on which it ends', async () => {
    const reply = await caseworker.post('/v1/relations', {
      kind: 'tutor',
      ...(await twoPeople()),
      validFrom: today,
    });
    expect(reply.body['errors']).toMatchObject([{ pointer: '/body/expiresOn' }]);
  });

  it('is another person, and of age', async () => {
    const people = await twoPeople();
    const child = await makePerson(api, { birthDate: addDays(today, -3000) });
    for (const representativeId of [people.personId, child]) {
      const reply = await caseworker.post('/v1/relations', {
        kind: 'delegate',
        ...people,
        representativeId,
        validFrom: today,
        expiresOn: today,
      });
      expect(reply.body['errors']).toMatchObject([{ pointer: '/body/representativeId' }]);
    }
  });
});

describe('a parent', () => {
  it('acts for a minor until the day before the eighteenth birthday', async () => {
    const people = await twoPeople('2020-06-15');
    const byDefault = await caseworker.post('/v1/relations', {
      kind: 'parent',
      ...people,
      validFrom: '2020-06-15',
    });
    expect(byDefault.body['expiresOn']).toBe('2038-06-14');
    const tooLong = await caseworker.post('/v1/relations', {
      kind: 'parent',
      ...people,
      validFrom: '2020-06-15',
      expiresOn: '2050-01-01',
    });
    expect(tooLong.body['expiresOn']).toBe('2038-06-14');
  });

  it('does not act for an adult', async () => {
    const reply = await caseworker.post('/v1/relations', {
      kind: 'parent',
      ...(await twoPeople('1990-01-01')),
      validFrom: today,
    });
    expect(reply.body['errors']).toMatchObject([{ pointer: '/body/kind' }]);
  });

  it('is not dismissed by the child: a caseworker closes what a court or the law gave', async () => {
    const people = await twoPeople('2012-06-15');
    const child = await api.signIn('citizen', { personId: people.personId });
    const { body } = await caseworker.post('/v1/relations', { kind: 'parent', ...people, validFrom: today });
    const address = `/v1/relations/${body['id'] as string}/revocation`;
    expect((await child.post(address)).status).toBe(403);
    expect((await caseworker.post(address)).status).toBe(200);
  });
});

describe('somebody who is no person of the territory', () => {
  it('sees no relations', async () => {
    await caseworker.post('/v1/relations', {
      kind: 'delegate',
      ...(await twoPeople()),
      validFrom: today,
      expiresOn: today,
    });
    const lost = await api.signIn('citizen');
    expect((await lost.get('/v1/relations')).body['items']).toEqual([]);
  });
});
