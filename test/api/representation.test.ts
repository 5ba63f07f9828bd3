import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fragilityAssessmentActivities } from '../../activities/fragility-assessment/index.ts';
import type { ActivityServices } from '../../activities/services.ts';
import { addDays, toDateColumn } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import { makePlace, type Place } from './matrix/callers.ts';
import { makeCaseFile, type CaseFile } from './matrix/case-file.ts';
import { startApi, type Caller, type TestApi } from './support.ts';
import { makeDocument, makePerson } from './world.ts';

const today = toPlainDate(new Date());

let api: TestApi;
let home: Place;
let file: CaseFile;
let delegate: Caller;
let beneficiary: Caller;
let relationId: string;

/** A case that a delegate filed for somebody, granted and being delivered. */
beforeAll(async () => {
  api = await startApi();
  home = await makePlace(api, api.test.allianceId, 'Titolare');
  const [author, publisher] = [await api.signIn('administrator'), await api.signIn('administrator')];
  file = await makeCaseFile(api, home, { author, publisher });
  const delegateId = await makePerson(api, { givenName: 'Delegata' });
  delegate = await api.signIn('citizen', { personId: delegateId });
  beneficiary = await api.signIn('employee', { personId: home.personId });
  const documentId = await makeDocument(api, { kind: 'person', id: home.personId });
  relationId = await api.inAlliance(async (tx) => {
    const { id } = await tx.db.relation.create({
      data: {
        allianceId: tx.allianceId,
        kind: 'delegate',
        personId: home.personId,
        representativeId: delegateId,
        documentId,
        validFrom: toDateColumn('2020-01-01'),
        expiresOn: toDateColumn(today),
        createdAt: tx.now,
      },
    });
    await tx.db.assessment.update({
      where: { id: file.assessmentId },
      data: { applicantId: delegateId, relationId: id },
    });
    return id;
  });
});
afterAll(() => api.close());

function change(data: { expiresOn?: Date; revokedOn?: Date | null }): Promise<unknown> {
  return api.inAlliance((tx) => tx.db.relation.update({ where: { id: relationId }, data }));
}

/** Every address at which something of the case can be read. */
function addresses(): readonly string[] {
  const at = `/v1/assessments/${file.assessmentId}`;
  return [
    at,
    `${at}/dossier`,
    `${at}/letters`,
    `${at}/letters/${file.letterId}`,
    `${at}/decisions`,
    `/v1/decisions/${file.decisionId}/explanation`,
    `/v1/awards/${file.awardId}`,
    `/v1/documents/${file.documentId}`,
    `/v1/documents/${file.documentId}/content`,
    `/v1/documents?subjectKind=assessment&subjectId=${file.assessmentId}`,
    `/v1/people/${home.personId}`,
  ];
}

const lists = ['/v1/assessments', '/v1/awards'];

const unitIds = () => [file.unitId];
const steps = (): readonly (readonly [string, object])[] => [
  [`/v1/assessments/${file.assessmentId}/dossier`, { answersRequest: true }],
  [`/v1/assessments/${file.assessmentId}/withdrawal`, { reason: 'prova' }],
  [`/v1/awards/${file.awardId}/confirmations`, { unitIds: unitIds() }],
  [`/v1/awards/${file.awardId}/disputes`, { unitIds: unitIds(), reason: 'prova' }],
];

async function expectOpenTo(caller: Caller): Promise<void> {
  for (const path of addresses()) expect((await caller.get(path)).status, path).toBe(200);
  for (const path of lists) expect((await caller.get(path)).body['items'], path).toHaveLength(1);
  for (const [path, body] of steps()) expect((await caller.post(path, body)).status, path).toBe(202);
}

async function expectClosedTo(caller: Caller): Promise<void> {
  for (const path of addresses()) expect((await caller.get(path)).status, path).toBe(404);
  for (const path of lists) expect((await caller.get(path)).body['items'], path).toEqual([]);
  const sent = api.sent.length;
  for (const [path, body] of steps()) {
    const reply = await caller.post(path, body);
    expect([reply.status, reply.body['type']], path).toEqual([
      409,
      'urn:reciproca:problem:relation-not-valid',
    ]);
  }
  expect(api.sent).toHaveLength(sent);
}

describe('a delegate who filed a case for somebody', () => {
  it('reaches it up to the last day of the document', async () => {
    await expectOpenTo(delegate);
  });

  it('reads in the list what is waited for once it was granted', async () => {
    const award = (await delegate.get(`/v1/awards/${file.awardId}`)).body;
    const [listed] = (await delegate.get('/v1/assessments')).body['items'] as { award: unknown }[];
    expect(listed!.award).toEqual({ waitingFor: award['waitingFor'], dueAt: award['dueAt'] });
  });

  it('reaches nothing of it from the day after, and is told why when taking a step', async () => {
    await change({ expiresOn: toDateColumn(addDays(today, -1)) });
    await expectClosedTo(delegate);
    await expectOpenTo(beneficiary);
  });

  it('reaches nothing of it once the document is revoked, and all again once it is renewed', async () => {
    await change({ expiresOn: toDateColumn(today), revokedOn: toDateColumn(today) });
    await expectClosedTo(delegate);
    await change({ revokedOn: null });
    await expectOpenTo(delegate);
  });
});

describe('a step that was asked for while the document was in force', () => {
  it('has no effect when it comes to be taken after that', async () => {
    const { assessmentId } = file;
    const reply = await delegate.post(`/v1/assessments/${assessmentId}/withdrawal`, { reason: 'prova' });
    const { submissionId } = reply.body as { submissionId: string };
    const state = (data: { state: 'completeness' | 'granted' }) =>
      api.inAlliance((tx) => tx.db.assessment.update({ where: { id: assessmentId }, data }));
    await state({ state: 'completeness' });
    await change({ revokedOn: toDateColumn(today) });
    const { withdraw } = fragilityAssessmentActivities(api.services as unknown as ActivityServices);
    await withdraw({ allianceId: api.test.allianceId, submissionId });
    expect((await delegate.get(`/v1/submissions/${submissionId}`)).body).toMatchObject({
      status: 409,
      answer: { type: 'urn:reciproca:problem:relation-not-valid' },
    });
    expect((await beneficiary.get(`/v1/assessments/${assessmentId}`)).body['state']).toBe('completeness');
    await change({ revokedOn: null });
    await state({ state: 'granted' });
  });
});

describe('the person a case is for', () => {
  it('reaches it whoever filed it', async () => {
    await expectOpenTo(beneficiary);
  });

  it('is all that may reach it: a stranger is not told that it exists', async () => {
    const stranger = await api.signIn('citizen', { personId: await makePerson(api) });
    for (const path of addresses()) expect((await stranger.get(path)).status, path).toBe(404);
    for (const [path, body] of steps()) {
      const reply = await stranger.post(path, body);
      const unknown = path.replaceAll(/[0-9a-f-]{36}/g, '01990000-0000-7000-8000-000000000000');
      const nowhere = await stranger.post(unknown, body);
      expect([reply.status, reply.body['detail']], path).toEqual([404, nowhere.body['detail']]);
    }
  });
});
