import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashSecret } from '../../activities/secret.ts';
import { openMail } from '../../activities/mail.ts';
import { openApplication } from '../../activities/provider-onboarding/open-application.ts';
import { plantOrder } from '../support/planted-order.ts';
import { plantProvider, type PlantedProvider } from '../support/planted-provider.ts';
import { startApi, statusesOf, type Caller, type TestApi } from './support.ts';
import { makePerson } from './world.ts';

const at = '/v1/provider-people';
let api: TestApi;
let provider: PlantedProvider;
let responsible: Caller;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  provider = await api.inAlliance((tx) => plantProvider(tx, { places: [{}, {}] }));
  responsible = await api.signIn('provider', { organisationId: provider.organisationId });
});

const colleague = () => api.signIn('provider', { organisationId: provider.organisationId });
const duty = async (caller: Caller, data: { responsible: boolean; placeId: string | null }) =>
  api.inAlliance((tx) => tx.db.account.update({ where: { id: caller.accountId }, data }));
const invite = (body: object, by = responsible) =>
  by.post(at, { label: 'Prova', email: `${randomUUID()}@example.org`, ...body });

/** What stands in the mail to an account that is still waiting in the queue. */
async function codeSentTo(accountId: string): Promise<string> {
  return api.inAlliance(async (tx) => {
    const mail = await tx.db.mail.findFirstOrThrow({ where: { recipientId: accountId, state: 'queued' } });
    const { params } = (await openMail(tx, api.vault, mail, mail.sealed!)) as { params: { code: string } };
    return params.code;
  });
}

describe('an invitation', () => {
  it('goes to the mailbox alone: neither answer nor list tells the code', async () => {
    const email = `${randomUUID()}@Example.org`;
    const reply = await invite({ email });
    expect(reply.status).toBe(201);
    const accountId = reply.body['id'] as string;
    const code = await codeSentTo(accountId);
    const list = await responsible.get(at);
    expect(list.body['items']).toContainEqual(
      expect.objectContaining({
        id: accountId,
        email: email.toLowerCase(),
        responsible: false,
        placeId: null,
      }),
    );
    for (const told of [reply.text, list.text]) expect(told).not.toContain(code);
    const kept = await api.inAlliance((tx) => tx.db.invitation.findFirstOrThrow({ where: { accountId } }));
    expect(Buffer.from(kept.hash)).toEqual(Buffer.from(hashSecret(code)));
    const entered = await api.nobody.post('/v1/session/invitation', { code });
    expect(entered.body).toMatchObject({ accountId, roles: ['provider'] });
    expect((await api.nobody.post('/v1/session/invitation', { code })).status).toBe(404);
  });

  it('is sent again, and the code before opens no more', async () => {
    const accountId = (await invite({})).body['id'] as string;
    const first = await codeSentTo(accountId);
    expect((await responsible.post(`${at}/${accountId}/invitation`)).status).toBe(200);
    expect((await api.nobody.post('/v1/session/invitation', { code: first })).status).toBe(404);
    const second = await codeSentTo(accountId);
    expect((await api.nobody.post('/v1/session/invitation', { code: second })).status).toBe(201);
  });

  it('goes once to a mailbox, also when two send it at once', async () => {
    const email = `${randomUUID()}@example.org`;
    const other = await colleague();
    const replies = await Promise.all([invite({ email }), invite({ email }, other)]);
    expect(statusesOf(replies)).toEqual([201, 422]);
  });

  it('is for a place of one’s own, and nobody limited to one answers for the others', async () => {
    const stranger = await api.inAlliance((tx) => plantProvider(tx));
    const [placeId] = provider.placeIds;
    for (const body of [{ placeId: stranger.placeIds[0] }, { placeId, responsible: true }]) {
      const reply = await invite(body);
      expect(reply.status).toBe(422);
      expect(reply.body['errors']).toMatchObject([{ pointer: '/body/placeId' }]);
    }
    expect((await invite({ placeId })).status).toBe(201);
  });

  it('is sent by whoever answers, and by nobody else', async () => {
    const other = await colleague();
    await duty(other, { responsible: false, placeId: null });
    expect((await other.get(at)).status).toBe(403);
    expect((await invite({}, other)).status).toBe(403);
  });

  it('is foreseen: everybody reads for what they work', async () => {
    const other = await colleague();
    const [placeId = ''] = provider.placeIds;
    await duty(other, { responsible: false, placeId });
    expect((await other.get('/v1/me')).body).toMatchObject({ responsible: false, placeId });
    expect((await responsible.get('/v1/me')).body).toMatchObject({ responsible: true, placeId: null });
  });
});

