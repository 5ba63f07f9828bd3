import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queueMail } from '../../activities/mail.ts';
import { sealMail } from '../../activities/mail.ts';
import { startApi, type Caller, type TestApi } from './support.ts';
import { makeTask } from './task-support.ts';
import { makeAssessment, makeHousehold, makeOrganisation, makePerson } from './world.ts';

let api: TestApi;
let caseworker: Caller;

beforeAll(async () => {
  api = await startApi();
  caseworker = await api.signIn('caseworker');
});
afterAll(() => api.close());

describe('a write that waits for its process', () => {
  async function openAssessment(key: string) {
    const applicantId = await makePerson(api);
    const householdId = await makeHousehold(api, [applicantId]);
    const providerId = await makeOrganisation(api, ['provider']);
    const need = {
      description: 'ore di assistenza',
      service: 'other',
      forPersonId: applicantId,
      unit: 'hour',
      units: 10,
      unitPriceCents: 2000,
      providerId,
    };
    const body = { householdId, applicantId, beneficiaryId: applicantId, channel: 'desk', needs: [need] };
    return { body, reply: await caseworker.post('/v1/assessments', body, key) };
  }

  it('is kept, sent by ids alone, and answered 202 with where to look', async () => {
    const { reply } = await openAssessment('waits-for-process');
    expect(reply.status).toBe(202);
    const href = reply.body['href'] as string;
    expect(reply.headers.get('location')).toBe(href);
    expect((await caseworker.get(href)).body).toMatchObject({
      operation: 'openAssessment',
      state: 'pending',
      status: null,
      answer: null,
    });
    expect(api.sent.at(-1)).toEqual({
      process: 'fragilityAssessment',
      subjectId: expect.any(String),
      operation: 'openAssessment',
      allianceId: api.test.allianceId,
      submissionId: reply.body['submissionId'],
    });
  });

  it('keeps what it carries sealed until it is done', async () => {
    const { body, reply } = await openAssessment('sealed-meanwhile');
    const client = await api.test.superuser();
    const { rows } = await client.query('SELECT s::text AS row FROM submission s WHERE id = $1', [
      reply.body['submissionId'],
    ]);
    expect(rows[0].row).not.toContain(body.applicantId);
    expect(rows[0].row).not.toContain('ore di assistenza');
  });

  it('is told the answer once there is one, in the reader’s language', async () => {
    const { body, reply } = await openAssessment('answered-later');
    const submissionId = reply.body['submissionId'] as string;
    const refusal = {
      code: 'relationNotValid',
      detail: { it: 'Rinnovare la delega.', en: 'Renew the delegation.' },
    };
    await api.inAlliance((tx) =>
      tx.db.submission.update({
        where: { id: submissionId },
        data: { state: 'done', status: 409, result: { refusal }, doneAt: tx.now },
      }),
    );
    const english = await caseworker.request('GET', `/v1/submissions/${submissionId}`, {
      headers: { 'accept-language': 'en' },
    });
    expect(english.body).toMatchObject({ state: 'done', status: 409 });
    expect(english.body['answer']).toMatchObject({ detail: 'Renew the delegation.', status: 409 });
    const again = await caseworker.post('/v1/assessments', body, 'answered-later');
    expect(again.status).toBe(409);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  it('is nobody else’s to ask about', async () => {
    const { reply } = await openAssessment('mine-alone');
    const colleague = await api.signIn('caseworker');
    expect((await colleague.get(reply.body['href'] as string)).status).toBe(404);
  });
});

describe('a refusal', () => {
  it('is said in the account’s language, unless the request names another', async () => {
    const reader = await api.signIn('employee');
    await api.inAlliance((tx) =>
      tx.db.account.update({ where: { id: reader.accountId }, data: { locale: 'en' } }),
    );
    const path = `/v1/people/${randomUUID()}`;
    const italian = { headers: { 'accept-language': 'it' } };
    expect((await reader.get(path)).body['title']).toBe('Not found');
    expect((await reader.get('/v1/audit')).body['title']).toBe('Your role does not allow this');
    expect((await reader.get('/v1/tokens?limit=x')).body['title']).toBe('The request has errors to correct');
    expect((await reader.request('GET', path, italian)).body['title']).not.toBe('Not found');
  });
});

describe('a step told again after it took its case out of reach', () => {
  const body = { outcome: 'sendBack', reason: 'manca la parola della scuola' };
  let path: string;
  let member: Caller;

  beforeAll(async () => {
    const applicantId = await makePerson(api);
    const householdId = await makeHousehold(api, [applicantId]);
    const assessmentId = await makeAssessment(api, { householdId, applicantId, state: 'deciding' });
    path = `/v1/assessments/${assessmentId}/decision`;
    member = await api.signIn('commissionMember');
    const { body: claimed } = await member.post(path, body, 'sent-back-once');
    const result = {
      assessmentId,
      protocolNumber: '2026/1',
      dossierCode: 'FS-2026-1',
      state: 'completeness',
      waitingFor: 'caseworker.completeness',
      dueAt: null,
    };
    await api.inAlliance(async (tx) => {
      await tx.db.assessment.update({ where: { id: assessmentId }, data: { state: 'completeness' } });
      await tx.db.submission.update({
        where: { id: claimed['submissionId'] as string },
        data: { state: 'done', status: 200, result, doneAt: tx.now, payloadSealed: null },
      });
    });
  });

  it('is answered from its row', async () => {
    const again = await member.post(path, body, 'sent-back-once');
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ state: 'completeness' });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  it('is refused when it says something else under the same key', async () => {
    const other = await member.post(path, { ...body, reason: 'altro' }, 'sent-back-once');
    expect(other.body['type']).toBe('urn:reciproca:problem:idempotency-key-reused');
  });

  it('is judged at the door under a new key, and when a colleague says it', async () => {
    const colleague = await api.signIn('commissionMember');
    expect((await member.post(path, body)).status).toBe(404);
    expect((await colleague.post(path, body, 'sent-back-once')).status).toBe(404);
  });
});

describe('a write that was refused', () => {
  it('is answered by that refusal under its key, also once it would be possible', async () => {
    const colleague = await api.signIn('caseworker');
    const taskId = await makeTask(api, { state: 'claimed', assigneeId: colleague.accountId });
    const path = `/v1/tasks/${taskId}/claim`;
    const refused = await caseworker.post(path, undefined, 'refused-once');
    expect(refused.status).toBe(409);
    await colleague.post(`/v1/tasks/${taskId}/release`);
    const again = await caseworker.post(path, undefined, 'refused-once');
    expect([again.status, again.body['detail']]).toEqual([409, refused.body['detail']]);
    expect((await caseworker.post(path)).status).toBe(200);
  });
});

describe('the development mailbox', () => {
  async function keepMail(recipientId: string, recipientKind: 'person' | 'staff' | 'provider') {
    const id = randomUUID();
    await api.inAlliance(async (tx) => {
      const row = { id, recipientKind, recipientId };
      const source = `Subject: prova\r\n\r\nciao ${id}`;
      await tx.db.mail.create({
        data: {
          ...row,
          allianceId: tx.allianceId,
          template: 'applicationReceived',
          sealed: await sealMail(tx, api.vault, row, { source }),
          dedupeKey: id,
          state: 'sent',
          nextAttemptAt: tx.now,
          queuedAt: tx.now,
          sentAt: tx.now,
        },
      });
    });
    return id;
  }

  it('shows each what was written to them, and caseworkers what their cases write', async () => {
    const [personId, strangerId] = [await makePerson(api), await makePerson(api)];
    const mailId = await keepMail(personId, 'person');
    const reader = await api.signIn('employee', { personId });
    const stranger = await api.signIn('employee', { personId: strangerId });
    expect((await reader.get(`/v1/dev/mailbox/${mailId}`)).text).toContain(mailId);
    expect((await caseworker.get(`/v1/dev/mailbox/${mailId}`)).status).toBe(200);
    expect((await stranger.get(`/v1/dev/mailbox/${mailId}`)).status).toBe(404);
    expect((await stranger.get('/v1/dev/mailbox')).body['items']).toEqual([]);
  });

  it('shows an employer nothing, not even what is written to the provider the same firm is', async () => {
    const organisationId = await makeOrganisation(api, ['employer', 'provider']);
    const mailId = await keepMail(organisationId, 'provider');
    const employer = await api.signIn('employer', { organisationId });
    const provider = await api.signIn('provider', { organisationId });
    expect((await employer.get('/v1/dev/mailbox')).body['items']).toEqual([]);
    expect((await employer.get(`/v1/dev/mailbox/${mailId}`)).status).toBe(404);
    expect((await provider.get(`/v1/dev/mailbox/${mailId}`)).status).toBe(200);
  });

  it('shows no mail that still waits', async () => {
    const personId = await makePerson(api);
    await api.inAlliance((tx) =>
      queueMail(tx, api.vault, {
        template: 'applicationReceived',
        recipientId: personId,
        params: { protocolNumber: '2026/1', receivedOn: '2026-06-01' },
        dedupeKey: `receipt/${personId}`,
      }),
    );
    const reader = await api.signIn('citizen', { personId });
    expect((await reader.get('/v1/dev/mailbox')).body['items']).toEqual([]);
  });
});

describe('an ISEE simulation', () => {
  it('counts as the law does, says it is one, and keeps nothing', async () => {
    const citizen = await api.signIn('citizen');
    const reply = await citizen.post('/v1/isee-simulations', {
      incomeCents: 1_340_000,
      assetsCents: 0,
      members: 3,
      children: 1,
      minorChildren: 1,
      childUnder3: true,
      disabledOrNonSelfSufficientMembers: 0,
      parentsWorkedOrAloneWithMinors: true,
    });
    expect(reply.body).toMatchObject({ simulation: true, scaleHundredths: 234, iseeCents: 572_650 });
    expect(
      await api.inAlliance((tx) => tx.db.submission.count({ where: { accountId: citizen.accountId } })),
    ).toBe(0);
  });

  it('refuses numbers that contradict each other, each at its field', async () => {
    const citizen = await api.signIn('citizen');
    const household = {
      incomeCents: 0,
      assetsCents: 0,
      members: 2,
      children: 1,
      minorChildren: 0,
      childUnder3: false,
      disabledOrNonSelfSufficientMembers: 0,
      parentsWorkedOrAloneWithMinors: false,
    };
    for (const [field, value] of [
      ['children', 2],
      ['minorChildren', 2],
      ['disabledOrNonSelfSufficientMembers', 3],
      ['childUnder3', true],
    ] as const) {
      const reply = await citizen.post('/v1/isee-simulations', { ...household, [field]: value });
      expect(reply.body['errors']).toMatchObject([{ pointer: `/body/${field}` }]);
    }
  });
});
