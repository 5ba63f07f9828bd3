import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret } from '../../activities/secret.ts';
import { openIdentityProvider } from '../../api/identity-provider.ts';
import { returnPath } from '../../api/sign-in.ts';
import type { Role } from '../../prisma/generated/enums.ts';
import { openBrowser, type Page, type TestBrowser } from '../support/browser.ts';
import { publicUrl, startIdentityProvider, type TestIdentityProvider } from '../support/identity-provider.ts';
import { begin, comeBack, invite, makeAccount } from './sign-in-desk.ts';
import { startApi, type TestApi } from './support.ts';
import { makePerson } from './world.ts';

const minuteMs = 60_000;
const log = { info: () => undefined, error: () => undefined };
const taxCode = 'RSSMRA80A01H501U';
/** Ahead of the machine's clock by what a test lets pass. */
let aheadMs = 0;
let slug: string;
let api: TestApi;
let provider: TestIdentityProvider;

beforeAll(async () => {
  provider = await startIdentityProvider({ taxCodeClaim: 'fiscal_number' });
  const roles = provider.settings.roles as { alliance: string; value: string; role: Role }[];
  api = await startApi({
    demo: false,
    clock: { now: () => Promise.resolve(new Date(Date.now() + aheadMs)) },
    signIn: { identityProvider: openIdentityProvider(provider.settings, { publicUrl, log }) },
  });
  ({ slug } = await api.inAlliance((tx) =>
    tx.db.alliance.findUniqueOrThrow({ where: { id: tx.allianceId } }),
  ));
  roles.push({ alliance: slug, value: 'assistenti', role: 'caseworker' });
  roles.push({ alliance: slug, value: 'fondo', role: 'fundOfficer' });
});
afterAll(async () => {
  await api.close();
  await provider.stop();
});

/** Begins at the service, signs in at the provider, comes back. */
async function signIn(subject: string, code?: string, browser = openBrowser()): Promise<Page & { me: Page }> {
  const started = await begin(api, browser, code);
  const { location } = await provider.authenticate(browser, started, subject);
  return comeBack(api, browser, location);
}

/** Somebody new to the provider, who holds an account by an invitation. */
async function linked(): Promise<{ subject: string; accountId: string; browser: TestBrowser }> {
  const subject = randomUUID();
  provider.people.set(subject, {});
  const [accountId, browser] = [await makeAccount(api), openBrowser()];
  expect((await signIn(subject, await invite(api, accountId), browser)).status).toBe(303);
  return { subject, accountId, browser };
}

