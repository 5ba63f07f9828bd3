import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetLapsedSessions } from '../../activities/lapsed-sessions.ts';
import { hashSecret } from '../../activities/secret.ts';
import { openIdentityProvider, type RoleClaim } from '../../api/identity-provider.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { startForgingProvider, type Forgery, type ForgingProvider } from '../support/forging-provider.ts';
import { begin, comeBack, invite, makeAccount } from './sign-in-desk.ts';
import { startApi, type TestApi } from './support.ts';

let forger: ForgingProvider;
let forged: TestApi;

beforeAll(async () => {
  forger = await startForgingProvider();
  const log = { info: () => undefined, error: () => undefined };
  const identityProvider = openIdentityProvider(forger.settings, { publicUrl: 'http://localhost', log });
  forged = await startApi({ demo: false, signIn: { identityProvider } });
});
afterAll(async () => {
  await forged.close();
  await forger.stop();
});

/** Where the browser is sent back to, and how: with the answer to its sign-in, or to another. */
async function answerTo(address: string, forgery: Forgery = {}) {
  const { token, code } = await forger.forge(address, forgery);
  const state = new URL(address).searchParams.get('state')!;
  return { token, location: `http://localhost/auth/callback?code=${code}&state=${state}` };
}

/** The one account that a visitor holds by an invitation. */
async function attempt(forgery: Forgery, code?: string, browser = openBrowser()) {
  const { token, location } = await answerTo(await begin(forged, browser, code), forgery);
  return { ...(await comeBack(forged, browser, location)), token };
}

const named = (sub: string, also: object = {}): Forgery => ({
  claims: (honest) => ({ ...honest, sub, ...also }),
});

describe('a token', () => {
  const hour = 3_600;
  const forgeries: Readonly<Record<string, Forgery>> = {
    'for another audience': { claims: (honest) => ({ ...honest, aud: 'another' }) },
    'with another nonce': { claims: (honest) => ({ ...honest, nonce: 'another' }) },
    'without a nonce': { claims: ({ nonce: _nonce, ...rest }) => rest },
    'of another issuer': { claims: (honest) => ({ ...honest, iss: 'https://another.example' }) },
    'that has expired': {
      claims: (honest) => ({ ...honest, iat: honest.iat! - hour, exp: honest.exp! - hour }),
    },
    'signed with a key of somebody else': { byStranger: true },
    'signed with the client’s secret': { algorithm: 'HS256' },
    'that is not signed': { algorithm: 'none' },
  };

  it.each(Object.entries(forgeries))('%s is refused, and the invitation stays', async (_what, forgery) => {
    const code = await invite(forged, await makeAccount(forged));
    const refused = await attempt(forgery, code);
    expect([refused.status, refused.me.status]).toEqual([400, 401]);
    const open = { hash: hashSecret(code), usedAt: null };
    expect(await forged.inAlliance((tx) => tx.db.invitation.count({ where: open }))).toBe(1);
  });

  it('that is honest is refused with the answer to another sign-in', async () => {
    const code = await invite(forged, await makeAccount(forged));
    const browser = openBrowser();
    const { location } = await answerTo(await begin(forged, browser, code));
    const other = new URL(await begin(forged, openBrowser())).searchParams.get('state')!;
    const mixed = location.replace(/state=.*/, `state=${other}`);
    expect((await comeBack(forged, browser, mixed)).status).toBe(400);
  });

  it('that is honest is taken, and refused when it is told again', async () => {
    const good = await attempt({}, await invite(forged, await makeAccount(forged)));
    expect([good.status, good.me.status]).toEqual([303, 200]);
    const code = await invite(forged, await makeAccount(forged));
    expect((await attempt({ again: good.token }, code)).status).toBe(400);
  });

  it('counts once even for a provider that would tell it again', async () => {
    await attempt(named('pia'), await invite(forged, await makeAccount(forged)));
    const browser = openBrowser();
    const { location } = await answerTo(await begin(forged, browser), named('pia'));
    const cookies = new Map(browser.cookies);
    expect((await comeBack(forged, browser, location)).status).toBe(303);
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    expect((await comeBack(forged, browser, location)).status).toBe(400);
  });

  it('of somebody known less surely than was asked is refused', async () => {
    await attempt(named('lea'), await invite(forged, await makeAccount(forged)));
    const settings = forger.settings as { acrValues: readonly string[] };
    settings.acrValues = ['level2', 'level3'];
    const asked = new URL(await begin(forged, openBrowser())).searchParams.get('acr_values');
    const told = [];
    for (const acr of ['level1', undefined, 'level3'])
      told.push((await attempt(named('lea', { acr }))).status);
    settings.acrValues = [];
    expect([asked, told]).toEqual(['level2 level3', [400, 400, 303]]);
  });
});

