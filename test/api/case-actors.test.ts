import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordAudit } from '../../activities/audit.ts';
import { toDateColumn } from '../../domain/plain-date.ts';
import { makePlace, type Place } from './matrix/callers.ts';
import { makeCaseFile } from './matrix/case-file.ts';
import { startApi, type Caller, type TestApi } from './support.ts';
import { makeDocument, makePerson } from './world.ts';

/** Who did what in a case: told by name to whoever works on it, and to nobody who has a part in it. */
let api: TestApi;
let home: Place;
let path: string;
let assessmentId: string;
let publisher: Caller;
let chiara: Caller;

beforeAll(async () => {
  api = await startApi();
  home = await makePlace(api, api.test.allianceId, 'Titolare');
  publisher = await api.signIn('administrator', { label: 'Teresa' });
  const author = await api.signIn('administrator');
  ({ assessmentId } = await makeCaseFile(api, home, { author, publisher }));
  path = `/v1/assessments/${assessmentId}/actors`;
  chiara = await api.signIn('caseworker', { label: 'Chiara' });
});
afterAll(() => api.close());

interface Actors {
  readonly filedBy: string | null;
  readonly items: readonly object[];
}
const actors = async () => (await chiara.get(path)).body as unknown as Actors;

async function handIn(caller: Caller): Promise<void> {
  const documentId = await makeDocument(api, { kind: 'assessment', id: assessmentId });
  await api.inAlliance((tx) =>
    tx.db.document.update({ where: { id: documentId }, data: { uploadedBy: caller.accountId } }),
  );
}

async function represent(representativeId: string): Promise<void> {
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
        expiresOn: toDateColumn('2021-01-01'),
        createdAt: tx.now,
      },
    }),
  );
}

describe('who did something in a case', () => {
  it('is a colleague by name, and nobody where nobody did', async () => {
    expect(await actors()).toMatchObject({
      filedBy: null,
      items: [{ accountId: publisher.accountId, name: 'Teresa', part: 'colleague' }],
    });
  });

  it('is whoever applied, and whoever represents or represented the person, as what they are', async () => {
    const lucia = await api.signIn('citizen', { label: 'Lucia', personId: home.personId });
    const representativeId = await makePerson(api);
    const marta = await api.signIn('citizen', { label: 'Marta', personId: representativeId });
    await represent(representativeId);
    await handIn(marta);
    await api.test.database.inAlliance(api.test.allianceId, { kind: 'account', id: lucia.accountId }, (tx) =>
      recordAudit(tx, api.vault, {
        action: 'assessment.opened',
        subjectKind: 'assessment',
        subjectId: assessmentId,
      }),
    );
    const { filedBy, items } = await actors();
    expect(filedBy).toBe(lucia.accountId);
    expect(items).toContainEqual({ accountId: lucia.accountId, name: 'Lucia', part: 'applicant' });
    expect(items).toContainEqual({ accountId: marta.accountId, name: 'Marta', part: 'representative' });
  });

  it('has no name once they were erased', async () => {
    const gone = await api.signIn('citizen', { label: '' });
    await handIn(gone);
    expect((await actors()).items).toContainEqual(
      expect.objectContaining({ accountId: gone.accountId, name: null }),
    );
  });

  it('is told to no caseworker who has a part in it', async () => {
    const involved = await api.signIn('caseworker', { personId: home.personId });
    expect((await involved.get(path)).status).toBe(404);
  });
});
