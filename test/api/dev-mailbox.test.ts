import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverDueMail } from '../../activities/mail-delivery.ts';
import { pageOfMail } from '../../activities/mail-page.ts';
import { openMailer } from '../../activities/mailer.ts';
import { plantOrder } from '../support/planted-order.ts';
import { plantProvider } from '../support/planted-provider.ts';
import { startApi, type Caller, type TestApi } from './support.ts';
import { makePerson } from './world.ts';

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
  it('shows caseworkers an invitation in the demonstration, by its subject in their language', async () => {
    await api.inAlliance((tx) =>
      tx.db.alliance.update({ where: { id: tx.allianceId }, data: { demo: true } }),
    );
    const chiara = await inviteIn(api.test.allianceId);
    expect(await templatesSeenBy(chiara)).toEqual(['invitation']);
    const subjectIn = async (language: string) => {
      const headers = { 'accept-language': language };
      const { body } = await chiara.request('GET', '/v1/dev/mailbox', { headers });
      return (body['items'] as { subject: string }[])[0]!.subject;
    };
    expect([await subjectIn('it'), await subjectIn('en')]).toEqual([
      'Un invito per lei',
      'An invitation for you',
    ]);
  });

  it('shows nobody a colleague’s invitation in a real alliance beside it', async () => {
    expect(await templatesSeenBy(await inviteIn(await api.test.addAlliance()))).toEqual([]);
  });

  it('leads whoever is told of an award to their application', async () => {
    const { accountId: proposedBy } = await api.signIn('caseworker');
    const { organisationId: providerId } = await api.inAlliance((tx) => plantProvider(tx));
    const { awardId } = await plantOrder(api, { personId: await makePerson(api), providerId, proposedBy });
    const mail = {
      template: 'unitsToConfirm',
      recipientKind: 'person',
      subjectKind: 'award',
      subjectId: awardId,
    };
    await api.inAlliance(async (tx) => {
      const { assessmentId } = await tx.db.award.findUniqueOrThrow({ where: { id: awardId } });
      expect(await pageOfMail(tx, mail)).toBe(`/my-applications/${assessmentId}`);
    });
  });
});