describe('signing in', () => {
  it('links a person to an account by an invitation, once, and knows them from then on', async () => {
    const [subject, other] = [randomUUID(), randomUUID()];
    for (const one of [subject, other]) provider.people.set(one, {});
    const accountId = await makeAccount(api);
    const code = await invite(api, accountId);
    const first = await signIn(subject, code);
    expect(first.me.body).toMatchObject({ accountId, roles: ['commissionMember'], tokenKind: 'session' });
    const again = await signIn(subject);
    expect(again.location).toBe(`${api.url}/pratiche`);
    expect(again.me.body).toMatchObject({ accountId });
    const second = await signIn(other, code);
    expect([second.status, second.me.status]).toEqual([404, 401]);
    expect((await signIn(other)).status).toBe(403);
  });

  it('keeps of issuer and subject nothing that anybody could read', async () => {
    const { subject } = await linked();
    const client = await api.test.superuser();
    const { rows } = await client.query(`SELECT * FROM sign_in_link l WHERE l::text ~ $1`, [
      `${subject}|127.0.0.1`,
    ]);
    expect(rows).toEqual([]);
  });

  it('gives nobody a second account of the alliance, and leaves the invitation as it was', async () => {
    const { subject } = await linked();
    const code = await invite(api, await makeAccount(api));
    expect((await signIn(subject, code)).status).toBe(409);
    const open = { hash: hashSecret(code), usedAt: null };
    expect(await api.inAlliance((tx) => tx.db.invitation.count({ where: open }))).toBe(1);
  });

  it('with a new invitation takes the account from whoever held it', async () => {
    const { accountId, browser, subject } = await linked();
    const heir = randomUUID();
    provider.people.set(heir, {});
    expect((await signIn(heir, await invite(api, accountId))).me.body).toMatchObject({ accountId });
    expect((await browser.get(`${api.url}/v1/me`)).status).toBe(401);
    expect((await signIn(subject)).status).toBe(403);
  });

  it('is over for whoever held an account that another takes without the provider', async () => {
    const subject = randomUUID();
    provider.people.set(subject, {});
    const citizen = await makeAccount(api, { roles: ['citizen'], personId: await makePerson(api) });
    expect((await signIn(subject, await invite(api, citizen))).me.status).toBe(200);
    const taken = await api.nobody.post('/v1/session/invitation', { code: await invite(api, citizen) });
    expect(taken.status).toBe(201);
    expect((await signIn(subject)).status).toBe(403);
  });

  it('is the only way in with an invitation for whoever works for the alliance', async () => {
    const code = await invite(api, await makeAccount(api));
    expect((await api.nobody.post('/v1/session/invitation', { code })).status).toBe(409);
    expect((await openBrowser().post(`${api.url}/auth/invitation`, { code })).status).toBe(409);
    const citizen = await makeAccount(api, { roles: ['citizen'], personId: await makePerson(api) });
    const theirs = await invite(api, citizen);
    const browser = openBrowser();
    expect((await browser.post(`${api.url}/auth/invitation`, { code: theirs })).status).toBe(201);
    expect((await browser.get(`${api.url}/v1/me`)).body).toMatchObject({ accountId: citizen });
  });

  it('lets nobody in whose account was closed', async () => {
    const { subject, accountId, browser } = await linked();
    await api.inAlliance((tx) =>
      tx.db.account.update({ where: { id: accountId }, data: { disabledAt: tx.now } }),
    );
    expect((await browser.get(`${api.url}/v1/me`)).status).toBe(401);
    expect((await signIn(subject)).status).toBe(403);
  });

  it('comes back to a path of ours and to no other place', async () => {
    const { subject } = await linked();
    const browser = openBrowser();
    const { location } = await browser.get(`${api.url}/auth/sign-in?returnTo=//evil.example/x`);
    const back = await provider.authenticate(browser, location, subject);
    expect((await comeBack(api, browser, back.location)).location).toBe(`${api.url}/`);
    const foreign = [
      '/\\evil.example',
      '/.//evil.example',
      '/x/..//evil.example',
      'https://evil.example',
      '/\t/evil.example',
      'javascript:alert(1)',
      ['/a'],
    ];
    expect(foreign.map(returnPath)).toEqual(foreign.map(() => '/'));
    expect(returnPath('/pratiche?stato=aperta#x')).toBe('/pratiche?stato=aperta#x');
  });

  it('counts once, and in the browser that began it', async () => {
    const { subject } = await linked();
    const browser = openBrowser();
    const { location } = await provider.authenticate(browser, await begin(api, browser), subject);
    const cookies = new Map(browser.cookies);
    const elsewhere = openBrowser();
    expect((await comeBack(api, elsewhere, location)).status).toBe(400);
    await begin(api, elsewhere);
    expect((await comeBack(api, elsewhere, location)).status).toBe(400);
    expect((await comeBack(api, browser, location)).status).toBe(303);
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    expect((await browser.get(`${api.url}/auth/callback${new URL(location).search}`, {})).status).toBe(400);
  });

  it('that takes too long begins anew', async () => {
    const { subject } = await linked();
    const browser = openBrowser();
    const { location } = await provider.authenticate(browser, await begin(api, browser), subject);
    aheadMs += 11 * minuteMs;
    expect((await comeBack(api, browser, location)).status).toBe(400);
  });
});

describe('refreshing', () => {
  it('asks the provider again after a quarter of an hour, and goes on', async () => {
    const { accountId, browser } = await linked();
    const sealed = () =>
      api.inAlliance((tx) => tx.db.token.findFirstOrThrow({ where: { accountId, revokedAt: null } }));
    const before = await sealed();
    aheadMs += 16 * minuteMs;
    const replies = await Promise.all([1, 2, 3, 4].map(() => browser.get(`${api.url}/v1/me`)));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const after = await sealed();
    expect(after.recheckAt!.getTime()).toBeGreaterThan(before.recheckAt!.getTime());
    expect(Buffer.from(after.providerSealed!)).not.toEqual(Buffer.from(before.providerSealed!));
  });

  it('shuts out whoever the provider does not know any more, and keeps nothing to ask with', async () => {
    const { subject, accountId, browser } = await linked();
    provider.people.delete(subject);
    expect((await browser.get(`${api.url}/v1/me`)).status).toBe(200);
    aheadMs += 16 * minuteMs;
    expect((await browser.get(`${api.url}/v1/me`)).status).toBe(401);
    const kept = { accountId, OR: [{ revokedAt: null }, { providerSealed: { not: null } }] };
    expect(await api.inAlliance((tx) => tx.db.token.count({ where: kept }))).toBe(0);
  });
});

