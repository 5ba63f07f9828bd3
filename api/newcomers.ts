import { recordAudit } from '../activities/audit.ts';
import { lockAccount } from '../activities/invitations.ts';
import { linkSignIn } from '../activities/sign-in-links.ts';
import type { Tx } from '../prisma/database.ts';
import type { Account } from '../prisma/generated/client.ts';
import type { Role } from '../prisma/generated/enums.ts';
import { lockRow } from '../prisma/lock-row.ts';
import { revokeTokens } from './auth.ts';
import { claimedRole } from './claimed-roles.ts';
import type { Visitor } from './identity-provider.ts';
import { emailAddress } from './schema.ts';
import type { ApiServices } from './services.ts';
import { accountClosed } from './sign-in-refusals.ts';

type NewcomerServices = Pick<ApiServices, 'vault' | 'identityProvider'>;

/**
 * The account of somebody who has never signed in, where the settings take the provider's word: for a role, a new one;
 * for a tax code, that of the person whom the alliance has entered with it, or a new one for them.
 */
export async function newcomer(
  tx: Tx,
  services: NewcomerServices,
  alliance: string,
  visitor: Visitor,
): Promise<Account | undefined> {
  const { identityProvider, vault } = services;
  if (!identityProvider) return undefined;
  const role = claimedRole(identityProvider.settings, alliance, visitor);
  const account = role
    ? await openAccount(tx, services, visitor, { role, email: provenEmail(visitor) })
    : await accountOfTaxCode(tx, services, visitor);
  if (!account) return undefined;
  await revokeTokens(tx, account.id);
  const origin = role ? 'roleClaims' : 'taxCode';
  await linkSignIn(tx, vault, { accountId: account.id, who: visitor, origin });
  return account;
}

/** Nobody but an issuer that is trusted for it is believed about a tax code. */
async function accountOfTaxCode(
  tx: Tx,
  services: NewcomerServices,
  visitor: Visitor,
): Promise<Account | undefined> {
  const taxCode = taxCodeOf(visitor, services.identityProvider?.settings.taxCodeClaim);
  if (!taxCode) return undefined;
  const taxCodePrint = await services.vault.fingerprint(tx, taxCode);
  const person = await tx.db.person.findFirst({ where: { taxCodePrint }, select: { id: true } });
  if (!person) return undefined;
  const held = await lockRow(tx, 'person', person.id);
  if (!held || held.erasedAt || held.deceasedOn) return undefined;
  const theirs = await tx.db.account.findFirst({ where: { personId: person.id } });
  if (!theirs) return openAccount(tx, services, visitor, { role: 'citizen', personId: person.id });
  const account = await lockAccount(tx, theirs.id);
  if (account.disabledAt) throw accountClosed;
  return account;
}

/** SPID and CIE write the country before it: TINIT-RSSMRA80A01H501U. */
function taxCodeOf({ claims }: Visitor, name: string | undefined): string | undefined {
  const claim = name === undefined ? undefined : claims[name];
  if (typeof claim !== 'string') return undefined;
  return /^(?:TINIT-)?([A-Z0-9]{16})$/.exec(claim.trim().toUpperCase())?.[1];
}

async function openAccount(
  tx: Tx,
  { vault }: NewcomerServices,
  visitor: Visitor,
  { role, ...also }: { readonly role: Role; readonly email?: string | null; readonly personId?: string },
): Promise<Account> {
  const { allianceId, now: createdAt } = tx;
  const label = labelOf(visitor);
  const account = await tx.db.account.create({
    data: { allianceId, label, roles: [role], createdAt, ...also },
  });
  const subject = { subjectKind: 'account', subjectId: account.id } as const;
  await recordAudit(tx, vault, { action: 'account.opened', ...subject, reason: 'signIn' });
  return account;
}

function labelOf({ claims }: Visitor): string {
  const given = [claims['given_name'], claims['family_name']].filter((part) => typeof part === 'string');
  const name = claims['name'] ?? claims['preferred_username'] ?? given.join(' ');
  const label =
    typeof name === 'string'
      ? name
          .replaceAll(/\p{Cc}/gu, ' ')
          .trim()
          .slice(0, 200)
      : '';
  return label.isWellFormed() && label !== '' ? label : 'Senza nome';
}

function provenEmail({ claims }: Visitor): string | null {
  const parsed = emailAddress.toLowerCase().safeParse(claims['email']);
  return parsed.success && claims['email_verified'] === true ? parsed.data : null;
}
