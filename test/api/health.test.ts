import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordAudit } from '../../activities/audit.ts';
import { seal } from '../../ledger/seal.ts';
import { startApi, type TestApi } from './support.ts';

let api: TestApi;
let now = new Date('2026-06-01T10:00:00Z');

beforeAll(async () => {
  api = await startApi({
    clock: { now: () => Promise.resolve(now) },
    temporalUi: 'http://temporal.example/namespaces/x',
  });
});
afterAll(() => api.close());

it('every answer says what time it is for the service, by which the console tells what is late', async () => {
  for (const path of ['/healthz', '/v1/tasks'])
    expect((await api.nobody.get(path)).headers.get('date')).toBe(now.toUTCString());
});

describe('readiness', () => {
  it('asks for a worker that gave a sign of life within thirty seconds', async () => {
    const silent = await api.nobody.get('/readyz');
    expect(silent.status).toBe(503);
    expect(silent.body['facts']).toEqual(['worker']);
    await api.test.database.gate.beat('worker-1');
    now = new Date(now.getTime() + 30_000);
    expect((await api.nobody.get('/readyz')).body).toEqual({ status: 'ready' });
    now = new Date(now.getTime() + 1);
    expect((await api.nobody.get('/readyz')).body['facts']).toEqual(['worker']);
  });

  it('asks for Temporal', async () => {
    const alone = await startApi({ reachable: false });
    await alone.test.database.gate.beat('worker-1');
    const reply = await alone.nobody.get('/readyz');
    expect(reply.body['facts']).toEqual(['processes']);
    expect((await alone.nobody.get('/healthz')).body).toEqual({ status: 'alive' });
    await alone.close();
  });

  it('asks for the database, and says so without an accident', async () => {
    const lost = await startApi();
    await takeAway(lost);
    const reply = await fetch(`${lost.url}/readyz`);
    expect(reply.status).toBe(503);
    expect(((await reply.json()) as { facts: string[] }).facts).toContain('database');
    await lost.close();
  });

  it('is worth waiting for: while the database is away, whatever is asked is to be asked again', async () => {
    const lost = await startApi();
    const caller = await lost.signIn('caseworker');
    await takeAway(lost);
    const replies = [
      await caller.get('/v1/me'),
      await caller.get('/v1/tasks'),
      await caller.post('/v1/people', {}),
    ];
    for (const reply of replies) {
      expect(reply.body).toMatchObject({ status: 503, facts: ['database'] });
      expect(reply.headers.get('retry-after')).toBe('5');
    }
    await lost.close();
  });
});

/** Closes the database to everybody, as if its machine had gone. */
async function takeAway(lost: TestApi): Promise<void> {
  const client = await lost.test.superuser();
  await client.query('UPDATE pg_database SET datallowconn = false WHERE datname = current_database()');
  await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                       WHERE datname = current_database() AND pid <> pg_backend_pid()`);
}

describe('metrics', () => {
  it('count requests by operation for those who run the service, and for nobody else', async () => {
    const administrator = await api.signIn('administrator');
    await administrator.get('/v1/me');
    const reply = await administrator.get('/metrics');
    expect(reply.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(reply.text).toMatch(/reciproca_http_request_seconds_count\{operation="getMe",status="200"\} \d+/);
    expect((await api.nobody.get('/metrics')).status).toBe(401);
    expect((await (await api.signIn('employer')).get('/metrics')).status).toBe(403);
  });

  it('say how long books and audit trail have waited for their seal, and why mail waits', async () => {
    const figure = async (name: string) => {
      const administrator = await api.signIn('administrator');
      const line = (await administrator.get('/metrics')).text.split('\n').find((one) => one.startsWith(name));
      return Number(line?.split(' ')[1]);
    };
    const at = (instant: string) => ({ now: new Date(`2026-06-01T${instant}Z`) });
    const record = (instant: string) =>
      api.inAlliance((tx) =>
        recordAudit({ ...tx, ...at(instant) }, api.vault, {
          action: 'dossier.opened',
          subjectKind: 'assessment',
        }),
      );
    const age = () => figure('reciproca_unsealed_seconds{chain="audit"}');
    await record('08:00:00');
    // The tests before may have moved the clock by seconds.
    expect(Math.floor((await age()) / 100)).toBe(72);
    await api.inAlliance((tx) => seal({ ...tx, ...at('09:00:00') }));
    expect(await age()).toBe(0);
    await record('09:30:00');
    expect(Math.floor((await age()) / 100)).toBe(18);
    const mail = {
      template: 'x',
      recipientKind: 'staff',
      recipientId: randomUUID(),
      dedupeKey: randomUUID(),
    };
    await api.inAlliance((tx) =>
      tx.db.mail.create({
        data: {
          ...mail,
          allianceId: tx.allianceId,
          errorCode: 'smtp554',
          nextAttemptAt: tx.now,
          queuedAt: tx.now,
        },
      }),
    );
    expect(await figure('reciproca_mail_waiting{reason="smtp554"}')).toBe(1);
  });
});

describe('the audit trail', () => {
  it('leads administrators to each process in Temporal’s own console, and nobody else', async () => {
    const id = randomUUID();
    await api.inAlliance((tx) =>
      recordAudit(tx, api.vault, { action: 'charter.signed', subjectKind: 'charterSigning', subjectId: id }),
    );
    await api.inAlliance((tx) =>
      recordAudit(tx, api.vault, { action: 'account.invited', subjectKind: 'account', subjectId: id }),
    );
    const ledTo = async (role: 'administrator' | 'auditor') => {
      const { body } = await (await api.signIn(role)).get(`/v1/audit?subjectId=${id}`);
      return (body.items as { processUi: string | null }[]).map(({ processUi }) => processUi);
    };
    expect(await ledTo('administrator')).toEqual([
      `http://temporal.example/namespaces/x/workflows/charter-signing%2F${id}`,
      null,
    ]);
    expect(await ledTo('auditor')).toEqual([null, null]);
  });
});
