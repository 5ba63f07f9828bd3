import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type Caller, type TestApi } from './support.ts';
import { makeAssessment, makeDocument, makeHousehold, makePerson, onePixel } from './world.ts';

let api: TestApi;
let caseworker: Caller;
let personId: string;

beforeAll(async () => {
  api = await startApi();
  caseworker = await api.signIn('caseworker');
  personId = await makePerson(api);
});
afterAll(() => api.close());

function form(fields: Record<string, string>, file?: { bytes: Uint8Array<ArrayBuffer>; name: string }) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  if (file) data.set('file', new Blob([file.bytes]), file.name);
  return data;
}

const picture = { bytes: onePixel, name: 'carta d’identità.png' };
const aboutPerson = () => ({ subjectKind: 'person', subjectId: personId, kind: 'identityDocument' });

describe('a document', () => {
  it('is handed in, listed without its name, and comes back byte for byte', async () => {
    const handedIn = await caseworker.request('POST', '/v1/documents', { raw: form(aboutPerson(), picture) });
    expect(handedIn.body).toMatchObject({ mediaType: 'image/png', sizeBytes: onePixel.length });
    const documentId = handedIn.body['id'] as string;
    const listed = await caseworker.get(`/v1/documents?subjectKind=person&subjectId=${personId}`);
    expect(listed.body['items']).toMatchObject([{ id: documentId, kind: 'identityDocument' }]);
    expect(listed.text).not.toContain('carta');
    const response = await fetch(`${api.url}/v1/documents/${documentId}/content?reason=check`, {
      headers: { authorization: `Bearer ${caseworker.token}` },
    });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(onePixel);
    expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('carta d’identità.png'));
    expect(response.headers.get('cache-control')).toContain('no-store');
  });

  it('is known by its content, whatever its name says', async () => {
    const liar = { bytes: new Uint8Array(Buffer.from('MZ not a picture')), name: 'foto.png' };
    const reply = await caseworker.request('POST', '/v1/documents', { raw: form(aboutPerson(), liar) });
    expect(reply.status).toBe(415);
  });

  it('is missing when no file came, and its place must exist', async () => {
    const nothing = await caseworker.request('POST', '/v1/documents', { raw: form(aboutPerson()) });
    expect(nothing.body['errors']).toMatchObject([{ pointer: '/body/file' }]);
    const nowhere = await caseworker.request('POST', '/v1/documents', {
      raw: form({ ...aboutPerson(), subjectId: '01990000-0000-7000-8000-000000000000' }, picture),
    });
    expect(nowhere.status).toBe(404);
  });

  it('may have 20 MB at most', async () => {
    const huge = { bytes: new Uint8Array(20 * 1024 * 1024 + 1), name: 'grande.pdf' };
    const reply = await caseworker.request('POST', '/v1/documents', { raw: form(aboutPerson(), huge) });
    expect(reply.status).toBe(413);
  });

  it('is kept once however often the same request is told', async () => {
    const key = 'the-same-upload';
    const send = () =>
      caseworker.request('POST', '/v1/documents', { raw: form(aboutPerson(), picture), key });
    const [first, second] = [await send(), await send()];
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    const other = { bytes: new Uint8Array([...onePixel, 0]), name: picture.name };
    const reused = await caseworker.request('POST', '/v1/documents', {
      raw: form(aboutPerson(), other),
      key,
    });
    expect(reused.status).toBe(422);
  });
});

describe('opening a document', () => {
  it('asks a caseworker why, and puts it on record', async () => {
    const documentId = await makeDocument(api, { kind: 'person', id: personId });
    expect((await caseworker.get(`/v1/documents/${documentId}/content`)).status).toBe(422);
    await caseworker.get(`/v1/documents/${documentId}/content?reason=delivery`);
    const rows = await api.inAlliance((tx) =>
      tx.db.audit.findMany({ where: { subjectId: documentId, action: 'document.opened' } }),
    );
    expect(rows).toMatchObject([{ actorId: caseworker.accountId, reason: 'delivery' }]);
  });

  it('is for the person it is about; for anybody else it does not exist', async () => {
    const documentId = await makeDocument(api, { kind: 'person', id: personId });
    const owner = await api.signIn('citizen', { personId });
    const stranger = await api.signIn('citizen', { personId: await makePerson(api) });
    expect((await owner.get(`/v1/documents/${documentId}/content`)).status).toBe(200);
    for (const path of ['', '/content'])
      expect((await stranger.get(`/v1/documents/${documentId}${path}`)).status).toBe(404);
    const listed = await stranger.get(`/v1/documents?subjectKind=person&subjectId=${personId}`);
    expect(listed.status).toBe(404);
  });

  it('of an application is for whoever it is about', async () => {
    const householdId = await makeHousehold(api, [personId]);
    const assessmentId = await makeAssessment(api, { householdId, applicantId: personId });
    const documentId = await makeDocument(api, { kind: 'assessment', id: assessmentId });
    const owner = await api.signIn('employee', { personId });
    const stranger = await api.signIn('employee', { personId: await makePerson(api) });
    expect((await owner.get(`/v1/documents/${documentId}`)).status).toBe(200);
    expect((await stranger.get(`/v1/documents/${documentId}`)).status).toBe(404);
  });
});
