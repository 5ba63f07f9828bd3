import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setDeadline } from '../activities/deadlines.ts';
import { placeNextHold } from '../activities/fund/allocation.ts';
import { lookAgain } from '../activities/look-again.ts';
import { fragilityAssessmentActivities } from '../activities/fragility-assessment/index.ts';
import { openAssessment } from '../activities/fragility-assessment/open-assessment.ts';
import { submitDossier } from '../activities/fragility-assessment/submit-dossier.ts';
import { giveEffect, type Step } from '../activities/submission.ts';
import { mostMembers } from '../domain/household.ts';
import { demoAllianceId as allianceId } from '../prisma/seed/index.ts';
import { accountId } from '../prisma/seed/personas.ts';
import { shippedVersions } from '../rules/shipped.ts';
import { applicationOf, dossierOf, type CaseHousehold } from './holds/support/households.ts';
import { openTerritory, type Territory } from './support/planted-award.ts';
import { BrokenSealError } from '../vault/errors.ts';

const chiara = accountId('chiara');
const today = '2026-06-01';
type Activities = ReturnType<typeof fragilityAssessmentActivities>;

let territory: Territory;
let act: Activities;
beforeAll(async () => {
  territory = await openTerritory(5);
  act = fragilityAssessmentActivities(territory.services);
});
afterAll(() => territory.close());

async function openCase(household: CaseHousehold): Promise<string> {
  const opened = await territory.take(openAssessment as Step, randomUUID(), applicationOf(household), chiara);
  return opened.body['assessmentId'] as string;
}

/** A write as the API claims it: sealed and without effect. */
function claim(operation: string, subjectId: string, body: unknown = {}): Promise<string> {
  return territory.within(async (tx) => {
    const alliance = { kind: 'alliance', id: tx.allianceId } as const;
    const payloadSealed = await territory.services.vault.seal(tx, alliance, 'submission', {
      params: {},
      body,
    });
    const told = { key: randomUUID(), method: 'POST', path: '/v1/x', requestHash: new Uint8Array(1) };
    const about = { operation, process: 'fragilityAssessment', subjectId, accountId: chiara };
    const data = { ...told, ...about, allianceId, payloadSealed, createdAt: tx.now };
    return (await tx.db.submission.create({ data })).id;
  });
}

async function take(operation: 'declareComplete' | 'withdraw', subjectId: string, body?: unknown) {
  const submissionId = await claim(operation, subjectId, body);
  await act[operation]({ allianceId, submissionId });
  return answerOf(submissionId);
}

const answerOf = (id: string) =>
  territory.within(({ db }) => db.submission.findUniqueOrThrow({ where: { id } }));
const tasksOf = (subjectId: string) =>
  territory.within(({ db }) => db.task.findMany({ where: { subjectId, kind: 'lookIntoFailure' } }));
const auditOf = (subjectId: string, action: string) =>
  territory.within(({ db }) => db.audit.findMany({ where: { subjectId, action } }));

/** More people than the catalogue of the rules knows, as if they had come in before that was refused. */
function crowd({ householdId, members }: CaseHousehold): Promise<unknown> {
  return territory.within(async ({ db, now }) => {
    const people = Array.from({ length: mostMembers + 1 - members.length }, () => ({
      id: randomUUID(),
      allianceId,
      birthDate: new Date('1980-01-01'),
      createdAt: now,
    }));
    await db.person.createMany({ data: people });
    const joined = { allianceId, householdId, joinedOn: new Date('2020-01-01') };
    await db.householdMember.createMany({ data: people.map(({ id }) => ({ ...joined, personId: id })) });
    return people;
  });
}

describe('a step that no further try can mend', () => {
  it('is answered as failed, changes nothing, and somebody is asked to look: once', async () => {
    const household = territory.households[0]!;
    const id = await openCase(household);
    await crowd(household);
    const { members } = household;
    const everybody = await territory.within(({ db }) =>
      db.householdMember.findMany({ where: { householdId: household.householdId, leftOn: null } }),
    );
    const known = new Map(members.map((member) => [member.id, member]));
    const all = everybody.map(({ personId: one }) => known.get(one) ?? { id: one, birthDate: '1980-01-01' });
    const dossier = dossierOf({ ...household, members: all }, today);
    await territory.take(submitDossier as Step, id, dossier, chiara);

    const answers = [await take('declareComplete', id), await take('declareComplete', id)];
    for (const answer of answers) {
      expect(answer).toMatchObject({ state: 'done', status: 500, payloadSealed: null });
      expect(answer.result).toMatchObject({ refusal: { code: 'stepFailed' } });
    }
    expect(await tasksOf(id)).toMatchObject([{ candidateRole: 'caseworker', state: 'open' }]);
    expect(await auditOf(id, 'step.failed')).toMatchObject([
      { reason: 'InvalidFactsError', detailSealed: null },
      { reason: 'InvalidFactsError', detailSealed: null },
    ]);
    const { state } = await territory.within(({ db }) => db.assessment.findUniqueOrThrow({ where: { id } }));
    expect(state).toBe('completeness');
  });

  it('does not keep the case: the steps behind it are taken', async () => {
    const { subjectId: id } = await territory.within(({ db }) =>
      db.task.findFirstOrThrow({ where: { kind: 'lookIntoFailure' } }),
    );
    expect(await take('withdraw', id, { reason: 'Ha cambiato idea.' })).toMatchObject({ status: 200 });
  });

  it('is tried again when it may be mended', async () => {
    const submissionId = await claim('x', randomUUID());
    const away = () => Promise.reject(new Error('the connection was lost'));
    const located = () => Promise.resolve({ over: false });
    await expect(
      giveEffect(territory.services, { allianceId, submissionId }, away, located),
    ).rejects.toThrow();
    expect(await answerOf(submissionId)).toMatchObject({ state: 'pending', status: null });
  });
});

