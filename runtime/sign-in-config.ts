import { isIP } from 'node:net';
import { z } from 'zod';
import type { IdentityProviderSettings, RoleClaim } from '../api/identity-provider.ts';
import type { RequestLimits } from '../api/request-limits.ts';
import type { SessionLimits } from '../api/sessions.ts';

/** How people sign in, for how long, and how often anybody may ask. */
export interface SignInConfig {
  readonly identityProvider: IdentityProviderSettings | undefined;
  readonly sessionLimits: SessionLimits;
  readonly requestLimits: RequestLimits;
}

const neverClaimed = 'administrators and whoever acts for a person or an organisation are invited';
/** What a provider's word can make somebody: staff who need neither a person nor an organisation behind them. */
const claimable = ['caseworker', 'commissionMember', 'fundOfficer', 'auditor'] as const;

function wholeNumber(least: number, most: number) {
  const error = `give a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,6}$/, { error })
    .transform(Number)
    .pipe(z.number().min(least, { error }).max(most, { error }));
}

function rate(usual: number) {
  const error = 'give a whole number of requests a minute from 10 to 100000, or off';
  const isFair = (limit: number | undefined) => limit === undefined || (limit >= 10 && limit <= 100_000);
  return z
    .string()
    .regex(/^(\d{1,6}|off)$/, { error })
    .default(String(usual))
    .transform((text) => (text === 'off' ? undefined : Number(text)))
    .refine(isFair, { error });
}

const proxyWords = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** Express believes a proxy by its address, a network, or one of three words for networks. */
export const proxies = z.string().refine(
  (text) =>
    text.split(',').every((part) => {
      const [address = '', bits, ...rest] = part.trim().split('/');
      const isNetwork = bits === undefined || /^\d{1,3}$/.test(bits);
      return proxyWords.has(part.trim()) || (isIP(address) > 0 && isNetwork && rest.length === 0);
    }),
  { error: 'name proxies by address or network (10.0.0.5, 10.0.0.0/8), or loopback, linklocal, uniquelocal' },
);

const issuer = z.string().refine((text) => isHttpsOrLoopback(text) && !/[?#]/.test(text), {
  error: 'give the https:// address of the issuer, as it calls itself',
});

const roleClaims = z.string().transform((text, context): RoleClaim[] =>
  text.split(',').map((part) => {
    const [, alliance, value, role] = /^\s*([a-z0-9-]{1,60})\/(.+)=(\w+)\s*$/.exec(part) ?? [];
    const known = claimable.find((one) => one === role);
    if (!alliance || !value || !known) {
      const message = `write alliance/value=role, with commas between, and for a role one of ${claimable.join(', ')}; ${neverClaimed}`;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    }
    return { alliance, value, role: known };
  }),
);

export const signInShape = {
  OIDC_ISSUER: issuer.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_SCOPE: z
    .string()
    .regex(/(^| )openid( |$)/, { error: 'name scopes with blanks between, openid among them' })
    .default('openid'),
  OIDC_ACR_VALUES: z.string().optional(),
  OIDC_ROLE_CLAIM: z.string().default('groups'),
  OIDC_ROLES: roleClaims.optional(),
  OIDC_TAX_CODE_CLAIM: z.string().optional(),
  SESSION_IDLE_MINUTES: wholeNumber(1, 720).default(30),
  SESSION_HOURS: wholeNumber(1, 24).default(12),
  REQUESTS_OF_PERSON: rate(600),
  REQUESTS_OF_ADDRESS: rate(120),
};

type Given = z.output<z.ZodObject<typeof signInShape>>;
type Problem = readonly [name: string, remedy: string];

/** What is wrong between settings that are each well formed. */
export function signInConflicts(given: Given): readonly Problem[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_ROLES, OIDC_TAX_CODE_CLAIM } = given;
  const others = { OIDC_CLIENT_ID, OIDC_CLIENT_SECRET };
  const isAny = [...Object.values(others), OIDC_ROLES, OIDC_TAX_CODE_CLAIM].some((one) => one !== undefined);
  if (OIDC_ISSUER === undefined)
    return isAny ? [['OIDC_ISSUER', 'give it too, or leave the other OIDC settings out']] : [];
  return Object.entries(others)
    .filter(([, value]) => value === undefined)
    .map(([name]) => [name, 'give it too: the provider tells it when the service is registered there']);
}

export function toSignInConfig(given: Given): SignInConfig {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = given;
  return {
    identityProvider:
      OIDC_ISSUER && OIDC_CLIENT_ID && OIDC_CLIENT_SECRET
        ? {
            issuer: OIDC_ISSUER,
            clientId: OIDC_CLIENT_ID,
            clientSecret: OIDC_CLIENT_SECRET,
            scope: given.OIDC_SCOPE,
            roleClaim: given.OIDC_ROLE_CLAIM,
            roles: given.OIDC_ROLES ?? [],
            taxCodeClaim: given.OIDC_TAX_CODE_CLAIM,
            acrValues: given.OIDC_ACR_VALUES?.split(/\s+/) ?? [],
          }
        : undefined,
    sessionLimits: { idleMinutes: given.SESSION_IDLE_MINUTES, hours: given.SESSION_HOURS },
    requestLimits: { ofPerson: given.REQUESTS_OF_PERSON, ofAddress: given.REQUESTS_OF_ADDRESS },
  };
}

export function isHttpsOrLoopback(address: string): boolean {
  return URL.parse(address)?.protocol === 'https:' || (isHttp(address) && isLoopback(address));
}

function isHttp(address: string): boolean {
  return URL.parse(address)?.protocol === 'http:';
}

export function isLoopback(address: string): boolean {
  const host = URL.parse(address)?.hostname ?? '';
  return (
    host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\.[\d.]+$/.test(host)
  );
}
