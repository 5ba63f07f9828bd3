import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shipVersionOne } from '../../rules/publishing.ts';
import { shippedVersionOrThrow } from '../../rules/shipped.ts';
import { startApi, type Caller, type TestApi } from './support.ts';

let api: TestApi;
let sara: Caller;
let luca: Caller;
let citizen: Caller;

beforeAll(async () => {
  api = await startApi();
  sara = await api.signIn('administrator');
  luca = await api.signIn('administrator');
  citizen = await api.signIn('citizen');
  await api.inAlliance((tx) =>
    shipVersionOne(tx, {
      authorId: sara.accountId,
      publisherId: luca.accountId,
      effectiveAt: new Date('2026-01-01T00:00:00Z'),
    }),
  );
});
afterAll(() => api.close());

function changed(): Record<string, unknown> {
  const version = structuredClone(shippedVersionOrThrow('fragility-score')) as unknown as Record<
    string,
    unknown
  >;
  return { ...version, edition: 'FRAG-1 prova' };
}

async function send(): Promise<string> {
  const reply = await sara.post('/v1/rule-versions', changed());
  expect(reply.status).toBe(201);
  return reply.body['id'] as string;
}

const step = (caller: Caller, versionId: string, name: string, body?: object) =>
  caller.post(`/v1/rule-versions/${versionId}/${name}`, body);

