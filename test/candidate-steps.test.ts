import { afterAll, beforeAll, expect, it } from 'vitest';
import { extendDeadline } from '../activities/charter-signing/steps.ts';
import { appointRepresentative } from '../activities/provider-onboarding/appoint-representative.ts';
import { confirmIdentity } from '../activities/provider-onboarding/confirm-identity.ts';
import { requestCorrection } from '../activities/provider-onboarding/correction.ts';
import { reviewProvider } from '../activities/provider-onboarding/review.ts';
import { stepsOf } from '../activities/provider-onboarding/standing.ts';
import { settleOnboarding } from '../activities/provider-onboarding/settle.ts';
import { fromDateColumn } from '../domain/plain-date.ts';
import type { OnboardingStep } from '../domain/provider-onboarding.ts';
import { toPlainDate } from '../domain/time.ts';
import { chiara, marco, openCandidateDesk, sara, type CandidateDesk } from './support/candidate-desk.ts';
import { identity, papers } from './support/candidate.ts';
import { refusedBy } from './support/charter-office.ts';

let desk: CandidateDesk;
let id: string;
beforeAll(async () => {
  desk = await openCandidateDesk();
}, 120_000);
afterAll(() => desk.close());

const stepOf = async (step: OnboardingStep) => (await desk.within((tx) => stepsOf(tx, id))).get(step)!;
const dayOf = async (step: OnboardingStep) => fromDateColumn((await stepOf(step)).dueOn!);
const taskDay = async (kind: string) => {
  const where = { subjectId: id, kind };
  return toPlainDate((await desk.within(({ db }) => db.task.findFirstOrThrow({ where }))).dueAt!);
};

it('is accepted by whoever looked at every paper, also at one that came meanwhile', async () => {
  id = await desk.inReview({ vatNumber: '02627480961' });
  const where = { applicationId: id, state: 'received' as const };
  const [unread, ...read] = await desk.within(({ db }) => db.providerDocument.findMany({ where }));
  const seen = read.map(({ documentId }) => documentId);
  for (const [checkedDocumentIds, left] of [
    [[], papers],
    [seen, [unread!.category]],
  ] as const) {
    const accept = { outcome: 'accept', checkedDocumentIds };
    const { refusal } = await refusedBy(desk.take(reviewProvider, id, marco, accept));
    expect(new Set(refusal.facts)).toEqual(new Set(left));
  }
  expect(await desk.rowOf(id)).toMatchObject({ reviewedBy: null });
  await desk.accepts(id);
  expect(await desk.rowOf(id)).toMatchObject({ reviewedBy: marco });
});

it('joins by its tax code where it has no partita IVA, and is known by that', async () => {
  id = await desk.invited();
  const association = { legalForm: 'association', cooperativeType: null };
  await desk.says(id, { ...identity, ...association, vatNumber: '97000010161', hasVatNumber: false });
  await desk.take(confirmIdentity, id, chiara, { knownOrganisationId: null });
  const { organisationId } = await desk.rowOf(id);
  const where = { id: organisationId! };
  const known = await desk.within(({ db }) => db.organisation.findUniqueOrThrow({ where }));
  expect(known).toMatchObject({ vatNumber: '97000010161', hasVatNumber: false });
});

it('leaves the papers as they are while the services are corrected', async () => {
  id = await desk.inReview({ vatNumber: '00743110157' });
  expect(await dayOf('review')).toBe(await taskDay('reviewProvider'));
  const corrections = [{ step: 'services', fields: ['name'], note: 'Il nome dice poco.' }];
  await desk.take(requestCorrection, id, marco, { corrections });
  expect(await stepOf('services')).toMatchObject({ state: 'open' });
  expect(await stepOf('documents')).toMatchObject({ state: 'done' });
});

it('has one day for one thing: of the office that of its task, of the charter that of its signing', async () => {
  // Thirty days later it is Sunday: the charter may be signed until Monday.
  desk.moveTo(new Date('2026-11-27T09:00:00Z'));
  id = await desk.invited();
  await desk.says(id, { ...identity, vatNumber: '12345670017' });
  const asked = await taskDay('confirmIdentity');
  expect(await dayOf('identity')).toBe(asked);
  desk.moveTo(new Date('2026-11-28T09:00:00Z'));
  await desk.says(id, { ...identity, vatNumber: '12345670017' });
  expect(await dayOf('identity')).toBe(asked);
  desk.moveTo(new Date('2026-11-27T10:00:00Z'));
  await desk.take(confirmIdentity, id, chiara, { knownOrganisationId: null });
  expect(await dayOf('representative')).toBe(await taskDay('appointRepresentative'));
  await desk.take(appointRepresentative, id, sara);
  expect(await dayOf('charter')).toBe('2026-12-28');
  const { charterSigningId } = await desk.rowOf(id);
  await desk.take(extendDeadline, charterSigningId!, sara, { dueOn: '2027-01-31' });
  await desk.within((tx) => settleOnboarding(tx, desk.services, id));
  expect(await dayOf('charter')).toBe('2027-01-31');
});
