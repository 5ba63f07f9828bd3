import { Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { SignInLink } from '../prisma/generated/client.ts';
import type { SignInOrigin } from '../prisma/generated/enums.ts';
import type { Vault } from '../vault/vault.ts';
import { recordAudit } from './audit.ts';

/** Who somebody is to an identity provider: nothing else it says of them names them for good. */
export interface SignInSubject {
  readonly issuer: string;
  readonly subject: string;
}

/** The link of whoever the provider calls so, if the alliance knows them. */
export async function findSignInLink(tx: Tx, vault: Vault, who: SignInSubject): Promise<SignInLink | null> {
  const print = await printOf(tx, vault, who);
  return tx.db.signInLink.findUnique({ where: { allianceId_print: { allianceId: tx.allianceId, print } } });
}

/**
 * Gives an account to whoever the provider calls so, and to nobody else: who held it before holds it no more. One
 * subject holds one account of an alliance, so that nobody checks in one what they made in another. Lock it first.
 */
export async function linkSignIn(
  tx: Tx,
  vault: Vault,
  link: { readonly accountId: string; readonly who: SignInSubject; readonly origin: SignInOrigin },
): Promise<void> {
  const { accountId, who, origin } = link;
  const held = await findSignInLink(tx, vault, who);
  if (held && held.accountId !== accountId) throw signInTaken;
  if (held) return;
  await unlinkSignIns(tx, { accountId });
  const { allianceId, now: linkedAt } = tx;
  const print = await printOf(tx, vault, who);
  await tx.db.signInLink.create({ data: { allianceId, accountId, print, origin, linkedAt } });
  const subject = { subjectKind: 'account', subjectId: accountId } as const;
  await recordAudit(tx, vault, { action: 'signIn.linked', ...subject, reason: origin });
}

/** Who was linked is not known any more. */
export async function unlinkSignIns(
  tx: Tx,
  which: { readonly accountId: string | { readonly in: string[] } },
): Promise<void> {
  await tx.db.signInLink.updateMany({
    where: { ...which, unlinkedAt: null },
    data: { print: null, unlinkedAt: tx.now },
  });
}

function printOf(tx: Tx, vault: Vault, { issuer, subject }: SignInSubject): Promise<string> {
  return vault.fingerprint(tx, `signIn/${JSON.stringify([issuer, subject])}`);
}

export const signInTaken = new Refusal('alreadyExists', {
  detail: {
    it: 'Con questo accesso c’è già un’altra utenza dell’alleanza, e l’invito non è stato usato: chi amministra cambi i ruoli di quella.',
    en: 'Another account of the alliance has this sign-in already, and the invitation was not used: have an administrator change the roles of that one.',
  },
});
