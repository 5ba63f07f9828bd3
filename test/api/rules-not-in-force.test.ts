import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fragilityAssessmentActivities } from '../../activities/fragility-assessment/index.ts';
import type { ActivityServices } from '../../activities/services.ts';
import type { Tx } from '../../prisma/database.ts';
import { publishVersion, sendVersion, submitVersion } from '../../rules/publishing.ts';
import { shippedVersionOrThrow } from '../../rules/shipped.ts';
import { startApi, type Caller, type TestApi } from './support.ts';
import { makeAssessment, makeHousehold, makePerson } from './world.ts';

/** Rules that are not there, or whose numbers ended with a law, are told to whoever would apply them: never a default. */
let now = new Date('2026-06-15T09:00:00Z');
let api: TestApi;
let caseworker: Caller;
let at: string;

beforeAll(async () => {
  api = await startApi({ clock: { now: () => Promise.resolve(now) } });
  caseworker = await api.signIn('caseworker');
  const personId = await makePerson(api);
  const householdId = await makeHousehold(api, [personId]);
  at = `/v1/assessments/${await makeAssessment(api, { householdId, applicantId: personId })}`;
});
afterAll(() => api.close());

async function declareComplete() {
  const claimed = await caseworker.post(`${at}/completeness`);
  const { submissionId } = claimed.body as { submissionId: string };
  const activities = fragilityAssessmentActivities(api.services as unknown as ActivityServices);
  await activities.declareComplete({ allianceId: api.test.allianceId, submissionId });
  const { body } = await caseworker.get(`/v1/submissions/${submissionId}`);
  return body as { status: number; answer: { type: string; detail: string } };
}

/** The rules that a case is decided by, with numbers that hold to the end of a day. */
async function publishUntil(validUntil: string): Promise<void> {
  const { accountId: authorId } = await api.signIn('administrator');
  const { accountId: publisherId } = await api.signIn('administrator');
  const as = <T>(id: string, work: (tx: Tx) => Promise<T>) =>
    api.test.database.inAlliance(api.test.allianceId, { kind: 'account', id }, work);
  for (const { parameters, ...version } of ['fragility-score', 'fund-access'].map(shippedVersionOrThrow)) {
    const dated = parameters.map((parameter) => ({ ...parameter, validUntil }));
    const { id } = await as(authorId, (tx) => sendVersion(tx, { ...version, parameters: dated }));
    await as(authorId, (tx) => submitVersion(tx, id, 'Delibera 12 del 2026'));
    await as(publisherId, (tx) => publishVersion(tx, id, now));
  }
}

describe('completeness', () => {
  it('is refused while no rules are in force, and while they have no numbers for the day', async () => {
    const withoutRules = await declareComplete();
    expect(withoutRules).toMatchObject({
      status: 409,
      answer: { type: 'urn:reciproca:problem:step-not-possible' },
    });
    expect(withoutRules.answer.detail).toContain('fragility-score');
    await publishUntil('2026-06-30');
    now = new Date('2026-07-01T09:00:00Z');
    caseworker = await api.signIn('caseworker');
    const withoutNumbers = await declareComplete();
    expect(withoutNumbers).toMatchObject({
      status: 409,
      answer: { type: 'urn:reciproca:problem:step-not-possible' },
    });
    expect(withoutNumbers.answer.detail).toContain('adultFromAgeYears');
    expect((await caseworker.get(at)).body).toMatchObject({
      state: 'completeness',
      scoreHundredths: null,
    });
  });
});
