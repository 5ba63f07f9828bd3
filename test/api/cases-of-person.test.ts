import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePlace, type Place } from './matrix/callers.ts';
import { makeCaseFile, type CaseFile } from './matrix/case-file.ts';
import { startApi, type Caller, type TestApi } from './support.ts';
import { makePerson } from './world.ts';

/** The list of cases has no names; from somebody who was searched one gets to theirs. */
let api: TestApi;
let home: Place;
let file: CaseFile;
let chiara: Caller;
beforeAll(async () => {
  api = await startApi();
  home = await makePlace(api, api.test.allianceId, 'Lucia');
  const [author, publisher] = [await api.signIn('administrator'), await api.signIn('administrator')];
  file = await makeCaseFile(api, home, { author, publisher });
  chiara = await api.signIn('caseworker');
});
afterAll(() => api.close());

const casesOf = async (personId: string, by = chiara) =>
  ((await by.get(`/v1/assessments?personId=${personId}`)).body['items'] as readonly { id: string }[]).map(
    ({ id }) => id,
  );

it('finds the cases filed by somebody, for them, or that ask something for them', async () => {
  const [filer, child, stranger] = [await makePerson(api), await makePerson(api), await makePerson(api)];
  await api.inAlliance(async (tx) => {
    await tx.db.assessment.update({ where: { id: file.assessmentId }, data: { applicantId: filer } });
    await tx.db.need.updateMany({
      where: { assessmentId: file.assessmentId },
      data: { forPersonId: child },
    });
  });
  for (const personId of [home.personId, filer, child])
    expect(await casesOf(personId)).toEqual([file.assessmentId]);
  expect(await casesOf(stranger)).toEqual([]);
});

it('shows nobody the cases of others', async () => {
  const other = await api.signIn('citizen', { personId: await makePerson(api) });
  expect(await casesOf(home.personId, other)).toEqual([]);
});
