import type { AnyMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

/** What keeps a sign-in from being somebody else's, a session from outliving it, and a flood from the doors. */
export const signInMutants: readonly AnyMutant[] = [
  ...provenBy('test/api/sign-in.test.ts', [
    [
      'sign-in: an answer that took too long counts',
      'prisma/gate.ts',
      ' AND expires_at > ${await clock.now()}',
    ],
    [
      'sign-in: one subject holds two accounts',
      'activities/sign-in-links.ts',
      '  if (held && held.accountId !== accountId) throw signInTaken;\n',
      '  if (held) await unlinkSignIns(tx, { accountId: held.accountId });\n',
    ],
    [
      'sign-in: whoever held an account still does',
      'api/invitations.ts',
      '    await unlinkSignIns(tx, { accountId });\n',
    ],
    [
      'sign-in: a closed account opens',
      'api/admission.ts',
      '  if (account.disabledAt) throw accountClosed;\n',
    ],
    [
      'sign-in: a mailbox lets staff in beside the provider',
      'api/invitations.ts',
      '  if (identityProvider && staffRoles.some((role) => roles.includes(role))) throw byProvider;\n',
    ],
    [
      'sign-in: any issuer is believed about a tax code',
      'api/newcomers.ts',
      'const claim = name === undefined ? undefined : claims[name];',
      "const claim = claims[name ?? 'fiscal_number'];",
    ],
    [
      'sign-in: the provider’s word makes somebody two',
      'api/claimed-roles.ts',
      '  if (others.length > 0) throw severalRoles;\n',
    ],
    [
      'sign-in: a role outlives the provider’s word',
      'api/admission.ts',
      '  if (!role) throw notInvited;\n',
      '  if (!role) return open(tx, services, account, came);\n',
    ],
    [
      'sign-in: a link to us leads to another host',
      'api/sign-in.ts',
      'address?.origin !== here || ',
      '!address || ',
    ],
    [
      'sign-in: a link to us leads to another host by its dots',
      'api/sign-in.ts',
      " || address.pathname.startsWith('//')",
    ],
    [
      'sign-in: an account has two holders',
      'activities/sign-in-links.ts',
      '  await unlinkSignIns(tx, { accountId });\n',
    ],
    [
      'sign-in: whoever the provider shut out goes on',
      'api/recheck.ts',
      "if (told !== 'ended' && ",
      "if (told === 'ended') return true;\n    if (",
    ],
    [
      'sign-in: what to ask again with outlives the session',
      'api/auth.ts',
      ', recheckAt: null, providerSealed: null }',
      ' }',
    ],
  ]),
  ...provenBy('test/api/sign-in-tokens.test.ts', [
    [
      'sessions: what was given to ask again with outlives a closed account',
      'activities/lapsed-sessions.ts',
      ' OR a.disabled_at IS NOT NULL',
    ],
    [
      'sign-in: any way of knowing somebody will do',
      'api/identity-provider.ts',
      "  if (acrValues.length && !acrValues.includes(String(claims['acr']))) throw acrRefused;\n",
    ],
    [
      'sign-in: a provider in trouble shuts everybody out',
      'api/identity-provider.ts',
      "return isOver || !isAway(error) ? 'ended' : 'away';",
      "return 'ended';",
    ],
    [
      'sign-in: of two at once one meets an accident',
      'api/admission.ts',
      "    if (error === signInTaken || constraint === 'sign_in_link_alliance_id_print_key') return again();\n",
    ],
    [
      'sign-in: whoever is in two alliances is let into one of them',
      'api/admission.ts',
      '  if (known.length > 1) throw severalAlliances;\n',
    ],
    [
      'sign-in: a token that nobody signed is believed',
      'api/identity-provider.ts',
      '      client.enableNonRepudiationChecks,\n',
    ],
    [
      'sign-in: a token of another sign-in is believed',
      'api/identity-provider.ts',
      '.update(`${label}/${secret}`)',
      ".update(label === 'nonce' ? label : `${label}/${secret}`)",
    ],
    [
      'sign-in: an answer counts in every browser',
      'api/identity-provider.ts',
      "expectedState: derived('state', secret),",
      'expectedState: client.skipStateCheck,',
    ],
    [
      'sign-in: an answer counts twice',
      'prisma/gate.ts',
      '        DELETE FROM sign_in_attempt WHERE hash = ${hash} AND expires_at > ${await clock.now()}\n        RETURNING return_to AS "returnTo", alliance, invitation_hash AS "invitationHash"`;',
      '        SELECT return_to AS "returnTo", alliance, invitation_hash AS "invitationHash"\n          FROM sign_in_attempt WHERE hash = ${hash} AND expires_at > ${await clock.now()}`;',
    ],
  ]),
  ...provenBy('test/api/sessions.test.ts', [
    ['sessions: one that lapsed opens', 'api/session-holder.ts', ' || holder.idleAt <= now)', ')'],
    [
      'sessions: a page that nobody touches keeps its session',
      'api/session-holder.ts',
      'browser.isUnattended ? holder.idleAt : await',
      'await',
    ],
    [
      'sessions: one lasts for as long as it is used',
      'api/sessions.ts',
      'sessionLimits.hours * HOUR_MS',
      'sessionLimits.hours * HOUR_MS * 365',
    ],
    [
      'sessions: each request is a write',
      'api/session-holder.ts',
      '  if (idleAt.getTime() - before.getTime() < MINUTE_MS) return before;\n',
    ],
    [
      'sessions: the one before a sign-in goes on',
      'api/sessions.ts',
      '  if (!holder?.idleAt) return;\n',
      '  return;\n',
    ],
    [
      'sessions: one that a sign-in does not travel with goes on',
      'api/sessions.ts',
      "return hash ? Buffer.from(hash, 'base64url') : undefined;",
      'return undefined;',
    ],
    [
      'sessions: a cookie’s secret opens as a token',
      'api/auth.ts',
      'if (!holder || holder.idleAt) return undefined;',
      'if (!holder) return undefined;',
    ],
    [
      'sessions: any site’s page asks with our cookie',
      'api/dispatch.ts',
      '  refuseForeignPage(browser.origins, services.publicUrl);\n',
    ],
    [
      'sessions: another page of the same site counts as ours',
      'api/browser.ts',
      "fetchSite === 'same-origin' ||",
      "fetchSite === 'same-origin' || fetchSite === 'same-site' ||",
    ],
    ['sessions: scripts read the cookie', 'api/browser.ts', ' HttpOnly;'],
    [
      'sessions: everywhere is here',
      'api/sign-out.ts',
      "{ accountId, kind: 'session', expiresAt: { gt: tx.now } }",
      "{ accountId, kind: 'session', expiresAt: { lt: tx.now } }",
    ],
    ['sessions: styles come from anywhere', 'api/app.ts', 'styleSrc: ["\'self\'"],', "styleSrc: ['https:'],"],
    [
      'limits: one person asks without end',
      'api/app.ts',
      '      await counts.ofPerson(request, response, principal.accountId);\n',
    ],
    [
      'limits: tokens are tried without end',
      'api/app.ts',
      '      if (error === notSignedIn) await counts.ofAddress(request, response);\n',
    ],
    [
      'limits: whoever asks says from where',
      'api/app.ts',
      'services.trustProxy ?? false',
      "services.trustProxy ?? 'loopback'",
    ],
  ]),
  ...provenBy('test/sign-in-settings.test.ts', [
    [
      'settings: secrets travel in the clear',
      'runtime/sign-in-config.ts',
      '(isHttp(address) && isLoopback(address))',
      'isHttp(address)',
    ],
    [
      'settings: a provider’s word makes an administrator',
      'runtime/sign-in-config.ts',
      "'auditor'] as const",
      "'auditor', 'administrator'] as const",
    ],
  ]),
];
