import { describe, expect, it } from 'vitest';
import { loadConfig } from '../runtime/config.ts';

const real = { DEMO: 'off', MAIL: 'off' };
const oidc = {
  OIDC_ISSUER: 'https://login.example.org/realms/valle',
  OIDC_CLIENT_ID: 'reciproca',
  OIDC_CLIENT_SECRET: 'secret',
};

function complaintOf(env: Record<string, string>): string {
  try {
    loadConfig({ ...real, ...env });
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
}

describe('the address that people use', () => {
  it.each(['http://reciproca.example.org', 'http://10.0.0.5:3000', 'http://localhost.example.org'])(
    'is not %s: what is secret would travel in the clear',
    (PUBLIC_URL) => {
      expect(complaintOf({ PUBLIC_URL })).toMatch(/PUBLIC_URL: give the https:\/\/ address.*in the clear/);
    },
  );

  it.each([
    'https://reciproca.example.org',
    'http://localhost:3000',
    'http://127.0.0.1',
    'http://[::1]:3000',
  ])('may be %s', (PUBLIC_URL) => expect(complaintOf({ PUBLIC_URL })).toBe('accepted'));

  it('is not where a service listens that is open to the network and says nothing else', () => {
    expect(complaintOf({ HOST: '0.0.0.0' })).toContain('PUBLIC_URL: ');
  });
});

describe('the settings of signing in', () => {
  it('that are wrong are all named at once', () => {
    const message = complaintOf({
      TRUST_PROXY: 'everybody',
      OIDC_ISSUER: 'http://login.example.org',
      OIDC_SCOPE: 'profile',
      OIDC_ROLES: 'valle/capi=administrator',
      SESSION_IDLE_MINUTES: '0',
      SESSION_HOURS: '25',
      REQUESTS_OF_PERSON: '1',
      REQUESTS_OF_ADDRESS: 'many',
    });
    const named = message
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(':')[0]);
    expect(new Set(named)).toEqual(
      new Set([
        'OIDC_ISSUER',
        'OIDC_ROLES',
        'OIDC_SCOPE',
        'REQUESTS_OF_ADDRESS',
        'REQUESTS_OF_PERSON',
        'SESSION_HOURS',
        'SESSION_IDLE_MINUTES',
        'TRUST_PROXY',
      ]),
    );
    expect(message).toContain('requests a minute');
  });

  it('are given together, or not at all', () => {
    expect(complaintOf({ OIDC_ISSUER: oidc.OIDC_ISSUER })).toMatch(
      /OIDC_CLIENT_ID: [^]*OIDC_CLIENT_SECRET: /,
    );
    expect(complaintOf({ OIDC_TAX_CODE_CLAIM: 'fiscal_number' })).toContain('OIDC_ISSUER: give it too');
    expect(loadConfig(real).identityProvider).toBeUndefined();
  });

  it('never make an administrator, nor anybody for a person or an organisation, by a provider’s word', () => {
    for (const role of ['administrator', 'provider', 'employer', 'representative', 'citizen', 'candidate'])
      expect(complaintOf({ ...oidc, OIDC_ROLES: `valle/capi=${role}` }), role).toContain('OIDC_ROLES: ');
    const { identityProvider } = loadConfig({
      ...real,
      ...oidc,
      OIDC_ROLES: 'valle/a=b=caseworker, valle/fondo=fundOfficer',
    });
    expect(identityProvider?.roles).toEqual([
      { alliance: 'valle', value: 'a=b', role: 'caseworker' },
      { alliance: 'valle', value: 'fondo', role: 'fundOfficer' },
    ]);
  });

  it('have generous limits unless said, and none when they are off', () => {
    const usual = loadConfig(real);
    expect(usual.requestLimits).toEqual({ ofPerson: 600, ofAddress: 120 });
    expect(usual.sessionLimits).toEqual({ idleMinutes: 30, hours: 12 });
    expect(usual.trustProxy).toBeUndefined();
    const off = loadConfig({ ...real, REQUESTS_OF_PERSON: 'off', TRUST_PROXY: 'loopback, 10.0.0.0/8' });
    expect([off.requestLimits.ofPerson, off.trustProxy]).toEqual([undefined, 'loopback, 10.0.0.0/8']);
  });
});
