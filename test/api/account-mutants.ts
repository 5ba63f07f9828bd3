import type { CodeMutant } from '../support/mutant.ts';

const accounts = 'test/api/accounts.test.ts';
const invitations = 'test/api/invitations.test.ts';
const employments = 'test/api/employments.test.ts';
const session = 'test/api/session.test.ts';
const firstDay = 'test/first-day.test.ts';

/** Who may sign in as what: the guards of accounts, invitations, tokens and jobs. */
export const accountMutants: readonly CodeMutant[] = [
  {
    name: 'accounts: one account makes and checks',
    file: 'api/account-roles.ts',
    find: 'if (!isTwice && mayMeet) return;',
    replace: 'return;',
    provenBy: accounts,
  },
  {
    name: 'accounts: a clerk of an organisation that is none',
    file: 'api/account-roles.ts',
    find: 'roles: { hasEvery: needed } }',
    replace: '}',
    provenBy: accounts,
  },
  {
    name: 'accounts: a person has as many as are asked for',
    file: 'api/accounts.ts',
    find: 'if (taken) throw isThere;',
    replace: '',
    provenBy: accounts,
  },
  {
    name: 'accounts: an administrator decides its own roles',
    file: 'api/accounts.ts',
    find: '  if (accountId !== principal.accountId) return;\n',
    replace: '  return;\n',
    provenBy: accounts,
  },
  {
    name: 'accounts: one administrator is enough',
    file: 'api/account-roles.ts',
    find: 'if (seen.length >= FEWEST_ADMINISTRATORS) return;',
    replace: 'return;',
    provenBy: accounts,
  },
  {
    name: 'accounts: administrators dismiss each other at once',
    file: 'api/account-roles.ts',
    find: 'WHERE id = ${tx.allianceId}::uuid FOR NO KEY UPDATE`',
    replace: 'WHERE id = ${tx.allianceId}::uuid`',
    provenBy: accounts,
  },
  {
    name: 'accounts: who is disabled keeps the tasks',
    file: 'api/account-standing.ts',
    find: '    await giveBackTasks(tx, account.id);\n',
    replace: '',
    provenBy: accounts,
  },
  {
    name: 'accounts: who comes back has the old tokens',
    file: 'api/account-standing.ts',
    find: '    await revokeTokens(tx, account.id);\n',
    replace: '',
    provenBy: accounts,
  },
  {
    name: 'accounts: a disabled account signs in',
    file: 'api/auth.ts',
    find: 'if (!holder || holder.revokedAt || holder.disabledAt) return undefined;',
    replace: 'if (!holder || holder.revokedAt) return undefined;',
    provenBy: session,
  },
  {
    name: 'invitations: a code opens twice',
    file: 'api/invitations.ts',
    find: 'where: { hash, usedAt: null, withdrawnAt: null, expiresAt: { gt: tx.now } },',
    replace: 'where: { hash, withdrawnAt: null, expiresAt: { gt: tx.now } },',
    provenBy: invitations,
  },
  {
    name: 'invitations: a code that was replaced opens',
    file: 'api/invitations.ts',
    find: 'where: { hash, usedAt: null, withdrawnAt: null, expiresAt: { gt: tx.now } },',
    replace: 'where: { hash, usedAt: null, expiresAt: { gt: tx.now } },',
    provenBy: invitations,
  },
  {
    name: 'invitations: a code never ends',
    file: 'api/invitations.ts',
    find: 'where: { hash, usedAt: null, withdrawnAt: null, expiresAt: { gt: tx.now } },',
    replace: 'where: { hash, usedAt: null, withdrawnAt: null },',
    provenBy: invitations,
  },
  {
    name: 'invitations: a disabled account is entered',
    file: 'api/invitations.ts',
    find: 'if (count === 0 || disabledAt) throw opensNothing;',
    replace: 'if (count === 0) throw opensNothing;',
    provenBy: invitations,
  },
  {
    name: 'invitations: whoever held the account before goes on',
    file: 'api/invitations.ts',
    find: '      await revokeTokens(tx, accountId);\n',
    replace: '',
    provenBy: invitations,
  },
  {
    name: 'invitations: a code that did not arrive is kept',
    file: 'activities/mail-outcome.ts',
    find: "data: { state: 'failed', sealed: null, errorCode: code },",
    replace: "data: { state: 'failed', errorCode: code },",
    provenBy: invitations,
  },
  {
    name: 'invitations: a colleague reads them in the mailbox',
    file: 'api/dev-mailbox.ts',
    find: 'return demo ? {} :',
    replace: 'return !demo ? {} :',
    provenBy: 'test/api/dev-mailbox.test.ts',
  },
  {
    name: 'tokens: everybody revokes and lists everybody’s',
    file: 'api/tokens.ts',
    find: "return hasRole(principal, 'administrator') ? {} : { accountId: principal.accountId };",
    replace: 'return principal ? {} : {};',
    provenBy: session,
  },
  {
    name: 'employments: the undecided are not advised anew',
    file: 'api/employments.ts',
    find: 'return { id: row.id, readvisedAssessments: await adviseOnJobs(tx, services, personId) };',
    replace: 'return { id: row.id, readvisedAssessments: 0 };',
    provenBy: firstDay,
  },
  {
    name: 'employments: everybody reads everybody’s',
    file: 'api/employments.ts',
    find: 'if (!person || !(await mayReachPerson(tx, principal, personId)))',
    replace: 'if (!person)',
    provenBy: 'test/api/who-may.test.ts',
  },
  {
    name: 'employments: the same job twice',
    file: 'api/employments.ts',
    find: '    await refuseOverlap(tx, body);\n',
    replace: '',
    provenBy: employments,
  },
  {
    name: 'employments: nobody asks a caseworker why',
    file: 'api/employments.ts',
    find: 'reason: reasonOrThrow(query.reason),',
    replace: "reason: query.reason ?? 'none',",
    provenBy: employments,
  },
  {
    name: 'keys: the old key goes while something needs it',
    file: 'cli/keys.ts',
    find: 'if (needed.dataKeys > 0 || needed.processes > 0) {',
    replace: 'if (needed.dataKeys > 1_000_000) {',
    provenBy: 'test/keys-command.test.ts',
  },
];
