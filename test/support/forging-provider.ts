import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import type { IdentityProviderSettings } from '../../api/identity-provider.ts';

type Signing = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

/** What is said in the token that the forger hands out next, and how it is signed. */
export interface Forgery {
  readonly claims?: (honest: JWTPayload) => JWTPayload;
  /** Signed with a key that its JWKS does not tell. */
  readonly byStranger?: boolean;
  /** Signed with the client's secret instead of a key, or not at all. */
  readonly algorithm?: 'HS256' | 'none';
  /** A token that was handed out before. */
  readonly again?: string;
}

export interface ForgingProvider {
  readonly settings: IdentityProviderSettings;
  /** Makes the token of a sign-in that began at this address; its code is the sign-in's nonce. */
  forge(address: string, forgery: Forgery): Promise<{ readonly token: string; readonly code: string }>;
  /** How it answers whoever asks again: as ever, that it is in trouble, or that it is over. */
  renews: 'yes' | 'trouble' | 'no';
  stop(): Promise<void>;
}

/** A provider whose keys and tokens the test makes, to tell what no honest one would. */
export async function startForgingProvider(): Promise<ForgingProvider> {
  const [own, strange] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'own', alg: 'RS256', use: 'sig' };
  const clientSecret = 'a-secret-of-the-forger-that-is-long-enough';
  const tokens = new Map<string, string>();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asked = new URLSearchParams(await text(request));
    if (request.url === '/.well-known/openid-configuration') return json(response, described(issuer));
    if (request.url === '/jwks') return json(response, { keys: [jwk] });
    const code = asked.get('code') ?? asked.get('refresh_token')!;
    if (asked.has('refresh_token') && forger.renews === 'trouble') return json(response, {}, 503);
    if (asked.has('refresh_token') && forger.renews === 'no')
      return json(response, { error: 'invalid_grant' }, 400);
    const given = { id_token: tokens.get(code), access_token: 'a', refresh_token: code };
    return json(response, { ...given, token_type: 'Bearer', expires_in: 60 });
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sign = (claims: JWTPayload, key: Signing | Uint8Array, alg: string) =>
    new SignJWT(claims).setProtectedHeader({ alg, kid: 'own' }).sign(key);
  const forger: ForgingProvider = {
    renews: 'yes',
    settings: {
      issuer,
      clientId: 'reciproca',
      clientSecret,
      scope: 'openid',
      roleClaim: 'groups',
      roles: [],
      taxCodeClaim: undefined,
      acrValues: [],
    },
    async forge(address, { claims = (honest) => honest, byStranger, algorithm, again }) {
      const nonce = new URL(address).searchParams.get('nonce')!;
      const iat = Math.floor(Date.now() / 1000);
      const told = claims({ iss: issuer, aud: 'reciproca', sub: 'ada', nonce, iat, exp: iat + 300 });
      const key = (byStranger ? strange : own).privateKey;
      const token =
        again ??
        (algorithm === 'none'
          ? unsigned(told)
          : await (algorithm ? sign(told, Buffer.from(clientSecret), algorithm) : sign(told, key, 'RS256')));
      tokens.set(nonce, token);
      return { token, code: nonce };
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return forger;
}

function described(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    // A provider that offers weak ways as well is no reason to take them.
    id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
    token_endpoint_auth_methods_supported: ['client_secret_post'],
  };
}

function unsigned(claims: JWTPayload): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}

function json(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
