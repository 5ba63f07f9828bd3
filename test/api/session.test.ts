import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { untilSomebodyWaits } from '../support/lock-wait.ts';
import { startApi, type Caller, type TestApi } from './support.ts';

let api: TestApi;
let administrator: Caller;

beforeAll(async () => {
  api = await startApi();
  administrator = await api.signIn('administrator');
  await api.inAlliance((tx) => tx.db.alliance.update({ where: { id: tx.allianceId }, data: { demo: true } }));
});
afterAll(() => api.close());

function makePersona(label: string) {
  return api.inAlliance(async (tx) => {
    const row = await tx.db.account.create({
      data: { allianceId: tx.allianceId, label, roles: ['caseworker'], persona: true, createdAt: tx.now },
    });
    return row.id;
  });
}

async function slug(): Promise<string> {
  return api.inAlliance(
    async (tx) => (await tx.db.alliance.findUniqueOrThrow({ where: { id: tx.allianceId } })).slug,
  );
}

describe('the persona chooser', () => {
  it('lists the personas, signs one in for twelve hours, and out again', async () => {
    const accountId = await makePersona('Chiara');
    const listed = await api.nobody.get('/v1/session/personas');
    expect(listed.body['items']).toContainEqual(
      expect.objectContaining({ accountId, label: 'Chiara', roles: ['caseworker'] }),
    );
    expect(listed.body['alliance']).toBe(await slug());
    const session = await api.nobody.post('/v1/session', { accountId });
    expect(session.status).toBe(201);
    const hours = (new Date(session.body['expiresAt'] as string).getTime() - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(11.9);
    expect(hours).toBeLessThanOrEqual(12);
    const chiara = api.as(session.body['token'] as string);
    expect((await chiara.get('/v1/me')).body).toMatchObject({ accountId, label: 'Chiara' });
    expect((await chiara.request('DELETE', '/v1/session')).status).toBe(200);
    expect((await chiara.get('/v1/me')).status).toBe(401);
  });

  it('lets nobody become an account that is no persona', async () => {
    const reply = await api.nobody.post('/v1/session', { accountId: administrator.accountId });
    expect(reply.status).toBe(404);
  });

  it('signs nobody in as a persona of an alliance that is no demonstration', async () => {
    const allianceId = await api.test.addAlliance();
    const { id: accountId } = await api.inAlliance(
      (tx) =>
        tx.db.account.create({
          data: { allianceId, label: 'x', roles: ['caseworker'], persona: true, createdAt: tx.now },
        }),
      allianceId,
    );
    expect((await api.nobody.post('/v1/session', { accountId })).status).toBe(404);
  });

  it('does not exist outside the demonstration, nor does the mailbox, nor does the document name them', async () => {
    const real = await startApi({ demo: false });
    const someone = await real.signIn('caseworker');
    for (const [method, path] of [
      ['GET', '/v1/session/personas'],
      ['POST', '/v1/session'],
      ['GET', '/v1/dev/mailbox'],
    ] as const)
      expect([404, 405]).toContain((await someone.request(method, path)).status);
    expect(Object.keys(real.document.paths).join()).not.toMatch(/personas|mailbox/);
    expect(Object.keys(real.document.paths['/v1/session']!)).toEqual(['delete']);
    expect((await someone.request('DELETE', '/v1/session')).status).toBe(200);
    await real.close();
  });
});

describe('an API token', () => {
  const wanted = (roles: readonly string[]) => ({ label: 'gestionale', roles, validDays: 30 });

  it('carries no more roles than were asked, and stops when revoked', async () => {
    const staff = await api.signIn(['caseworker', 'commissionMember']);
    const made = await staff.post('/v1/tokens', wanted(['caseworker']));
    expect(made.status).toBe(201);
    const machine = api.as(made.body['secret'] as string);
    expect((await machine.get('/v1/me')).body).toMatchObject({ roles: ['caseworker'], tokenKind: 'api' });
    const wider = await machine.post('/v1/tokens', wanted(['commissionMember']));
    expect(wider.body['errors']).toMatchObject([{ pointer: '/body/roles' }]);
    await staff.request('DELETE', `/v1/tokens/${made.body['id'] as string}`);
    expect((await machine.get('/v1/me')).status).toBe(401);
  });

  it('ends with the one that made it, and makes nothing that outlives itself', async () => {
    const staff = await api.signIn('caseworker');
    const root = await staff.post('/v1/tokens', wanted(['caseworker']));
    const machine = api.as(root.body['secret'] as string);
    const child = await machine.post('/v1/tokens', { ...wanted(['caseworker']), validDays: 366 });
    expect(child.body['expiresAt']).toBe(root.body['expiresAt']);
    const script = api.as(child.body['secret'] as string);
    const grandchild = await script.post('/v1/tokens', { ...wanted(['caseworker']), validDays: 1 });
    expect((grandchild.body['expiresAt'] as string) < (root.body['expiresAt'] as string)).toBe(true);
    const beside = await staff.post('/v1/tokens', wanted(['caseworker']));
    await staff.request('DELETE', `/v1/tokens/${root.body['id'] as string}`);
    const statusOf = async (made: typeof root) =>
      (await api.as(made.body['secret'] as string).get('/v1/me')).status;
    expect([await statusOf(root), await statusOf(child), await statusOf(grandchild)]).toEqual([
      401, 401, 401,
    ]);
    expect(await statusOf(beside)).toBe(200);
  });

  it('that a session made goes on without it', async () => {
    const staff = await api.signIn('caseworker');
    const made = await staff.post('/v1/tokens', wanted(['caseworker']));
    await staff.request('DELETE', '/v1/session');
    expect((await api.as(made.body['secret'] as string).get('/v1/me')).status).toBe(200);
  });

  it('makes nothing any more while it is being revoked', async () => {
    const staff = await api.signIn('caseworker');
    const root = await staff.post('/v1/tokens', wanted(['caseworker']));
    const client = await api.test.superuser();
    await client.query('BEGIN');
    await client.query('SELECT id FROM account WHERE id = $1 FOR NO KEY UPDATE', [staff.accountId]);
    await client.query('UPDATE token SET revoked_at = now() WHERE id = $1', [root.body['id']]);
    const child = api.as(root.body['secret'] as string).post('/v1/tokens', wanted(['caseworker']));
    await untilSomebodyWaits(client);
    await client.query('COMMIT');
    expect((await child).status).toBe(401);
  });

  it('shows its secret once: a repeated request answers without it, and no row holds it', async () => {
    const staff = await api.signIn('caseworker');
    const body = wanted(['caseworker']);
    const first = await staff.post('/v1/tokens', body, 'one-token-only');
    const again = await staff.post('/v1/tokens', body, 'one-token-only');
    const { secret, ...rest } = first.body;
    expect(secret).toMatch(/^rcp_/);
    expect(again.body).toEqual(rest);
    const client = await api.test.superuser();
    for (const table of ['submission', 'token', 'audit']) {
      const { rows } = await client.query(`SELECT count(*)::int AS n FROM ${table} t WHERE t::text LIKE $1`, [
        `%${secret as string}%`,
      ]);
      expect(rows[0].n).toBe(0);
    }
    const listed = await staff.get('/v1/tokens');
    expect(listed.text).not.toContain(secret as string);
  });

  it('is not made with a role that its maker does not have', async () => {
    const reply = await administrator.post('/v1/tokens', wanted(['fundOfficer']));
    expect(reply.body['errors']).toMatchObject([{ pointer: '/body/roles' }]);
  });

  it('is made for nobody else, not even by an administrator: whoever makes does not check', async () => {
    const staff = await api.signIn('caseworker');
    const body = { ...wanted(['caseworker']), accountId: staff.accountId };
    expect((await administrator.post('/v1/tokens', body)).status).toBe(422);
    const own = await administrator.post('/v1/tokens', wanted(['administrator']));
    expect((await api.as(own.body['secret'] as string).get('/v1/me')).body).toMatchObject({
      accountId: administrator.accountId,
    });
  });

  it('is seen and revoked by its holder and by administrators, by nobody else', async () => {
    const [holder, colleague] = [await api.signIn('caseworker'), await api.signIn('caseworker')];
    const { id } = (await holder.post('/v1/tokens', wanted(['caseworker']))).body as { id: string };
    const isListed = async (caller: Caller) =>
      (await caller.get(`/v1/tokens?accountId=${holder.accountId}&kind=api`)).text.includes(id);
    expect([await isListed(holder), await isListed(administrator), await isListed(colleague)]).toEqual([
      true,
      true,
      false,
    ]);
    expect((await colleague.request('DELETE', `/v1/tokens/${id}`)).status).toBe(404);
    expect((await administrator.request('DELETE', `/v1/tokens/${id}`)).status).toBe(200);
  });

  it('loses a role as soon as its account does, and everything when the account is closed', async () => {
    const staff = await api.signIn(['caseworker', 'fundOfficer']);
    const made = await staff.post('/v1/tokens', wanted(['caseworker', 'fundOfficer']));
    const machine = api.as(made.body['secret'] as string);
    const changeAccount = (data: object) =>
      api.inAlliance((tx) => tx.db.account.update({ where: { id: staff.accountId }, data }));
    await changeAccount({ roles: ['caseworker'] });
    expect((await machine.get('/v1/me')).body['roles']).toEqual(['caseworker']);
    await changeAccount({ disabledAt: new Date() });
    expect((await machine.get('/v1/me')).status).toBe(401);
  });

  it('is refused from the moment it expires', async () => {
    let now = new Date('2026-06-01T10:00:00Z');
    const timed = await startApi({ clock: { now: () => Promise.resolve(now) } });
    const boss = await timed.signIn('administrator');
    const made = await boss.post('/v1/tokens', { ...wanted(['administrator']), validDays: 1 });
    const machine = timed.as(made.body['secret'] as string);
    now = new Date('2026-06-02T09:59:59.999Z');
    expect((await machine.get('/v1/me')).status).toBe(200);
    now = new Date('2026-06-02T10:00:00Z');
    expect((await machine.get('/v1/me')).status).toBe(401);
    await timed.close();
  });
});

describe('the directory of colleagues', () => {
  it('shows staff to staff, and other accounts to administrators only', async () => {
    const [caseworker, citizen] = [await api.signIn('caseworker'), await api.signIn('citizen')];
    const idsOf = async (caller: Caller) =>
      ((await caller.get('/v1/accounts?limit=200')).body['items'] as { id: string }[]).map(({ id }) => id);
    expect(await idsOf(caseworker)).toContain(administrator.accountId);
    expect(await idsOf(caseworker)).not.toContain(citizen.accountId);
    expect(await idsOf(administrator)).toContain(citizen.accountId);
  });
});
