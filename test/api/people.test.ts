import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelDeadlines, setDeadline } from '../../activities/deadlines.ts';
import { describedNeeds, writeNeeds } from '../../activities/fragility-assessment/needs.ts';
import { impossibleTaxCode } from '../../prisma/seed/impossible-numbers.ts';
import { ErasedError } from '../../vault/errors.ts';
import { startApi, type Caller, type TestApi } from './support.ts';
import {
  comune,
  makeAssessment,
  makeDocument,
  makeHousehold,
  makeOrganisation,
  makePerson,
} from './world.ts';

const rossi = {
  givenName: 'Maria',
  familyName: 'De’ Rossi Inventati',
  birthDate: '1984-02-03',
  comuneIstat: comune,
  taxCode: 'XQAAAF84B43Z999C',
};

let api: TestApi;
let caseworker: Caller;
let administrator: Caller;

beforeAll(async () => {
  api = await startApi();
  caseworker = await api.signIn('caseworker');
  administrator = await api.signIn('administrator');
});
afterAll(() => api.close());

async function auditOf(subjectId: string) {
  const reply = await administrator.get(`/v1/audit?subjectId=${subjectId}`);
  return (reply.body['items'] as { action: string; actorId: string; reason: string | null }[]).map(
    ({ action, actorId, reason }) => ({ action, actorId, reason }),
  );
}

describe('a person', () => {
  let personId: string;

  it('is entered by a caseworker, and the answer tells nothing of them', async () => {
    const reply = await caseworker.post('/v1/people', rossi);
    expect(reply.status).toBe(201);
    expect(reply.text).not.toMatch(/Rossi|XQAAAF/);
    personId = reply.body['id'] as string;
  });

  it('lies sealed in the database', async () => {
    const client = await api.test.superuser();
    const { rows } = await client.query('SELECT p::text AS row FROM person p WHERE id = $1', [personId]);
    expect(rows[0].row).not.toMatch(/Rossi|XQAAAF/);
  });

  it('is found by tax code and by the beginnings of their names', async () => {
    const byCode = await caseworker.post('/v1/person-searches', {
      by: 'taxCode',
      reason: 'desk',
      taxCode: rossi.taxCode,
    });
    expect(byCode.body['items']).toEqual([
      {
        id: personId,
        givenName: rossi.givenName,
        familyName: rossi.familyName,
        birthDate: rossi.birthDate,
        comuneIstat: comune,
      },
    ]);
    const byName = await caseworker.post('/v1/person-searches', {
      by: 'name',
      reason: 'desk',
      name: 'ross mar',
    });
    expect((byName.body['items'] as { id: string }[]).map(({ id }) => id)).toContain(personId);
  });

  it('is not found by half a tax code, nor under another name', async () => {
    const reply = await caseworker.post('/v1/person-searches', { by: 'name', reason: 'desk', name: 'Mario' });
    expect(reply.body['items']).toEqual([]);
  });

  it('is one of twenty at most, and it is said when there are more: the day of birth narrows them', async () => {
    const many = (day: number) => ({ ...rossi, familyName: 'Molti', taxCode: null, birthDate: bornOn(day) });
    const bornOn = (day: number) => `1984-05-${String(day).padStart(2, '0')}`;
    const searched = async (birthDate?: string) => {
      const asked = { by: 'name', reason: 'desk', name: 'Molti', ...(birthDate ? { birthDate } : {}) };
      const { body } = await caseworker.post('/v1/person-searches', asked);
      return [(body['items'] as unknown[]).length, body['hasMore']];
    };
    for (let day = 1; day <= 20; day += 1) await caseworker.post('/v1/people', many(day));
    expect(await searched()).toEqual([20, false]);
    await caseworker.post('/v1/people', many(21));
    expect(await searched()).toEqual([20, true]);
    expect(await searched(bornOn(21))).toEqual([1, false]);
  });

  it('is opened with a reason only, and each opening is put on record', async () => {
    const without = await caseworker.get(`/v1/people/${personId}`);
    expect(without.status).toBe(422);
    const reply = await caseworker.get(`/v1/people/${personId}?reason=correction`);
    expect(reply.body['identity']).toMatchObject({ familyName: rossi.familyName, taxCode: rossi.taxCode });
    expect(await auditOf(personId)).toContainEqual({
      action: 'person.opened',
      actorId: caseworker.accountId,
      reason: 'correction',
    });
    expect(await auditOf(personId)).toContainEqual({
      action: 'person.found',
      actorId: caseworker.accountId,
      reason: 'desk',
    });
  });

  it('is corrected by a caseworker; what is not named stays', async () => {
    const change = { familyName: 'Bianchi Inventati', phone: '000 0001', email: null };
    expect((await caseworker.request('PATCH', `/v1/people/${personId}`, { body: change })).status).toBe(200);
    const reply = await caseworker.get(`/v1/people/${personId}?reason=check`);
    expect(reply.body['identity']).toEqual({
      givenName: rossi.givenName,
      familyName: 'Bianchi Inventati',
      taxCode: rossi.taxCode,
      email: null,
      phone: '000 0001',
      address: null,
    });
  });

  it('keeps both of two changes made at once', async () => {
    await Promise.all([
      caseworker.request('PATCH', `/v1/people/${personId}`, { body: { phone: '000 0002' } }),
      caseworker.request('PATCH', `/v1/people/${personId}`, { body: { address: 'Via degli Esempi, 2' } }),
    ]);
    const reply = await caseworker.get(`/v1/people/${personId}?reason=check`);
    expect(reply.body['identity']).toMatchObject({ phone: '000 0002', address: 'Via degli Esempi, 2' });
  });

  it('was not born tomorrow', async () => {
    const reply = await caseworker.post('/v1/people', { ...rossi, taxCode: null, birthDate: '2199-01-01' });
    expect(reply.status).toBe(422);
    expect(reply.body['errors']).toMatchObject([{ pointer: '/body/birthDate' }]);
  });

  it('needs a tax code whose check letter is right', async () => {
    const reply = await caseworker.post('/v1/people', { ...rossi, taxCode: 'XQAAAF84B43Z999D' });
    expect(reply.body['errors']).toMatchObject([{ pointer: '/body/taxCode' }]);
  });
});

