import { createHash, randomBytes } from 'node:crypto';
import * as client from 'openid-client';
import type { Role } from '../prisma/generated/enums.ts';
import { acrRefused, providerAway, signInFailed } from './sign-in-refusals.ts';
import type { Log } from './services.ts';

/** Which value of the claim of roles makes somebody what, in which alliance. */
export interface RoleClaim {
  readonly alliance: string;
  readonly value: string;
  readonly role: Role;
}

export interface IdentityProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  readonly roleClaim: string;
  readonly roles: readonly RoleClaim[];
  /** The claim with a tax code that the issuer is trusted for; undefined where it is trusted for none. */
  readonly taxCodeClaim: string | undefined;
  /** How surely the provider must have known the person; any way will do where none is named. */
  readonly acrValues: readonly string[];
}

/** Somebody whom the provider vouches for. Only issuer and subject say who it is. */
export interface Visitor {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** What the provider gave: who it is, unless it renewed a session without saying so, and what to ask again with. */
export interface Vouched {
  readonly visitor: Visitor | undefined;
  readonly refreshToken: string | undefined;
}

export interface IdentityProvider {
  readonly settings: IdentityProviderSettings;
  /** Where to send the browser. The secret binds what comes back to it. */
  addressFor(secret: string): Promise<URL>;
  /** Who came back to this address. @throws Refusal when the answer is not the one that was asked for */
  visitorAt(address: URL, secret: string): Promise<Vouched & { readonly visitor: Visitor }>;
  /** Whether whoever it gave this token still may sign in. */
  refresh(refreshToken: string): Promise<Vouched | 'ended' | 'away'>;
  /** Asks the provider how it describes itself, so that the first who needs it need not wait. */
  prepare(): void;
  /** Where a browser signs out of the provider as well; undefined until the provider has told. */
  signOutAddress(): string | undefined;
}

const TIMEOUT_SECONDS = 5;
const CLOCK_TOLERANCE_SECONDS = 30;
const DISCOVERY_MS = 3_600_000;

/** A fresh secret of a sign-in: what travels in addresses is made from it, and tells nothing of it. */
export function newSignInSecret(): string {
  return randomBytes(32).toString('base64url');
}

const derived = (label: 'state' | 'nonce' | 'verifier', secret: string) =>
  createHash('sha256').update(`${label}/${secret}`).digest('base64url');

/** The provider as it describes itself, asked for at the first need and again every hour. */
export function openIdentityProvider(
  settings: IdentityProviderSettings,
  { publicUrl, log }: { readonly publicUrl: string; readonly log: Log },
): IdentityProvider {
  const redirectUri = `${publicUrl}/auth/callback`;
  const known = discoverOnce(settings, log);
  return {
    settings,
    async addressFor(secret) {
      const config = await known.ask();
      return client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: settings.scope,
        state: derived('state', secret),
        nonce: derived('nonce', secret),
        code_challenge: await client.calculatePKCECodeChallenge(derived('verifier', secret)),
        code_challenge_method: 'S256',
        ...(settings.acrValues.length ? { acr_values: settings.acrValues.join(' ') } : {}),
      });
    },
    async visitorAt(address, secret) {
      const config = await known.ask();
      try {
        const tokens = await client.authorizationCodeGrant(config, address, {
          expectedState: derived('state', secret),
          expectedNonce: derived('nonce', secret),
          pkceCodeVerifier: derived('verifier', secret),
          idTokenExpected: true,
        });
        const visitor = await visitorOf(tokens, config, settings);
        if (!visitor) throw signInFailed;
        refuseWeak(visitor, settings);
        return { visitor, refreshToken: tokens.refresh_token };
      } catch (error) {
        log.error({ code: codeOf(error) }, 'sign-in refused');
        throw isAway(error) ? providerAway : error === acrRefused ? acrRefused : signInFailed;
      }
    },
    async refresh(refreshToken) {
      try {
        const config = await known.ask();
        const tokens = await client.refreshTokenGrant(config, refreshToken);
        return { visitor: await visitorOf(tokens, config, settings), refreshToken: tokens.refresh_token };
      } catch (error) {
        const isOver = error instanceof client.ResponseBodyError && error.error === 'invalid_grant';
        log.info({ code: codeOf(error) }, 'the identity provider did not renew a session');
        return isOver || !isAway(error) ? 'ended' : 'away';
      }
    },
    prepare: () => void known.ask().catch(() => undefined),
    signOutAddress: () => {
      const metadata = known.last()?.serverMetadata();
      if (!metadata?.end_session_endpoint) return undefined;
      const address = new URL(metadata.end_session_endpoint);
      // No hint with the person's name: addresses are kept in too many places. The provider asks before it signs out.
      address.searchParams.set('client_id', settings.clientId);
      address.searchParams.set('post_logout_redirect_uri', `${publicUrl}/`);
      return address.href;
    },
  };
}

