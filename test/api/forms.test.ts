import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fragilityAssessmentActivities } from '../../activities/fragility-assessment/index.ts';
import type { ActivityServices } from '../../activities/services.ts';
import { startApi, type Caller, type Reply, type TestApi } from './support.ts';
import { makeAssessment, makeHousehold, makePerson } from './world.ts';

interface Form {
  readonly id: string;
  readonly itemKind: string;
  readonly formVersions: readonly string[];
  readonly items: readonly { id: string; options: readonly { id: string; points: number }[] }[];
}

let api: TestApi;
let caseworker: Caller;
let citizen: Caller;
let personId: string;
let childId: string;
let eldestId: string;
let at: string;

beforeAll(async () => {
  api = await startApi();
  personId = await makePerson(api);
  caseworker = await api.signIn('caseworker');
  citizen = await api.signIn('citizen', { personId });
  childId = await makePerson(api, { birthDate: '2020-02-29' });
  eldestId = await makePerson(api, { birthDate: '1938-11-02' });
  const householdId = await makeHousehold(api, [personId, childId, eldestId]);
  at = `/v1/assessments/${await makeAssessment(api, { householdId, applicantId: personId })}`;
});
afterAll(() => api.close());

/** Hands items in and gives them effect, as the process would. */
async function submit(caller: Caller, items: readonly object[]): Promise<Reply> {
  const claimed = await caller.post(`${at}/dossier`, { items });
  if (claimed.status !== 202) return claimed;
  const { submissionId } = claimed.body as { submissionId: string };
  const { submitDossier } = fragilityAssessmentActivities(api.services as unknown as ActivityServices);
  await submitDossier({ allianceId: api.test.allianceId, submissionId });
  return caller.get(`/v1/submissions/${submissionId}`);
}

async function formOf(name: string): Promise<Form> {
  return (await citizen.get(`/v1/forms/${name}`)).body as unknown as Form;
}

/** A form of which each item is answered by what the test chooses among its options. */
async function answered(name: string, choose: (item: string, options: readonly string[]) => string) {
  const { items, formVersions } = await formOf(name);
  const answers = items.map(
    ({ id, options }) =>
      [
        id,
        choose(
          id,
          options.map((option) => option.id),
        ),
      ] as const,
  );
  return { formVersion: formVersions[0]!, answers: Object.fromEntries(answers) };
}

async function readings(): Promise<readonly Record<string, unknown>[]> {
  const { body } = await caseworker.get(`${at}/dossier?reason=assessment`);
  return body['readings'] as Record<string, unknown>[];
}

describe('the built-in forms', () => {
  it('are listed with what they count, their source and under which terms they may be used', async () => {
    const { items } = (await citizen.get('/v1/forms')).body as { items: Record<string, unknown>[] };
    expect(items.map(({ id, itemKind, pointsCount, about }) => [id, itemKind, pointsCount, about])).toEqual([
      ['katz-adl', 'katzAdl', 'functionsKept', 'person'],
      ['lawton-iadl', 'lawtonIadl', 'functionsKept', 'person'],
      ['prisma-7', 'prisma7', 'riskSigns', 'person'],
      ['legal-dimensions', 'legalDimensions', 'complexNeeds', 'case'],
    ]);
    for (const { id, source, licence } of items) {
      expect((source as string).length, id as string).toBeGreaterThan(20);
      const { it: italian, en } = licence as { it: string; en: string };
      expect(italian, id as string).not.toBe(en);
    }
  });

  it('are read with items, options and points, in both languages', async () => {
    expect((await formOf('katz-adl')).items).toHaveLength(6);
    expect((await formOf('legal-dimensions')).items).toHaveLength(6);
    const prisma = await formOf('prisma-7');
    expect(prisma.items).toHaveLength(7);
    expect(prisma.items[5]).toMatchObject({
      id: 'can-count-on-someone',
      label: { it: expect.stringContaining('contare'), en: expect.stringContaining('count on') },
      options: [
        { id: 'yes', points: 1 },
        { id: 'no', points: 0 },
      ],
    });
    const lawton = await formOf('lawton-iadl');
    const helped = lawton.items[3]!.options.find(({ id }) => id === 'helped-in-all');
    expect(helped).toMatchObject({ points: 0, pointsByFormVersion: { 'lawton-1969': 1 } });
    expect((await citizen.get('/v1/forms/clinical-frailty-scale')).status).toBe(404);
  });
});

