import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../api/app.ts';
import { heardBy, openChangeLines } from '../../api/change-lines.ts';
import { routes } from '../../api/routes.ts';
import { topics, topicsBehind } from '../../domain/change-topics.ts';
import { openDatabase, type Database } from '../../prisma/database.ts';
import { openBrowser } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { listenTo, type Listener } from '../support/listener.ts';
import { startApi, type Caller, type TestApi } from './support.ts';
import { makeTask } from './task-support.ts';
import { makePerson } from './world.ts';

const WITHIN_MS = 2_000;
let now = new Date();
let api: TestApi;
/** Another API process: its own connections to the same database. */
let elsewhere: { readonly url: string; readonly database: Database; readonly server: Server };
let lucia: Caller;
const listening: Listener[] = [];

beforeAll(async () => {
  api = await startApi({ clock: { now: () => Promise.resolve(now) } });
  const database = openDatabase({ url: api.test.superuserUrl, clock: api.test.database.clock });
  const services = { ...api.services, database };
  const app = createApp(services, undefined, openChangeLines(services, { beatMs: 50 }));
  const server = await new Promise<Server>((resolve) => {
    const listener = app.listen(0, '127.0.0.1', () => resolve(listener));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  elsewhere = { url, database, server };
  lucia = await api.signIn('caseworker');
});
afterEach(() => {
  for (const listener of listening.splice(0)) listener.stop();
});
afterAll(async () => {
  elsewhere.server.closeAllConnections();
  elsewhere.server.close();
  await elsewhere.database.close();
  await api.close();
});

async function listen(headers: Record<string, string>, url = elsewhere.url): Promise<Listener> {
  const listener = await listenTo(url, headers);
  listening.push(listener);
  return listener;
}
const as = (caller: Caller) => ({ authorization: `Bearer ${caller.token}` });
const ends = (listener: Listener) =>
  eventually(() => Promise.resolve(listener.isOver() && listener.events.at(-1) === 'ended'), WITHIN_MS);

describe('whoever listens', () => {
  it('hears within two seconds what another account changed by another process, without a code or a name', async () => {
    const listener = await listen(as(lucia));
    const marco = await api.signIn('caseworker');
    const taskId = await makeTask(api);
    await marco.post(`/v1/tasks/${taskId}/claim`);
    await eventually(() => Promise.resolve(listener.heard.includes('tasks')), WITHIN_MS);
    expect(listener.heard.filter((word) => !topics.includes(word as never))).toEqual([]);
  });

  it('hears what is written past every door of ours', async () => {
    const listener = await listen(as(lucia));
    const personId = await makePerson(api);
    listener.heard.length = 0;
    const client = await api.test.superuser();
    await client.query('UPDATE person SET comune_istat = comune_istat WHERE id = $1', [personId]);
    await eventually(() => Promise.resolve(listener.heard.includes('people')), WITHIN_MS);
  });

  it('hears nothing of another alliance', async () => {
    const abroad = await api.test.addAlliance();
    const foreigner = await listen(as(await api.signIn('caseworker', { allianceId: abroad })));
    const neighbour = await listen(as(lucia));
    await makePerson(api);
    await neighbour.hears('people');
    expect(foreigner.heard).not.toContain('people');
  });

  it('hears nothing of what they may not ask for', async () => {
    const employer = await listen(as(await api.signIn('employer')));
    const neighbour = await listen(as(lucia));
    await makePerson(api);
    await neighbour.hears('people');
    expect(employer.heard).not.toContain('people');
    expect(heardBy(['employer'])).not.toContain('cases');
    expect(heardBy(['employer'])).not.toContain('awards');
    expect(heardBy(['employer'])).not.toContain('vouchers');
    expect(heardBy(['employer'])).not.toContain('money');
  });

  it('is told in six windows and no more', async () => {
    const caller = await api.signIn('citizen');
    const windows = [];
    for (let count = 0; count < 6; count++) windows.push(await listen(as(caller)));
    expect((await listen(as(caller))).status).toBe(429);
    windows[0]!.stop();
    await eventually(async () => (await listen(as(caller))).status === 200, WITHIN_MS);
  });
});

describe('listening ends', () => {
  async function browserOf(): Promise<{ headers: Record<string, string>; signOut: () => Promise<unknown> }> {
    await api.inAlliance((tx) =>
      tx.db.alliance.update({ where: { id: tx.allianceId }, data: { demo: true } }),
    );
    const { id } = await api.inAlliance(({ db, allianceId, now: createdAt }) =>
      db.account.create({
        data: { label: 'Chiara', roles: ['caseworker'], persona: true, allianceId, createdAt },
      }),
    );
    const browser = openBrowser();
    await browser.post(`${api.url}/auth/persona`, { accountId: id });
    const [[name, secret]] = [...browser.cookies] as [[string, string]];
    const cookie = `${name.split(' ')[1]}=${secret}`;
    return {
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      signOut: () => browser.post(`${api.url}/auth/sign-out`),
    };
  }

  it('when its holder signs out, in whichever process', async () => {
    const { headers, signOut } = await browserOf();
    const listener = await listen(headers);
    const colleague = await listen(as(lucia));
    await signOut();
    await ends(listener);
    expect((await listen(headers)).status).toBe(401);
    expect(colleague.isOver()).toBe(false);
  });

  it('when the session lapses unused', async () => {
    const { headers } = await browserOf();
    const listener = await listen(headers);
    now = new Date(now.getTime() + 31 * 60_000);
    await ends(listener);
  });

  it('when the account is closed, and when it may do less than before', async () => {
    const [closed, lesser] = [await api.signIn('citizen'), await api.signIn('caseworker')];
    const listeners = [await listen(as(closed)), await listen(as(lesser))];
    await api.inAlliance(async ({ db, now: disabledAt }) => {
      await db.account.update({ where: { id: closed.accountId }, data: { disabledAt } });
      await db.account.update({ where: { id: lesser.accountId }, data: { roles: ['auditor'] } });
    });
    for (const listener of listeners) await ends(listener);
  });

  it('when the database is lost, so that nobody waits for what is not told, and goes on when it is back', async () => {
    const listener = await listen(as(lucia));
    const client = await api.test.superuser();
    await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'reciproca changes'",
    );
    await eventually(() => Promise.resolve(listener.isOver()), WITHIN_MS);
    const again = await listen(as(lucia));
    await makePerson(api);
    await again.hears('people');
  });
});

describe('what is told of', () => {
  /** What no screen shows by itself, or what changes together with something that is told. */
  const quiet =
    'attempt_count audit data_key deadline document_content mail numbering sign_in_link signing_code submission token wakeup'.split(
      ' ',
    );

  it('is every table of an alliance, but for those that are known to keep quiet', async () => {
    const client = await api.test.superuser();
    const { rows } = await client.query<{ name: string; told: string | null }>(`
      SELECT c.table_name AS name, min(encode(t.tgargs, 'escape')) AS told
        FROM information_schema.columns c
        JOIN information_schema.tables b USING (table_schema, table_name)
        LEFT JOIN pg_trigger t ON t.tgrelid = format('%I.%I', c.table_schema, c.table_name)::regclass
                              AND t.tgname = 'tell_change'
       WHERE c.table_schema = 'public' AND c.column_name = 'alliance_id' AND b.table_type = 'BASE TABLE'
       GROUP BY c.table_name`);
    const silent = rows.filter(({ told }) => told === null).map(({ name }) => name);
    expect(silent.toSorted()).toEqual(quiet.toSorted());
    const told = new Set(rows.flatMap(({ told: topic }) => (topic ? [topic.replace('\\000', '')] : [])));
    expect([...told, 'money'].filter((topic) => !topics.includes(topic as never))).toEqual([]);
    expect(topics.filter((topic) => !told.has(topic))).toEqual([]);
  });

  it('is heard by somebody who may ask for it', () => {
    const asked = new Set(routes.flatMap(({ method, path }) => (method === 'get' ? topicsBehind(path) : [])));
    expect(topics.filter((topic) => !asked.has(topic))).toEqual([]);
  });
});
