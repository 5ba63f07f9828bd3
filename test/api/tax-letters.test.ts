import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toDateColumn } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import { shipVersionOne } from '../../rules/publishing.ts';
import { plantProvider, type PlantedProvider } from '../support/planted-provider.ts';
import { startApi, type Caller, type TestApi } from './support.ts';

let api: TestApi;
let today: Date;
let provider: PlantedProvider;
let owner: Caller;
let caseworker: Caller;

beforeAll(async () => {
  api = await startApi();
  caseworker = await api.signIn('caseworker');
  const [author, publisher] = [await api.signIn('administrator'), await api.signIn('administrator')];
  const actor = { kind: 'account' as const, id: author.accountId };
  const shipped = {
    authorId: author.accountId,
    publisherId: publisher.accountId,
    effectiveAt: new Date('2026-01-01T00:00:00Z'),
  };
  await api.test.database.inAlliance(api.test.allianceId, actor, (tx) => shipVersionOne(tx, shipped));
  today = toDateColumn(toPlainDate(await api.test.database.clock.now()));
});
afterAll(() => api.close());
beforeEach(async () => {
  provider = await api.inAlliance((tx) => plantProvider(tx));
  owner = await api.signIn('provider', { organisationId: provider.organisationId });
});

const set = (taxLetters: readonly string[], by = caseworker) =>
  by.post(`/v1/offered-services/${provider.serviceId}/tax-letters`, { taxLetters });

describe('the letters of a service', () => {
  it('are set by the office, read by its provider, and stay on record', async () => {
    expect((await set(['f'], owner)).status).toBe(403);
    expect((await set([])).status).toBe(422);
    expect((await set(['comma3', 'fBis', 'fBis'])).body).toMatchObject({ taxLetters: ['fBis', 'comma3'] });
    const { body } = await owner.get(`/v1/organisations/${provider.organisationId}/offer`);
    expect(body['services']).toMatchObject([{ taxLetters: ['fBis', 'comma3'] }]);
    const trail = await api.inAlliance((tx) =>
      tx.db.audit.count({ where: { action: 'service.lettersSet', subjectId: provider.serviceId } }),
    );
    expect(trail).toBe(1);
  });

  it('are set no more once their provider is one no longer', async () => {
    const { organisationId } = provider;
    await api.inAlliance((tx) =>
      tx.db.admission.updateMany({ where: { organisationId }, data: { endedOn: today } }),
    );
    expect((await set(['f'])).status).toBe(409);
  });

  it('are set no more once it is withdrawn', async () => {
    const where = { id: provider.serviceId };
    await api.inAlliance((tx) => tx.db.offeredService.update({ where, data: { withdrawnOn: today } }));
    expect((await set(['f'])).status).toBe(409);
  });
});

it('accepts a proposal under the letters that the office says, and never under none', async () => {
  const { organisationId, placeIds } = provider;
  await api.inAlliance((tx) =>
    tx.db.providerDocument.createMany({
      data: (['durc', 'insurance', 'minorsStaffDeclaration', 'riskAssessmentDeclaration'] as const).map(
        (category) => ({
          allianceId: tx.allianceId,
          organisationId,
          category,
          issuedOn: toDateColumn('2026-01-01'),
          validUntil: today,
          submittedBy: owner.accountId,
          createdAt: tx.now,
        }),
      ),
    }),
  );
  const proposed = await owner.post(`/v1/organisations/${organisationId}/service-proposals`, {
    category: 'sports',
    name: 'Corso di prova',
    unit: 'month',
    unitPriceCents: 5_000,
    vatTreatment: 'exempt',
    taxLetters: [],
    placeIds,
  });
  const id = proposed.body['id'] as string;
  const decide = (said: object) =>
    caseworker.post(`/v1/service-proposals/${id}/decision`, { outcome: 'accept', ...said });
  const bare = await decide({});
  expect([bare.status, bare.body['facts']]).toEqual([409, ['taxLetters']]);
  expect((await decide({ taxLetters: ['f'] })).status).toBe(200);
  const { body } = await owner.get(`/v1/organisations/${organisationId}/offer`);
  expect(body['services']).toContainEqual(expect.objectContaining({ id, taxLetters: ['f'] }));
});
