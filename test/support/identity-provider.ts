import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Provider } from 'oidc-provider';
import type { IdentityProviderSettings } from '../../api/identity-provider.ts';
import type { Page, TestBrowser } from './browser.ts';

export const publicUrl = 'http://localhost';
const clientSecret = 'a-secret-of-the-test-that-is-long-enough';

export interface TestIdentityProvider {
  readonly settings: IdentityProviderSettings;
  /** What it says of somebody; nobody else is known to it. */
  readonly people: Map<string, Record<string, unknown>>;
  /** Somebody signs in there, in this browser: tells the address that the browser is sent back to. */
  authenticate(browser: TestBrowser, address: string, subject: string): Promise<Page>;
  stop(): Promise<void>;
}

/** A real OpenID provider on a port of this machine; whoever comes is who the test says, or who they write in its form. */
export async function startIdentityProvider(
  also: Partial<IdentityProviderSettings> = {},
  serviceUrl = publicUrl,
): Promise<TestIdentityProvider> {
  const people: TestIdentityProvider['people'] = new Map();
  let comes = '';
  let answer = (_request: IncomingMessage, response: ServerResponse): void => void response.end();
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = providerAt(issuer, people, serviceUrl);
  const answerProvider = provider.callback();
  answer = (request, response) => {
    if (!request.url!.startsWith('/interaction/')) return void answerProvider(request, response);
    void letIn(provider, request, response, comes);
  };
  return {
    settings: {
      issuer,
      clientId: 'reciproca',
      clientSecret,
      scope: 'openid offline_access',
      roleClaim: 'groups',
      roles: [],
      taxCodeClaim: undefined,
      acrValues: [],
      ...also,
    },
    people,
    async authenticate(browser, address, subject) {
      comes = subject;
      let page = await browser.get(address, {});
      while (page.status === 303 && page.location.startsWith(issuer))
        page = await browser.get(page.location, {});
      return page;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const signInForm = `<!doctype html><title>Ente</title>
<form method="post"><label>Nome utente <input name="subject"></label> <button>Accedi</button></form>`;

/** Whoever the test says, or else writes who they are in the provider's form: that is another site to the browser. */
async function letIn(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  comes: string,
): Promise<void> {
  const isSent = request.method === 'POST';
  const accountId = isSent ? new URLSearchParams(await text(request)).get('subject') : comes;
  if (accountId) await provider.interactionFinished(request, response, { login: { accountId } });
  else response.setHeader('Content-Type', 'text/html').end(signInForm);
}

const kinds = ['AccessToken', 'Grant', 'IdToken', 'Interaction', 'RefreshToken', 'Session'] as const;
const lasting = Object.fromEntries(kinds.map((kind) => [kind, 3_600]));

function providerAt(issuer: string, people: TestIdentityProvider['people'], serviceUrl: string): Provider {
  return new Provider(issuer, {
    clients: [
      {
        client_id: 'reciproca',
        client_secret: clientSecret,
        redirect_uris: [`${serviceUrl}/auth/callback`],
        post_logout_redirect_uris: [`${serviceUrl}/`],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    cookies: { keys: ['a-key-of-the-test'] },
    ttl: { ...lasting },
    scopes: ['openid', 'offline_access'],
    claims: { openid: ['sub', 'name', 'email', 'email_verified', 'groups', 'fiscal_number'] },
    findAccount: (_context, sub) => {
      const claims = people.get(sub);
      return claims && { accountId: sub, claims: () => ({ sub, ...claims }) };
    },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    issueRefreshToken: () => true,
    pkce: { required: () => true },
    // Nobody is asked for consent: the service is the alliance's own.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client!.clientId,
        accountId: oidc.session!.accountId!,
      });
      grant.addOIDCScope('openid offline_access');
      await grant.save();
      return grant;
    },
  });
}