describe('a moment at which something fails for good', () => {
  it('is over, somebody is asked to look, and the moments behind it come', async () => {
    const id = await openCase(territory.households[1]!);
    await territory.within((tx) => territory.services.vault.destroy(tx, { kind: 'assessment', id }));
    const letter = { subjectKind: 'assessment' as const, subjectId: id, kind: 'writeReceipt' };
    await territory.within((tx) => setDeadline(tx, { ...letter, dueAt: tx.now }));
    const pending = () =>
      territory.within(({ db, now }) =>
        db.deadline.findMany({
          where: { subjectId: id, firedAt: null, cancelledAt: null, dueAt: { lte: now } },
        }),
      );
    for (const { id: deadlineId } of await pending())
      await act.fireAssessmentDeadline({ allianceId, subjectId: id, deadlineId });
    expect(await pending()).toEqual([]);
    expect(await tasksOf(id)).toHaveLength(1);
    const failed = await auditOf(id, 'deadline.failed');
    expect(failed[0]).toMatchObject({ reason: 'ErasedError' });
    expect(await take('withdraw', id, { reason: 'Ha cambiato idea.' })).toMatchObject({ state: 'done' });
  });
});

describe('a look again that fails for good', () => {
  const about = {
    subjectKind: 'assessment',
    of: 'household',
    actor: { kind: 'system', id: 'fragility-assessment' },
  } as const;
  const located = () => Promise.resolve({ over: false });
  const look = (subjectId: string, error: Error) =>
    lookAgain(territory.services, { allianceId, subjectId }, about, () => Promise.reject(error), located);

  it('ends, and somebody is asked to look', async () => {
    const id = await openCase(territory.households[2]!);
    expect(await look(id, new BrokenSealError('finding'))).toEqual({ over: false });
    expect(await tasksOf(id)).toMatchObject([{ candidateRole: 'caseworker', state: 'open' }]);
    expect(await auditOf(id, 'look.failed')).toMatchObject([{ reason: 'BrokenSealError' }]);
  });

  it('is tried again when it may be mended', async () => {
    const { subjectId } = await territory.within(({ db }) =>
      db.task.findFirstOrThrow({ where: { kind: 'lookIntoFailure' } }),
    );
    await expect(look(subjectId, new Error('the connection was lost'))).rejects.toThrow('was lost');
  });
});

describe('an award that cannot be looked at', () => {
  it('leaves the waiting order for a person, and whoever waits behind it is served', async () => {
    const broken = await territory.awaiting(territory.households[3]!);
    const behind = await territory.awaiting(territory.households[4]!);
    await territory.within(({ db }) =>
      db.award.update({ where: { id: broken.id }, data: { iseeSealed: new Uint8Array(40) } }),
    );
    while ((await placeNextHold(territory.services, { allianceId })).more);
    const stateOf = (id: string) =>
      territory.within(({ db }) => db.award.findUniqueOrThrow({ where: { id } }));
    expect(await stateOf(broken.id)).toMatchObject({
      state: 'needsReview',
      waitingFor: 'fundOfficer.review',
    });
    expect(await stateOf(behind.id)).toMatchObject({ state: 'held' });
    expect(await tasksOf(broken.id)).toMatchObject([{ candidateRole: 'fundOfficer', state: 'open' }]);
    expect(await auditOf(broken.id, 'hold.failed')).toMatchObject([{ reason: 'BrokenSealError' }]);
  });
});

it('the largest household is the largest that the shipped rules know', () => {
  const facts = shippedVersions.flatMap(({ catalogue }) => catalogue.facts);
  const ranges = facts
    .filter(({ name }) => name === 'householdMembers')
    .map((fact) => 'range' in fact && fact.range);
  expect(ranges.length).toBeGreaterThan(0);
  for (const range of ranges) expect(range).toMatchObject({ from: 1, to: mostMembers });
});
