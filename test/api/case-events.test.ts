import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordAudit } from '../../activities/audit.ts';
import { disputeUnits, resolveDispute } from '../../activities/fund/dispute.ts';
import type { Step } from '../../activities/submission.ts';
import type { AuditAction, AuditSubject } from '../../domain/audit-names.ts';
import type { Tx } from '../../prisma/database.ts';
import { submissionOf } from '../support/planted-award.ts';
import { makePlace, type Place } from './matrix/callers.ts';
import { makeCaseFile, type CaseFile } from './matrix/case-file.ts';
import { startApi, type Caller, type TestApi } from './support.ts';

/** What was done in a case after it was decided too, by whom and when. */
let api: TestApi;
let home: Place;
let file: CaseFile;
let chiara: Caller, lucia: Caller, anna: Caller, elena: Caller;
beforeAll(async () => {
  api = await startApi();
  home = await makePlace(api, api.test.allianceId, 'Lucia');
  const [author, publisher] = [await api.signIn('administrator'), await api.signIn('administrator')];
  file = await makeCaseFile(api, home, { author, publisher });
  chiara = await api.signIn('caseworker', { label: 'Chiara' });
  lucia = await api.signIn('citizen', { label: 'Lucia', personId: home.personId });
  anna = await api.signIn('fundOfficer', { label: 'Anna' });
  elena = await api.signIn('provider', { label: 'Elena', organisationId: home.providerId });
});
afterAll(() => api.close());

const as = <T>({ accountId: id }: Caller, work: (tx: Tx) => Promise<T>) =>
  api.test.database.inAlliance(api.test.allianceId, { kind: 'account', id }, work);
const note = (by: Caller, action: AuditAction, subjectKind: AuditSubject, subjectId: string) =>
  as(by, (tx) => recordAudit(tx, api.vault, { action, subjectKind, subjectId }));
const take = (step: unknown, by: Caller, body: object) =>
  as(by, (tx) =>
    (step as Step)(tx, submissionOf(file.awardId, { unitIds: [file.unitId], ...body }, by.accountId), {
      ...api.services,
      publicUrl: 'http://localhost',
    } as never),
  );
const events = async () =>
  (await chiara.get(`/v1/assessments/${file.assessmentId}/events`)).body['items'] as readonly object[];

it('tells what was done in a case and after it, by whom, with what it was about', async () => {
  await note(chiara, 'documents.requested', 'assessment', file.assessmentId);
  await note(chiara, 'dossier.opened', 'assessment', file.assessmentId);
  await note(anna, 'award.approved', 'award', file.awardId);
  await as(elena, async (tx) => {
    await tx.db.deliveredUnit.update({ where: { id: file.unitId }, data: { recordedAt: tx.now } });
    const about = { subjectKind: 'award', subjectId: file.awardId } as const;
    await recordAudit(tx, api.vault, { action: 'units.recorded', ...about });
  });
  await take(disputeUnits, lucia, { reason: 'Il nido era chiuso.' });
  await take(resolveDispute, chiara, { accept: false, reason: 'Il registro lo conferma.' });
  const told = await events();
  expect(told).toMatchObject([
    { what: 'documents.requested', by: chiara.accountId, units: null },
    { what: 'award.approved', by: anna.accountId },
    { what: 'order.sent', by: null, orderCode: expect.any(String) as string },
    { what: 'units.recorded', by: null, units: 1, deliveredOn: expect.any(String) as string },
    { what: 'units.disputed', by: lucia.accountId, units: null },
    { what: 'dispute.rejected', by: chiara.accountId, units: 1 },
  ]);
  expect(JSON.stringify(told)).not.toContain('chiuso');
});

it('names whoever did it, and nobody of the provider’s people', async () => {
  const actors = (await chiara.get(`/v1/assessments/${file.assessmentId}/actors`)).body['items'];
  expect(actors).toContainEqual({ accountId: anna.accountId, name: 'Anna', part: 'colleague' });
  expect(actors).toContainEqual({ accountId: lucia.accountId, name: 'Lucia', part: 'applicant' });
  expect(JSON.stringify(actors)).not.toContain('Elena');
});

it('is told to no caseworker who has a part in it', async () => {
  const involved = await api.signIn('caseworker', { personId: home.personId });
  expect((await involved.get(`/v1/assessments/${file.assessmentId}/events`)).status).toBe(404);
});
