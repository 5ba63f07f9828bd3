import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueToken } from '../../api/auth.ts';
import { plainPdf } from '../../prisma/seed/plain-pdf.ts';
import { untilSomebodyWaits } from '../support/lock-wait.ts';
import { startApi, statusesOf, type Caller, type Reply, type TestApi } from './support.ts';
import { makePerson } from './world.ts';

const path = '/v1/provider-applications';
const pdf = plainPdf(['Prova']);
let api: TestApi;
let slug: string;
beforeAll(async () => {
  api = await startApi();
  const alliances = await api.services.database.gate.alliances();
  slug = alliances.find(({ id }) => id === api.test.allianceId)!.slug;
});
afterAll(() => api.close());

function knock(email: string, from: string): Promise<Reply> {
  const body = { alliance: slug, organisationName: 'Ente che bussa', email };
  return api.nobody.request('POST', path, { body, headers: { 'x-forwarded-for': from } });
}

/** A session of the candidate's, as its link gives one. */
async function candidateOf({ accountId }: { readonly accountId: string }): Promise<Caller> {
  const roles = ['candidate'] as const;
  const { secret } = await api.inAlliance((tx) => {
    const expiresAt = new Date(tx.now.getTime() + 3_600_000);
    return issueToken(tx, { accountId, kind: 'session', label: 'test', roles, expiresAt });
  });
  return api.as(secret, roles);
}

const applications = () => api.inAlliance(({ db }) => db.providerApplication.count());

describe('the open door', () => {
  it('tells whoever comes which alliances there are, by their names and nothing else', async () => {
    const { status, body } = await api.nobody.get('/v1/alliances');
    expect(status).toBe(200);
    expect(body['items']).toContainEqual({ alliance: slug, name: 'Alleanza di prova' });
  });

  it('takes ten knocks an hour from one address, however many mailboxes they name', async () => {
    const before = await applications();
    const replies = await Promise.all(
      Array.from({ length: 12 }, () => knock(`${randomUUID()}@example.org`, '198.51.100.7')),
    );
    expect(statusesOf(replies)).toEqual([...Array<number>(10).fill(201), 429, 429]);
    expect(await applications()).toBe(before + 10);
    const turnedAway = replies.find(({ status }) => status === 429)!;
    expect(turnedAway.headers.get('retry-after')).toBe('3600');
    expect(turnedAway.body['type']).toMatch(/too-many-attempts$/);
    expect((await knock(`${randomUUID()}@example.org`, '198.51.100.8')).status).toBe(201);
  });

  it('takes three a day for one mailbox from wherever they come, and opens one application of it', async () => {
    const before = await applications();
    const email = `${randomUUID()}@example.org`;
    const replies = await Promise.all(Array.from({ length: 5 }, (_, at) => knock(email, `203.0.113.${at}`)));
    expect(statusesOf(replies)).toEqual([201, 201, 201, 429, 429]);
    expect(await applications()).toBe(before + 1);
    const texts = new Set(replies.filter(({ status }) => status === 201).map(({ text }) => text));
    expect([...texts]).toEqual(['{"sent":true}']);
  });

  it('counts nothing against a mailbox that is named by an address over its limit', async () => {
    const email = `${randomUUID()}@example.org`;
    const from = '198.51.100.20';
    const others = Array.from({ length: 10 }, () => knock(`${randomUUID()}@example.org`, from));
    await Promise.all(others);
    const replies = await Promise.all(Array.from({ length: 3 }, () => knock(email, from)));
    expect(statusesOf(replies)).toEqual([429, 429, 429]);
    expect((await knock(email, '198.51.100.21')).status).toBe(201);
  });

  it('keeps no address and no mailbox of whoever knocked beside the account', async () => {
    const superuser = await api.test.superuser();
    const { rows } = await superuser.query<{ row: string }>('SELECT t::text AS row FROM attempt_count t');
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.filter(({ row }) => /198\.51|203\.0|example\.org/.test(row))).toEqual([]);
  });

  it('knows no alliance by another name', async () => {
    const body = { alliance: 'nessuna', organisationName: 'Ente', email: 'ente@example.org' };
    const reply = await api.nobody.request('POST', path, { body });
    expect(reply.body['errors']).toMatchObject([{ pointer: '/body/alliance' }]);
  });
});

describe('what is uploaded to an application', () => {
  it.each([
    ['forty files', 40, 1_000],
    ['200 MB', 1, 200_000_000],
  ])('is %s at most, counted together', async (_what, files, sizeBytes) => {
    const email = `${randomUUID()}@example.org`;
    await knock(email, `192.0.2.${files}`);
    const row = await api.inAlliance(({ db }) =>
      db.providerApplication.findFirstOrThrow({ orderBy: { id: 'desc' } }),
    );
    const candidate = await candidateOf(row);
    const upload = () => {
      const form = new FormData();
      form.set('kind', 'providerPaper');
      form.set('file', new Blob([pdf]), 'prova.pdf');
      return candidate.request('POST', `${path}/${row.id}/files`, { raw: form });
    };
    await plantFiles(row.id, { files: files - 1, sizeBytes });
    // Somebody else holds the application, so that both have been looked at before one is written.
    const keeper = await api.test.superuser();
    await keeper.query('BEGIN');
    await keeper.query('SELECT FROM provider_application WHERE id = $1 FOR NO KEY UPDATE', [row.id]);
    const uploads = [upload(), upload()];
    await untilSomebodyWaits(keeper, uploads.length);
    await keeper.query('COMMIT');
    expect(statusesOf(await Promise.all(uploads))).toEqual(files > 1 ? [201, 409] : [201, 201]);
    await plantFiles(row.id, { files: 1, sizeBytes });
    const refused = await upload();
    expect(refused.body['detail']).toMatch(/40/);
    expect(refused.body['type']).toMatch(/step-not-possible$/);
  });
});

