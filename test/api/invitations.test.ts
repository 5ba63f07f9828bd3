import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverDueMail } from '../../activities/mail-delivery.ts';
import type { MailServices } from '../../activities/mail-outcome.ts';
import { openMailer } from '../../activities/mailer.ts';
import { askToContactOtherwise } from '../../activities/undeliverable.ts';
import { inviteAdministrator } from '../../cli/invite.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { startApi, statusesOf, type Caller, type TestApi } from './support.ts';

const dayMs = 86_400_000;
let now = new Date('2026-06-01T08:00:00Z');
let api: TestApi;
let mail: MailServices;
let server: MailServer;
let administrator: Caller;

beforeAll(async () => {
  api = await startApi({ demo: false, clock: { now: () => Promise.resolve(now) } });
  server = await startMailServer();
  const mailer = openMailer({
    smtpUrl: server.url,
    from: 'Alleanza <reciproca@alleanza.example>',
    publicUrl: 'https://alleanza.example',
  });
  mail = { database: api.test.database, vault: api.vault, mailer, onUndeliverable: askToContactOtherwise };
  administrator = await api.signIn('administrator');
});
afterAll(async () => {
  await server.close();
  await api.close();
});

/** Opens an account and takes its code out of the mail, as its holder would. */
async function invited(body: object = {}): Promise<{ id: string; email: string; code: string }> {
  const email = `${randomUUID()}@example.org`;
  const reply = await administrator.post('/v1/accounts', {
    label: 'Prova',
    email,
    roles: ['caseworker'],
    ...body,
  });
  expect(reply.status).toBe(201);
  return { id: reply.body['id'] as string, email, code: await codeSentTo(email) };
}

async function codeSentTo(email: string): Promise<string> {
  await deliverDueMail(mail, api.test.allianceId);
  const text = server.received.findLast(({ to }) => to === email)?.mail.text ?? '';
  return /inv_[\w-]+/.exec(text)?.[0] ?? 'no code came';
}

const accept = (code: string) => api.nobody.post('/v1/session/invitation', { code });
const again = (id: string) => administrator.post(`/v1/accounts/${id}/invitation`);

describe('an invitation', () => {
  it('opens a session once, in which the holder makes its own tokens', async () => {
    const { id, code } = await invited();
    const entered = await accept(code);
    expect(entered.status).toBe(201);
    expect(entered.body).toMatchObject({ accountId: id, roles: ['caseworker'] });
    expect(entered.body['expiresAt']).toBe(new Date(now.getTime() + 30 * dayMs).toISOString());
    const holder = api.as(entered.body['token'] as string);
    const made = await holder.post('/v1/tokens', { label: 'mio', roles: ['caseworker'], validDays: 366 });
    expect((await api.as(made.body['secret'] as string).get('/v1/me')).body).toMatchObject({ accountId: id });
    expect((await accept(code)).status).toBe(404);
    expect((await holder.get('/v1/me')).status).toBe(200);
  });

  it('taken by twenty at once opens one session', async () => {
    const { code } = await invited();
    const replies = await Promise.all(Array.from({ length: 20 }, () => accept(code)));
    expect(statusesOf(replies)).toEqual([201, ...Array.from({ length: 19 }, () => 404)]);
  });

  it('is one at a time, whatever writes them', async () => {
    const { id } = await invited();
    const another = api.inAlliance((tx) =>
      tx.db.invitation.create({
        data: {
          allianceId: tx.allianceId,
          accountId: id,
          hash: new Uint8Array(Buffer.from(randomUUID())),
          expiresAt: tx.now,
          createdAt: tx.now,
        },
      }),
    );
    await expect(another).rejects.toThrow(/invitation_open_once|Unique constraint/);
    const replies = await Promise.all([again(id), again(id), again(id)]);
    expect(statusesOf(replies)).toEqual([200, 200, 200]);
    const open = { accountId: id, usedAt: null, withdrawnAt: null };
    expect(await api.inAlliance((tx) => tx.db.invitation.count({ where: open }))).toBe(1);
  });

  it('is not consumed by looking: there is nothing to look at', async () => {
    const { code } = await invited();
    const look = await api.nobody.get('/v1/session/invitation');
    expect(look.status).toBe(405);
    expect((await accept(code)).status).toBe(201);
  });

  it('opens no more after seven days, nor once another was sent', async () => {
    const late = await invited();
    now = new Date(now.getTime() + 7 * dayMs);
    administrator = await api.signIn('administrator');
    expect((await accept(late.code)).status).toBe(404);
    const replaced = await invited();
    expect((await again(replaced.id)).status).toBe(200);
    const second = await codeSentTo(replaced.email);
    expect(second).not.toBe(replaced.code);
    expect((await accept(replaced.code)).status).toBe(404);
    expect((await accept(second)).status).toBe(201);
  });

  it('sent anew takes everything from whoever held the account before', async () => {
    const { id, email, code } = await invited();
    const before = api.as((await accept(code)).body['token'] as string);
    await again(id);
    expect((await before.get('/v1/me')).status).toBe(200);
    expect((await accept(await codeSentTo(email))).status).toBe(201);
    expect((await before.get('/v1/me')).status).toBe(401);
  });

  it('follows the address while it is on its way, and leaves nothing to the old one', async () => {
    const { id, code } = await invited();
    const email = `${randomUUID()}@example.org`;
    await administrator.request('PATCH', `/v1/accounts/${id}`, { body: { email } });
    expect((await accept(code)).status).toBe(404);
    expect((await accept(await codeSentTo(email))).status).toBe(201);
    const moved = { body: { email: `${randomUUID()}@example.org` } };
    await administrator.request('PATCH', `/v1/accounts/${id}`, moved);
    expect(await codeSentTo(moved.body.email)).toBe('no code came');
  });

  it('of an account that was disabled opens nothing', async () => {
    const { id, code } = await invited();
    await administrator.post(`/v1/accounts/${id}/disable`);
    expect((await accept(code)).status).toBe(404);
    const staged = await invited();
    await api.inAlliance((tx) =>
      tx.db.account.update({ where: { id: staged.id }, data: { disabledAt: tx.now } }),
    );
    expect((await accept(staged.code)).status).toBe(404);
  });

  it('is known to nobody but its holder: no answer and, once it is sent, no row says its code', async () => {
    const { id, code } = await invited();
    const client = await api.test.superuser();
    for (const table of ['invitation', 'submission', 'audit', 'mail', 'token']) {
      const { rows } = await client.query(`SELECT count(*)::int AS n FROM ${table} t WHERE t::text LIKE $1`, [
        `%${code}%`,
      ]);
      expect(rows[0].n, table).toBe(0);
    }
    const kept = await api.inAlliance((tx) => tx.db.mail.findFirstOrThrow({ where: { recipientId: id } }));
    expect(kept).toMatchObject({ state: 'sent', sealed: null });
  });

  it('is refused alike whatever is wrong with the code', async () => {
    const used = await invited();
    await accept(used.code);
    const replies = await Promise.all([used.code, `inv_${'a'.repeat(32)}`].map(accept));
    const told = replies.map(({ status, body }) => [status, body['title'], body['detail']].join());
    expect(new Set(told).size).toBe(1);
  });
});