describe('a rule version', () => {
  it('is sent, submitted, and published by a second person from an instant in Rome', async () => {
    const versionId = await send();
    expect((await step(sara, versionId, 'submission', { reason: 'Prova.' })).body).toMatchObject({
      state: 'inReview',
    });
    const from = { date: '2199-07-01', time: '00:00' };
    const own = await step(sara, versionId, 'publication', { from });
    expect(own.body['type']).toBe('urn:reciproca:problem:same-person');
    const published = await step(luca, versionId, 'publication', { from });
    expect(published.body).toMatchObject({ state: 'published', effectiveAt: '2199-06-30T22:00:00.000Z' });
  });

  it('takes effect now when asked to, and is then the one in force', async () => {
    const versionId = await send();
    await step(sara, versionId, 'submission', { reason: 'Prova.' });
    await step(luca, versionId, 'publication', { from: 'now' });
    const listed = await citizen.get('/v1/rule-sets');
    const items = listed.body['items'] as { ruleSet: string; inForce: { id: string } }[];
    expect(items.find(({ ruleSet }) => ruleSet === 'fragility-score')?.inForce.id).toBe(versionId);
  });

  it('is refused with every error at its place', async () => {
    const version = changed();
    const broken = { ...version, rules: [{ name: 'Not A Name' }], extra: true };
    const reply = await sara.post('/v1/rule-versions', broken);
    expect(reply.status).toBe(422);
    const pointers = (reply.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer);
    expect(pointers).toContain('/extra');
    expect(pointers.length).toBeGreaterThan(3);
  });

  it('is revised as a draft by its author only, never once submitted', async () => {
    const versionId = await send();
    const revise = (caller: Caller) =>
      caller.request('PUT', `/v1/rule-versions/${versionId}`, {
        body: { ...changed(), edition: 'FRAG-1 bis' },
      });
    expect((await revise(luca)).status).toBe(403);
    expect((await revise(sara)).status).toBe(200);
    await step(sara, versionId, 'submission', { reason: 'Prova.' });
    expect((await revise(sara)).status).toBe(409);
  });

  it('is not taken into force in the past', async () => {
    const versionId = await send();
    await step(sara, versionId, 'submission', { reason: 'Prova.' });
    const from = { date: '2020-01-01', time: '00:00' };
    expect((await step(luca, versionId, 'publication', { from })).status).toBe(422);
  });

  it('is public once published, and a draft only to those who write and check it', async () => {
    const draft = await send();
    const auditor = await api.signIn('auditor');
    expect((await citizen.get(`/v1/rule-versions/${draft}`)).status).toBe(404);
    expect((await citizen.get(`/v1/rule-versions/${draft}/parameters`)).status).toBe(404);
    expect((await auditor.get(`/v1/rule-versions/${draft}`)).status).toBe(200);
    const listed = await citizen.get('/v1/rule-sets/fragility-score/versions');
    const states = (listed.body['items'] as { state: string }[]).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['published']));
  });

  it('is retired, but never as the only one in force', async () => {
    const { body } = await sara.get('/v1/rule-sets/fund-access/versions?state=published');
    const [only] = body['items'] as { id: string }[];
    const reason = { reason: 'mistake' };
    expect((await step(sara, only!.id, 'retirement', reason)).status).toBe(409);
    const draft = await send();
    expect((await step(sara, draft, 'retirement', {})).status).toBe(422);
    expect((await step(sara, draft, 'retirement', reason)).body).toMatchObject({ state: 'retired' });
    const kept = await api.inAlliance((tx) =>
      tx.db.audit.findFirst({ where: { subjectId: draft }, orderBy: { seq: 'desc' } }),
    );
    expect(kept).toMatchObject({ action: 'ruleVersion.retired', reason: 'mistake' });
  });

  it('published, is retired by another administrator than who asked, who finds it on the list of tasks', async () => {
    const versionId = await send();
    await step(sara, versionId, 'submission', { reason: 'Prova.' });
    await step(luca, versionId, 'publication', { from: { date: '2199-07-01', time: '00:00' } });
    const reason = { reason: 'mistake' };
    const asked = await step(sara, versionId, 'retirement-request', reason);
    expect(asked.body).toMatchObject({ state: 'published' });
    expect((await step(sara, versionId, 'retirement', reason)).body['type']).toBe(
      'urn:reciproca:problem:same-person',
    );
    const tasks = async () =>
      (await luca.get(`/v1/tasks?kind=weighRetirement&subjectId=${versionId}`)).body['items'];
    const [task] = (await tasks()) as { id: string }[];
    expect((await sara.post(`/v1/tasks/${task!.id}/claim`)).status).toBe(404);
    expect((await step(luca, versionId, 'retirement', reason)).body).toMatchObject({ state: 'retired' });
    expect(((await tasks()) as { state: string }[]).filter(({ state }) => state !== 'completed')).toEqual([]);
  });

  it('submitted, waits on the list of the administrators who did not write it, until it is published or retired', async () => {
    const tasksOf = async (caller: Caller, versionId: string) => {
      const { body } = await caller.get(`/v1/tasks?kind=publishVersion&subjectId=${versionId}`);
      return body['items'] as { id: string; state: string }[];
    };
    const published = await send();
    expect(await tasksOf(luca, published)).toEqual([]);
    await step(sara, published, 'submission', { reason: 'Prova.' });
    const [task] = await tasksOf(luca, published);
    expect(task).toMatchObject({ state: 'open', subjectKind: 'ruleVersion' });
    expect(task).toHaveProperty('about', expect.stringMatching(/^\S.*, versione \d+$/));
    expect((await sara.post(`/v1/tasks/${task!.id}/claim`)).status).toBe(404);
    expect((await luca.post(`/v1/tasks/${task!.id}/claim`)).status).toBe(200);
    expect((await luca.post(`/v1/tasks/${task!.id}/completion`)).status).toBe(409);
    const from = { date: '2199-07-01', time: '00:00' };
    await step(luca, published, 'publication', { from });
    expect((await tasksOf(luca, published)).filter(({ state }) => state !== 'completed')).toEqual([]);
    const retired = await send();
    await step(sara, retired, 'submission', { reason: 'Prova.' });
    await step(sara, retired, 'retirement', { reason: 'givenUp' });
    expect((await tasksOf(luca, retired)).filter(({ state }) => state !== 'completed')).toEqual([]);
  });

  it('tells its dated parameters, those of one day when asked', async () => {
    const { body } = await citizen.get('/v1/rule-sets');
    const [set] = (body['items'] as { ruleSet: string; inForce: { id: string } }[]).filter(
      ({ ruleSet }) => ruleSet === 'fund-access',
    );
    const all = await citizen.get(`/v1/rule-versions/${set!.inForce.id}/parameters`);
    const early = await citizen.get(`/v1/rule-versions/${set!.inForce.id}/parameters?on=1990-01-01`);
    expect((all.body['items'] as unknown[]).length).toBeGreaterThan(
      (early.body['items'] as unknown[]).length,
    );
  });
});

