import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDateColumn } from '../../domain/plain-date.ts';
import type { RelationKind } from '../../prisma/generated/enums.ts';
import { startApi, type TestApi } from './support.ts';
import { comune, makeDocument, makePerson } from './world.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** Somebody who acts for a person by this right, and who tries to have the person's letters sent elsewhere. */
async function redirectAs(kind: RelationKind, revokedOn: Date | null = null) {
  const [personId, representativeId] = [await makePerson(api, { phone: '000 1' }), await makePerson(api)];
  const documentId = await makeDocument(api, { kind: 'person', id: personId });
  await api.inAlliance((tx) =>
    tx.db.relation.create({
      data: {
        allianceId: tx.allianceId,
        kind,
        personId,
        representativeId,
        documentId,
        revokedOn,
        validFrom: toDateColumn('2020-01-01'),
        expiresOn: toDateColumn('2199-01-01'),
        createdAt: tx.now,
      },
    }),
  );
  const caller = await api.signIn('citizen', { personId: representativeId });
  const caseworker = await api.signIn('caseworker');
  const body = { email: 'altrove@example.org', phone: null, channel: 'email' };
  const reply = await caller.request('PATCH', `/v1/people/${personId}`, { body });
  const { body: seen } = await caseworker.get(`/v1/people/${personId}?reason=check`);
  return { status: reply.status, identity: seen['identity'] };
}

describe('how a person is reached', () => {
  const asBefore = { email: null, phone: '000 1' };

  it.each(['delegate', 'supportAdministrator'] as const)('is not a %s’s to change', async (kind) => {
    const { status, identity } = await redirectAs(kind);
    expect(status).toBe(403);
    expect(identity).toMatchObject(asBefore);
  });

  it.each(['parent', 'tutor'] as const)('is changed by a %s, who answers for them by law', async (kind) => {
    const { status, identity } = await redirectAs(kind);
    expect(status).toBe(200);
    expect(identity).toMatchObject({ email: 'altrove@example.org' });
  });

  it('is nobody’s to change who acted for them once', async () => {
    const { status, identity } = await redirectAs('tutor', toDateColumn('2021-01-01'));
    expect(status).toBe(404);
    expect(identity).toMatchObject(asBefore);
  });
});

describe('who is written to by post', () => {
  const byPost = {
    givenName: 'Postina',
    familyName: 'Inventati',
    birthDate: '1940-01-02',
    comuneIstat: comune,
    channel: 'post',
  };
  const address = 'Via degli Esempi, 3';

  it('is entered with an address, and told what is missing without', async () => {
    const caseworker = await api.signIn('caseworker');
    const reply = await caseworker.post('/v1/people', byPost);
    expect(reply.status).toBe(422);
    expect(reply.body['errors']).toEqual([
      { pointer: '/body/address', message: expect.stringContaining('manca l’indirizzo postale') as string },
    ]);
    expect((await caseworker.post('/v1/people', { ...byPost, address })).status).toBe(201);
  });

  it('keeps an address for as long as it is so', async () => {
    const personId = await makePerson(api);
    const person = await api.signIn('citizen', { personId });
    const change = async (body: object) => {
      const reply = await person.request('PATCH', `/v1/people/${personId}`, { body });
      const errors = reply.body['errors'] as readonly { pointer: string }[] | undefined;
      return errors?.map(({ pointer }) => pointer) ?? reply.status;
    };
    expect(await change({ channel: 'post' })).toEqual(['/body/channel']);
    expect(await change({ channel: 'post', address })).toBe(200);
    expect(await change({ address: null })).toEqual(['/body/address']);
    const seen = await person.get(`/v1/people/${personId}`);
    expect(seen.body).toMatchObject({ channel: 'post', identity: { address } });
    expect(await change({ address: null, channel: 'email' })).toBe(200);
  });

  it('was so before addresses were asked for: whatever else is changed is not held up', async () => {
    const personId = await makePerson(api);
    await api.inAlliance((tx) => tx.db.person.update({ where: { id: personId }, data: { channel: 'post' } }));
    const person = await api.signIn('citizen', { personId });
    const reply = await person.request('PATCH', `/v1/people/${personId}`, { body: { phone: '000 2' } });
    expect(reply.status).toBe(200);
  });
});