describe('a revocation', () => {
  it('ends what the person has at that moment', async () => {
    const other = await colleague();
    expect((await other.get('/v1/orders')).status).toBe(200);
    expect((await responsible.post(`${at}/${other.accountId}/revocation`)).status).toBe(200);
    expect((await other.get('/v1/orders')).status).toBe(401);
    const tokens = await api.inAlliance((tx) =>
      tx.db.token.count({ where: { accountId: other.accountId, revokedAt: null } }),
    );
    expect(tokens).toBe(0);
    expect((await responsible.post(`${at}/${other.accountId}/revocation`)).status).toBe(409);
  });

  it('withdraws an invitation on its way', async () => {
    const accountId = (await invite({})).body['id'] as string;
    const code = await codeSentTo(accountId);
    await responsible.post(`${at}/${accountId}/revocation`);
    expect((await api.nobody.post('/v1/session/invitation', { code })).status).toBe(404);
  });

  it('leaves somebody who answers, and who has signed in', async () => {
    const own = `${at}/${responsible.accountId}`;
    expect((await responsible.post(`${own}/revocation`)).status).toBe(409);
    const step = { responsible: false, placeId: null };
    expect((await responsible.request('PATCH', own, { body: step })).status).toBe(409);
    // An invited one who never came does not count.
    await invite({ responsible: true });
    expect((await responsible.post(`${own}/revocation`)).status).toBe(409);
    const other = await colleague();
    expect((await responsible.post(`${own}/revocation`)).status).toBe(200);
    expect((await other.post(`${at}/${other.accountId}/revocation`)).status).toBe(409);
  });

  it('of two who revoke each other at once leaves one', async () => {
    const other = await colleague();
    const replies = await Promise.all([
      responsible.post(`${at}/${other.accountId}/revocation`),
      other.post(`${at}/${responsible.accountId}/revocation`),
    ]);
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    const left = await api.inAlliance((tx) =>
      tx.db.account.count({
        where: { organisationId: provider.organisationId, responsible: true, disabledAt: null },
      }),
    );
    expect(left).toBe(1);
  });

  it('is for the provider’s own people, and for nobody who is something else too', async () => {
    const stranger = await api.inAlliance((tx) => plantProvider(tx));
    const theirs = await api.signIn('provider', { organisationId: stranger.organisationId });
    expect((await responsible.post(`${at}/${theirs.accountId}/revocation`)).status).toBe(404);
    const signer = await api.signIn(['provider', 'representative'], {
      organisationId: provider.organisationId,
    });
    expect((await responsible.post(`${at}/${signer.accountId}/revocation`)).status).toBe(409);
    const municipality = await api.signIn('representative', { organisationId: provider.organisationId });
    expect((await responsible.post(`${at}/${municipality.accountId}/revocation`)).status).toBe(404);
  });
});

