import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiServices } from '../../api/services.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { startApi, type TestApi } from './support.ts';

const minuteMs = 60_000;
const start = new Date('2026-06-01T08:00:00Z');
let now = start;
let api: TestApi;
let accountId: string;

beforeAll(async () => {
  api = await openApi();
  accountId = await makePersona(api);
});
afterAll(() => api.close());

async function openApi(signIn: Parameters<typeof startApi>[0] & object = {}): Promise<TestApi> {
  const opened = await startApi({ clock: { now: () => Promise.resolve(now) }, ...signIn });
  await opened.inAlliance((tx) =>
    tx.db.alliance.update({ where: { id: tx.allianceId }, data: { demo: true } }),
  );
  return opened;
}

function makePersona(of: TestApi): Promise<string> {
  return of.inAlliance(async (tx) => {
    const { allianceId, now: createdAt } = tx;
    const account = { label: 'Chiara', roles: ['caseworker' as const], persona: true };
    return (await tx.db.account.create({ data: { ...account, allianceId, createdAt } })).id;
  });
}

async function enter(of = api, as = accountId, browser = openBrowser()): Promise<TestBrowser> {
  expect((await browser.post(`${of.url}/auth/persona`, { accountId: as })).status).toBe(201);
  return browser;
}

const statusOf = async (browser: TestBrowser) => (await browser.get(`${api.url}/v1/me`)).status;

function after(minutes: number): void {
  now = new Date(now.getTime() + minutes * minuteMs);
}

function secretOf(browser: TestBrowser): string {
  return [...browser.cookies].find(([name]) => name.endsWith(' __Host-reciproca'))![1];
}

describe('a browser’s session', () => {
  it('travels in a cookie of this host alone, over TLS alone, that no script reads', async () => {
    const browser = openBrowser();
    const entered = await browser.post(`${api.url}/auth/persona`, { accountId });
    expect(entered.setCookies).toEqual([
      expect.stringMatching(/^__Host-reciproca=rcp_[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/),
      expect.stringMatching(/^__Host-reciproca-held=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/),
    ]);
    expect(entered.text).not.toContain(secretOf(browser));
    const me = await browser.get(`${api.url}/v1/me`);
    expect(me.body).toMatchObject({
      accountId,
      roles: ['caseworker'],
      tokenKind: 'session',
      session: { expiresAt: '2026-06-01T20:00:00.000Z', idleAt: '2026-06-01T08:30:00.000Z' },
    });
  });

  it('is kept as a hash alone', async () => {
    const secret = secretOf(await enter());
    const client = await api.test.superuser();
    const { rows } = await client.query('SELECT 1 FROM token t WHERE t::text LIKE $1', [`%${secret}%`]);
    expect(rows).toEqual([]);
  });

  it('opens nothing as a token, and a token nothing as a cookie', async () => {
    const secret = secretOf(await enter());
    expect((await api.as(secret).get('/v1/me')).status).toBe(401);
    const { token } = (await api.nobody.post('/v1/session', { accountId })).body as { token: string };
    const headers = { cookie: `__Host-reciproca=${token}`, 'sec-fetch-site': 'same-origin' };
    expect((await api.nobody.request('GET', '/v1/me', { headers })).status).toBe(401);
    expect((await api.as(token).get('/v1/me')).status).toBe(200);
  });

  it('lapses after half an hour unused, and not while it is used', async () => {
    const browser = await enter();
    for (const minutes of [29, 29, 29]) {
      after(minutes);
      expect(await statusOf(browser)).toBe(200);
    }
    after(30);
    expect(await statusOf(browser)).toBe(401);
  });

  it('lapses before a page that asks by itself while nobody touches it', async () => {
    const browser = await enter();
    const headers = { 'sec-fetch-site': 'same-origin', 'reciproca-unattended': '1' };
    const asked = () => browser.get(`${api.url}/v1/me`, headers);
    const before = (await asked()).body.session;
    after(20);
    expect((await asked()).body.session).toEqual(before);
    after(10);
    expect((await asked()).status).toBe(401);
  });

  it('ends after twelve hours however much it is used', async () => {
    const browser = await enter();
    const begun = now;
    while (now.getTime() < begun.getTime() + 700 * minuteMs) {
      after(25);
      expect(await statusOf(browser)).toBe(200);
    }
    now = new Date(begun.getTime() + 720 * minuteMs);
    expect(await statusOf(browser)).toBe(401);
  });

  it('is written once a minute at most', async () => {
    const browser = await enter();
    const writes = async () => {
      const { rows } = await (
        await api.test.superuser()
      ).query(
        'SELECT xmin FROM token WHERE account_id = $1 AND revoked_at IS NULL ORDER BY id DESC LIMIT 1',
        [accountId],
      );
      return rows[0].xmin as string;
    };
    const first = await writes();
    now = new Date(now.getTime() + minuteMs - 1);
    await statusOf(browser);
    expect(await writes()).toBe(first);
    after(1);
    await statusOf(browser);
    expect(await writes()).not.toBe(first);
  });

  it('is another after each sign-in, and the one before opens no more', async () => {
    const browser = await enter();
    const before = new Map(browser.cookies);
    await enter(api, accountId, browser);
    expect(browser.cookies).not.toEqual(before);
    expect(await statusOf(browser)).toBe(200);
    for (const [name, value] of before) browser.cookies.set(name, value);
    expect(await statusOf(browser)).toBe(401);
  });

  it('is ended by a sign-in that it does not travel with, by a hash that opens nothing itself', async () => {
    const browser = await enter();
    const held = [...browser.cookies].find(([name]) => name.endsWith('-held'))![1];
    const [opener, hash] = [secretOf(browser), `__Host-reciproca-held=${held}`];
    for (const cookie of [`__Host-reciproca=${held}`, hash])
      expect((await api.nobody.request('GET', '/v1/me', { headers: { cookie } })).status).toBe(401);
    const headers = { cookie: hash, 'sec-fetch-site': 'same-origin' };
    await openBrowser().post(`${api.url}/auth/persona`, { accountId }, headers);
    browser.cookies.set(`${new URL(api.url).host} __Host-reciproca`, opener);
    expect(await statusOf(browser)).toBe(401);
  });

  it('is out at the next call when its account is closed, or it is revoked', async () => {
    const persona = await makePersona(api);
    const [one, other] = [await enter(api, persona), await enter(api, persona)];
    const tokens = await one.get(`${api.url}/v1/tokens?kind=session&limit=200`);
    const [theirs] = tokens.body.items.filter((row: { revokedAt: unknown }) => !row.revokedAt);
    const administrator = await api.signIn('administrator');
    await administrator.request('DELETE', `/v1/tokens/${theirs.id}`);
    expect([await statusOf(one), await statusOf(other)]).toEqual([401, 200]);
    await api.inAlliance((tx) =>
      tx.db.account.update({ where: { id: persona }, data: { disabledAt: tx.now } }),
    );
    const told = async (browser: TestBrowser) => (await browser.get(`${api.url}/v1/me`)).body.type as string;
    expect(await statusOf(other)).toBe(401);
    expect(await told(other)).toBe('urn:reciproca:problem:account-closed');
    expect(await told(openBrowser())).toBe('urn:reciproca:problem:not-signed-in');
    after(12 * 60);
    expect(await told(other)).toBe('urn:reciproca:problem:not-signed-in');
  });

  it('is ended everywhere at once, and the tokens of programs go on', async () => {
    const persona = await makePersona(api);
    const [one, other] = [await enter(api, persona), await enter(api, persona)];
    const made = await one.post(`${api.url}/v1/tokens`, { label: 'x', roles: ['caseworker'], validDays: 1 });
    const elsewhere = await enter();
    const ended = await one.post(`${api.url}/auth/sign-out-everywhere`);
    expect(ended.body).toEqual({ endedSessions: 2, providerSignOut: null });
    expect([await statusOf(one), await statusOf(other), await statusOf(elsewhere)]).toEqual([401, 401, 200]);
    expect((await api.as(made.body.secret as string).get('/v1/me')).status).toBe(200);
  });
});

describe('what another site’s page asks for', () => {
  const foreign: readonly Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    {},
  ];

  it.each(foreign)('is not done, although the browser sends its cookie: %j', async (headers) => {
    const browser = await enter();
    const refused = await browser.post(`${api.url}/auth/sign-out`, undefined, headers);
    expect(refused.body).toMatchObject({ status: 403, type: 'urn:reciproca:problem:foreign-page' });
    expect(await statusOf(browser)).toBe(200);
    const planted = await openBrowser().post(`${api.url}/auth/persona`, { accountId }, headers);
    expect([planted.status, planted.setCookies]).toEqual([403, []]);
  });

  it('is not shown either', async () => {
    const browser = await enter();
    const shown = await browser.get(`${api.url}/v1/me`, { 'sec-fetch-site': 'cross-site' });
    expect(shown.status).toBe(403);
    expect((await browser.get(`${api.url}/v1/me`, { 'sec-fetch-site': 'none' })).status).toBe(200);
  });

  it('is done when an old browser says that it is our own', async () => {
    const browser = await enter();
    const origin = new URL((api.services as ApiServices).publicUrl).origin;
    expect((await browser.post(`${api.url}/auth/sign-out`, undefined, { origin })).status).toBe(200);
  });
});

