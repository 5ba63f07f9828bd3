import { afterAll, beforeAll, expect, it } from 'vitest';
import { nursery } from './support/candidate.ts';
import { marco, openCandidateDesk, type CandidateDesk } from './support/candidate-desk.ts';
import { refusedBy } from './support/charter-office.ts';

let desk: CandidateDesk;
beforeAll(async () => {
  desk = await openCandidateDesk();
}, 120_000);
afterAll(() => desk.close());

it('keeps a candidate that left the letters of art. 51 empty until the office has set them: it could sell nothing on credit', async () => {
  const id = await desk.inReview({ vatNumber: '02182030391' });
  const letters = (taxLetters: readonly 'fBis'[]) =>
    desk.within(({ db }) =>
      db.offeredService.updateMany({ where: { applicationId: id }, data: { taxLetters: [...taxLetters] } }),
    );
  await letters([]);
  const { refusal } = await refusedBy(desk.accepts(id));
  expect(refusal.facts).toEqual(['taxLetters']);
  expect(refusal.detail.it).toContain(nursery.name);
  await letters(['fBis']);
  await desk.accepts(id);
  expect(await desk.rowOf(id)).toMatchObject({ reviewedBy: marco });
}, 60_000);
