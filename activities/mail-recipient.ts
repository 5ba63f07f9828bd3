import type { Locale } from '../domain/text.ts';
import type { Tx } from '../prisma/database.ts';
import type { Vault } from '../vault/vault.ts';
import { openIdentity } from './identity.ts';
import { isMailAddress } from './mailer.ts';
import type { Audience } from './mail-audience.ts';

/** Where a mail goes now: an address, nowhere any more, or nowhere that can be reached by mail. */
export type Recipient =
  | { readonly kind: 'address'; readonly address: string; readonly locale: Locale }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unreachable'; readonly code: 'byPost' | 'noAddress' | 'badAddress' };

/** Found when the mail leaves, not when it was queued: people move, die, or ask to be forgotten meanwhile. */
export function findRecipient(tx: Tx, vault: Vault, audience: Audience, id: string): Promise<Recipient> {
  if (audience === 'person') return findPerson(tx, vault, id);
  return audience === 'staff' ? findAccount(tx, id) : findProvider(tx, id);
}

async function findPerson(tx: Tx, vault: Vault, id: string): Promise<Recipient> {
  const person = await tx.db.person.findUniqueOrThrow({ where: { id } });
  if (person.deceasedOn !== null) return { kind: 'gone' };
  const identity = await openIdentity(tx, vault, person);
  if (identity === undefined) return { kind: 'gone' };
  if (person.channel === 'post') return { kind: 'unreachable', code: 'byPost' };
  return reachable(identity.email, localeOf(person.locale));
}

async function findAccount(tx: Tx, id: string): Promise<Recipient> {
  const account = await tx.db.account.findUniqueOrThrow({ where: { id } });
  if (account.disabledAt !== null) return { kind: 'gone' };
  return reachable(account.email, localeOf(account.locale));
}

async function findProvider(tx: Tx, id: string): Promise<Recipient> {
  const organisation = await tx.db.organisation.findUniqueOrThrow({ where: { id } });
  return reachable(organisation.email, 'it');
}

function reachable(address: string | null, locale: Locale): Recipient {
  if (address === null || address.trim() === '') return { kind: 'unreachable', code: 'noAddress' };
  if (!isMailAddress(address)) return { kind: 'unreachable', code: 'badAddress' };
  return { kind: 'address', address, locale };
}

function localeOf(locale: string): Locale {
  return locale === 'en' ? 'en' : 'it';
}
