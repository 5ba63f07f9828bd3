import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverDueMail } from '../../activities/mail-delivery.ts';
import { openMailer } from '../../activities/mailer.ts';
import { startApi, type Caller, type TestApi } from './support.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** Invites somebody without an SMTP server, so that the mail stays in the mailbox; returns who else there is. */
async function inviteIn(allianceId: string): Promise<Caller> {
  const administrator = await api.signIn('administrator', { allianceId });
  const body = { label: 'Prova', email: 'prova@example.org', roles: ['fundOfficer'] };
  expect((await administrator.post('/v1/accounts', body)).status).toBe(201);
  const mailer = openMailer({ smtpUrl: undefined, from: 'x@example.org', publicUrl: 'http://localhost' });
  const { database } = api.test;
  await deliverDueMail(
    { database, vault: api.vault, mailer, onUndeliverable: async () => undefined },
    allianceId,
  );
  return api.signIn('caseworker', { allianceId });
}

const templatesSeenBy = async (caller: Caller) =>
  ((await caller.get('/v1/dev/mailbox')).body['items'] as { template: string }[]).map(
    ({ template }) => template,
  );

describe('the mailbox of the demonstration', () => {
  it('shows caseworkers an invitation in the demonstration, where anybody may be anybody', async () => {
    await api.inAlliance((tx) =>
      tx.db.alliance.update({ where: { id: tx.allianceId }, data: { demo: true } }),
    );
    expect(await templatesSeenBy(await inviteIn(api.test.allianceId))).toEqual(['invitation']);
  });

  it('shows nobody a colleague’s invitation in a real alliance beside it', async () => {
    expect(await templatesSeenBy(await inviteIn(await api.test.addAlliance()))).toEqual([]);
  });
});