describe('an invitation that does not arrive', () => {
  const taskOf = (id: string) =>
    api.inAlliance((tx) => tx.db.task.findMany({ where: { subjectKind: 'account', subjectId: id } }));

  it.each([
    ['has no address', undefined],
    ['is refused by the server', `refuse-${randomUUID()}@example.org`],
  ])('because it %s is a task for administrators, done by inviting again', async (_why, email) => {
    const reply = await administrator.post('/v1/accounts', {
      label: 'Prova',
      roles: ['caseworker'],
      ...(email ? { email } : {}),
    });
    const id = reply.body['id'] as string;
    await deliverDueMail(mail, api.test.allianceId);
    const kept = await api.inAlliance((tx) => tx.db.mail.findFirstOrThrow({ where: { recipientId: id } }));
    expect(kept).toMatchObject({ state: 'failed', sealed: null });
    const [task] = await taskOf(id);
    expect(task).toMatchObject({ kind: 'inviteAgain', candidateRole: 'administrator', state: 'open' });
    const listed = await administrator.get(`/v1/tasks?kind=inviteAgain&subjectId=${id}`);
    expect(listed.body['items']).toHaveLength(1);
    const mended = `${randomUUID()}@example.org`;
    await administrator.request('PATCH', `/v1/accounts/${id}`, { body: { email: mended } });
    await again(id);
    expect((await taskOf(id))[0]).toMatchObject({
      state: 'completed',
      completedBy: administrator.accountId,
    });
    expect((await accept(await codeSentTo(mended))).status).toBe(201);
  });
});

describe('an invitation from the machine itself', () => {
  const from = async (wanted: { slug?: string; email: string }) => {
    const alliances = await api.test.database.gate.alliances();
    const home = alliances.find(({ id }) => id === api.test.allianceId);
    const services = { database: api.test.database, vault: api.vault };
    return inviteAdministrator(services, { slug: home!.slug, ...wanted });
  };

  it('brings an administrator back in whose access has expired, by the mailbox the account has', async () => {
    const { id, email, code } = await invited({ roles: ['administrator'] });
    await from({ email: email.toUpperCase() });
    const fresh = await codeSentTo(email);
    expect(fresh).not.toBe(code);
    expect((await accept(code)).status).toBe(404);
    expect((await accept(fresh)).body).toMatchObject({ accountId: id, roles: ['administrator'] });
  });

  it('is for nobody else, and says who invites them', async () => {
    const { email, code } = await invited({ roles: ['fundOfficer'] });
    await expect(from({ email })).rejects.toThrow(/POST \/v1\/accounts/);
    await expect(from({ slug: 'altrove', email })).rejects.toThrow(/There is no alliance altrove/);
    expect((await accept(code)).status).toBe(201);
  });
});