describe('trying the rules on given facts', () => {
  let versionId: string;
  let caseworker: Caller;

  beforeAll(async () => {
    caseworker = await api.signIn('caseworker');
    const { body } = await caseworker.get('/v1/rule-sets/fund-access/versions');
    versionId = (body['items'] as { id: string }[])[0]!.id;
  });

  it('agrees with the version’s own cases, and says it is a simulation', async () => {
    const cases = shippedVersionOrThrow('fund-access').cases.filter(({ expect: due }) => due.awardCents);
    expect(cases.length).toBeGreaterThan(0);
    for (const { on, facts, needs, expect: due } of cases) {
      const reply = await step(caseworker, versionId, 'evaluations', { on, facts, needs });
      expect(reply.body).toMatchObject({
        simulation: true,
        status: due.status,
        awardCents: due.awardCents,
      });
    }
  });

  it('names the facts that are missing', async () => {
    const reply = await step(caseworker, versionId, 'evaluations', { facts: {} });
    expect(reply.body).toMatchObject({ status: 'incomplete', outcome: null });
    expect(reply.body['missingFacts']).not.toEqual([]);
  });

  it('refuses facts the catalogue does not know, each at its place', async () => {
    const facts = { iseeCents: 'tanto', luna: 1 };
    const reply = await step(caseworker, versionId, 'evaluations', { facts });
    const pointers = (reply.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer);
    expect(pointers.toSorted()).toEqual(['/body/facts/iseeCents', '/body/facts/luna']);
  });

  it('keeps nothing of what was tried', async () => {
    const before = await api.inAlliance((tx) => tx.db.decision.count());
    await step(caseworker, versionId, 'evaluations', { facts: {} });
    expect(await api.inAlliance((tx) => tx.db.decision.count())).toBe(before);
  });
});

describe('the rules of the charter and of proximity', () => {
  const inForceOf = async (caller: Caller, ruleSet: string): Promise<string> => {
    const { body } = await caller.get(`/v1/rule-sets/${ruleSet}/versions?state=published`);
    return (body['items'] as { id: string }[])[0]!.id;
  };

  it.each(['charter-compliance', 'provider-proximity'])(
    'answer the cases of %s as shipped',
    async (ruleSet) => {
      const consultant = await api.signIn('consultant');
      const versionId = await inForceOf(consultant, ruleSet);
      for (const { on, facts, expect: due } of shippedVersionOrThrow(ruleSet).cases) {
        const { status, missingFacts: _missing, ...outcome } = due;
        const { body } = await step(consultant, versionId, 'evaluations', { on, facts });
        expect(body).toMatchObject({ status, outcome: status === 'incomplete' ? null : outcome });
        const notMet = (
          body['requirements'] as { rule: string; standing: string; unmet: string | null }[]
        ).filter(({ standing }) => standing === 'notMet');
        expect(notMet.map(({ rule }) => rule)).toEqual(due.unmet ?? []);
        for (const { unmet } of notMet) expect(unmet).toMatch(/\.$/);
      }
    },
  );

  it('are changed like any others: sent, tried as a draft, published by a second person', async () => {
    const version = structuredClone(shippedVersionOrThrow('provider-proximity'));
    version.parameters.find(({ name }) => name === 'neighbourMaxMetres')!.value = 20_000;
    const red = await sara.post('/v1/rule-versions', version);
    expect(
      (await step(sara, red.body['id'] as string, 'submission', { reason: 'Prova.' })).body['type'],
    ).toBe('urn:reciproca:problem:rule-cases-red');
    const moved = version.cases.find(({ facts }) => facts['leastDistanceMetres'] === 15_001)!;
    moved.expect = { status: 'decided', class: 'neighbour', compliant: true };
    const draft = (await sara.post('/v1/rule-versions', version)).body['id'] as string;
    const facts = { ...moved.facts, leastDistanceMetres: 20_000 };
    expect((await step(sara, draft, 'evaluations', { facts })).body['outcome']).toMatchObject({
      class: 'neighbour',
    });
    expect((await step(sara, draft, 'submission', { reason: 'Prova.' })).body).toMatchObject({
      state: 'inReview',
    });
    expect((await step(luca, draft, 'publication', { from: 'now' })).body).toMatchObject({
      state: 'published',
    });
    expect(await inForceOf(citizen, 'provider-proximity')).toBe(draft);
  });
});
