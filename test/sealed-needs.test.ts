import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApi, type TestApi } from './api/support.ts';
import { makePlace } from './api/matrix/callers.ts';
import { makeCaseFile } from './api/matrix/case-file.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

it('the migration that seals needs refuses a database that holds some, and changes nothing there', async () => {
  await makeNeed();
  const file = new URL('../prisma/migrations/0007_sealed_needs/migration.sql', import.meta.url);
  const owner = await api.test.superuser();
  await owner.query('SET ROLE reciproca_owner');
  await owner.query('BEGIN');
  await expect(owner.query(await readFile(file, 'utf8'))).rejects.toThrow(
    'this database holds 1 needs described in the clear',
  );
  await owner.query('ROLLBACK');
  const { rows } = await owner.query<{ forced: boolean }>(
    `SELECT relforcerowsecurity AS forced FROM pg_class WHERE oid = 'need'::regclass`,
  );
  expect(rows).toEqual([{ forced: true }]);
});

async function makeNeed(): Promise<void> {
  const place = await makePlace(api, api.test.allianceId, 'Prova');
  const [author, publisher] = [await api.signIn('administrator'), await api.signIn('administrator')];
  await makeCaseFile(api, place, { author, publisher });
}
