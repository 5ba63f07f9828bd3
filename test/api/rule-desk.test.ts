import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordAudit } from '../../activities/audit.ts';
import { shipVersionOne } from '../../rules/publishing.ts';
import { shippedVersionOrThrow } from '../../rules/shipped.ts';
import { startApi, type Caller, type TestApi } from './support.ts';

let api: TestApi;
let sara: Caller;

beforeAll(async () => {
  api = await startApi();
  sara = await api.signIn('administrator');
  const luca = await api.signIn('administrator');
  const effectiveAt = new Date('2026-01-01T00:00:00Z');
  await api.inAlliance((tx) =>
    shipVersionOne(tx, { authorId: sara.accountId, publisherId: luca.accountId, effectiveAt }),
  );
});
afterAll(() => api.close());

async function sent(content: object): Promise<string> {
  const reply = await sara.post('/v1/rule-versions', content);
  expect(reply.status).toBe(201);
  return reply.body['id'] as string;
}

describe('a draft at its author’s desk', () => {
  it('tells which of its cases are red, with what was expected and what was found', async () => {
    const version = structuredClone(shippedVersionOrThrow('voucher-dispute')) as unknown as {
      cases: { expect: { compliant?: boolean } }[];
    };
    const green = await sara.get(`/v1/rule-versions/${await sent(version)}/case-results`);
    expect(green.body).toMatchObject({ green: true, unprovenRules: [] });
    const index = version.cases.findIndex(({ expect: { compliant } }) => compliant === true);
    version.cases[index]!.expect.compliant = false;
    const { body } = await sara.get(`/v1/rule-versions/${await sent(version)}/case-results`);
    expect(body['green']).toBe(false);
    const cases = body['cases'] as { differences: unknown[] }[];
    expect(cases[index]!.differences).toEqual([{ key: 'compliant', expected: 'false', found: 'true' }]);
  });

  it('tried on facts, lights each condition with what was found and required', async () => {
    const id = await sent(shippedVersionOrThrow('voucher-dispute'));
    const { body } = await sara.post(`/v1/rule-versions/${id}/evaluations`, {
      facts: { daysSinceRedemption: 3 },
    });
    const [rule] = body['rules'] as { condition: { found: string; required: string; truth: string } }[];
    expect(rule!.condition).toMatchObject({ truth: 'proved', found: '3' });
    expect(rule!.condition.required).toMatch(/\d/);
  });

  it('is the newest for who writes rules, who alone are told how many open cases keep to a version', async () => {
    const id = await sent(shippedVersionOrThrow('voucher-dispute'));
    const seen = async (caller: Caller) => {
      const { body } = await caller.get('/v1/rule-sets');
      const items = body['items'] as { ruleSet: string; newest: { id: string; openCases: number | null } }[];
      return items.find(({ ruleSet }) => ruleSet === 'voucher-dispute')!.newest;
    };
    expect(await seen(sara)).toMatchObject({ id, openCases: 0 });
    expect(await seen(await api.signIn('employer'))).toMatchObject({ openCases: null, state: 'published' });
  });
});

describe('why a version changes the rules', () => {
  it('is said by its author, told to whoever publishes it, and stands in the trail', async () => {
    const id = await sent(shippedVersionOrThrow('voucher-dispute'));
    const at = `/v1/rule-versions/${id}`;
    for (const body of [undefined, {}, { reason: ' ' }, { reason: 'x'.repeat(1001) }])
      expect((await sara.post(`${at}/submission`, body)).status).toBe(422);
    const reason = 'Delibera 12 del 2026: sette giorni sono pochi.';
    expect((await sara.post(`${at}/submission`, { reason })).status).toBe(200);
    const luca = await api.signIn('administrator');
    expect((await luca.get(at)).body).toMatchObject({ state: 'inReview', reason });
    const { body } = await luca.get(`/v1/audit?subjectId=${id}&action=ruleVersion.submitted`);
    const [row] = body['items'] as { id: string }[];
    expect((await luca.get(`/v1/audit/${row!.id}/detail`)).body).toMatchObject({
      detail: { after: { state: 'inReview', reason } },
    });
  });
});

describe('the audit trail', () => {
  it('tells an auditor whose account it was, by what it is called and its roles', async () => {
    await sent(shippedVersionOrThrow('voucher-dispute'));
    const { body } = await (await api.signIn('auditor')).get(`/v1/audit?actorId=${sara.accountId}`);
    const items = body['items'] as { actor: object | null }[];
    expect(items.length).toBeGreaterThan(0);
    for (const { actor } of items)
      expect(actor).toEqual({ label: expect.any(String), roles: ['administrator'] });
  });

  const row = (subject: { kind: 'alliance' | 'person'; id: string }, value: object) =>
    api.inAlliance(async (tx) => {
      const subjectId = randomUUID();
      const detail = { subject, value };
      await recordAudit(tx, api.vault, {
        action: 'account.changed',
        subjectKind: 'account',
        subjectId,
        detail,
      });
      return (await tx.db.audit.findFirstOrThrow({ where: { subjectId } })).id;
    });

  it('shows an administrator before and after of what is no person’s, and nothing that is', async () => {
    const { allianceId } = await api.inAlliance((tx) => Promise.resolve(tx));
    const open = await row({ kind: 'alliance', id: allianceId }, { before: 1, after: 2 });
    expect((await sara.get(`/v1/audit/${open}/detail`)).body).toMatchObject({
      detail: { before: 1, after: 2 },
    });
    const sealed = await row({ kind: 'person', id: randomUUID() }, { before: 'Rossi', after: 'Bianchi' });
    const refused = await sara.get(`/v1/audit/${sealed}/detail`);
    expect(refused.status).toBe(403);
    expect(refused.text).not.toContain('Rossi');
    const auditor = await api.signIn('auditor');
    expect((await auditor.get(`/v1/audit/${open}/detail`)).status).toBe(403);
  });

  it('is read from its end when asked to', async () => {
    const { body } = await sara.get('/v1/audit?order=newestFirst&limit=200');
    const at = (body['items'] as { at: string }[]).map((entry) => entry.at);
    expect(at.length).toBeGreaterThan(1);
    expect(at).toEqual(at.toSorted().toReversed());
  });
});

describe('stuck work', () => {
  it('names what should have been done by now, with its process, and nothing that still has time', async () => {
    const subjectId = randomUUID();
    await api.inAlliance((tx) =>
      tx.db.wakeup.create({
        data: {
          allianceId: tx.allianceId,
          process: `fund-disbursement/${subjectId}`,
          notBefore: new Date(tx.now.getTime() - 600_000),
        },
      }),
    );
    const { body } = await sara.get('/v1/stuck-work');
    const items = body['items'] as { kind: string; workflowId: string }[];
    expect(items).toEqual([
      expect.objectContaining({ kind: 'wakeup', workflowId: `fund-disbursement/${subjectId}` }),
    ]);
  });
});
