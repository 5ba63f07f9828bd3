import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDateColumn } from '../../domain/plain-date.ts';
import { makePlace, type Place } from './matrix/callers.ts';
import { makeCaseFile, type CaseFile } from './matrix/case-file.ts';
import { startApi, type Caller, type TestApi } from './support.ts';
import { makeDocument, makePerson } from './world.ts';

/** Every read that opens something sealed about a person. */
interface Opened {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly row: { readonly action: string; readonly subjectKind: string; readonly subjectId: string };
}

let api: TestApi;
let home: Place;
let file: CaseFile;
let openings: readonly Opened[];

beforeAll(async () => {
  api = await startApi();
  home = await makePlace(api, api.test.allianceId, 'Titolare');
  const [author, publisher] = [await api.signIn('administrator'), await api.signIn('administrator')];
  file = await makeCaseFile(api, home, { author, publisher });
  const { assessmentId, letterId, decisionId, documentId } = file;
  const at = `/v1/assessments/${assessmentId}`;
  const decision = `/v1/decisions/${decisionId}`;
  const ofCase = (action: string) => ({ action, subjectKind: 'assessment', subjectId: assessmentId });
  const ofPerson = { action: 'person.opened', subjectKind: 'person', subjectId: home.personId };
  const ofDocument = { action: 'document.opened', subjectKind: 'document', subjectId: documentId };
  openings = [
    { method: 'GET', path: `${at}/dossier`, row: ofCase('dossier.opened') },
    { method: 'GET', path: `${at}/letters/${letterId}`, row: ofCase('letter.opened') },
    { method: 'GET', path: `${decision}/explanation`, row: ofCase('decision.opened') },
    { method: 'POST', path: `${decision}/replay`, row: ofCase('decision.opened') },
    {
      method: 'GET',
      path: `/v1/decisions/${file.finalDecisionId}/reasons`,
      row: ofCase('decision.opened'),
    },
    { method: 'GET', path: `/v1/documents/${documentId}/content`, row: ofDocument },
    { method: 'GET', path: `/v1/people/${home.personId}`, row: ofPerson },
  ];
});
afterAll(() => api.close());

function rowsBy({ accountId }: Caller) {
  return api.inAlliance((tx) =>
    tx.db.audit.findMany({
      where: { actorId: accountId },
      orderBy: { seq: 'asc' },
      select: { action: true, subjectKind: true, subjectId: true, reason: true },
    }),
  );
}

describe('opening what is sealed about somebody', () => {
  it('asks a caseworker why, each time, and leaves a row', async () => {
    const caseworker = await api.signIn('caseworker');
    for (const { method, path } of openings) {
      const reply = await caseworker.request(method, path);
      expect([reply.status, reply.body['errors']], path).toMatchObject([422, [{ pointer: '/query/reason' }]]);
    }
    expect(await rowsBy(caseworker)).toEqual([]);
    for (const { method, path } of openings)
      expect((await caseworker.request(method, `${path}?reason=complaint`)).status, path).toBe(200);
    expect(await rowsBy(caseworker)).toEqual(openings.map(({ row }) => ({ ...row, reason: 'complaint' })));
  });

  it('is the commission’s to decide and the auditor’s to check, which is their reason', async () => {
    const decision = openings.filter(({ row }) => row.action === 'decision.opened');
    const member = await api.signIn('commissionMember');
    for (const { method, path } of decision) expect((await member.request(method, path)).status).toBe(200);
    expect((await rowsBy(member)).map(({ reason }) => reason)).toEqual(['decision', 'decision', 'decision']);
    const auditor = await api.signIn('auditor');
    await auditor.post(decision[1]!.path);
    expect(await rowsBy(auditor)).toEqual([{ ...decision[1]!.row, reason: 'check' }]);
  });

  it('leaves a row of whoever acts for somebody, and none of the person themself', async () => {
    const representativeId = await makePerson(api);
    const documentId = await makeDocument(api, { kind: 'person', id: home.personId });
    await api.inAlliance((tx) =>
      tx.db.relation.create({
        data: {
          allianceId: tx.allianceId,
          kind: 'tutor',
          personId: home.personId,
          representativeId,
          documentId,
          validFrom: toDateColumn('2020-01-01'),
          createdAt: tx.now,
        },
      }),
    );
    const theirs = openings.filter(({ path }) => !path.endsWith('/replay'));
    const tutor = await api.signIn('citizen', { personId: representativeId });
    const person = await api.signIn('citizen', { personId: home.personId });
    for (const { method, path } of theirs) {
      expect((await tutor.request(method, path)).status, path).toBe(200);
      expect((await person.request(method, path)).status, path).toBe(200);
    }
    expect(await rowsBy(tutor)).toEqual(theirs.map(({ row }) => ({ ...row, reason: 'representation' })));
    expect(await rowsBy(person)).toEqual([]);
  });

  it('leaves a row of whoever reads at a provider’s whom an order serves: one a day', async () => {
    const clerks = [
      await api.signIn('provider', { organisationId: home.providerId }),
      await api.signIn('provider', { organisationId: home.providerId }),
    ];
    for (const clerk of clerks) {
      for (let look = 0; look < 2; look += 1)
        expect((await clerk.get('/v1/orders')).body['items']).toMatchObject([{ id: file.orderId }]);
      const row = { action: 'order.opened', subjectKind: 'order', subjectId: file.orderId };
      expect(await rowsBy(clerk)).toEqual([{ ...row, reason: 'delivery' }]);
    }
  });

  it('is not what the commission’s list does: it tells codes and terms', async () => {
    const member = await api.signIn('commissionMember');
    const { body } = await member.get('/v1/commission/dossiers?limit=1');
    expect(Object.keys((body['items'] as object[])[0]!).toSorted()).toEqual([
      'dossierCode',
      'dueAt',
      'id',
      'state',
    ]);
    expect(await rowsBy(member)).toEqual([]);
  });
});