describe('one’s own data', () => {
  it('are opened without a reason and leave no trace, and the contact data are changed by oneself', async () => {
    const personId = await makePerson(api, { givenName: 'Paola' });
    const paola = await api.signIn('citizen', { personId });
    const own = await paola.get(`/v1/people/${personId}`);
    expect(own.body['identity']).toMatchObject({ givenName: 'Paola' });
    expect(await auditOf(personId)).toEqual([]);
    const moved = await paola.request('PATCH', `/v1/people/${personId}`, {
      body: { email: 'paola@example.org', channel: 'pec', locale: 'en' },
    });
    expect(moved.status).toBe(200);
    expect((await paola.get(`/v1/people/${personId}`)).body).toMatchObject({ channel: 'pec', locale: 'en' });
  });

  it('keep their name and tax code until a caseworker corrects them', async () => {
    const personId = await makePerson(api);
    const paola = await api.signIn('employee', { personId });
    const reply = await paola.request('PATCH', `/v1/people/${personId}`, { body: { givenName: 'Altra' } });
    expect(reply.status).toBe(403);
    expect((await paola.get(`/v1/people/${personId}`)).body['identity']).toMatchObject({
      givenName: 'Prova',
    });
  });
});

describe('erasing a person', () => {
  const francasCode = impossibleTaxCode({ number: 7, birthDate: '1980-05-17', sex: 'F' });

  it('blanks who they are, closes their account and leaves the row', async () => {
    const personId = await makePerson(api, { taxCode: francasCode, givenName: 'Franca' });
    const franca = await api.signIn('citizen', { personId });
    const reply = await administrator.post(`/v1/people/${personId}/erasure`, { ground: 'request' });
    expect(reply.body).toEqual({ id: personId, erased: true });
    const after = await caseworker.get(`/v1/people/${personId}?reason=check`);
    expect(after.body).toMatchObject({ identity: null, birthDate: null, comuneIstat: null });
    expect(after.body['erasedAt']).not.toBeNull();
    const [row, key] = await api.inAlliance(async ({ db }) => [
      await db.person.findUniqueOrThrow({ where: { id: personId } }),
      await db.dataKey.findFirstOrThrow({ where: { subjectId: personId } }),
    ]);
    expect(row).toMatchObject({ identitySealed: null, taxCodePrint: null });
    expect(key).toMatchObject({ wrapped: null, destroyedAt: expect.any(Date) });
    expect((await franca.get('/v1/me')).status).toBe(401);
    const found = await caseworker.post('/v1/person-searches', {
      by: 'taxCode',
      reason: 'desk',
      taxCode: francasCode,
    });
    expect(found.body['items']).toEqual([]);
    expect(await auditOf(personId)).toContainEqual({
      action: 'person.erased',
      actorId: administrator.accountId,
      reason: 'request',
    });
  });

  it('destroys what was found out about them and the documents, and leaves the others’ alone', async () => {
    const [personId, other] = [await makePerson(api), await makePerson(api)];
    const householdId = await makeHousehold(api, [personId, other]);
    const [own, others] = [
      await makeAssessment(api, { householdId, applicantId: personId, state: 'withdrawn' }),
      await makeAssessment(api, { householdId, applicantId: other, state: 'withdrawn' }),
    ];
    const [gone, kept] = [
      await makeDocument(api, { kind: 'assessment', id: own }),
      await makeDocument(api, { kind: 'assessment', id: others }),
    ];
    for (const id of [own, others])
      await api.inAlliance((tx) => api.vault.seal(tx, { kind: 'assessment', id }, 'facts', {}));
    await administrator.post(`/v1/people/${personId}/erasure`, { ground: 'request' });
    const open = (documentId: string) => caseworker.get(`/v1/documents/${documentId}/content?reason=check`);
    expect((await open(gone)).body['type']).toBe('urn:reciproca:problem:erased');
    expect((await open(kept)).status).toBe(200);
    const keys = await api.inAlliance((tx) =>
      tx.db.dataKey.findMany({ where: { subjectId: { in: [own, others] } } }),
    );
    const destroyed = keys.filter(({ wrapped }) => wrapped === null);
    expect(destroyed.map(({ subjectId }) => subjectId)).toEqual([own]);
    expect(keys).toHaveLength(2);
  });

  it('leaves nobody able to read what their household asked for', async () => {
    const personId = await makePerson(api);
    const householdId = await makeHousehold(api, [personId]);
    const assessmentId = await makeAssessment(api, {
      householdId,
      applicantId: personId,
      state: 'withdrawn',
    });
    const providerId = await makeOrganisation(api, ['provider']);
    const need = {
      description: 'ore per la madre malata',
      service: 'other' as const,
      forPersonId: personId,
      unit: 'hour' as const,
      units: 1,
      coveredUnits: 0,
      unitPriceCents: 100,
      providerId,
    };
    await api.inAlliance((tx) => writeNeeds(tx, api.vault, { id: assessmentId, householdId }, [need]));
    const dossier = () => caseworker.get(`/v1/assessments/${assessmentId}/dossier?reason=check`);
    expect((await dossier()).body['needs']).toMatchObject([{ description: need.description }]);
    await administrator.post(`/v1/people/${personId}/erasure`, { ground: 'request' });
    expect((await dossier()).body['type']).toBe('urn:reciproca:problem:erased');
    expect((await caseworker.get(`/v1/assessments/${assessmentId}`)).body['needs']).toHaveLength(1);
    const row = await api.inAlliance((tx) => tx.db.need.findFirstOrThrow({ where: { assessmentId } }));
    expect(Buffer.from(row.descriptionSealed).toString()).not.toContain('madre');
    await expect(api.inAlliance((tx) => describedNeeds(tx, api.vault, assessmentId))).rejects.toThrow(
      ErasedError,
    );
  });

  it('waits until their open assessment is closed', async () => {
    const personId = await makePerson(api);
    const householdId = await makeHousehold(api, [personId]);
    await makeAssessment(api, { householdId, applicantId: personId, state: 'evaluation' });
    const reply = await administrator.post(`/v1/people/${personId}/erasure`, { ground: 'request' });
    expect(reply.status).toBe(409);
    expect(reply.body['possible']).toEqual(['withdraw', 'releaseAward']);
    expect((await caseworker.get(`/v1/people/${personId}?reason=check`)).body['identity']).not.toBeNull();
  });

  it('waits until the letter about their closed case is written', async () => {
    const personId = await makePerson(api);
    const householdId = await makeHousehold(api, [personId]);
    const subjectId = await makeAssessment(api, { householdId, applicantId: personId, state: 'withdrawn' });
    const letter = { subjectKind: 'assessment' as const, subjectId, kind: 'writeWithdrawalLetter' };
    await api.inAlliance((tx) => setDeadline(tx, { ...letter, dueAt: tx.now }));
    const erase = () => administrator.post(`/v1/people/${personId}/erasure`, { ground: 'request' });
    expect(await erase()).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('lettera') },
    });
    await api.inAlliance((tx) => cancelDeadlines(tx, { ...letter, kinds: [letter.kind] }));
    expect((await erase()).status).toBe(200);
  });

  it('happens once, and nothing can be written about them afterwards', async () => {
    const personId = await makePerson(api);
    await administrator.post(`/v1/people/${personId}/erasure`, { ground: 'retentionOver' });
    const again = await administrator.post(`/v1/people/${personId}/erasure`, { ground: 'request' });
    expect(again.body['type']).toBe('urn:reciproca:problem:erased');
    const change = await caseworker.request('PATCH', `/v1/people/${personId}`, { body: { phone: '1' } });
    expect(change.body['type']).toBe('urn:reciproca:problem:erased');
  });
});
