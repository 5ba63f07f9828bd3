import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { impossibleTaxCode } from '../../prisma/seed/impossible-numbers.ts';
import { serveApi } from '../../runtime/server.ts';
import { openServices, type Services } from '../../runtime/services.ts';
import { processWorkflowId } from '../../workflows/contract.ts';
import type { Caller, Reply } from '../support/caller.ts';
import { eventually } from '../support/eventually.ts';
import { times } from '../support/long.ts';
import { openStack, type Stack } from '../support/stack.ts';
import { expectReplays } from './support/histories.ts';
import { applicationOf, caseHouseholds, dossierOf, type CaseHousehold } from './support/households.ts';
import { insist, postOnce } from './support/patient.ts';
import { isoToday } from './support/journey.ts';
import { record } from './support/recorded.ts';
import { startService } from './support/service-child.ts';
import { suggestingToContinueAfter } from './support/short-histories.ts';

const atOnce = 40;
const rounds = times(20);
/** Half of them in a direct write, half in a step of a process. */
const apiKills = 2 * times(10);
const eventsPerRun = 40;

let stack: Stack;
let second: { readonly services: Services; readonly url: string; close(): Promise<void> };
let chiara: Caller;
let households: CaseHousehold[];
let taxCodes = 0;

beforeAll(async () => {
  stack = await suggestingToContinueAfter(eventsPerRun, () => openStack());
  second = await openSecondApi();
  chiara = await stack.as('Chiara');
  households = await caseHouseholds(stack, 3);
});
afterAll(async () => {
  await second.close();
  await stack.close();
});

describe('the same key forty times at once, over two API servers', () => {
  it('enters one person and tells everybody the same', async () => {
    for (let round = 0; round < rounds; round++) {
      const person = newPerson();
      const replies = await fortyAtOnce('/v1/people', person);
      expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
      expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
      expect(await peopleWith(person.taxCode)).toBe(1);
      expect(replies.filter(({ headers }) => headers.get('idempotency-replayed') !== 'true')).toHaveLength(1);
    }
    console.log(`${rounds} direct writes × ${atOnce} at once`);
  }, 600_000);

  it('opens one assessment by its process and tells everybody the same', async () => {
    for (let round = 0; round < rounds; round++) {
      const before = await countOf('assessment.opened');
      const replies = await fortyAtOnce('/v1/assessments', applicationOf(households[0]!));
      expect(replies[0]!.status).toBe(201);
      for (const reply of replies) expect([reply.status, reply.body]).toEqual([201, replies[0]!.body]);
      expect(await countOf('assessment.opened')).toBe(before + 1);
    }
    console.log(`${rounds} process steps × ${atOnce} at once`);
  }, 600_000);

  it('refuses once and tells everybody the same no', async () => {
    const { assessmentId } = await chiara.does('/v1/assessments', applicationOf(households[1]!));
    const replies = await fortyAtOnce(`/v1/assessments/${assessmentId}/completeness`, undefined);
    for (const reply of replies) expect([reply.status, reply.body]).toEqual([409, replies[0]!.body]);
  }, 60_000);
});

describe('the same key with another body', () => {
  it('is refused for both kinds of writes, and changes nothing', async () => {
    const key = randomUUID();
    const person = newPerson();
    expect((await chiara.post('/v1/people', person, key)).status).toBe(201);
    const other = await chiara.post('/v1/people', { ...person, phone: '035 000000' }, key);
    expect([other.status, other.body.type]).toEqual([422, 'urn:reciproca:problem:idempotency-key-reused']);
    const step = randomUUID();
    expect((await chiara.post('/v1/assessments', applicationOf(households[1]!), step)).status).toBe(201);
    const before = await countOf('assessment.opened');
    expect((await chiara.post('/v1/assessments', applicationOf(households[1]!, 9), step)).status).toBe(422);
    expect(await countOf('assessment.opened')).toBe(before);
  });
});

describe('the same key after the process has moved on', () => {
  it('has one effect when the process has continued as new, and when its history is gone', async () => {
    const household = households[2]!;
    const { assessmentId } = await chiara.does('/v1/assessments', applicationOf(household));
    const at = `/v1/assessments/${assessmentId}/dossier`;
    const workflowId = processWorkflowId('fragilityAssessment', assessmentId);
    const firstRun = await runOf(workflowId);
    const [key, body] = [randomUUID(), dossierOf(household, isoToday())];
    const first = await chiara.post(at, body, key);
    expect(first.status).toBe(200);
    const submissionId = await submissionOf(key);
    const submitted = await countOf('dossier.submitted', assessmentId);

    const again = async () => {
      expect((await chiara.post(at, body, key)).body).toEqual(first.body);
      await stack.services.processes.send({
        process: 'fragilityAssessment',
        subjectId: assessmentId,
        operation: 'submitDossier',
        allianceId: stack.allianceId,
        submissionId,
      });
      expect(await acceptedIn(workflowId, submissionId)).toBe(1);
      expect(await countOf('dossier.submitted', assessmentId)).toBe(submitted + others);
    };
    let others = 0;
    for (; (await runOf(workflowId)) === firstRun; others++) await chiara.does(at, body);
    await again();
    await record(stack.services, workflowId, 'fragility-assessment/continued-as-new', firstRun);
    await deleteHistory(workflowId);
    await again();
    expect(others).toBeGreaterThan(0);
  }, 60_000);
});

