import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDateColumn } from '../../domain/plain-date.ts';
import { makePlace, type Place } from './matrix/callers.ts';
import { makeCaseFile } from './matrix/case-file.ts';
import { startApi, type Caller, type TestApi } from './support.ts';
import { makeDocument, makePerson } from './world.ts';

/** What caseworkers note about a case: for each other, kept as it was written, and gone when the person is erased. */
let api: TestApi;
let home: Place;
let assessmentId: string;
let path: string;
let caseworker: Caller;

beforeAll(async () => {
  api = await startApi();
  home = await makePlace(api, api.test.allianceId, 'Titolare');
  const [author, publisher] = [await api.signIn('administrator'), await api.signIn('administrator')];
  ({ assessmentId } = await makeCaseFile(api, home, { author, publisher }));
  path = `/v1/assessments/${assessmentId}/notes`;
  caseworker = await api.signIn('caseworker');
});
afterAll(() => api.close());

const text = 'La madre preferisce essere chiamata di pomeriggio.';

describe('a note on a case', () => {
  it('is read by another caseworker, with who wrote it and when, and opened for a reason that stays', async () => {
    const written = await caseworker.post(path, { text });
    expect(written.status).toBe(201);
    const { id, writtenAt } = written.body as { id: string; writtenAt: string };
    const colleague = await api.signIn('caseworker');
    const note = { id, writtenBy: caseworker.accountId, writtenAt };
    expect((await colleague.get(path)).body).toEqual({ items: [note], nextCursor: null });
    expect((await colleague.get(`${path}/text`)).status).toBe(422);
    const opened = await colleague.get(`${path}/text?reason=assessment`);
    expect(opened.body).toEqual({ items: [{ ...note, text }], nextCursor: null });
    const ofCase = { subjectKind: 'assessment', subjectId: assessmentId };
    expect(await auditOf(caseworker)).toEqual([{ action: 'note.written', ...ofCase, reason: null }]);
    expect(await auditOf(colleague)).toEqual([{ action: 'notes.opened', ...ofCase, reason: 'assessment' }]);
  });

  it('is sealed, and of the newest first whoever asks', async () => {
    await caseworker.post(path, { text: 'Corregge la nota di prima: di mattina.' });
    const rows = await api.inAlliance(({ db }) => db.assessmentNote.findMany());
    for (const { textSealed } of rows)
      expect(Buffer.from(textSealed).toString('latin1')).not.toMatch(/pomeriggio|mattina/);
    const newest = await caseworker.get(`${path}/text?reason=check&order=newestFirst&limit=1`);
    expect(newest.body).toMatchObject({ items: [{ text: 'Corregge la nota di prima: di mattina.' }] });
  });

  it('is none of whoever has a part in the case, be they a caseworker', async () => {
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
    for (const personId of [home.personId, representativeId]) {
      const involved = await api.signIn('caseworker', { personId });
      const replies = [
        await involved.get(path),
        await involved.get(`${path}/text?reason=check`),
        await involved.post(path, { text }),
      ];
      expect(replies.map(({ status }) => status)).toEqual([404, 404, 404]);
    }
  });

  it('is gone when the person is erased, and none is written any more', async () => {
    await api.inAlliance((tx) => api.vault.destroy(tx, { kind: 'assessment', id: assessmentId }));
    const erased = { status: 409, body: { type: 'urn:reciproca:problem:erased' } };
    expect(await caseworker.get(`${path}/text?reason=check`)).toMatchObject(erased);
    expect(await caseworker.post(path, { text })).toMatchObject(erased);
    // That there were two, whose and when, tells nothing of anybody.
    expect((await caseworker.get(path)).body).toMatchObject({ items: [{}, {}] });
  });
});

function auditOf({ accountId }: Caller) {
  return api.inAlliance(({ db }) =>
    db.audit.findMany({
      where: { actorId: accountId },
      orderBy: { seq: 'asc' },
      select: { action: true, subjectKind: true, subjectId: true, reason: true },
    }),
  );
}