describe('a session that is looked at again', () => {
  async function look(browser: TestBrowser): Promise<number> {
    await forged.inAlliance((tx) =>
      tx.db.token.updateMany({ where: { recheckAt: { not: null } }, data: { recheckAt: tx.now } }),
    );
    return (await browser.get(`${forged.url}/v1/me`)).status;
  }

  it('goes on while the provider is in trouble, and ends when it says so', async () => {
    const browser = openBrowser();
    const code = await invite(forged, await makeAccount(forged));
    expect((await attempt(named('eva'), code, browser)).status).toBe(303);
    forger.renews = 'trouble';
    expect(await look(browser)).toBe(200);
    forger.renews = 'yes';
    expect(await look(browser)).toBe(200);
    forger.renews = 'no';
    expect(await look(browser)).toBe(401);
    forger.renews = 'yes';
    expect(await look(browser)).toBe(401);
  });
});

describe('what a provider gave to ask again with', () => {
  it('is forgotten once the session has lapsed or its account was closed, and not before', async () => {
    const ids = await Promise.all([1, 2, 3].map(() => makeAccount(forged)));
    const [, lapsed, closed] = ids;
    for (const id of ids) await attempt(named(id), await invite(forged, id));
    const kept = () =>
      forged.inAlliance(async (tx) => {
        await forgetLapsedSessions(tx);
        const rows = { accountId: { in: ids }, providerSealed: { not: null } };
        return (await tx.db.token.findMany({ where: rows })).map(({ accountId }) => accountId);
      });
    expect(new Set(await kept())).toEqual(new Set(ids));
    await forged.inAlliance(async (tx) => {
      await tx.db.token.updateMany({ where: { accountId: lapsed! }, data: { idleAt: tx.now } });
      await tx.db.account.update({ where: { id: closed! }, data: { disabledAt: tx.now } });
    });
    expect(await kept()).toEqual([ids[0]]);
  });
});

describe('somebody new', () => {
  it('who comes in twice at once has one account', async () => {
    const { slug } = await forged.inAlliance((tx) =>
      tx.db.alliance.findUniqueOrThrow({ where: { id: tx.allianceId } }),
    );
    (forger.settings.roles as RoleClaim[]).push({ alliance: slug, value: 'fondo', role: 'fundOfficer' });
    const backs = await Promise.all(
      [1, 2, 3, 4].map(async () => {
        const browser = openBrowser();
        const address = await begin(forged, browser);
        return { browser, ...(await answerTo(address, named('nino', { name: 'Nino', groups: ['fondo'] }))) };
      }),
    );
    const pages = await Promise.all(
      backs.map(({ browser, location }) => comeBack(forged, browser, location)),
    );
    expect(pages.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
    expect(await forged.inAlliance((tx) => tx.db.account.count({ where: { label: 'Nino' } }))).toBe(1);
  });
});

describe('somebody in two alliances', () => {
  it('says in which they want to go', async () => {
    const elsewhere = await forged.test.addAlliance();
    const home = await attempt(named('ugo'), await invite(forged, await makeAccount(forged)));
    const there: TestApi = { ...forged, inAlliance: (work) => forged.inAlliance(work, elsewhere) };
    const away = await attempt(named('ugo'), await invite(there, await makeAccount(there)));
    expect([home.status, away.status]).toEqual([303, 303]);
    const asked = await attempt(named('ugo'));
    expect([asked.status, asked.me.status]).toEqual([409, 401]);
    expect(asked.text).toContain(`/auth/sign-in?alliance=alliance-${elsewhere}`);
    const browser = openBrowser();
    const chosen = await browser.get(`${forged.url}/auth/sign-in?alliance=alliance-${elsewhere}`);
    const { location } = await answerTo(chosen.location, named('ugo'));
    const { me } = await comeBack(forged, browser, location);
    expect(me.body).toMatchObject({ alliance: { id: elsewhere } });
  });
});