describe('signing out', () => {
  it('ends the session here at once, and tells where to leave the provider', async () => {
    const { accountId, browser } = await linked();
    const cookies = new Map(browser.cookies);
    const out = await browser.post(`${api.url}/auth/sign-out`);
    expect(out.body.ended).toBe(true);
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    expect((await browser.get(`${api.url}/v1/me`)).status).toBe(401);
    const address = new URL(out.body.providerSignOut as string);
    expect(address.searchParams.has('id_token_hint')).toBe(false);
    const there = await browser.get(address.href, {});
    expect([there.status, there.text.includes('xsrf')]).toEqual([200, true]);
    const kept = { accountId, providerSealed: { not: null } };
    expect(await api.inAlliance((tx) => tx.db.token.count({ where: kept }))).toBe(0);
  });
});

describe('a role of the provider’s', () => {
  it('opens an account, follows what the provider says, and ends with it', async () => {
    const subject = randomUUID();
    provider.people.set(subject, { name: 'Ada Prova', groups: ['assistenti', 'tutti'] });
    const browser = openBrowser();
    const first = await signIn(subject, undefined, browser);
    expect(first.me.body).toMatchObject({ label: 'Ada Prova', roles: ['caseworker'] });
    provider.people.set(subject, { groups: ['fondo'] });
    const moved = await signIn(subject);
    expect(moved.me.body).toMatchObject({ accountId: first.me.body.accountId, roles: ['fundOfficer'] });
    provider.people.set(subject, { groups: ['tutti'] });
    aheadMs += 16 * minuteMs;
    expect((await browser.get(`${api.url}/v1/me`)).status).toBe(401);
    expect((await signIn(subject)).status).toBe(403);
  });

  it('is one: whoever makes does not check', async () => {
    const subject = randomUUID();
    provider.people.set(subject, { groups: ['assistenti', 'fondo'] });
    expect((await signIn(subject)).status).toBe(403);
  });

  it('changes nothing of an account whose roles were given here', async () => {
    const { subject } = await linked();
    provider.people.set(subject, { groups: ['fondo'] });
    expect((await signIn(subject)).me.body).toMatchObject({ roles: ['commissionMember'] });
  });

  it('never leads to the account of whoever has the same mail address', async () => {
    const [subject, email] = [randomUUID(), `${randomUUID()}@example.org`];
    await makeAccount(api, { email });
    provider.people.set(subject, { email, email_verified: true, groups: ['assistenti'] });
    expect((await signIn(subject)).status).toBe(403);
    provider.people.set(subject, { email, email_verified: true });
    expect((await signIn(subject)).status).toBe(403);
  });
});

describe('a tax code', () => {
  it('of an issuer that is trusted for it leads to the person’s account, of another to nobody', async () => {
    const taxCodePrint = await api.inAlliance((tx) => api.vault.fingerprint(tx, taxCode));
    const personId = await makePerson(api);
    await api.inAlliance((tx) => tx.db.person.update({ where: { id: personId }, data: { taxCodePrint } }));
    const subject = randomUUID();
    provider.people.set(subject, { name: 'Maria Prova', fiscal_number: `TINIT-${taxCode}` });
    const { settings } = provider;
    const trusting = settings as { taxCodeClaim: string | undefined };
    trusting.taxCodeClaim = undefined;
    expect((await signIn(subject)).status).toBe(403);
    trusting.taxCodeClaim = 'fiscal_number';
    const first = await signIn(subject);
    expect(first.me.body).toMatchObject({ personId, roles: ['citizen'] });
    // Another gateway calls the same person otherwise: still that person, and one account.
    const second = randomUUID();
    provider.people.set(second, { fiscal_number: taxCode });
    expect((await signIn(second)).me.body).toMatchObject({ accountId: first.me.body.accountId });
    expect(await api.inAlliance((tx) => tx.db.account.count({ where: { personId } }))).toBe(1);
  });
});

describe('an identity provider that is away', () => {
  it('is told on a page that says what to do', async () => {
    const settings = { ...provider.settings, issuer: 'http://127.0.0.1:9' };
    const away = await startApi({
      demo: false,
      signIn: { identityProvider: openIdentityProvider(settings, { publicUrl, log }) },
    });
    const page = await openBrowser().get(`${away.url}/auth/sign-in`, { 'accept-language': 'en' });
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '60']);
    expect(page.text).toContain('try again in a few minutes');
    expect((await openBrowser().post(`${away.url}/auth/sign-in`, {})).status).toBe(503);
    await away.close();
  });
});