describe('pages', () => {
  it('take scripts and styles from here alone, none inline, and stand in nobody’s frame', async () => {
    for (const path of ['/', '/docs/', '/auth/callback']) {
      const policy = (await openBrowser().get(`${api.url}${path}`)).headers.get('content-security-policy')!;
      expect(policy).not.toMatch(/unsafe|https:|\*/);
      for (const rule of [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
        'frame-src blob:',
      ])
        expect(policy.split(';'), path).toContain(rule);
    }
  });
});

describe('too many requests', () => {
  it('of one person in a minute are refused, and nobody else’s', async () => {
    const limited = await openApi({ signIn: { requestLimits: { ofPerson: 10 } } });
    const [one, other] = [await limited.signIn('caseworker'), await limited.signIn('caseworker')];
    const replies = [];
    for (let count = 0; count < 12; count += 1) replies.push(await one.get('/v1/me'));
    expect(replies.map(({ status }) => status)).toEqual([...Array.from({ length: 10 }, () => 200), 429, 429]);
    const { body, headers } = replies.at(-1)!;
    expect(body).toMatchObject({ type: 'urn:reciproca:problem:too-many-requests' });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect((await other.get('/v1/me')).status).toBe(200);
    await limited.close();
  });

  it('of one address that opens nothing are refused, and a good token beside them is not', async () => {
    const limited = await openApi({ signIn: { requestLimits: { ofAddress: 10 } }, trustProxy: undefined });
    const good = await limited.signIn('caseworker');
    const tried = [];
    for (let count = 0; count < 12; count += 1) {
      const headers = { 'x-forwarded-for': `203.0.113.${count}` };
      const reply = await limited.as(`rcp_${count}`).request('GET', '/v1/me', { headers });
      tried.push(reply.status);
    }
    expect(tried).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    expect((await openBrowser().get(`${limited.url}/auth/sign-in`)).status).toBe(429);
    expect((await good.get('/v1/me')).status).toBe(200);
    await limited.close();
  });
});