describe('an API server that dies between commit and reply', () => {
  it('leaves one effect, which the client that asks again is told', async () => {
    const preload = new URL('./support/die-before-reply.ts', import.meta.url);
    for (let kill = 0; kill < apiKills; kill++) {
      const api = startService('api-process', stack.config, { preload });
      const { port } = await api.ready;
      const dying = { url: `http://127.0.0.1:${port}`, token: chiara.token };
      const isProcess = kill % 2 === 0;
      const [path, body] = isProcess
        ? ['/v1/assessments', applicationOf(households[0]!)]
        : ['/v1/people', newPerson()];
      const effects = () => (isProcess ? countOf('assessment.opened') : countOf('person.entered'));
      const [key, before] = [randomUUID(), await effects()];
      await expect(postOnce(dying, path, body, key)).rejects.toThrow(TypeError);
      await api.gone;
      expect(await effects()).toBe(before + 1);
      const reply = await insist({ url: stack.url, token: chiara.token }, path, body, key);
      expect([reply.status, reply.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
      expect(await effects()).toBe(before + 1);
    }
    console.log(`${apiKills} API servers killed between commit and reply`);
  }, 600_000);
});

describe('what these tests did', () => {
  it('leaves no request behind: answered or refused, only key and answer are kept', async () => {
    const kept = await inTest(({ db }) =>
      db.submission.findMany({ where: { state: 'done', process: { not: null } } }),
    );
    const statuses = new Set(kept.map(({ status }) => status));
    expect([...statuses]).toEqual(expect.arrayContaining([200, 201, 409]));
    expect(kept.filter(({ payloadSealed }) => payloadSealed !== null)).toEqual([]);
  });

  it('replays', async () => {
    await expectReplays(stack.services);
  }, 60_000);
});

async function openSecondApi() {
  const services = await openServices(stack.config);
  const api = await serveApi(services);
  const close = async (): Promise<void> => {
    await api.stop();
    await services.close();
  };
  return { services, url: `http://127.0.0.1:${api.port}`, close };
}

function fortyAtOnce(path: string, body: unknown): Promise<Reply[]> {
  const key = randomUUID();
  const servers = [stack, second].map(({ url }) => ({ url, token: chiara.token }));
  return Promise.all(
    Array.from({ length: atOnce }, (_, index) => insist(servers[index % servers.length]!, path, body, key)),
  );
}

function newPerson() {
  const birthDate = '1981-03-07';
  const taxCode = impossibleTaxCode({ number: 400_000 + (taxCodes += 1), birthDate, sex: 'F' });
  const name = { givenName: 'Ada', familyName: 'Chiave' };
  return { ...name, birthDate, comuneIstat: '016058', taxCode, notADuplicate: 'knownApart' };
}

function inTest<T>(work: Parameters<typeof stack.services.database.inAlliance<T>>[2]): Promise<T> {
  return stack.services.database.inAlliance(stack.allianceId, { kind: 'system', id: 'test' }, work);
}

function peopleWith(taxCode: string): Promise<number> {
  return inTest(async (tx) => {
    const print = await stack.services.vault.fingerprint(tx, taxCode);
    return tx.db.person.count({ where: { taxCodePrint: print } });
  });
}

/** Every effect leaves one row in the audit trail, in its own transaction. */
function countOf(action: string, subjectId?: string): Promise<number> {
  return inTest(({ db }) => db.audit.count({ where: { action, ...(subjectId ? { subjectId } : {}) } }));
}

async function submissionOf(key: string): Promise<string> {
  return (await inTest(({ db }) => db.submission.findFirstOrThrow({ where: { key } }))).id;
}

async function runOf(workflowId: string): Promise<string> {
  return (await stack.services.client.workflow.getHandle(workflowId).describe()).runId;
}

/** How often the present run has accepted this Update: after continue-as-new Temporal no longer knows its id. */
async function acceptedIn(workflowId: string, updateId: string): Promise<number> {
  const { events } = await stack.services.client.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).filter(
    (event) => event.workflowExecutionUpdateAcceptedEventAttributes?.protocolInstanceId === updateId,
  ).length;
}

async function deleteHistory(workflowId: string): Promise<void> {
  const { client } = stack.services;
  const before = await runOf(workflowId);
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) {
    await client.workflowService.deleteWorkflowExecution({
      namespace: stack.config.temporalNamespace,
      workflowExecution: { workflowId, runId },
    });
  }
  await eventually(async () => (await runOf(workflowId).catch(() => 'gone')) !== before, 30_000);
}