describe('a dossier', () => {
  it('says whom forms may speak of, the oldest first, and who of them is of age', async () => {
    const { body } = await citizen.get(`${at}/dossier`);
    expect(body['members']).toEqual([
      { personId: eldestId, isAdult: true },
      { personId, isAdult: true },
      { personId: childId, isAdult: false },
    ]);
  });
});

describe('PRISMA-7 in a dossier', () => {
  const prisma7 = async (yes: readonly string[]) => ({
    kind: 'prisma7',
    personId,
    value: await answered('prisma-7', (item) => (yes.includes(item) ? 'yes' : 'no')),
  });

  it.each([
    [['over-85', 'male'], 2, false],
    [['over-85', 'male', 'can-count-on-someone'], 3, true],
  ] as const)('with %j is kept, read back and comes to %d', async (yes, points, furtherAssessment) => {
    const item = await prisma7(yes);
    expect((await submit(citizen, [item])).body).toMatchObject({ status: 200 });
    const { items } = (await citizen.get(`${at}/dossier`)).body as { items: Record<string, unknown>[] };
    expect(items.filter(({ kind }) => kind === 'prisma7')).toMatchObject([item]);
    expect(await readings()).toMatchObject([
      { itemId: items[0]!['id'], form: 'prisma-7', points, furtherAssessment, missingItemIds: [] },
    ]);
  });

  it('with an item unanswered comes to nothing yet, and says what is missing', async () => {
    const { value, ...item } = await prisma7(['over-85', 'male', 'walking-aid']);
    const { male: _left, ...answers } = value.answers;
    await submit(citizen, [{ ...item, value: { ...value, answers } }]);
    expect(await readings()).toMatchObject([
      { points: null, furtherAssessment: null, missingItemIds: ['male'] },
    ]);
  });

  it('takes no answer that the form does not have', async () => {
    const { value, ...item } = await prisma7([]);
    const answers = { ...value.answers, male: 'perhaps' };
    const reply = await submit(citizen, [{ ...item, value: { ...value, answers } }]);
    expect(reply.status).toBe(422);
  });
});

describe('the six dimensions of the law in a dossier', () => {
  it('are a caseworker’s, kept, read back, and say whether a need is complex', async () => {
    const dimensions = (complex: string) =>
      answered('legal-dimensions', (item) => (item === complex ? 'complex-need' : 'no-need'));
    const item = { kind: 'legalDimensions', value: await dimensions('housing') };
    expect((await submit(citizen, [item])).body).toMatchObject({ status: 403 });
    expect((await submit(caseworker, [item])).body).toMatchObject({ status: 200 });
    const { body } = await caseworker.get(`${at}/dossier?reason=assessment`);
    const kept = (body['items'] as Record<string, unknown>[]).filter(({ kind }) => kind === item.kind);
    expect(kept).toMatchObject([item]);
    // No rules are in force here, so that nobody can tell what a score would want.
    expect(body['missing']).toBeNull();
    const found = (await readings()).find(({ form }) => form === 'legal-dimensions');
    expect(found).toMatchObject({ points: 1, furtherAssessment: true });
    await submit(caseworker, [{ ...item, value: await dimensions('none') }]);
    const again = (await readings()).find(({ form }) => form === 'legal-dimensions');
    expect(again).toMatchObject({ points: 0, furtherAssessment: false });
  });
});
