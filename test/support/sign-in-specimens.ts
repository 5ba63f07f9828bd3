import { at, one, same, type Row, type Specimen } from './specimen-rows.ts';

const sealed = Buffer.from('s');

/** Rows about signing in that must not stand: of several the last, each of the others may. */
export const signInChecks: readonly Specimen[] = [
  ['sign_in_link_unlinked', 'sign_in_link', [{ unlinked_at: at }]],
  ['sign_in_link_unlinked', 'sign_in_link', [{ print: null }]],
  ['token_browser_session', 'token', [{ kind: 'api', idle_at: at }]],
  ['token_recheck', 'token', [{ kind: 'session', idle_at: at, recheck_at: at }]],
  ['token_recheck', 'token', [{ kind: 'session', recheck_at: at, provider_sealed: sealed }]],
];

/** Rows about signing in that must not stand beside each other. */
export const signInTwice: readonly Specimen[] = [
  same('sign_in_link_alliance_id_print_key', 'sign_in_link', { print: 'p' }),
  [
    'sign_in_link_account_once',
    'sign_in_link',
    [
      { account_id: one, print: 'a' },
      { account_id: one, print: 'b' },
    ],
  ],
];

/** Rows about signing in that may stand beside each other. */
export const signInAllowed: readonly (readonly [table: string, rows: readonly Row[]])[] = [
  [
    'sign_in_link',
    [
      { account_id: one, print: null, unlinked_at: at },
      { account_id: one, print: null, unlinked_at: at },
      { account_id: one, print: 'a' },
    ],
  ],
  ['token', [{ kind: 'session', idle_at: at, recheck_at: at, provider_sealed: sealed }]],
];