/** Files as earlier uploads leave them, without their bytes. */
async function plantFiles(subjectId: string, { files, sizeBytes }: { files: number; sizeBytes: number }) {
  const file = {
    allianceId: api.test.allianceId,
    subjectKind: 'providerApplication',
    subjectId,
    kind: 'providerPaper',
    nameSealed: new Uint8Array(1),
    mediaType: 'application/pdf',
    sizeBytes,
    fingerprint: 'test',
    uploadedBy: 'test',
  };
  await api.inAlliance(({ db, now }) =>
    db.document.createMany({ data: Array.from({ length: files }, () => ({ ...file, createdAt: now })) }),
  );
}

describe('a suggestion', () => {
  let caseworker: Caller;
  let employee: Caller;
  let suggestionId: string;

  it('is read by a caseworker who says why, without a trace of whose it is', async () => {
    const personId = await makePerson(api);
    employee = await api.signIn('employee', { personId });
    caseworker = await api.signIn('caseworker');
    const body = {
      organisationName: 'Bottega Segnalata',
      contact: '035 000',
      reason: 'Ci andiamo sempre',
      category: 'proximityShop',
    };
    suggestionId = (await employee.post('/v1/provider-suggestions', body)).body['id'] as string;
    const at = `/v1/provider-suggestions/${suggestionId}`;
    expect((await caseworker.get(at)).status).toBe(422);
    const read = await caseworker.get(`${at}?reason=check`);
    expect(read.body).toMatchObject({ organisationName: 'Bottega Segnalata', state: 'open' });
    for (const trace of [personId, employee.accountId]) expect(read.text).not.toContain(trace);
    expect(await toFollow(caseworker, suggestionId)).toMatchObject([{ state: 'open', overdue: false }]);
    const superuser = await api.test.superuser();
    const { rows } = await superuser.query<{ row: string }>(
      'SELECT t::text AS row FROM provider_suggestion t',
    );
    expect(rows.filter(({ row }) => /Segnalata|035 000|sempre/.test(row))).toEqual([]);
  });

  it('becomes one invitation, however many take it at once, and the provider never learns of it', async () => {
    const invite = (who: Caller) =>
      who.post('/v1/provider-invitations', {
        organisationName: 'Bottega',
        email: `${randomUUID()}@example.org`,
        suggestionId,
      });
    const replies = await Promise.all([caseworker, await api.signIn('caseworker')].map(invite));
    expect(statusesOf(replies)).toEqual([201, 422]);
    expect(await toFollow(caseworker, suggestionId)).toEqual([]);
    const { applicationId } = replies.find(({ status }) => status === 201)!.body as {
      applicationId: string;
    };
    const row = await api.inAlliance(({ db }) =>
      db.providerApplication.findUniqueOrThrow({ where: { id: applicationId } }),
    );
    expect(row).toMatchObject({ origin: 'suggestion', suggestionId });
    const seen = await caseworker.get(`${path}/${applicationId}`);
    for (const trace of [suggestionId, employee.accountId]) expect(seen.text).not.toContain(trace);
    const candidate = await candidateOf(row);
    const seenByIt = [await candidate.get(`${path}/${applicationId}`), await candidate.get(path)];
    for (const { text } of seenByIt) expect(text).toContain('"origin":"invitation"');
    expect(seen.body['origin']).toBe('suggestion');
    const own = (await employee.get('/v1/provider-suggestions')).body['items'];
    expect(own).toMatchObject([{ id: suggestionId, state: 'invited' }]);
  });

  it('is a task that only inviting or setting aside closes, and nobody’s who suggested it', async () => {
    const both = await api.signIn(['caseworker', 'employee'], { personId: await makePerson(api) });
    const suggestion = { organisationName: 'Bottega', category: 'proximityShop' };
    const { id } = (await both.post('/v1/provider-suggestions', suggestion)).body as { id: string };
    expect(await toFollow(both, id)).toEqual([]);
    const [task] = await toFollow(caseworker, id);
    const at = `/v1/tasks/${task!['id'] as string}`;
    await caseworker.post(`${at}/claim`);
    const completion = await caseworker.post(`${at}/completion`);
    expect(completion.status).toBe(409);
    expect(completion.body['possible']).toEqual(['inviteProvider', 'declineProviderSuggestion']);
    expect((await caseworker.post(`/v1/provider-suggestions/${id}/refusal`)).status).toBe(200);
    expect((await caseworker.get(at)).body).toMatchObject({ state: 'completed' });
  });
});

async function toFollow(who: Caller, subjectId: string) {
  const { body } = await who.get(`/v1/tasks?kind=followSuggestion&subjectId=${subjectId}`);
  return body['items'] as Record<string, unknown>[];
}