type Tokens = client.TokenEndpointResponse & client.TokenEndpointResponseHelpers;

/** What the provider says of somebody; asked for at its own address where the token does not say enough. */
async function visitorOf(
  tokens: Tokens,
  config: client.Configuration,
  { taxCodeClaim, roleClaim, roles }: IdentityProviderSettings,
): Promise<Visitor | undefined> {
  const claims = tokens.claims();
  if (!claims) return undefined;
  const wanted = [...(taxCodeClaim ? [taxCodeClaim] : []), ...(roles.length ? [roleClaim] : [])];
  const isTold = wanted.every((name) => claims[name] !== undefined);
  const more =
    isTold || !config.serverMetadata().userinfo_endpoint
      ? {}
      : await client.fetchUserInfo(config, tokens.access_token, claims.sub);
  return { issuer: claims.iss, subject: claims.sub, claims: { ...more, ...claims } };
}

/** The provider may sign somebody in less surely than it was asked to: what it did, it has to say. */
function refuseWeak({ claims }: Visitor, { acrValues }: IdentityProviderSettings): void {
  if (acrValues.length && !acrValues.includes(String(claims['acr']))) throw acrRefused;
}

/** Asked for by many at once it is asked once; a provider that is away later is the one that was known before. */
function discoverOnce({ issuer, clientId, clientSecret }: IdentityProviderSettings, log: Log) {
  let last: { readonly config: client.Configuration; readonly at: number } | undefined;
  let asking: Promise<client.Configuration> | undefined;
  const discover = async (): Promise<client.Configuration> => {
    const address = new URL(issuer);
    const execute = [
      // The library believes what came over TLS from the provider itself; we want its signature as well.
      client.enableNonRepudiationChecks,
      ...(address.protocol === 'http:' ? [client.allowInsecureRequests] : []),
    ];
    const metadata = { client_secret: clientSecret, [client.clockTolerance]: CLOCK_TOLERANCE_SECONDS };
    const options = { execute, timeout: TIMEOUT_SECONDS };
    const config = await client.discovery(address, clientId, metadata, undefined, options);
    last = { config, at: Date.now() };
    return config;
  };
  return {
    last: () => last?.config,
    async ask(): Promise<client.Configuration> {
      if (last && Date.now() - last.at < DISCOVERY_MS) return last.config;
      asking ??= discover().finally(() => (asking = undefined));
      try {
        return await asking;
      } catch (error) {
        log.error({ code: codeOf(error) }, 'the identity provider does not answer as it should');
        if (last) return last.config;
        throw providerAway;
      }
    },
  };
}

/** Only the library's codes: what the provider wrote beside them may name somebody. */
function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : String(name);
}

/** Nobody answered, or a server in trouble did: not a word about the person. */
function isAway(error: unknown): boolean {
  if (error === providerAway) return true;
  if (error instanceof TypeError) return true;
  if (error instanceof client.ResponseBodyError) return error.status >= 500;
  const { code, cause } = (error ?? {}) as { code?: string; cause?: unknown };
  if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT') return true;
  return code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' && cause instanceof Response && cause.status >= 500;
}
