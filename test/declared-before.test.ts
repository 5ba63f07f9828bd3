import { afterAll, beforeAll, expect, it } from 'vitest';
import { declaredBefore } from '../activities/provider-onboarding/declared-twice.ts';
import { openCandidateDesk, type CandidateDesk } from './support/candidate-desk.ts';
import { declarations } from './support/candidate.ts';
import { seedVault } from './support/seed.ts';

let desk: CandidateDesk;
beforeAll(async () => {
  desk = await openCandidateDesk();
}, 120_000);
afterAll(() => desk.close());

it('offers whoever signs the charter what the application declared, as long as that is open', async () => {
  const id = await desk.inReview({ vatNumber: '02182030391' });
  const { organisationId } = await desk.rowOf(id);
  const before = () => desk.within((tx) => declaredBefore(tx, seedVault, organisationId!));
  expect(await before()).toEqual({
    collectiveAgreementCode: declarations.collectiveAgreementCode,
    headcount: declarations.employees,
    law68Base: declarations.law68Base,
    disabledWorkersEmployed: declarations.disabledWorkersEmployed,
    riskAssessmentOn: declarations.riskAssessmentOn,
    durcIssuedOn: '2026-05-20',
  });
  await desk.within((tx) =>
    tx.db.providerApplication.update({ where: { id }, data: { state: 'withdrawn', closedAt: tx.now } }),
  );
  expect(await before()).toBeNull();
}, 60_000);
