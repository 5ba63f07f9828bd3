import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { declareComplete } from '../activities/fragility-assessment/declare-complete.ts';
import { requestDocuments } from '../activities/fragility-assessment/document-request.ts';
import { openAssessment } from '../activities/fragility-assessment/open-assessment.ts';
import { submitDossier } from '../activities/fragility-assessment/submit-dossier.ts';
import type { Step } from '../activities/submission.ts';
import { toPlainDate } from '../domain/time.ts';
import { applicationOf, dossierOf } from './holds/support/households.ts';
import { caseworker, openTerritory, type Territory } from './support/planted-award.ts';

const file = new URL('../prisma/migrations/0052_wait_ended/migration.sql', import.meta.url);

let territory: Territory;
beforeAll(async () => {
  territory = await openTerritory(1);
});
afterAll(() => territory.close());

const take = (step: unknown, id: string, body: unknown = {}) =>
  territory.take(step as Step, id, body, caseworker);

async function waiting(): Promise<string> {
  const { body } = await take(openAssessment, randomUUID(), applicationOf(territory.households[0]!));
  const { assessmentId } = body as { assessmentId: string };
  await take(requestDocuments, assessmentId, { documents: ['ISEE'], dueInDays: 10 });
  return assessmentId;
}

it('tells of requests of before who stopped waiting, and leaves what was answered as it was', async () => {
  const [answered, stopped] = [await waiting(), await waiting()];
  await take(submitDossier, answered, { items: [], answersRequest: true });
  await take(submitDossier, stopped, dossierOf(territory.households[0]!, toPlainDate(new Date())));
  await take(declareComplete, stopped);
  const ends = () =>
    territory.within(({ db }) =>
      db.documentRequest.findMany({
        orderBy: { id: 'asc' },
        select: { answeredAt: true, stoppedAt: true, stoppedBy: true },
      }),
    );
  const before = await ends();
  const owner = await territory.test.superuser();
  await owner.query(`
    ALTER TABLE document_request DROP CONSTRAINT document_request_one_end;
    UPDATE document_request SET answered_at = stopped_at WHERE stopped_at IS NOT NULL;
    ALTER TABLE document_request DROP COLUMN stopped_at, DROP COLUMN stopped_by;
    SET ROLE reciproca_owner`);
  await owner.query(`BEGIN; ${await readFile(file, 'utf8')}; COMMIT; RESET ROLE`);
  await owner.end();
  expect(await ends()).toEqual(before);
});
