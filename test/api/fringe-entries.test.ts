import { afterAll, beforeAll, expect, it } from 'vitest';
import { shipVersionOne } from '../../rules/publishing.ts';
import { plantWallet } from '../support/planted-voucher.ts';
import { startApi, type Caller, type TestApi } from './support.ts';
import { makeOrganisation, makePerson } from './world.ts';

const now = new Date('2026-10-15T10:00:00Z');
const taxCode = 'VRDNNA80A41A794X';

let api: TestApi;
let employer: Caller;
let personId: string;
let at: string;

beforeAll(async () => {
  api = await startApi({ clock: { now: () => Promise.resolve(now) } });
  const [createdBy, authorId, publisherId] = await Promise.all(
    (['fundOfficer', 'administrator', 'administrator'] as const).map(
      async (role) => (await api.signIn(role)).accountId,
    ),
  );
  await api.inAlliance((tx) =>
    shipVersionOne(tx, { authorId: authorId!, publisherId: publisherId!, effectiveAt: now }),
  );
  const organisationId = await makeOrganisation(api, ['employer']);
  employer = await api.signIn('employer', { organisationId });
  at = `/v1/organisations/${organisationId}`;
  personId = await makePerson(api, { familyName: 'Letti', taxCode });
  await api.inAlliance((tx) =>
    plantWallet(tx, { employerId: organisationId, personId, createdBy: createdBy!, cents: 500_000 }),
  );
});
afterAll(() => api.close());

const enter = (month: string, amountCents: number) =>
  employer.post(`${at}/fringe-entries`, { personId, kind: 'goodsInKind', month, amountCents });

it('tells an employer its people by name, which leaves one row a day', async () => {
  for (let look = 0; look < 2; look += 1)
    expect((await employer.get(`${at}/fringe?year=2026`)).body['items']).toMatchObject([
      { personId, employee: { taxCode, familyName: 'Letti', givenName: 'Prova' } },
    ]);
  const rows = await api.inAlliance((tx) =>
    tx.db.audit.findMany({ where: { action: 'fringe.opened', actorId: employer.accountId } }),
  );
  expect(rows.map(({ subjectId }) => subjectId)).toEqual([employer.organisationId]);
});

it('lists what an employer entered of a year, also once withdrawn, and nothing of another’s', async () => {
  await enter('2025-10-01', 1);
  const { id } = (await enter('2026-10-31', 1_234)).body;
  await employer.post(`/v1/fringe-entries/${id as string}/withdraw`);
  await enter('2026-01-31', 50);
  expect((await employer.get(`${at}/fringe-entries?year=2026`)).body['items']).toMatchObject([
    { month: '2026-01', amountCents: 50, withdrawnAt: null },
    { id, month: '2026-10', amountCents: 1_234, days: null, withdrawnAt: now.toISOString() },
  ]);
  const other = await api.signIn('employer', { organisationId: await makeOrganisation(api, ['employer']) });
  expect((await other.get(`${at}/fringe-entries?year=2026`)).status).toBe(404);
});