describe('somebody who works at one place', () => {
  let local: Caller;
  let order: { readonly awardId: string; readonly orderId: string };

  beforeEach(async () => {
    local = await colleague();
    await duty(local, { responsible: false, placeId: provider.placeIds[0]! });
    const personId = await makePerson(api);
    const { organisationId: providerId } = provider;
    order = await plantOrder(api, { personId, providerId, proposedBy: responsible.accountId });
  });

  const orders = async (caller: Caller) =>
    ((await caller.get('/v1/orders')).body['items'] as { id: string }[]).map(({ id }) => id);
  const record = (caller: Caller) =>
    caller.post(`/v1/awards/${order.awardId}/deliveries`, {
      orderId: order.orderId,
      units: 1,
      deliveredOn: '2026-06-01',
    });

  it('sees the orders of that place alone, and records units of no other', async () => {
    expect(await orders(responsible)).toEqual([order.orderId]);
    expect(await orders(local)).toEqual([]);
    expect((await record(local)).status).toBe(404);
    await responsible.post(`/v1/orders/${order.orderId}/place`, { placeId: provider.placeIds[1] });
    expect(await orders(local)).toEqual([]);
    await responsible.post(`/v1/orders/${order.orderId}/place`, { placeId: provider.placeIds[0] });
    expect(await orders(local)).toEqual([order.orderId]);
    expect((await record(local)).status).toBe(202);
    expect((await local.post(`/v1/orders/${order.orderId}/place`, { placeId: null })).status).toBe(403);
  });

  it('sees the offer of that place, and changes none of it', async () => {
    const path = `/v1/organisations/${provider.organisationId}`;
    const seen = await local.get(`${path}/offer`);
    expect((seen.body['places'] as { id: string }[]).map(({ id }) => id)).toEqual([provider.placeIds[0]]);
    const reply = await local.post(`${path}/places`, {
      name: 'Altra',
      comuneIstat: '016058',
      address: 'Via Prova 2',
    });
    expect(reply.status).toBe(403);
    expect((await local.get(at)).status).toBe(403);
  });

  it('is not given the provider’s tasks', async () => {
    const task = await api.inAlliance((tx) =>
      tx.db.task.create({
        data: {
          allianceId: tx.allianceId,
          kind: 'lookIntoFailure',
          subjectKind: 'award',
          subjectId: order.awardId,
          candidateRole: 'provider',
          organisationId: provider.organisationId,
          createdAt: tx.now,
        },
      }),
    );
    expect((await responsible.get(`/v1/tasks/${task.id}`)).status).toBe(200);
    expect((await local.get(`/v1/tasks/${task.id}`)).status).toBe(404);
  });

  it('neither reads nor acts for the whole provider, which others of it do', async () => {
    const { organisationId } = provider;
    const { id } = await api.inAlliance(async (tx) => {
      const opened = await openApplication(tx, api.services, {
        origin: 'invitation',
        organisationName: 'Ente di prova',
        email: `${randomUUID()}@example.org`,
        locale: 'it',
        caseworkerId: responsible.accountId,
      });
      await tx.db.providerApplication.update({ where: { id: opened.id }, data: { organisationId } });
      return opened;
    });
    const standing = `/v1/providers/${organisationId}`;
    const invitation = { receivedOn: '2026-01-02' };
    expect((await local.get(`${standing}/standing`)).status).toBe(404);
    expect((await local.post(`${standing}/regularisations`, invitation)).status).toBe(404);
    expect((await local.get(`/v1/provider-applications/${id}`)).status).toBe(404);
    expect((await local.get('/v1/provider-applications')).body['items']).toEqual([]);
    expect((await responsible.get(`${standing}/standing`)).status).toBe(200);
    expect((await responsible.post(`${standing}/regularisations`, invitation)).status).toBe(202);
    expect((await responsible.get(`/v1/provider-applications/${id}`)).status).toBe(200);
  });

  it('is never put at a place of somebody else, whatever the code does', async () => {
    const stranger = await api.inAlliance((tx) => plantProvider(tx));
    await expect(duty(local, { responsible: false, placeId: stranger.placeIds[0]! })).rejects.toThrow();
    await expect(duty(local, { responsible: true, placeId: provider.placeIds[0]! })).rejects.toThrow();
    await expect(
      api.inAlliance((tx) =>
        tx.db.providerOrder.update({
          where: { id: order.orderId },
          data: { placeId: stranger.placeIds[0]! },
        }),
      ),
    ).rejects.toThrow();
  });
});
